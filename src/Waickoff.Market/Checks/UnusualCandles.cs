using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Checks;

/// <summary>The unusual candles among the newest of a series that grows, and what is said of them.</summary>
/// <param name="timeframe">The length of a candle.</param>
/// <param name="source">The timeframe it was built of.</param>
internal sealed class UnusualCandles(Timeframe timeframe, Timeframe source)
{
    private readonly RangeWatch watch = new();
    private readonly Queue<(long Number, long OpenTimeMs)> found = new();
    private long number;
    private long lastMs;

    /// <summary>Takes the next candle.</summary>
    public void Add(in Candle closed)
    {
        number++;
        if (watch.Add(in closed) is not null)
            found.Enqueue((number, lastMs = closed.OpenTimeMs));
        while (found.TryPeek(out var oldest) && oldest.Number <= number - SeriesFacts.RecentCandles)
            found.Dequeue();
    }

    /// <summary>What the reader has to know; null while there is nothing unusual.</summary>
    public MarketNotice? Notice() =>
        found.Count > 0
            ? new MarketNotice(MarketNoticeKind.Outliers, timeframe, source, lastMs, Count: found.Count)
            : null;

    /// <summary>What is to be said of a whole series; null when there is nothing unusual.</summary>
    public static MarketNotice? NoticeOf(CandleSeries series, Timeframe source)
    {
        var unusual = new UnusualCandles(series.Timeframe, source);
        foreach (ref readonly var candle in series.Span)
            unusual.Add(in candle);
        return unusual.Notice();
    }
}
