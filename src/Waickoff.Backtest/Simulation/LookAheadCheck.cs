using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.Simulation;

/// <summary>
/// Tells whether a simulation looks ahead: the candles behind a cut are replaced by noise, and nothing before the cut may change by it.
/// </summary>
public static class LookAheadCheck
{
    /// <summary>Runs on the candles as they are and on those with noise behind the cut.</summary>
    /// <param name="series">The candles.</param>
    /// <param name="cut">The first candle that is replaced, 1 or more and fewer than there are.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="run">The simulation; its strategy must be new each time.</param>
    /// <returns>The first candle before the cut whose equity or trades differ; null when there is none.</returns>
    public static int? FirstDifference(
        CandleSeries series,
        int cut,
        ulong seed,
        Func<CandleSeries, SimulationResult> run
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        var (one, other) = (run(series), run(WithNoise(series, cut, seed)));
        var first = cut;
        for (var i = one.FirstIndex; i < cut && first == cut; i++)
        {
            if (one.Equity.Span[i - one.FirstIndex] != other.Equity.Span[i - one.FirstIndex])
                first = i;
        }
        var before = one.Trades.TakeWhile(t => t.ExitIndex < cut).ToList();
        var then = other.Trades.TakeWhile(t => t.ExitIndex < cut).ToList();
        for (var i = 0; i < Math.Max(before.Count, then.Count); i++)
        {
            if (i < before.Count && i < then.Count && before[i].Equals(then[i]))
                continue;
            first = Math.Min(first, i < before.Count ? before[i].ExitIndex : then[i].ExitIndex);
            break;
        }
        return first < cut ? first : null;
    }

    /// <summary>The same series with a random walk from the cut on: other prices, other volumes, the same times.</summary>
    public static CandleSeries WithNoise(CandleSeries series, int cut, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(cut, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cut, series.Count);
        var candles = series.Span.ToArray();
        var random = new SeededRandom(seed);
        var price = candles[cut - 1].Close;
        for (var i = cut; i < candles.Length; i++)
        {
            var open = price;
            var close = open * (1 + (0.04 * (Unit(ref random) - 0.5)));
            candles[i] = candles[i] with
            {
                Open = open,
                Close = close,
                High = Math.Max(open, close) * (1 + (0.01 * Unit(ref random))),
                Low = Math.Min(open, close) * (1 - (0.01 * Unit(ref random))),
                Volume = 1000 * Unit(ref random),
                TakerBuyVolume = double.NaN,
            };
            price = close;
        }
        return new CandleSeries(series.Timeframe, candles);
    }

    private static double Unit(ref SeededRandom random) => (random.Next() >> 11) * (1.0 / (1UL << 53));
}
