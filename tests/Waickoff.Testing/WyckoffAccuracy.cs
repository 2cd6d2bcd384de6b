using System.Globalization;
using System.Text;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Schematics;

namespace Waickoff.Testing;

/// <summary>
/// How well the Wyckoff tracker reads labelled simulations. Events count as found when kind and range agree and the index lies within
/// max(3, 2 % of the range's length); every event found anywhere in a series, decoys included, that matches no label is a false one.
/// </summary>
public sealed class WyckoffAccuracy
{
    private const int BaselineCandles = 30;
    private readonly SortedDictionary<string, (int Hit, int Missed, int False)> kinds = [];
    private readonly List<(bool Ours, bool Baseline)> phaseC = [];

    public int Series { get; private set; }

    public int BreakRight { get; private set; }

    public int BreakWrong { get; private set; }

    public int BreakUnknown { get; private set; }

    public IReadOnlyDictionary<string, (int Hit, int Missed, int False)> Kinds => kinds;

    /// <summary>Micro F1 over all events.</summary>
    public double F1
    {
        get
        {
            var hit = kinds.Values.Sum(k => k.Hit);
            return 2.0 * hit / ((2 * hit) + kinds.Values.Sum(k => k.Missed + k.False));
        }
    }

    /// <summary>Share of ranges whose side is named rightly at the close that confirms the break.</summary>
    public double BreakRightShare => (double)BreakRight / Series;

    public double BreakWrongShare => (double)BreakWrong / Series;

    /// <summary>Share of ranges whose side leads rightly at the end of phase C.</summary>
    public double PhaseCShare => phaseC.Average(c => c.Ours ? 1.0 : 0);

    /// <summary>The same for the sign of the last 30 candles.</summary>
    public double BaselineShare => phaseC.Average(c => c.Baseline ? 1.0 : 0);

    /// <summary>Half the width of the 95 % interval of the paired difference of the two.</summary>
    public double DifferenceMargin
    {
        get
        {
            var differences = phaseC.Select(c => (c.Ours ? 1.0 : 0) - (c.Baseline ? 1 : 0)).ToList();
            var mean = differences.Average();
            var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Count - 1);
            return 1.96 * Math.Sqrt(variance / differences.Count);
        }
    }

    /// <summary>The figures in a few lines, for a test's output and the docs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("| event | found | missed | false |").AppendLine("|--|--|--|--|");
        foreach (var (kind, (hit, missed, extra)) in kinds)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | {hit} | {missed} | {extra} |");
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Series} series: F1 {F1:0.000}; side at the break right {BreakRightShare:0.000}, wrong {BreakWrongShare:0.000}; at the end of phase C {PhaseCShare:0.000} against {BaselineShare:0.000} for the sign of the last {BaselineCandles} candles, difference {PhaseCShare - BaselineShare:0.000} +- {DifferenceMargin:0.000}"
        );
        return text.ToString();
    }

    public static WyckoffAccuracy Measure(int firstSeed, int count, Difficulty? difficulty = null)
    {
        var accuracy = new WyckoffAccuracy();
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
            accuracy.Add(WyckoffSchematics.Create(seed, difficulty: difficulty));
        return accuracy;
    }

    /// <summary>Decisive events (Spring, UTAD, SOS, SOW) per 420 candles.</summary>
    public static double DecisivePer420(CandleSeries series)
    {
        var events = Read(series).Events.Findings.ToArray();
        var decisive = events.Count(e => MainKind(e.Kind) is "Spring" or "UTAD" or "SOS" or "SOW");
        return decisive * 420.0 / series.Count;
    }

    public static WyckoffLog Read(CandleSeries series)
    {
        WyckoffLog? whole = null;
        Detection.Detect<WyckoffEvent>(
            series,
            (tape, log) => new WyckoffEvents(tape, new Legs(tape), whole ??= new WyckoffLog(log))
        );
        return whole!;
    }

    /// <summary>The kind a variant is compared as.</summary>
    public static string MainKind(string kind) =>
        kind switch
        {
            "JAC" => "SOS",
            "BU" => "LPS",
            "UT" => "UTAD",
            _ => kind,
        };

    private void Add(LabelledSeries labelled)
    {
        Series++;
        var log = Read(labelled.Candles);
        var range = labelled.Ranges[0];
        Match(log, range);
        var reading = ReadingAt(log, range, range.EndIndex);
        if (reading == Side.None)
            BreakUnknown++;
        else if (reading == range.Break)
            BreakRight++;
        else
            BreakWrong++;

        var at = range.PhaseCEndIndex;
        var move = labelled.Candles[at].Close - labelled.Candles[at - BaselineCandles].Close;
        var baseline = move > 0 == (range.Break == Side.Bullish) && move != 0;
        phaseC.Add((LeadAt(log, range, at) == range.Break, baseline));
    }

    private void Match(WyckoffLog log, LabelledRange range)
    {
        var tolerance = Math.Max(3, range.Length / 50);
        var open = log.Events.Findings.ToArray().ToList();
        foreach (var label in range.Events)
        {
            var kind = MainKind(label.Kind);
            var best = open.Where(e => MainKind(e.Kind) == kind && Math.Abs(e.Index - label.Index) <= tolerance)
                .OrderBy(e => Math.Abs(e.Index - label.Index))
                .Cast<WyckoffEvent?>()
                .FirstOrDefault();
            if (best is { } found)
                open.Remove(found);
            Count(kind, hit: best is not null, missed: best is null);
        }
        foreach (var extra in open)
            Count(MainKind(extra.Kind), hit: false, missed: false);
    }

    private void Count(string kind, bool hit, bool missed)
    {
        var (hits, misses, falses) = kinds.GetValueOrDefault(kind);
        kinds[kind] = (hits + (hit ? 1 : 0), misses + (missed ? 1 : 0), falses + (!hit && !missed ? 1 : 0));
    }

    /// <summary>The side of the last phase entry known at a close, in a range that overlaps the labelled one.</summary>
    private static Side ReadingAt(WyckoffLog log, LabelledRange range, int index)
    {
        var known = log
            .Phases.Span.ToArray()
            .Where(p => p.ConfirmedIndex <= index && Overlaps(log, p.RangeId, range, index));
        return known.Select(p => p.Reading).LastOrDefault() switch
        {
            WyckoffReading.Accumulation or WyckoffReading.ReAccumulation => Side.Bullish,
            WyckoffReading.Distribution or WyckoffReading.ReDistribution => Side.Bearish,
            _ => Side.None,
        };
    }

    private static Side LeadAt(WyckoffLog log, LabelledRange range, int index)
    {
        var known = log
            .Readings.Span.ToArray()
            .Where(r => r.Index <= index && Overlaps(log, r.RangeId, range, index))
            .ToList();
        if (known.Count == 0)
            return Side.None;
        var last = known[^1];
        return last.Bullish > last.Bearish ? Side.Bullish : Side.Bearish;
    }

    private static bool Overlaps(WyckoffLog log, int rangeId, LabelledRange range, int index)
    {
        var start = log.Ranges[rangeId].Start;
        var end = log
            .Ends.Span.ToArray()
            .Where(e => e.RangeId == rangeId && e.ConfirmedIndex <= index)
            .Select(e => e.End);
        return start <= range.EndIndex && end.FirstOrDefault(int.MaxValue) >= range.StartIndex;
    }
}
