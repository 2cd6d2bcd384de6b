using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analysis;

/// <summary>Where volume was traded, from the finest candles at hand.</summary>
/// <param name="Day">The last 24 hours; null without volume.</param>
/// <param name="Week">The last seven days.</param>
/// <param name="Range">From the start of the Wyckoff range in force or left last; null where there is none.</param>
/// <param name="DailyPocs">The point of control of each day; naked while it has no event.</param>
public sealed record ProfileAnalysis(
    VolumeProfile? Day,
    VolumeProfile? Week,
    VolumeProfile? Range,
    Findings<DailyPoc> DailyPocs
)
{
    private const long DayMs = 86_400_000;

    /// <param name="trackers">The trackers of the timeframe.</param>
    /// <param name="wyckoff">What was read of ranges.</param>
    /// <param name="candles">The candles of the timeframe.</param>
    /// <param name="finest">The finest candles at hand; the same, or shorter ones.</param>
    /// <param name="tick">The smallest price step; 0 where unknown.</param>
    internal static ProfileAnalysis Of(
        AnalyzerTrackers trackers,
        WyckoffAnalysis wyckoff,
        ReadOnlySpan<Candle> candles,
        ReadOnlySpan<Candle> finest,
        double tick
    )
    {
        var endMs = candles[^1].OpenTimeMs + trackers.Tape.Timeframe.Milliseconds;
        return new ProfileAnalysis(
            Between(finest, endMs - DayMs, endMs, tick),
            Between(finest, endMs - (7 * DayMs), endMs, tick),
            OfRange(trackers, wyckoff, candles, finest, tick),
            trackers.DailyPocs.Log.Snapshot()
        );
    }

    private static VolumeProfile? OfRange(
        AnalyzerTrackers trackers,
        WyckoffAnalysis wyckoff,
        ReadOnlySpan<Candle> candles,
        ReadOnlySpan<Candle> finest,
        double tick
    )
    {
        if (wyckoff.Current is not { } current)
            return null;
        var startMs = candles[current.Range.Start].OpenTimeMs;
        var last = current.End?.End ?? candles.Length - 1;
        var endMs = candles[last].OpenTimeMs + trackers.Tape.Timeframe.Milliseconds;
        // Finer candles that begin later than the range would show a part of it only.
        var source = finest[0].OpenTimeMs <= startMs ? finest : candles;
        return Between(source, startMs, endMs, tick);
    }

    private static VolumeProfile? Between(ReadOnlySpan<Candle> candles, long fromMs, long toMs, double tick)
    {
        var end = candles.Length;
        while (end > 0 && candles[end - 1].OpenTimeMs >= toMs)
            end--;
        var start = end;
        while (start > 0 && candles[start - 1].OpenTimeMs >= fromMs)
            start--;
        return VolumeProfile.Compute(candles[start..end], tick);
    }
}
