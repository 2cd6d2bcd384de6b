using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waickoff.Payments;

/// <summary>How answers are read: names in snake case, unknown members left out, numbers as numbers.</summary>
internal static class StripeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new ExpandableConverter() },
    };

    public static StripeError ErrorOf(string body)
    {
        try
        {
            var error = JsonSerializer.Deserialize<Envelope>(body, Options)?.Error;
            return new StripeError(
                error?.Type ?? "",
                error?.Message ?? "No reason was given.",
                error?.Code,
                error?.DeclineCode,
                error?.Param,
                error?.DocUrl
            );
        }
        catch (JsonException)
        {
            return new StripeError("", "The answer is no JSON.");
        }
    }

    private sealed record Envelope(Body? Error);

    private sealed record Body(
        string? Type,
        string? Message,
        string? Code,
        string? DeclineCode,
        string? Param,
        string? DocUrl
    );

    private sealed class ExpandableConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Expandable<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)
                Activator.CreateInstance(typeof(Reader<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class Reader<T> : JsonConverter<Expandable<T>>
        where T : class, IStripeObject
    {
        public override Expandable<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return new Expandable<T>(reader.GetString()!, null);
            var found = JsonSerializer.Deserialize<T>(ref reader, options) ?? throw new JsonException();
            return new Expandable<T>(found.Id, found);
        }

        public override void Write(Utf8JsonWriter writer, Expandable<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
