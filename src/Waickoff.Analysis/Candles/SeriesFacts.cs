namespace Waickoff.Analysis.Candles;

/// <summary>What one timeframe of an analysis rests on: how much was seen, how whole it is and how fresh. It travels with every analysis.</summary>
/// <param name="Timeframe">The length of its candles.</param>
/// <param name="Source">What it was read or built from: a file name, a venue, the timeframe it was built of.</param>
/// <param name="Count">How many candles.</param>
/// <param name="FirstMs">Open time of the first candle.</param>
/// <param name="LastMs">Open time of the last candle.</param>
/// <param name="Gaps">Every hole.</param>
/// <param name="MissingPercent">How many of the last 1,000 candles are missing, in percent; of all, when there are fewer.</param>
/// <param name="TakerShare">The share of candles with taker volume, 0 to 1.</param>
/// <param name="RecordedUntilMs">
/// Candles that open before this were recorded at a longer timeframe, later ones were built from the base; null when all are of one kind.
/// </param>
public sealed record SeriesFacts(
    Timeframe Timeframe,
    string Source,
    int Count,
    long FirstMs,
    long LastMs,
    ValueList<Gap> Gaps,
    double MissingPercent,
    double TakerShare,
    long? RecordedUntilMs = null
)
{
    /// <summary>How many of the newest candles decide whether a series is whole enough.</summary>
    public const int RecentCandles = 1_000;

    /// <summary>A series that misses more of its recent candles than this is refused.</summary>
    public const double MostMissingPercent = 2;

    /// <summary>True when too much is missing for a statement.</summary>
    public bool HasTooManyHoles => MissingPercent > MostMissingPercent;

    /// <summary>How many candles are missing in all holes together.</summary>
    public int MissingCandles => Gaps.Sum(gap => gap.Missing);

    /// <summary>Time from the close of the last candle to a moment.</summary>
    public long AgeMs(long nowMs) => nowMs - (LastMs + Timeframe.Milliseconds);

    /// <summary>The facts of a series that is not empty.</summary>
    public static SeriesFacts Of(CandleSeries series, string source, long? recordedUntilMs = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(series.Count, 1);
        var withTaker = 0;
        foreach (ref readonly var candle in series.Span)
            withTaker += candle.IsDeltaEstimated ? 0 : 1;
        return new SeriesFacts(
            series.Timeframe,
            source,
            series.Count,
            series[0].OpenTimeMs,
            series[series.Count - 1].OpenTimeMs,
            new ValueList<Gap>([.. series.Gaps()]),
            MissingPercentOf(series),
            withTaker / (double)series.Count,
            recordedUntilMs
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
