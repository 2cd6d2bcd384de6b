namespace Waickoff.Analysis.Confluences;

/// <summary>
/// What a family adds to the score: 1, less for age and for having been traded at, and half of that when another family of the same
/// origin already counts, because levels that are made of the same thing meet without saying much.
/// </summary>
internal static class ConfluencePoints
{
    /// <summary>The factor for a further family of an origin that already counts.</summary>
    public const double SameOrigin = 0.5;

    private const int YoungCandles = 100;
    private const int OldCandles = 500;
    private const double MiddleAge = 0.75;
    private const double OldAge = 0.5;
    private const double Tested = 0.75;

    /// <summary>What a level is worth by itself, above 0, up to 1.</summary>
    public static double Worth(in KeyLevel level, int index)
    {
        var age = index - level.Index;
        var byAge =
            age <= YoungCandles ? 1
            : age <= OldCandles ? MiddleAge
            : OldAge;
        return level.IsTested ? byAge * Tested : byAge;
    }

    /// <summary>What the levels of a family are made of.</summary>
    public static LevelOrigin Origin(LevelFamily family) =>
        family switch
        {
            LevelFamily.Structure or LevelFamily.Liquidity or LevelFamily.PreviousLevel or LevelFamily.Wyckoff =>
                LevelOrigin.Extremes,
            LevelFamily.OrderBlock or LevelFamily.FairValueGap => LevelOrigin.Imbalance,
            LevelFamily.Fibonacci or LevelFamily.Elliott => LevelOrigin.Ratios,
            LevelFamily.VolumeProfile or LevelFamily.Vwap => LevelOrigin.Volume,
            LevelFamily.Bollinger => LevelOrigin.Volatility,
        };
}

/// <summary>What levels are made of.</summary>
internal enum LevelOrigin
{
    /// <summary>Highs and lows of price.</summary>
    Extremes,

    /// <summary>Candles that left orders behind.</summary>
    Imbalance,

    /// <summary>Ratios of legs.</summary>
    Ratios,

    /// <summary>Traded volume.</summary>
    Volume,

    /// <summary>The deviation of closes.</summary>
    Volatility,
}
