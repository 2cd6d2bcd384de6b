using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>
/// Average true range: Wilder's mean of the true ranges, in price units.
/// </summary>
/// <remarks>
/// Definition: true range is the largest of H-L, |H - previous close|, |L - previous close|; H-L for the first candle and
/// behind a hole. Seed: the mean of the first n true ranges; then <c>previous + (TR - previous) / n</c>.
/// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978. Warm-up: n-1 candles, <c>NaN</c> before.
/// </remarks>
public sealed class AverageTrueRange : IIndicator<double>
{
    /// <summary>Raised when a value can change.</summary>
    public const int RuleVersion = 1;

    private readonly long stepMs;
    private WilderAverage average;
    private long previousTimeMs;
    private double previousClose = double.NaN;

    /// <summary>Starts without candles.</summary>
    /// <param name="timeframe">The length of each candle, by which a hole is told.</param>
    /// <param name="length">Candles in the mean, 1 or more.</param>
    public AverageTrueRange(Timeframe timeframe, int length = 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        stepMs = timeframe.Milliseconds;
        average = new WilderAverage(length);
        WarmUpCandles = length - 1;
    }

    /// <inheritdoc />
    public int WarmUpCandles { get; }

    /// <summary>The average; <c>NaN</c> in warm-up.</summary>
    public double Value => average.IsSeeded ? average.Mean : double.NaN;

    /// <summary>The average, or in warm-up the mean of the true ranges so far: for rules that need a scale from the start.</summary>
    public double Scale => average.Mean;

    /// <inheritdoc />
    public void Add(in Candle closed, out double value) => value = Add(in closed);

    /// <inheritdoc />
    public double Add(in Candle closed)
    {
        var isNeighbour = closed.OpenTimeMs - previousTimeMs == stepMs;
        var trueRange = TrueRange(in closed, isNeighbour ? previousClose : double.NaN);
        (previousTimeMs, previousClose) = (closed.OpenTimeMs, closed.Close);
        return Add(trueRange);
    }

    /// <summary>Takes the next true range, where it was measured already, and returns <see cref="Value"/>.</summary>
    internal double Add(double trueRange)
    {
        average.Add(trueRange);
        return Value;
    }

    /// <summary>The true range of a candle behind another; <c>NaN</c> as previous close where there is none.</summary>
    public static double TrueRange(in Candle candle, double previousClose) =>
        double.IsNaN(previousClose)
            ? candle.Range
            : Math.Max(candle.High, previousClose) - Math.Min(candle.Low, previousClose);
}
