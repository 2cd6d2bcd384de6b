using System.Globalization;
using System.Text.Json.Serialization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Cli.Detect;

/// <summary>The Wyckoff log in the shape of the result of <c>detect</c>: phases as one list, all else by range.</summary>
internal static class WyckoffDocument
{
    /// <summary>The phase entries in the order they were made; each is closed by the next one of its range.</summary>
    public static IReadOnlyList<PhaseItem> Phases(WyckoffLog log)
    {
        var items = new PhaseItem[log.Phases.Count];
        var lastOfRange = new Dictionary<int, int>();
        for (var i = 0; i < items.Length; i++)
        {
            var entry = log.Phases[i];
            if (lastOfRange.TryGetValue(entry.RangeId, out var before))
                items[before] = items[before] with { To = entry.From };
            lastOfRange[entry.RangeId] = i;
            items[i] = new PhaseItem(
                entry.RangeId,
                entry.Reading,
                entry.Phase.ToString(),
                entry.From,
                entry.ConfirmedIndex,
                To: null
            );
        }
        return items;
    }

    public static IReadOnlyList<RangeItem> Ranges(WyckoffLog log, int count)
    {
        var ends = log.Ends.Span.ToArray().ToDictionary(e => e.RangeId);
        var edges = log.Edges.Span.ToArray().ToLookup(e => (e.RangeId, e.IsResistance));
        var readings = log.Readings.Span.ToArray().ToLookup(r => r.RangeId);
        var evidence = log.Evidence.Span.ToArray().ToLookup(e => e.RangeId);
        return [.. log.Ranges.Span.ToArray().Select(Item)];

        RangeItem Item(WyckoffRange range)
        {
            var hasEnd = ends.TryGetValue(range.Id, out var end);
            var at = hasEnd ? end.ConfirmedIndex : count - 1;
            var (support, resistance) = (edges[(range.Id, false)].ToList(), edges[(range.Id, true)].ToList());
            return new RangeItem(
                range.Id,
                range.Start,
                range.ConfirmedIndex,
                hasEnd ? end.End : null,
                hasEnd ? end.ConfirmedIndex : null,
                hasEnd ? end.State : null,
                range.PriorTrend,
                [.. support.Select(Edge)],
                [.. resistance.Select(Edge)],
                [.. readings[range.Id].Select(r => new ReadingItem(r.Index, Weights(r, range.PriorTrend)))],
                [.. evidence[range.Id].Select(Evidence)],
                support.Count > 0 && resistance.Count > 0
                    ? [.. Falsifier.Of(log, range.Id, support[^1].At(at), resistance[^1].At(at)).Select(Falsified)]
                    : []
            );
        }
    }

    private static EdgeItem Edge(EdgeVersion edge) =>
        new(edge.ConfirmedIndex, edge.AnchorIndex, edge.Level, edge.Slope, edge.MostRise);

    /// <summary>After a decline price may be accumulated or re-distributed, after a rise re-accumulated or distributed.</summary>
    internal static WeightsItem Weights(ReadingEntry entry, Side priorTrend) =>
        priorTrend == Side.Bullish
            ? new WeightsItem(0, entry.Bearish, entry.Bullish, 0, entry.Unknown)
            : new WeightsItem(entry.Bullish, 0, 0, entry.Bearish, entry.Unknown);

    internal static EvidenceItem Evidence(EvidenceEntry entry) =>
        new(entry.Index, entry.For, Text(entry), new EvidenceInputs(entry.Type, entry.Points, entry.Value));

    internal static FalsifierItem Falsified(Falsifier falsifier) =>
        new(
            falsifier.Side,
            falsifier.Price,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a close {(falsifier.Side == Side.Bullish ? "below" : "above")} {falsifier.Price:0.########}"
            )
        );

    private static string Text(in EvidenceEntry entry)
    {
        var text = entry.Type switch
        {
            EvidenceType.Climax => "the trend stopped at a climax, volume z",
            EvidenceType.FalseBreak => "a false break of the edge was closed back inside, at",
            EvidenceType.FalseBreakFailed => "a false break was undone by a close at",
            EvidenceType.TestHeld => "a test on less volume held, at",
            EvidenceType.Drive => "a sign that one side drives price, at",
            EvidenceType.DriveFailed => "a sign of strength or weakness was undone by a close at",
            EvidenceType.LastPoint => "the pullback held as a last point, at",
            EvidenceType.WaveVolume => "volume per candle of the waves up over that of the waves down",
            EvidenceType.Delta => "cumulated delta over volume",
            EvidenceType.Exit => "price beyond the edge, without points when back inside, at",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{text} {entry.Value:0.########}");
    }
}

/// <summary>A phase of a range as it was read from one close on.</summary>
internal sealed record PhaseItem(
    int RangeId,
    WyckoffReading Reading,
    string Phase,
    int From,
    int ConfirmedIndex,
    int? To
);

/// <summary>A range with all that was ever said about it.</summary>
internal sealed record RangeItem(
    int Id,
    int Start,
    int ConfirmedIndex,
    int? End,
    int? EndConfirmedIndex,
    FindingState? EndState,
    Side PriorTrend,
    IReadOnlyList<EdgeItem> Support,
    IReadOnlyList<EdgeItem> Resistance,
    IReadOnlyList<ReadingItem> Readings,
    IReadOnlyList<EvidenceItem> Evidence,
    IReadOnlyList<FalsifierItem> Falsifiers
);

/// <summary>
/// An edge from one close on: a line through <c>Level</c> at <c>AnchorIndex</c>, its slope limited to <c>MostRise</c> over the candles
/// since the start of the range.
/// </summary>
internal sealed record EdgeItem(int ConfirmedIndex, int AnchorIndex, double Level, double Slope, double MostRise);

/// <summary>The weights of the readings from one close on.</summary>
internal sealed record ReadingItem(int Index, WeightsItem Weights);

/// <summary>Shares of the evidence score by reading, under the names the readings have; they add up to 1.</summary>
internal sealed record WeightsItem(
    double Accumulation,
    double Distribution,
    [property: JsonPropertyName("re-accumulation")] double ReAccumulation,
    [property: JsonPropertyName("re-distribution")] double ReDistribution,
    double Unknown
);

/// <summary>One piece of evidence and the side it argues for.</summary>
internal sealed record EvidenceItem(int Index, Side For, string Text, EvidenceInputs Inputs);

internal sealed record EvidenceInputs(EvidenceType Type, double Points, double Value);

/// <summary>What would make the reading of a side wrong.</summary>
internal sealed record FalsifierItem(Side Side, double Price, string Text);
