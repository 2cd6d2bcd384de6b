using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>
/// Average true range: Wilder's mean of the true ranges, in price units.
/// </summary>
/// <remarks>
/// Definition: true range is the largest of H-L, |H - previous close|, |L - previous close|; H-L for the first candle and
/// behind a hole. Seed: the mean of the first n true ranges; then <c>(previous * (n-1) + TR) / n</c>.
/// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978. Warm-up: n candles, <c>NaN</c> before.
/// </remarks>
public sealed class AverageTrueRange
{
    private readonly int length;
    private int count;
    private double average;

    /// <summary>Starts without candles.</summary>
    /// <param name="length">Candles in the mean, 1 or more.</param>
    public AverageTrueRange(int length = 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
    }

    /// <summary>How many candles come before the first value.</summary>
    public int WarmUpCandles => length - 1;

    /// <summary>The average; <c>NaN</c> in warm-up.</summary>
    public double Value => count >= length ? average : double.NaN;

    /// <summary>The average, or in warm-up the mean of the true ranges so far: for rules that need a scale from the start.</summary>
    public double Scale => average;

    /// <summary>Takes the next true range and returns <see cref="Value"/>.</summary>
    public double Add(double trueRange)
    {
        // Until the seed is complete the mean of the first k ranges is Wilder's step with k in place of n.
        if (count < length)
            count++;
        average += (trueRange - average) / count;
        return Value;
    }

    /// <summary>The true range of a candle behind another; <c>NaN</c> as previous close where there is none.</summary>
    public static double TrueRange(in Candle candle, double previousClose) =>
        double.IsNaN(previousClose)
            ? candle.Range
            : Math.Max(candle.High, previousClose) - Math.Min(candle.Low, previousClose);
}
