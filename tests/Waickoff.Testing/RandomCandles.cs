using Waickoff.Analysis.Candles;

namespace Waickoff.Testing;

/// <summary>
/// Seeded random candles for laws: a walk with jumps, trends, flat stretches, holes and silent candles, on a price grid of 1/64
/// so that mirrored and doubled prices are exact.
/// </summary>
public static class RandomCandles
{
    /// <summary>Prices of <see cref="Walk"/> stay below this; a mirrored price is this minus the price.</summary>
    public const double Ceiling = 4096;

    public static CandleSeries Walk(int seed, int count, Timeframe? timeframe = null, bool holes = true)
    {
        var random = new Random(seed);
        var step = (timeframe ?? Timeframe.M15).Milliseconds;
        var time = CandleBuilder.StartMs;
        var price = 2048.0;
        var drift = 0.0;
        var candles = new Candle[count];
        for (var i = 0; i < count; i++)
        {
            if (random.Next(150) == 0)
                drift = (random.NextDouble() - 0.5) * 4;
            var isQuiet = random.Next(60) == 0;
            // Far from the middle the drift turns back, so that no walk leaves the grid.
            var pull = (2048 - price) * 0.002;
            var move = isQuiet ? 0 : drift + pull + (Noise(random) * 4);
            var open = price;
            var close = Grid(Math.Clamp(open + move, 512, 3584));
            var high = isQuiet ? Math.Max(open, close) : Grid(Math.Max(open, close) + Math.Abs(Noise(random)) * 3);
            var low = isQuiet ? Math.Min(open, close) : Grid(Math.Min(open, close) - Math.Abs(Noise(random)) * 3);
            var volume = isQuiet && random.Next(3) == 0 ? 0 : Math.Exp(4 + Noise(random));
            var taker = i / 200 % 3 == 0 ? double.NaN : volume * random.NextDouble();
            candles[i] = new Candle(time, open, high, low, close, volume, taker);
            price = close;
            var hole = holes && random.Next(400) == 0 ? random.Next(1, random.Next(4) == 0 ? 60 : 6) : 0;
            time += step * (1 + hole);
        }
        return new CandleSeries(timeframe ?? Timeframe.M15, candles);
    }

    public static CandleSeries Scale(CandleSeries series, double factor) => Map(series, p => p * factor, swap: false);

    public static CandleSeries Mirror(CandleSeries series) => Map(series, p => Ceiling - p, swap: true);

    private static CandleSeries Map(CandleSeries series, Func<double, double> price, bool swap)
    {
        var candles = series.Span.ToArray();
        for (var i = 0; i < candles.Length; i++)
        {
            var c = candles[i];
            candles[i] = c with
            {
                Open = price(c.Open),
                Close = price(c.Close),
                High = price(swap ? c.Low : c.High),
                Low = price(swap ? c.High : c.Low),
                TakerBuyVolume = swap ? c.Volume - c.TakerBuyVolume : c.TakerBuyVolume,
            };
        }
        return new CandleSeries(series.Timeframe, candles);
    }

    private static double Grid(double price) => Math.Round(price * 64) / 64;

    /// <summary>Student-like noise with fat tails.</summary>
    private static double Noise(Random random)
    {
        var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return random.Next(40) == 0 ? gauss * 4 : gauss;
    }
}
