namespace Waickoff.Backtest.Setups;

/// <summary>The setups whose outcomes are counted.</summary>
public enum Setup
{
    /// <summary>A test of a spring held, on less volume. Wrong below the spring.</summary>
    SpringTest,

    /// <summary>A spring, then a bullish change of character within 20 candles. Wrong below the spring.</summary>
    SpringChoch,

    /// <summary>A sign of strength, then its last point of support or back-up. Wrong below that point.</summary>
    SosLps,

    /// <summary>A test of an upthrust held. Wrong above the upthrust.</summary>
    UtadTest,

    /// <summary>A sign of weakness, then its last point of supply. Wrong above that point.</summary>
    SowLpsy,

    /// <summary>The first touch of an order block on the side of the bias. Wrong beyond its far edge.</summary>
    OrderBlockTouch,

    /// <summary>The first touch of a fair value gap on the side of the bias. Wrong beyond its far edge.</summary>
    GapTouch,

    /// <summary>A swept pool, then a change of character that way within 20 candles. Wrong beyond the extreme of the sweep.</summary>
    SweepChoch,

    /// <summary>The release of a squeeze, on the side of its momentum. Wrong beyond the other end of the squeeze.</summary>
    SqueezeRelease,

    /// <summary>A close back inside the second band of the volume-weighted price. Wrong beyond the extreme outside.</summary>
    VwapReversion,

    /// <summary>A change of character, then the first pullback to 0.5 to 0.618 of its leg. Wrong beyond the start of the leg.</summary>
    ChochPullback,

    /// <summary>The return to a price where levels of three families meet. Wrong beyond it.</summary>
    Confluence,
}

/// <summary>How setups are spelled outside the program.</summary>
public static class SetupNames
{
    private static readonly string[] Names =
    [
        "spring-test",
        "spring-choch",
        "sos-lps",
        "utad-test",
        "sow-lpsy",
        "order-block-touch",
        "gap-touch",
        "sweep-choch",
        "squeeze-release",
        "vwap-reversion",
        "choch-pullback",
        "confluence",
    ];

    /// <summary>All names, in the order of the setups.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name of a setup.</summary>
    public static string Name(this Setup setup) => Names[(int)setup];

    /// <summary>The setup with a name; false when there is none.</summary>
    public static bool TryFind(string? name, out Setup setup)
    {
        setup = (Setup)Array.IndexOf(Names, name);
        return setup >= 0;
    }
}
