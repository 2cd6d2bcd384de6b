namespace Waickoff.Analysis.Confluences;

/// <summary>Finds the zones where levels of at least two families meet.</summary>
/// <remarks>
/// <para>Definition: levels meet when each lies within 0.25 ATR(14) of each other one (zones by the distance of their edges, 0 where they
/// overlap). A largest set of levels that meet, with at least two families in it, is a confluence. Its zone runs from the lowest
/// top to the highest bottom of the set: what all share when they overlap, else what lies between them; of an overlap higher
/// than 0.5 ATR only the 0.5 ATR nearest to price. The best is taken first; one that overlaps or touches a better one is left out.</para>
/// <para>Source: the notion is common; the rule is ours and chosen so that no chain of neighbours can grow a zone.</para>
/// <para>Units: prices, ATR(14) as of the last close.</para>
/// <para>Confirmation: at the close of the last candle; a confluence is a view of what is known, not a finding.</para>
/// <para>Life: none.</para>
/// <para>Edge cases: a distance of exactly 0.25 ATR counts. Without an ATR above 0 there is none. A level at or below 0 or without a
/// number is left out. Ties: more families, then nearer to price, then lower.</para>
/// </remarks>
public static class ConfluenceSearch
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    /// <summary>How near two levels must be to meet, in ATR(14).</summary>
    public const double MeetingAtr = 0.25;

    /// <summary>The greatest height of a zone, in ATR(14).</summary>
    public const double GreatestHeightAtr = 0.5;

    /// <summary>The confluences, best first.</summary>
    /// <param name="levels">The levels, in any order.</param>
    /// <param name="price">The last close.</param>
    /// <param name="atr">ATR(14) as of the last close.</param>
    /// <param name="index">The last candle.</param>
    /// <param name="most">How many to return at most, 1 or more.</param>
    public static ValueList<Confluence> Find(
        ReadOnlySpan<KeyLevel> levels,
        double price,
        double atr,
        int index,
        int most = 20
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (!(atr > 0) || !double.IsFinite(price))
            return default;
        return new LevelSweep(levels, price, atr, index).Find(most);
    }
}
