using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>Relative strength index: the mean gain's share of mean gain and mean loss, 0 to 100.</summary>
/// <remarks>
/// Definition: gain and loss are the rise and fall of the close against the close before it, each smoothed by Wilder's mean over n
/// changes; <c>100 * gain / (gain + loss)</c>, which is Wilder's <c>100 - 100 / (1 + gain / loss)</c> without its division by 0;
/// 50 with neither gain nor loss. Seed: the simple means of the first n changes.
/// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978. Warm-up: n candles, <c>NaN</c> before. A hole is
/// stepped over: the change is the one from the last close that is known.
/// </remarks>
public sealed class RelativeStrength : IIndicator<double>
{
    /// <summary>Raised when a value can change.</summary>
    public const int RuleVersion = 1;

    private WilderAverage gains;
    private WilderAverage losses;
    private double previousClose = double.NaN;

    /// <summary>Starts without candles.</summary>
    /// <param name="length">n: changes in the mean, 1 or more.</param>
    public RelativeStrength(int length = 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        gains = new WilderAverage(length);
        losses = new WilderAverage(length);
        WarmUpCandles = length;
    }

    /// <inheritdoc />
    public int WarmUpCandles { get; }

    /// <summary>The index; <c>NaN</c> in warm-up.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc />
    public void Add(in Candle closed, out double value) => value = Add(in closed);

    /// <inheritdoc />
    public double Add(in Candle closed)
    {
        var change = closed.Close - previousClose;
        previousClose = closed.Close;
        if (double.IsNaN(change))
            return Value;
        gains.Add(Math.Max(change, 0));
        losses.Add(Math.Max(-change, 0));
        if (gains.IsSeeded)
        {
            var total = gains.Mean + losses.Mean;
            Value = total > 0 ? 100 * gains.Mean / total : 50;
        }
        return Value;
    }
}
