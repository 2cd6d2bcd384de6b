using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Tests;

/// <summary>Candles of a true random walk: independent steps each, so that high and low are those of the way.</summary>
internal static class RandomWalk
{
    public static CandleSeries Create(int seed, int count, int steps = 16)
    {
        var random = new Random(seed);
        var deviation = 0.01 / Math.Sqrt(steps);
        var candles = new Candle[count];
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var (open, high, low) = (price, price, price);
            for (var s = 0; s < steps; s++)
            {
                price *= Math.Exp(deviation * Normal(random));
                (high, low) = (Math.Max(high, price), Math.Min(low, price));
            }
            var volume = Math.Exp(5 + (0.65 * Normal(random)));
            candles[i] = new Candle(i * Timeframe.H1.Milliseconds, open, high, low, price, volume);
        }
        return new CandleSeries(Timeframe.H1, candles);
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
