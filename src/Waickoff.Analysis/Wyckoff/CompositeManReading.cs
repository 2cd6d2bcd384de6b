using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>What the dominant operator appears to do, with the evidence for and against it.</summary>
/// <param name="Activity">What it appears to do.</param>
/// <param name="Index">The candle at whose close it was read.</param>
/// <param name="For">Evidence that argues for the activity; for an unclear one, all that argues up.</param>
/// <param name="Against">Evidence that argues the other way.</param>
public readonly record struct CompositeManReading(
    CompositeManActivity Activity,
    int Index,
    ValueList<CompositeManEvidence> For,
    ValueList<CompositeManEvidence> Against
) : IFinding
{
    /// <inheritdoc />
    public string Kind => "composite-man";

    /// <inheritdoc />
    public Side Side =>
        Activity switch
        {
            CompositeManActivity.Accumulating or CompositeManActivity.MarkingUp => Side.Bullish,
            CompositeManActivity.Distributing or CompositeManActivity.MarkingDown => Side.Bearish,
            CompositeManActivity.Unclear => Side.None,
        };

    /// <inheritdoc />
    public int ConfirmedIndex => Index;

    /// <summary>It has no price.</summary>
    public double Level => double.NaN;
}

/// <summary>What the dominant operator can be seen to do.</summary>
public enum CompositeManActivity
{
    /// <summary>Absent, or the evidence does not decide.</summary>
    Unclear,

    /// <summary>Buying inside a range.</summary>
    Accumulating,

    /// <summary>Selling inside a range.</summary>
    Distributing,

    /// <summary>Driving price up outside a range.</summary>
    MarkingUp,

    /// <summary>Driving price down outside a range.</summary>
    MarkingDown,
}

/// <summary>One measured sign of the operator.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Side">The side it argues for.</param>
/// <param name="Value">The number behind it, as the type says.</param>
public readonly record struct CompositeManEvidence(CompositeManSign Type, Side Side, double Value);

/// <summary>The signs that are measured.</summary>
public enum CompositeManSign
{
    /// <summary>Candles at an edge with volume z of at least 1.5, no wide range and delta against the close; value: how many more on this side.</summary>
    Absorption,

    /// <summary>Volume per candle of the waves up over that of the waves down; value: the ratio.</summary>
    WaveVolume,

    /// <summary>Cumulated delta over the volume of the waves, while price stays; value: the share.</summary>
    DeltaShare,

    /// <summary>Springs less upthrusts that were closed back inside; value: the difference.</summary>
    ReclaimedSweeps,

    /// <summary>Structure bias outside a range; value: the running leg in ATR.</summary>
    Structure,

    /// <summary>Where the weight of the Wyckoff evidence lies; value: the share of the leading reading.</summary>
    RangeReading,
}
