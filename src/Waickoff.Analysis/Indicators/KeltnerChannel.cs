using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>The channel at one candle.</summary>
/// <param name="Lower">Average less m average true ranges.</param>
/// <param name="Middle">Exponential average of the close.</param>
/// <param name="Upper">Average plus m average true ranges.</param>
public readonly record struct KeltnerValue(double Lower, double Middle, double Upper)
{
    /// <summary>No value yet.</summary>
    public static readonly KeltnerValue None = new(double.NaN, double.NaN, double.NaN);
}

/// <summary>Keltner channel, in price units.</summary>
/// <remarks>
/// Definition: EMA(n) of the close and m ATR(n) on both sides. Seeds: those of <see cref="ExponentialAverage"/> and
/// <see cref="AverageTrueRange"/>. Source: Chester Keltner's channel in Linda Raschke's form with exponential average and true range.
/// Warm-up: n-1 candles, <c>NaN</c> before.
/// </remarks>
public sealed class KeltnerChannel : IIndicator<KeltnerValue>
{
    /// <summary>Raised when a value can change.</summary>
    public const int RuleVersion = 1;

    private readonly ExponentialAverage middle;
    private readonly AverageTrueRange range;
    private readonly double ranges;

    /// <summary>Starts without candles.</summary>
    /// <param name="timeframe">The length of each candle, by which a hole is told.</param>
    /// <param name="length">n, 1 or more.</param>
    /// <param name="ranges">m: average true ranges from the middle to an edge, above 0.</param>
    public KeltnerChannel(Timeframe timeframe, int length = 20, double ranges = 1.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ranges);
        middle = new ExponentialAverage(length);
        range = new AverageTrueRange(timeframe, length);
        this.ranges = ranges;
    }

    /// <inheritdoc />
    public int WarmUpCandles => middle.WarmUpCandles;

    /// <inheritdoc />
    public KeltnerValue Add(in Candle closed)
    {
        Add(in closed, out var value);
        return value;
    }

    /// <inheritdoc />
    public void Add(in Candle closed, out KeltnerValue value) =>
        Write(middle.Add(in closed), range.Add(in closed), out value);

    /// <summary>Takes the next candle with its true range, where that was measured already.</summary>
    internal void Add(in Candle closed, double trueRange, out KeltnerValue value) =>
        Write(middle.Add(in closed), range.Add(trueRange), out value);

    private void Write(double average, double averageRange, out KeltnerValue value)
    {
        var half = ranges * averageRange;
        value = new KeltnerValue(average - half, average, average + half);
    }
}
