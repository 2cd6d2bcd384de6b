using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Live;

/// <summary>The facts of a series that grows, kept up candle by candle; the same as <see cref="SeriesFacts.Of"/> over all of it.</summary>
internal sealed class SeriesTally(Timeframe timeframe, string source)
{
    private readonly List<Gap> gaps = [];
    private int withTaker;
    private int count;
    private long firstMs;
    private long lastMs;

    /// <summary>Takes the next candle.</summary>
    public void Add(in Candle closed)
    {
        if (count == 0)
            firstMs = closed.OpenTimeMs;
        else if (CandleRules.Missing(lastMs, closed.OpenTimeMs, timeframe) is > 0 and var missing)
            gaps.Add(new Gap(lastMs, missing));
        lastMs = closed.OpenTimeMs;
        withTaker += closed.IsDeltaEstimated ? 0 : 1;
        count++;
    }

    /// <summary>The facts as they stand; null before the first candle.</summary>
    public SeriesFacts? Facts() =>
        count == 0
            ? null
            : new SeriesFacts(
                timeframe,
                source,
                count,
                firstMs,
                lastMs,
                new ValueList<Gap>([.. gaps]),
                MissingPercent(),
                withTaker / (double)count
            );

    /// <summary>Of the newest candles those in holes, the part of the oldest hole that lies outside left out.</summary>
    private double MissingPercent()
    {
        var step = timeframe.Milliseconds;
        var from = Math.Max(firstMs, lastMs - ((SeriesFacts.RecentCandles - 1) * step));
        var expected = ((lastMs - from) / step) + 1;
        var missing = 0L;
        for (var i = gaps.Count - 1; i >= 0; i--)
        {
            var (after, length) = gaps[i];
            var end = after + ((length + 1) * step);
            if (end <= from)
                break;
            missing += (end - Math.Max(after + step, from)) / step;
        }
        return 100.0 * missing / expected;
    }
}
