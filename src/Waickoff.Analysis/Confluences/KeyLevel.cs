using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Confluences;

/// <summary>A price or a price zone that some rule says matters.</summary>
/// <param name="Family">What kind of rule says so.</param>
/// <param name="Name">Which level of the rule: <c>0.618</c>, <c>poc</c>, <c>bullish-block</c>.</param>
/// <param name="Bottom">Lower edge, in quote currency.</param>
/// <param name="Top">Upper edge; equal to <paramref name="Bottom"/> for a single price.</param>
/// <param name="Side">The direction the rule argues for at the level; none where it takes no side.</param>
/// <param name="Source">The finding it comes from.</param>
/// <param name="Index">The candle at which it was known: its age is measured from there.</param>
/// <param name="IsTested">True when price has traded there since.</param>
public readonly record struct KeyLevel(
    LevelFamily Family,
    string Name,
    double Bottom,
    double Top,
    Side Side,
    LevelSource Source,
    int Index,
    bool IsTested = false
)
{
    /// <summary>A level that is a single price.</summary>
    public static KeyLevel At(
        LevelFamily family,
        string name,
        double price,
        LevelSource source,
        int index,
        Side side = Side.None,
        bool isTested = false
    ) => new(family, name, price, price, side, source, index, isTested);
}

/// <summary>Where a level comes from.</summary>
/// <param name="Rule">The detector, as the API spells it.</param>
/// <param name="Number">The number of the finding in its log; -1 for a value that belongs to the last candle and not to a finding.</param>
public readonly record struct LevelSource(string Rule, int Number = -1);

/// <summary>The kinds of rules that levels come from. Levels of one family never confirm each other.</summary>
public enum LevelFamily
{
    /// <summary>Swing highs and lows.</summary>
    Structure,

    /// <summary>Pools of equal highs or lows.</summary>
    Liquidity,

    /// <summary>Highs and lows of completed periods.</summary>
    PreviousLevel,

    /// <summary>The edges of a range.</summary>
    Wyckoff,

    /// <summary>Order blocks.</summary>
    OrderBlock,

    /// <summary>Fair value gaps.</summary>
    FairValueGap,

    /// <summary>Retracements and extensions.</summary>
    Fibonacci,

    /// <summary>Expectation zones and invalidations of counts.</summary>
    Elliott,

    /// <summary>Points of control, value area, volume nodes.</summary>
    VolumeProfile,

    /// <summary>Volume-weighted average prices and their bands.</summary>
    Vwap,

    /// <summary>Bollinger bands.</summary>
    Bollinger,
}
