using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Analysis.Volume;

/// <summary>The VWAP of each calendar period: it begins anew with the UTC day, the week (Monday) or the month.</summary>
/// <remarks>Definition, source and warm-up as of <see cref="AnchoredVwap"/>. Holes are stepped over.</remarks>
public sealed class Vwap : IIndicator<VwapValue>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private AnchorClock clock;

    /// <summary>Starts without candles.</summary>
    /// <param name="anchor">Where it begins anew.</param>
    public Vwap(AnchorPeriod anchor = AnchorPeriod.Day)
    {
        Anchor = anchor;
        clock = new AnchorClock(anchor);
    }

    /// <summary>Where it begins anew.</summary>
    public AnchorPeriod Anchor { get; }

    /// <summary>The running period, with its bands and positions.</summary>
    public AnchoredVwap Period { get; } = new();

    /// <inheritdoc />
    public int WarmUpCandles => 0;

    /// <inheritdoc />
    public void Add(in Candle closed, out VwapValue value) => value = Add(in closed);

    /// <inheritdoc />
    public VwapValue Add(in Candle closed)
    {
        if (clock.Starts(closed.OpenTimeMs))
            Period.Restart();
        return Period.Add(in closed);
    }
}
