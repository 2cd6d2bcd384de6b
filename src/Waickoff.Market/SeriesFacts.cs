using Waickoff.Analysis.Candles;

namespace Waickoff.Market;

/// <summary>What travels with every analysis: how much of a market it has seen and how fresh that is.</summary>
/// <param name="Count">How many candles.</param>
/// <param name="FirstMs">Open time of the first.</param>
/// <param name="LastMs">Open time of the last.</param>
/// <param name="AgeMs">How long ago the last closed.</param>
/// <param name="Gaps">Every hole.</param>
/// <param name="MissingPercent">How many of the last 1,000 candles are missing, in percent; of all, when there are fewer.</param>
/// <param name="TakerShare">The share of candles with taker volume, 0 to 1.</param>
public sealed record SeriesFacts(
    int Count,
    long FirstMs,
    long LastMs,
    long AgeMs,
    IReadOnlyList<Gap> Gaps,
    double MissingPercent,
    double TakerShare
)
{
    /// <summary>How many of the newest candles decide whether a series is whole enough.</summary>
    public const int RecentCandles = 1_000;

    /// <summary>A series that misses more of its recent candles than this is refused.</summary>
    public const double MostMissingPercent = 2;

    /// <summary>True when too much is missing for a statement.</summary>
    public bool HasTooManyHoles => MissingPercent > MostMissingPercent;

    /// <summary>The facts of a series that is not empty.</summary>
    public static SeriesFacts Of(CandleSeries series, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(series.Count, 1);
        var (first, last) = (series[0].OpenTimeMs, series[series.Count - 1].OpenTimeMs);
        var withTaker = 0;
        foreach (ref readonly var candle in series.Span)
            withTaker += candle.IsDeltaEstimated ? 0 : 1;
        return new SeriesFacts(
            series.Count,
            first,
            last,
            nowMs - last - series.Timeframe.Milliseconds,
            series.Gaps(),
            MissingPercentOf(series),
            withTaker / (double)series.Count
        );
    }

    private static double MissingPercentOf(CandleSeries series)
    {
        var step = series.Timeframe.Milliseconds;
        var last = series[series.Count - 1].OpenTimeMs;
        var from = Math.Max(series[0].OpenTimeMs, last - ((RecentCandles - 1) * step));
        var present = 0;
        for (var i = series.Count - 1; i >= 0 && series[i].OpenTimeMs >= from; i--)
            present++;
        var expected = ((last - from) / step) + 1;
        return 100.0 * (expected - present) / expected;
    }
}
