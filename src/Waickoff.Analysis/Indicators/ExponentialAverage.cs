using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>Exponential moving average of the close, in price units.</summary>
/// <remarks>
/// Definition: <c>previous + (C - previous) * 2 / (n + 1)</c>. Seed: the simple mean of the first n closes.
/// Source: the exponential smoothing of the technical literature. Warm-up: n-1 candles, <c>NaN</c> before. A hole is stepped over:
/// the next close is simply the next value.
/// </remarks>
public sealed class ExponentialAverage : IIndicator<double>
{
    /// <summary>Raised when a value can change.</summary>
    public const int RuleVersion = 1;

    private readonly int length;
    private readonly double alpha;
    private int count;
    private double average;

    /// <summary>Starts without candles.</summary>
    /// <param name="length">n, 1 or more.</param>
    public ExponentialAverage(int length = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
        alpha = 2.0 / (length + 1);
    }

    /// <inheritdoc />
    public int WarmUpCandles => length - 1;

    /// <summary>The average; <c>NaN</c> in warm-up.</summary>
    public double Value => count >= length ? average : double.NaN;

    /// <inheritdoc />
    public void Add(in Candle closed, out double value) => value = Add(in closed);

    /// <inheritdoc />
    public double Add(in Candle closed)
    {
        // The running mean is the seed: after n closes it is their simple mean, and of equal closes it is exactly their price.
        var share = count < length ? 1.0 / ++count : alpha;
        average += (closed.Close - average) * share;
        return Value;
    }
}
