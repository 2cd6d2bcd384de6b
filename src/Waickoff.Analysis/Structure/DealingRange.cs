using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>The swing range price deals in, and where the close stands in it.</summary>
/// <param name="Bias">The bias of the structure.</param>
/// <param name="HighIndex">The candle of the upper end; -1 while there is none.</param>
/// <param name="High">The upper end; <c>NaN</c> while there is none.</param>
/// <param name="LowIndex">The candle of the lower end; -1 while there is none.</param>
/// <param name="Low">The lower end; <c>NaN</c> while there is none.</param>
/// <param name="Close">The close that is measured.</param>
public readonly record struct DealingRange(
    Side Bias,
    int HighIndex,
    double High,
    int LowIndex,
    double Low,
    double Close
)
{
    /// <summary>Shallow end of the optimal retracement.</summary>
    public const double OptimalFrom = 0.62;

    /// <summary>Deep end of the optimal retracement.</summary>
    public const double OptimalTo = 0.79;

    /// <summary>Where the close stands, from 0 at the low to 1 at the high; <c>NaN</c> while an end is missing.</summary>
    public double Position => High > Low ? (Close - Low) / (High - Low) : double.NaN;

    /// <summary>Half way between low and high.</summary>
    public double Equilibrium => (High + Low) / 2;

    /// <summary>True in the upper half, where price is dear.</summary>
    public bool IsPremium => Position > 0.5;

    /// <summary>True in the lower half, where price is cheap.</summary>
    public bool IsDiscount => Position < 0.5;

    /// <summary>How much of the range price gave back against the bias, 0 to 1; <c>NaN</c> without a bias or an end.</summary>
    public double Retracement =>
        Bias switch
        {
            Side.Bullish => 1 - Position,
            Side.Bearish => Position,
            Side.None => double.NaN,
        };

    /// <summary>True when the close gave back 0.62 to 0.79 of the range against the bias, ends included.</summary>
    public bool IsOptimalRetracement => Retracement is >= OptimalFrom and <= OptimalTo;
}
