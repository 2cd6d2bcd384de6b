using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>A Wyckoff event inside a trading range.</summary>
/// <param name="Type">Which event.</param>
/// <param name="Side">The direction it argues for.</param>
/// <param name="Index">The candle of its extreme; for SOS, JAC and SOW the first close beyond the edge.</param>
/// <param name="ConfirmedIndex">The candle at whose close it was known.</param>
/// <param name="Level">The price of the extreme, or the close beyond the edge.</param>
/// <param name="RangeId">The range it belongs to.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct WyckoffEvent(
    WyckoffEventType Type,
    Side Side,
    int Index,
    int ConfirmedIndex,
    double Level,
    int RangeId,
    WyckoffEventInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => Type.ToString();
}

/// <summary>What an event was measured by.</summary>
/// <param name="VolumeZ">Volume z-score of the candle at <c>Index</c>; <c>NaN</c> where unknown.</param>
/// <param name="RangeZ">Range z-score of the same candle.</param>
/// <param name="EdgeAtr">How far the level lies beyond the edge it tests, in ATR(14); negative inside the range.</param>
/// <param name="VolumeShare">
/// Volume against what the rule compares it with (climax, spring, wave the other way, drive): a ratio; <c>NaN</c> where it compares none.
/// </param>
public readonly record struct WyckoffEventInputs(double VolumeZ, double RangeZ, double EdgeAtr, double VolumeShare);

/// <summary>The events of the method, bullish and bearish.</summary>
public enum WyckoffEventType
{
    /// <summary>Preliminary support: first large buying in a decline.</summary>
    PS,

    /// <summary>Selling climax.</summary>
    SC,

    /// <summary>Automatic rally after a selling climax, automatic reaction after a buying climax.</summary>
    AR,

    /// <summary>Secondary test of the climax.</summary>
    ST,

    /// <summary>A dip under support that closes back inside.</summary>
    Spring,

    /// <summary>A test of the spring or of the upthrust on less volume.</summary>
    Test,

    /// <summary>Sign of strength: a rise to the top of the range on effort.</summary>
    SOS,

    /// <summary>Jump across the creek: a sign of strength that closes beyond resistance.</summary>
    JAC,

    /// <summary>Last point of support: the pullback after a sign of strength.</summary>
    LPS,

    /// <summary>Back-up to the edge of the creek: a last point of support that holds at the broken edge.</summary>
    BU,

    /// <summary>Preliminary supply: first large selling in a rise.</summary>
    PSY,

    /// <summary>Buying climax.</summary>
    BC,

    /// <summary>Upthrust: a rise over resistance that closes back inside, before two tests.</summary>
    UT,

    /// <summary>Upthrust after distribution: the same after two tests.</summary>
    UTAD,

    /// <summary>Sign of weakness: a fall to the bottom of the range on effort.</summary>
    SOW,

    /// <summary>Last point of supply: the bounce after a sign of weakness.</summary>
    LPSY,
}
