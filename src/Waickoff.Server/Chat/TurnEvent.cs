using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Server.Chat;

/// <summary>Something that happened in a turn, as it is stored and then sent: numbered from 1 without a hole.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Number">Its place; the id of the event in the stream.</param>
/// <param name="Type">Which event it is: progress, text, replace, finding, usage, notice, done, refused.</param>
/// <param name="Data">Its data as JSON.</param>
internal sealed record TurnEvent(string TurnId, int Number, string Type, string Data)
{
    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast => Type is TurnEventTypes.Done or TurnEventTypes.Refused;
}

internal static class TurnEventTypes
{
    public const string Progress = "progress";
    public const string Finding = "finding";
    public const string Text = "text";
    public const string Replace = "replace";
    public const string Usage = "usage";
    public const string Notice = "notice";
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Resync = "resync";
}

internal sealed class TurnEventTable : IEntityTypeConfiguration<TurnEvent>
{
    public void Configure(EntityTypeBuilder<TurnEvent> builder)
    {
        builder.ToTable("turn_event");
        builder.HasKey(e => new { e.TurnId, e.Number });
    }
}

/// <summary>The data of each event; the same in the web app.</summary>
internal static class TurnEventData
{
    private static readonly JsonSerializerOptions Json = Options();

    public sealed record Progress(string Step, string State);

    /// <summary>What numbers of the sentences behind it stand on.</summary>
    /// <param name="Id">What this answer cites it by.</param>
    /// <param name="Value">The number as computed.</param>
    /// <param name="What">The quantity, such as <c>order-block.top</c>.</param>
    /// <param name="Timeframe">Where it was found; null for the whole market.</param>
    /// <param name="Source">The finding or candle it comes from; empty for what a timeframe has only one of.</param>
    /// <param name="AsOf">The close at which it was read: a chart of that moment shows it; left out where that was not noted.</param>
    public sealed record Finding(
        string Id,
        double Value,
        string What,
        string? Timeframe,
        string Source,
        DateTimeOffset? AsOf
    )
    {
        public static Finding Of(Evidence evidence) =>
            new(
                evidence.Id,
                evidence.Value,
                evidence.What,
                evidence.Timeframe?.ToString(),
                evidence.Source,
                evidence.AsOfMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(evidence.AsOfMs) : null
            );
    }

    public sealed record Text(string Sentence, int N, IReadOnlyList<Citation> Citations, bool Marked);

    /// <param name="Start">Where the number starts in the sentence.</param>
    /// <param name="Length">How long it is.</param>
    /// <param name="Evidence">The evidence it cites; null where none.</param>
    /// <param name="Verdict">What was found out about it.</param>
    public sealed record Citation(int Start, int Length, string? Evidence, string Verdict);

    /// <param name="Used">Metered tokens that were charged in the session.</param>
    /// <param name="Held">Those put aside for answers that are being written.</param>
    /// <param name="Left">Those that can be asked for.</param>
    /// <param name="Predicted">What the next question will cost; left out where nobody knows.</param>
    public sealed record Usage(long Used, long Held, long Left, long? Predicted);

    public sealed record Notice(string Code, string Text);

    public sealed record Done(long Charged, string Reason);

    public sealed record Refused(string Code, string Text);

    /// <summary>The place to resume from is unknown: all events follow from the first.</summary>
    public sealed record Resync(string Turn);

    public static string Write<T>(T data) => JsonSerializer.Serialize(data, Json);

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Hosting.HostingSlice.Configure(json);
        json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return json;
    }
}
