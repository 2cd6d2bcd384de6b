using Waickoff.Analysis.Candles;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Waves;

/// <summary>
/// Candles that walk from one price to the next in steps of one size, so that the ATR is that step, each price where the walk turns
/// is a turning point of the zigzag, and a leg lasts as many candles as it has steps.
/// </summary>
internal static class WavePath
{
    /// <summary>Walks through the prices and five steps on behind the last, so that it is confirmed. Legs of 4 steps or more.</summary>
    public static CandleSeries Through(params double[] prices) => Steps(1, 5, prices);

    /// <summary>Walks through the prices and a number of steps on behind the last.</summary>
    public static CandleSeries Steps(double step, int beyond, params double[] prices)
    {
        var builder = new CandleBuilder().Flat(1, prices[0]);
        var last = prices[^1];
        var back = last + (Math.Sign(prices[^2] - last) * beyond * step);
        var at = prices[0];
        foreach (var price in prices.Skip(1).Append(back))
        {
            var count = (int)Math.Round(Math.Abs(price - at) / step);
            for (var i = 1; i <= count; i++)
                builder.To(i == count ? price : at + (Math.Sign(price - at) * i * step));
            at = price;
        }
        return builder.Build();
    }

    /// <summary>The same prices upside down.</summary>
    public static double[] UpsideDown(params double[] prices) => [.. prices.Select(p => RandomCandles.Ceiling - p)];
}
