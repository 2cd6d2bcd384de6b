using System.Buffers;
using System.Text;
using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>
/// The canonical text of an entry: one line of JSON without spaces, every name there and in this order, times in UTC milliseconds, prices as
/// the shortest decimals that read back as the same number. An entry has exactly one text.
/// </summary>
public static class RecordText
{
    /// <summary>The version of the form; another form gets another number.</summary>
    public const int Version = 1;

    private const string OfScenario = "scenario";
    private const string OfGrade = "grade";

    /// <summary>Writes an entry.</summary>
    public static string Write(RecordEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("kind", entry is ScenarioEntry ? OfScenario : OfGrade);
            json.WriteNumber("number", entry.Number);
            json.WriteNumber("recorded", entry.RecordedMs);
            if (entry is ScenarioEntry scenario)
                Write(json, scenario);
            else
                Write(json, (GradeEntry)entry);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">It is not the canonical text of one.</exception>
    public static RecordEntry Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            RecordEntry entry = json.GetProperty("kind").GetString() switch
            {
                OfScenario => ReadScenario(json),
                OfGrade => ReadGrade(json),
                var kind => throw new FormatException($"There is no kind of entry '{kind}'."),
            };
            return Write(entry) == text ? entry : throw new FormatException("It is not written in the canonical form.");
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("It is no entry of a track record.", e);
        }
    }

    /// <summary>A side as it is written: <c>bullish</c>, <c>bearish</c>, <c>neutral</c>.</summary>
    public static string NameOf(Side side) =>
        side switch
        {
            Side.Bullish => "bullish",
            Side.Bearish => "bearish",
            Side.None => "neutral",
        };

    /// <summary>A verdict as it is written, such as <c>neverConfirmed</c>.</summary>
    public static string NameOf(ScenarioVerdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());

    /// <summary>The side with a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Side SideOf(string name) => OneOf<Side>(name, NameOf);

    /// <summary>The verdict with a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static ScenarioVerdict VerdictOf(string name) => OneOf<ScenarioVerdict>(name, NameOf);

    private static void Write(Utf8JsonWriter json, ScenarioEntry entry)
    {
        var s = entry.Scenario;
        json.WriteString("venue", s.Venue);
        json.WriteBoolean("simulated", s.IsSimulated);
        json.WriteString("symbol", s.Symbol);
        json.WriteString("timeframe", s.Timeframe.ToString());
        json.WriteString("side", NameOf(s.Side));
        json.WriteNumber("made", s.MadeMs);
        json.WriteNumber("close", s.Close);
        Write(json, "zone", [s.Bottom, s.Top]);
        if (s.Confirmation is { } confirmation)
            json.WriteNumber("confirmation", confirmation);
        else
            json.WriteNull("confirmation");
        Write(json, "invalidation", s.LowerInvalidation is { } lower ? [lower, s.Invalidation] : [s.Invalidation]);
        Write(json, "targets", s.Targets.Span);
        json.WriteNumber("horizon", s.HorizonCandles);
        json.WriteNumber("rule", s.RuleVersion);
        json.WriteNumber("candles", s.CandleCount);
        json.WriteString("data", s.DataHash);
        json.WriteBoolean("apart", entry.IsApart);
    }

    private static void Write(Utf8JsonWriter json, GradeEntry entry)
    {
        var o = entry.Outcome;
        json.WriteNumber("of", entry.Of);
        json.WriteString("hash", entry.OfHash);
        json.WriteString("verdict", NameOf(o.Verdict));
        json.WriteNumber("targetsHit", o.TargetsHit);
        if (o.ConfirmedMs is { } confirmed)
            json.WriteNumber("confirmed", confirmed);
        else
            json.WriteNull("confirmed");
        json.WriteNumber("ended", o.EndedMs);
        json.WriteNumber("rule", o.RuleVersion);
        json.WriteNumber("candles", o.CandleCount);
        json.WriteString("data", o.DataHash);
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<double> prices)
    {
        json.WriteStartArray(name);
        foreach (var price in prices)
            json.WriteNumberValue(price);
        json.WriteEndArray();
    }

    private static ScenarioEntry ReadScenario(JsonElement json)
    {
        var (zone, wrong) = (Prices(json, "zone"), Prices(json, "invalidation"));
        if (zone.Length != 2 || wrong.Length is < 1 or > 2)
            throw new FormatException("A zone has two prices, an invalidation one or two.");
        var scenario = new PublishedScenario
        {
            Venue = Text(json, "venue"),
            IsSimulated = json.GetProperty("simulated").GetBoolean(),
            Symbol = Text(json, "symbol"),
            Timeframe = Timeframe.TryParse(Text(json, "timeframe"), out var timeframe)
                ? timeframe
                : throw new FormatException("There is no such timeframe."),
            Side = SideOf(Text(json, "side")),
            MadeMs = json.GetProperty("made").GetInt64(),
            Close = json.GetProperty("close").GetDouble(),
            Bottom = zone[0],
            Top = zone[1],
            Confirmation = json.GetProperty("confirmation") is { ValueKind: JsonValueKind.Number } c
                ? c.GetDouble()
                : null,
            Invalidation = wrong[^1],
            LowerInvalidation = wrong.Length == 2 ? wrong[0] : null,
            Targets = new ValueList<double>(Prices(json, "targets")),
            HorizonCandles = json.GetProperty("horizon").GetInt32(),
            RuleVersion = json.GetProperty("rule").GetInt32(),
            CandleCount = json.GetProperty("candles").GetInt32(),
            DataHash = Text(json, "data"),
        };
        return new ScenarioEntry(Number(json), Recorded(json), scenario, json.GetProperty("apart").GetBoolean());
    }

    private static GradeEntry ReadGrade(JsonElement json)
    {
        var outcome = new ScenarioOutcome(
            VerdictOf(Text(json, "verdict")),
            json.GetProperty("targetsHit").GetInt32(),
            json.GetProperty("confirmed") is { ValueKind: JsonValueKind.Number } c ? c.GetInt64() : null,
            json.GetProperty("ended").GetInt64(),
            json.GetProperty("candles").GetInt32(),
            Text(json, "data"),
            json.GetProperty("rule").GetInt32()
        );
        return new GradeEntry(
            Number(json),
            Recorded(json),
            json.GetProperty("of").GetInt64(),
            Text(json, "hash"),
            outcome
        );
    }

    private static long Number(JsonElement json) => json.GetProperty("number").GetInt64();

    private static long Recorded(JsonElement json) => json.GetProperty("recorded").GetInt64();

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static double[] Prices(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(p => p.GetDouble())];

    private static T OneOf<T>(string name, Func<T, string> nameOf)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (nameOf(value) == name)
                return value;
        }
        throw new FormatException($"There is no '{name}' here.");
    }
}
