using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Cli.Detect;

/// <summary>Findings of one detector that can write themselves, whatever their type.</summary>
internal interface IFindingList
{
    int Count { get; }

    /// <summary>Writes each finding as an object, in the order of confirmation.</summary>
    void Write(JsonStream json, SeriesName series, ReadOnlySpan<Candle> candles);
}

/// <summary>The list of a detector that finds nothing because it computes.</summary>
internal sealed class NoFindings : IFindingList
{
    public static readonly NoFindings List = new();

    public int Count => 0;

    public void Write(JsonStream json, SeriesName series, ReadOnlySpan<Candle> candles) { }
}

/// <summary>
/// Writes findings from their public properties: what all have in common first, then what is their own, then their inputs and
/// the events of their life.
/// </summary>
internal sealed class FindingList<TFinding>(Findings<TFinding> findings, FindingRule rule) : IFindingList
    where TFinding : struct, IFinding
{
    private static readonly string[] Common =
    [
        nameof(IFinding.Kind),
        nameof(IFinding.Side),
        nameof(IFinding.Index),
        nameof(IFinding.ConfirmedIndex),
        nameof(IFinding.Variant),
        nameof(WyckoffEvent.Type),
    ];

    public int Count => findings.Count;

    public void Write(JsonStream json, SeriesName series, ReadOnlySpan<Candle> candles) =>
        Write(json, series, candles, isWanted: null);

    /// <summary>Writes those that are wanted, by their number.</summary>
    public void Write(JsonStream json, SeriesName series, ReadOnlySpan<Candle> candles, Func<int, bool>? isWanted)
    {
        var properties = AnalysisJson.PropertiesOf<TFinding>(Common);
        var sideType = AnalysisJson.Options.GetTypeInfo(typeof(Side));
        var stateType = AnalysisJson.Options.GetTypeInfo(typeof(FindingState));
        var hasInputs = properties.Any(p => p.Name == AnalysisJson.Inputs);
        var lives = new Lives(findings.Events, findings.Count);
        for (var number = 0; number < findings.Count; number++)
        {
            if (isWanted?.Invoke(number) == false)
                continue;
            ref readonly var finding = ref findings[number];
            var writer = json.Writer;
            writer.WriteStartObject();
            writer.WriteString("id", FindingId.Of(series, rule, in finding, candles));
            writer.WriteString("kind", finding.Kind);
            writer.WritePropertyName("side");
            JsonSerializer.Serialize(writer, finding.Side, sideType);
            writer.WriteNumber("index", finding.Index);
            writer.WriteNumber("confirmedIndex", finding.ConfirmedIndex);
            writer.WriteNumber("time", candles[finding.Index].OpenTimeMs);
            object boxed = finding;
            foreach (var property in properties)
                property.Write(writer, boxed);
            if (!hasInputs)
                WriteNoInputs(writer);
            writer.WriteStartArray("events");
            foreach (var (_, state, index) in lives.Of(number))
            {
                writer.WriteStartObject();
                writer.WritePropertyName("state");
                JsonSerializer.Serialize(writer, state, stateType);
                writer.WriteNumber("index", index);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
            json.FlushIfLarge();
        }
    }

    private static void WriteNoInputs(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(AnalysisJson.Inputs);
        writer.WriteEndObject();
    }

    /// <summary>The events sorted by finding, each life in its order.</summary>
    private readonly ref struct Lives
    {
        private readonly LifeEvent[] sorted;
        private readonly int[] starts;

        public Lives(ReadOnlySpan<LifeEvent> events, int count)
        {
            starts = new int[count + 1];
            foreach (var e in events)
                starts[e.Finding + 1]++;
            for (var i = 1; i <= count; i++)
                starts[i] += starts[i - 1];
            sorted = new LifeEvent[events.Length];
            var next = starts.AsSpan(0, count).ToArray();
            foreach (var e in events)
                sorted[next[e.Finding]++] = e;
        }

        public ReadOnlySpan<LifeEvent> Of(int number) => sorted.AsSpan(starts[number]..starts[number + 1]);
    }
}
