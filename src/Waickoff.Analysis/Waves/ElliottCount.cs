using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Waves;

/// <summary>One way to count the last turning points. It breaks no hard rule; how well it follows the guidelines is its score.</summary>
/// <param name="Pattern">What is counted.</param>
/// <param name="Direction">The direction of its first wave.</param>
/// <param name="Side">The direction of the current wave.</param>
/// <param name="CurrentWave">The wave under way, not labelled yet: behind a complete impulse A, behind a complete correction 1.</param>
/// <param name="Degree">Its size by the mean duration of its waves.</param>
/// <param name="IsLog">True when it spans so much that it is measured in log price.</param>
/// <param name="Labels">Start and ends of its waves, all confirmed turning points.</param>
/// <param name="Rules">The hard rules it was tested by and passed.</param>
/// <param name="Score">The weakest part, 0 to 1.</param>
/// <param name="Parts">How well each guideline is met.</param>
/// <param name="Invalidation">Where it is wrong.</param>
/// <param name="Next">Where the current wave is expected to end: a projection.</param>
public sealed record ElliottCount(
    ElliottPattern Pattern,
    Side Direction,
    Side Side,
    string CurrentWave,
    ElliottDegree Degree,
    bool IsLog,
    ValueList<WaveLabel> Labels,
    ValueList<string> Rules,
    double Score,
    ValueList<ScorePart> Parts,
    ElliottInvalidation Invalidation,
    ElliottZone Next
);

/// <summary>The end of a wave.</summary>
/// <param name="Wave"><c>0</c> for the start of the count, then <c>1</c> to <c>5</c> or <c>A</c> to <c>C</c>.</param>
/// <param name="Index">The candle of the turning point.</param>
/// <param name="Price">Its price.</param>
public readonly record struct WaveLabel(string Wave, int Index, double Price);

/// <summary>A guideline and how well it is met.</summary>
/// <param name="Name">The guideline.</param>
/// <param name="Value">0, not at all, to 1, to the letter.</param>
public readonly record struct ScorePart(string Name, double Value);

/// <summary>The price that makes a count wrong.</summary>
/// <param name="Price">In quote currency; a trade at it counts.</param>
/// <param name="Direction">On which side of the price the count is wrong.</param>
public readonly record struct ElliottInvalidation(double Price, InvalidDirection Direction);

/// <summary>On which side of a price a count is wrong.</summary>
public enum InvalidDirection
{
    /// <summary>At the price and below it.</summary>
    Below,

    /// <summary>At the price and above it.</summary>
    Above,
}

/// <summary>Where a wave is expected to end.</summary>
/// <param name="Top">Upper edge, in quote currency.</param>
/// <param name="Bottom">Lower edge, 0 or more.</param>
public readonly record struct ElliottZone(double Top, double Bottom);

/// <summary>What can be counted.</summary>
public enum ElliottPattern
{
    /// <summary>1-2-3-4-5 with wave 4 clear of wave 1.</summary>
    Impulse,

    /// <summary>1-2-3-4-5 between lines that converge or diverge, wave 4 inside wave 1.</summary>
    Diagonal,

    /// <summary>A-B-C with B inside A.</summary>
    Zigzag,

    /// <summary>A-B-C with B taking back nine tenths of A or more.</summary>
    Flat,
}

/// <summary>The size of a count by the mean duration of its waves, smallest first.</summary>
public enum ElliottDegree
{
    /// <summary>Under 3 hours.</summary>
    Subminuette,

    /// <summary>3 hours or more.</summary>
    Minuette,

    /// <summary>18 hours or more.</summary>
    Minute,

    /// <summary>4 days or more.</summary>
    Minor,

    /// <summary>3 weeks or more.</summary>
    Intermediate,

    /// <summary>3 months (91 days) or more.</summary>
    Primary,

    /// <summary>1 year (365 days) or more.</summary>
    Cycle,
}
