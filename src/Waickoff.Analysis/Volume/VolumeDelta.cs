using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Analysis.Volume;

/// <summary>The delta at one candle.</summary>
/// <param name="Delta">Volume bought less volume sold by takers, in base currency.</param>
/// <param name="Cvd">The sum of the deltas since the anchor or since the kind changed, this candle included.</param>
/// <param name="Estimated">Whether both are estimates, for want of taker volume.</param>
public readonly record struct DeltaValue(double Delta, double Cvd, bool Estimated);

/// <summary>Volume delta and its running sum (cumulative volume delta, CVD), in base currency.</summary>
/// <remarks>
/// Definition: delta is <c>2B - V</c> where the venue reports taker buy volume, else the estimate
/// <c>V * (2 * (C-L)/(H-L) - 1)</c>, 0 for a flat candle. The sum begins anew with each period and whenever measured and estimated change
/// places: the two are never added up. Source: order flow literature; the estimate is the close location value of Marc Chaikin.
/// Warm-up: none.
/// </remarks>
public sealed class VolumeDelta : IIndicator<DeltaValue>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private AnchorClock clock;
    private double cvd;
    private bool isEstimated;

    /// <summary>Starts without candles.</summary>
    /// <param name="anchor">Where the sum begins anew.</param>
    public VolumeDelta(AnchorPeriod anchor = AnchorPeriod.Day) => clock = new AnchorClock(anchor);

    /// <inheritdoc />
    public int WarmUpCandles => 0;

    /// <inheritdoc />
    public void Add(in Candle closed, out DeltaValue value) => value = Add(in closed);

    /// <inheritdoc />
    public DeltaValue Add(in Candle closed)
    {
        var delta = closed.Delta;
        var wasEstimated = isEstimated;
        isEstimated = closed.IsDeltaEstimated;
        var starts = clock.Starts(closed.OpenTimeMs) || isEstimated != wasEstimated;
        cvd = starts ? delta : cvd + delta;
        return new DeltaValue(delta, cvd, isEstimated);
    }
}
