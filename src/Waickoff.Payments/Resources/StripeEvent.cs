using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waickoff.Payments;

/// <summary>
/// Something that happened. It may come several times, in any order, or late: what it carries is a hint, and the object is read anew
/// before anything is done.
/// </summary>
public sealed record StripeEvent : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary><c>checkout.session.completed</c> and the like.</summary>
    public required string Type { get; init; }

    /// <summary>What its object is written in; to be checked with <see cref="StripeVersion.IsOurs"/>.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Real money.</summary>
    public bool Livemode { get; init; }

    /// <summary>The object as it was.</summary>
    public required StripeEventData Data { get; init; }

    /// <summary>The id of the object; null where it has none.</summary>
    public string? ObjectId =>
        Data.Snapshot.ValueKind == JsonValueKind.Object
        && Data.Snapshot.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    /// <summary>Reads the object of the event.</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public T ObjectAs<T>()
        where T : class, IStripeObject => Data.Snapshot.Deserialize<T>(StripeJson.Options) ?? throw new JsonException();

    /// <summary>Reads the body of a webhook, after its signature was found to be true.</summary>
    /// <exception cref="JsonException">It is no event.</exception>
    public static StripeEvent Parse(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize<StripeEvent>(body, StripeJson.Options) is { Data: not null } read
            ? read
            : throw new JsonException();
}

/// <summary>What an event carries.</summary>
public sealed record StripeEventData
{
    /// <summary>The object as it was.</summary>
    [JsonPropertyName("object")]
    public JsonElement Snapshot { get; init; }
}
