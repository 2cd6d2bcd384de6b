using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>Finds the finer candles of a coarser one. Asked in time order it walks forward; the search is only for the first.</summary>
internal sealed class FinerCandles(CandleSeries? finer, Timeframe coarse)
{
    /// <summary>The finer candles inside the coarser one that opens at a time; empty where there are none.</summary>
    public ReadOnlySpan<Candle> Within(long openTimeMs)
    {
        if (finer is null || finer.Timeframe >= coarse)
            return default;
        var candles = finer.Span;
        var first = FirstFrom(candles, openTimeMs);
        var last = first;
        while (last < candles.Length && candles[last].OpenTimeMs < openTimeMs + coarse.Milliseconds)
            last++;
        return candles[first..last];
    }

    /// <summary>
    /// Which of two prices a coarse candle that holds both reached first: true for the target. False also where the finer candles do not
    /// tell: one holds both, or none holds either.
    /// </summary>
    public bool IsTargetFirst(long openTimeMs, int sign, double stop, double target)
    {
        foreach (ref readonly var candle in Within(openTimeMs))
        {
            var (worst, best) = sign > 0 ? (candle.Low, candle.High) : (-candle.High, -candle.Low);
            if (worst <= sign * stop)
                return false;
            if (best >= sign * target)
                return true;
        }
        return false;
    }

    private static int FirstFrom(ReadOnlySpan<Candle> candles, long timeMs)
    {
        var (low, high) = (0, candles.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (candles[middle].OpenTimeMs < timeMs)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
