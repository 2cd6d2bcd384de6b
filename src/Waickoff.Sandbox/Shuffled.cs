using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox;

/// <summary>
/// The other control: real candles in another order. Blocks of candles are drawn in a random order and set one behind the
/// other, so returns, ranges, volumes and their short memory are real and every longer shape is gone.
/// </summary>
public static class Shuffled
{
    /// <summary>The usual block.</summary>
    public const int BlockCandles = 24;

    /// <summary>The series with its blocks shuffled. Times stay, so holes stay where they were.</summary>
    /// <param name="series">The real candles.</param>
    /// <param name="seed">Which order.</param>
    /// <param name="blockCandles">Length of a block, 1 or more.</param>
    public static CandleSeries Create(CandleSeries series, int seed, int blockCandles = BlockCandles)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockCandles, 1);
        if (series.Count == 0)
            return series;
        var random = new Random(seed);
        var starts = Enumerable.Range(0, (series.Count + blockCandles - 1) / blockCandles).ToArray();
        random.Shuffle(starts);

        var candles = new Candle[series.Count];
        var (next, close) = (0, series[0].Open);
        foreach (var block in starts)
        {
            var last = Math.Min(series.Count, (block + 1) * blockCandles);
            for (var i = block * blockCandles; i < last; i++, next++)
            {
                var before = i > 0 ? series[i - 1].Close : series[i].Open;
                candles[next] = Moved(series[i], series[next].OpenTimeMs, close / before);
                close = candles[next].Close;
            }
        }
        return new CandleSeries(series.Timeframe, candles);
    }

    private static Candle Moved(in Candle candle, long timeMs, double factor)
    {
        var (open, close) = (candle.Open * factor, candle.Close * factor);
        return candle with
        {
            OpenTimeMs = timeMs,
            Open = open,
            High = Math.Max(candle.High * factor, Math.Max(open, close)),
            Low = Math.Min(candle.Low * factor, Math.Min(open, close)),
            Close = close,
        };
    }
}
