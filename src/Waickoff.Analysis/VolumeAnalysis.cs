using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analysis;

/// <summary>Delta and volume-weighted prices at one close.</summary>
/// <param name="Delta">Delta of the last candle and its sum since 00:00 UTC.</param>
/// <param name="CvdWeek">Cumulated delta since Monday 00:00 UTC, in base currency.</param>
/// <param name="VolumeZ">Volume z-score of the last candle; <c>NaN</c> where unknown.</param>
/// <param name="RangeZ">Range z-score of the last candle.</param>
/// <param name="Divergences">Divergences between price and delta.</param>
/// <param name="Vwaps">The volume-weighted prices by anchor.</param>
public sealed record VolumeAnalysis(
    DeltaValue Delta,
    double CvdWeek,
    double VolumeZ,
    double RangeZ,
    Findings<DeltaDivergence> Divergences,
    ValueList<VwapLine> Vwaps
)
{
    internal static VolumeAnalysis Of(AnalyzerTrackers trackers, WyckoffAnalysis wyckoff, ReadOnlySpan<Candle> candles)
    {
        var first = trackers.Tape.StartIndex;
        var seen = candles[first..];
        return new VolumeAnalysis(
            DeltaSince(seen, AnchorPeriod.Day),
            DeltaSince(seen, AnchorPeriod.Week).Cvd,
            trackers.Tape.VolumeZ,
            trackers.Tape.RangeZ,
            trackers.Divergences.Log.Snapshot(),
            new ValueList<VwapLine>([.. Lines(trackers, wyckoff, first, candles)])
        );
    }

    private static DeltaValue DeltaSince(ReadOnlySpan<Candle> candles, AnchorPeriod period)
    {
        var delta = new VolumeDelta(period);
        var value = new DeltaValue(double.NaN, double.NaN, Estimated: true);
        foreach (ref readonly var candle in candles[StartOf(candles, period)..])
            value = delta.Add(in candle);
        return value;
    }

    private static List<VwapLine> Lines(
        AnalyzerTrackers trackers,
        WyckoffAnalysis wyckoff,
        int first,
        ReadOnlySpan<Candle> candles
    )
    {
        var seen = candles[first..];
        var lines = new List<VwapLine>
        {
            VwapLine.Since(VwapAnchor.Day, first + StartOf(seen, AnchorPeriod.Day), candles),
            VwapLine.Since(VwapAnchor.Week, first + StartOf(seen, AnchorPeriod.Week), candles),
            VwapLine.Since(VwapAnchor.Month, first + StartOf(seen, AnchorPeriod.Month), candles),
        };
        AddEvent(lines, wyckoff, VwapAnchor.Climax, candles, WyckoffEventType.SC, WyckoffEventType.BC);
        AddEvent(
            lines,
            wyckoff,
            VwapAnchor.FalseBreak,
            candles,
            WyckoffEventType.Spring,
            WyckoffEventType.UTAD,
            WyckoffEventType.UT
        );
        var swings = trackers.Structure.Swings.Log;
        if (swings.Count > 0)
            lines.Add(VwapLine.Since(VwapAnchor.Swing, swings[swings.Count - 1].Index, candles));
        return lines;
    }

    /// <summary>Adds the line from the last event of some types, if there is one.</summary>
    private static void AddEvent(
        List<VwapLine> lines,
        WyckoffAnalysis wyckoff,
        VwapAnchor anchor,
        ReadOnlySpan<Candle> candles,
        params ReadOnlySpan<WyckoffEventType> types
    )
    {
        var events = wyckoff.Events.Span;
        for (var i = events.Length - 1; i >= 0; i--)
        {
            if (!types.Contains(events[i].Type))
                continue;
            lines.Add(VwapLine.Since(anchor, events[i].Index, candles));
            return;
        }
    }

    /// <summary>The first candle of the period the last candle lies in.</summary>
    private static int StartOf(ReadOnlySpan<Candle> candles, AnchorPeriod period)
    {
        var startMs = AnchorClock.StartOf(period, candles[^1].OpenTimeMs);
        var start = candles.Length - 1;
        while (start > 0 && candles[start - 1].OpenTimeMs >= startMs)
            start--;
        return start;
    }
}

/// <summary>Where a volume-weighted price begins.</summary>
public enum VwapAnchor
{
    /// <summary>00:00 UTC.</summary>
    Day,

    /// <summary>Monday 00:00 UTC.</summary>
    Week,

    /// <summary>The first of the month, 00:00 UTC.</summary>
    Month,

    /// <summary>The last selling or buying climax.</summary>
    Climax,

    /// <summary>The last spring, upthrust or upthrust after distribution.</summary>
    FalseBreak,

    /// <summary>The last confirmed pivot of the swing scale.</summary>
    Swing,
}

/// <summary>A volume-weighted average price at one close.</summary>
/// <param name="Anchor">Where it begins.</param>
/// <param name="Index">The candle it begins at.</param>
/// <param name="Price">The average; <c>NaN</c> until there was volume.</param>
/// <param name="Sigma">The deviation around it, in price.</param>
/// <param name="HasBands">False in the first five candles of the anchor.</param>
/// <param name="Position">Where the close lies against it.</param>
public readonly record struct VwapLine(
    VwapAnchor Anchor,
    int Index,
    double Price,
    double Sigma,
    bool HasBands,
    VwapPosition Position
)
{
    internal static VwapLine Since(VwapAnchor anchor, int index, ReadOnlySpan<Candle> candles)
    {
        var vwap = new AnchoredVwap();
        foreach (ref readonly var candle in candles[index..])
            vwap.Take(in candle);
        var (price, sigma) = vwap.Value;
        var hasBands = vwap.Count > AnchoredVwap.CandlesWithoutBands;
        return new VwapLine(anchor, index, price, sigma, hasBands, vwap.PositionOf(candles[^1].Close));
    }
}
