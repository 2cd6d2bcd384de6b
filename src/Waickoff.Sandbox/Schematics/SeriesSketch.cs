using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>A whole series on paper: sketches set one behind the other, some of them upside down.</summary>
internal sealed class SeriesSketch(MarketNoise noise, Difficulty difficulty)
{
    private readonly List<SketchCandle> candles = [];
    private readonly List<(SketchedRange Range, SchematicKind Kind, int Offset)> ranges = [];

    public int Count => candles.Count;

    public double Close => candles.Count > 0 ? candles[^1].Close : 0;

    public void Walk(int count, double drift = 0, double wildness = 1)
    {
        var sketch = new Sketch(noise, difficulty, Count);
        sketch.Wander(count, drift, wildness);
        Append(sketch.Candles, isMirrored: false);
    }

    public void Decoy(double scale = 1) =>
        Append(Decoys.Draw(noise, difficulty, Count, scale), isMirrored: noise.Random.Chance(0.5));

    public void Range(SchematicKind kind, double scale = 1)
    {
        var isMirrored = kind is SchematicKind.Distribution or SchematicKind.Redistribution;
        var isReversal = kind is SchematicKind.Accumulation or SchematicKind.Distribution;
        var range = RangeSketch.Draw(noise, difficulty, Count, isReversal, scale);
        ranges.Add((range, kind, Count));
        Append(range.Candles, isMirrored);
    }

    /// <summary>Leaves out what lies behind a number of candles; a range that was not finished by then has no label.</summary>
    public void Cut(int count)
    {
        candles.RemoveRange(count, candles.Count - count);
        ranges.RemoveAll(r => r.Offset + r.Range.EndIndex >= count || r.Offset + r.Range.Events[^1].Index >= count);
    }

    public LabelledSeries ToSeries(in Pricing pricing, Timeframe timeframe, long endTimeMs)
    {
        var series = pricing.ToSeries(candles, timeframe, endTimeMs);
        return new LabelledSeries(series, [.. ranges.Select(r => Label(r.Range, r.Kind, r.Offset, series))]);
    }

    private static LabelledRange Label(SketchedRange range, SchematicKind kind, int offset, CandleSeries series)
    {
        var isMirrored = kind is SchematicKind.Distribution or SchematicKind.Redistribution;
        var events = range.Events.Select(e =>
            e with
            {
                Kind = isMirrored ? SketchedRange.MirroredKind(e.Kind) : e.Kind,
                Index = e.Index + offset,
            }
        );
        var start = range.StartIndex + offset;
        var reaction = range.Events.First(e => e.Kind == "AR").Index + offset;
        return new LabelledRange(
            kind,
            range.Schematic,
            start,
            range.PhaseCEndIndex + offset,
            range.EndIndex + offset,
            isMirrored ? Side.Bearish : Side.Bullish,
            Math.Min(series[start].Low, series[reaction].Low),
            Math.Max(series[start].High, series[reaction].High),
            [.. events]
        );
    }

    private void Append(IReadOnlyList<SketchCandle> part, bool isMirrored)
    {
        var offset = Close;
        candles.AddRange(part.Select(c => (isMirrored ? c.Mirrored() : c).ShiftedBy(offset)));
    }
}
