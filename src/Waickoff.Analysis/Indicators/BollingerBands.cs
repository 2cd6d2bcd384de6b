using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>The bands at one candle.</summary>
/// <param name="Lower">Mean less k deviations.</param>
/// <param name="Middle">Simple mean of the last n closes.</param>
/// <param name="Upper">Mean plus k deviations.</param>
/// <param name="PercentB">Where the close lies between lower (0) and upper (1) band, outside beyond them; <c>NaN</c> when they are one.</param>
/// <param name="Bandwidth">Upper less lower band over the middle; 0 for equal closes.</param>
public readonly record struct BollingerValue(
    double Lower,
    double Middle,
    double Upper,
    double PercentB,
    double Bandwidth
)
{
    /// <summary>No value yet.</summary>
    public static readonly BollingerValue None = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>Bollinger bands of the close, in price units.</summary>
/// <remarks>
/// Definition: the simple mean of the last n closes, and k population deviations of the same closes on both sides. Seed: none.
/// Source: John Bollinger, Bollinger on Bollinger Bands, 2001. Warm-up: n-1 candles, <c>NaN</c> before. A hole is stepped over:
/// the window holds the last n closes that are known.
/// </remarks>
public sealed class BollingerBands : IIndicator<BollingerValue>
{
    /// <summary>Raised when a value can change.</summary>
    public const int RuleVersion = 1;

    private readonly RollingStatistics closes;
    private readonly double deviations;

    /// <summary>Starts without candles.</summary>
    /// <param name="length">n: closes in the window, 2 or more.</param>
    /// <param name="deviations">k: deviations from the middle to a band, above 0.</param>
    public BollingerBands(int length = 20, double deviations = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviations);
        closes = new RollingStatistics(length);
        this.deviations = deviations;
    }

    /// <inheritdoc />
    public int WarmUpCandles => closes.Length - 1;

    /// <inheritdoc />
    public BollingerValue Add(in Candle closed)
    {
        Add(in closed, out var value);
        return value;
    }

    /// <inheritdoc />
    public void Add(in Candle closed, out BollingerValue value)
    {
        closes.Add(closed.Close);
        if (!closes.IsFull)
        {
            // Written out: copying the constant would make every return clear the vector registers, a tenth of the cost.
            value = new BollingerValue(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
            return;
        }
        var (offset, deviation) = closes.FromNewest;
        var middle = closed.Close + offset;
        var half = deviations * deviation;
        var (lower, upper) = (middle - half, middle + half);
        // Both ratios come from the offset and the deviation, not from the bands: at 10,000,000 the difference of two bands
        // has lost as many digits as they share.
        var percentB = upper > lower ? 0.5 - (offset / (2 * half)) : double.NaN;
        value = new BollingerValue(lower, middle, upper, percentB, 2 * half / middle);
    }
}
