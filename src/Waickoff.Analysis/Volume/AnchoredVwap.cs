using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Volume;

/// <summary>The volume-weighted average price at one candle.</summary>
/// <param name="Vwap">The average; <c>NaN</c> until there was volume.</param>
/// <param name="Sigma">The volume-weighted deviation around it, in price units; <c>NaN</c> until there was volume.</param>
public readonly record struct VwapValue(double Vwap, double Sigma)
{
    /// <summary>No value yet.</summary>
    public static readonly VwapValue None = new(double.NaN, double.NaN);
}

/// <summary>Where a price lies against a VWAP.</summary>
public enum VwapPosition
{
    /// <summary>There is no VWAP yet.</summary>
    Unknown,

    /// <summary>More than a tenth of a sigma above.</summary>
    Above,

    /// <summary>Within a tenth of a sigma; where sigma is 0, equal.</summary>
    At,

    /// <summary>More than a tenth of a sigma below.</summary>
    Below,
}

/// <summary>Volume-weighted average price from one candle on, in price units.</summary>
/// <remarks>
/// Definition: <c>sum(p V) / sum(V)</c> with <c>p = (H+L+C)/3</c>; sigma is the volume-weighted population deviation of p; bands lie 1, 2
/// and 3 sigma away. The sums are carried by the weighted form of Welford's method, which subtracts no large numbers from each other.
/// Source: the VWAP of execution desks; anchored: Brian Shannon. Warm-up: until there was volume; bands say nothing in the first five
/// candles.
/// </remarks>
public sealed class AnchoredVwap
{
    /// <summary>In this many first candles of an anchor the bands are too young to mean anything.</summary>
    public const int CandlesWithoutBands = 5;

    private const double AtSigma = 0.1;
    private double volume;
    private double mean;
    private double squares;

    /// <summary>How many candles it has seen.</summary>
    public int Count { get; private set; }

    /// <summary>Average and sigma at the last candle.</summary>
    public VwapValue Value => volume > 0 ? new VwapValue(mean, Math.Sqrt(squares / volume)) : VwapValue.None;

    /// <summary>Takes the next closed candle, the first being that of the anchor.</summary>
    public VwapValue Add(in Candle closed)
    {
        Take(in closed);
        return Value;
    }

    /// <summary>The same without the value, for those who want only the last.</summary>
    internal void Take(in Candle closed) => Add(Price(in closed), closed.Volume);

    /// <summary>The band a number of sigmas above the average, or below it when negative; <c>NaN</c> in the first five candles.</summary>
    public double Band(double sigmas)
    {
        var (vwap, sigma) = Value;
        return Count > CandlesWithoutBands ? vwap + (sigmas * sigma) : double.NaN;
    }

    /// <summary>Where a price lies against the average.</summary>
    public VwapPosition PositionOf(double price)
    {
        var (vwap, sigma) = Value;
        if (double.IsNaN(vwap))
            return VwapPosition.Unknown;
        if (Math.Abs(price - vwap) <= AtSigma * sigma)
            return VwapPosition.At;
        return price > vwap ? VwapPosition.Above : VwapPosition.Below;
    }

    /// <summary>
    /// The values from the candle of a finding on, one for each candle of the series: <c>NaN</c> before the finding was confirmed, for until
    /// then nobody could know where to begin.
    /// </summary>
    /// <param name="candles">All candles.</param>
    /// <param name="index">Where the finding is drawn: the anchor.</param>
    /// <param name="confirmedIndex">When it was known.</param>
    public static VwapValue[] Compute(ReadOnlySpan<Candle> candles, int index, int confirmedIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(confirmedIndex, index);
        var values = new VwapValue[candles.Length];
        Array.Fill(values, VwapValue.None);
        var vwap = new AnchoredVwap();
        for (var i = index; i < candles.Length; i++)
        {
            var value = vwap.Add(in candles[i]);
            if (i >= confirmedIndex)
                values[i] = value;
        }
        return values;
    }

    internal static double Price(in Candle candle) => (candle.High + candle.Low + candle.Close) / 3;

    internal void Add(double price, double weight)
    {
        Count++;
        if (weight <= 0)
            return;
        volume += weight;
        var distance = price - mean;
        mean += distance * (weight / volume);
        squares += weight * distance * (price - mean);
    }

    internal void Restart() => (Count, volume, mean, squares) = (0, 0, 0, 0);
}
