using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;

namespace Waickoff.Analysis.Scenarios;

/// <summary>What would have to happen for a direction, where it would be wrong, and what it could reach. No advice, no probability.</summary>
/// <param name="Side">The direction; none for the neutral scenario.</param>
/// <param name="Zone">The zone of interest.</param>
/// <param name="Confirmation">The close that would confirm it; for the neutral scenario null: it is confirmed by closes inside the zone.</param>
/// <param name="Invalidation">The close that would make it wrong; for the neutral scenario its upper edge.</param>
/// <param name="LowerInvalidation">The other edge of the neutral scenario; null for the others.</param>
/// <param name="Targets">Where it could go, nearest first.</param>
public sealed record Scenario(
    Side Side,
    ScenarioZone Zone,
    ScenarioLevel? Confirmation,
    ScenarioLevel Invalidation,
    ScenarioLevel? LowerInvalidation,
    ValueList<ScenarioTarget> Targets
)
{
    /// <summary>The raising of this says that other scenarios can come of the same candles: by another rule here, or of the levels they stand on.</summary>
    public const int RuleVersion = 1;

    /// <summary>The price the reward and the risk are measured from: the middle of the zone.</summary>
    public double Entry => (Zone.Bottom + Zone.Top) / 2;

    /// <summary>From the entry to the invalidation, in price, above 0; <c>NaN</c> for the neutral scenario.</summary>
    public double Risk => Side == Side.None ? double.NaN : Math.Abs(Entry - Invalidation.Price);
}

/// <summary>A price zone and what makes it one.</summary>
/// <param name="Bottom">Lower edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Parts">The levels that make it.</param>
/// <param name="Score">The score of the confluence; <c>NaN</c> for a zone of one level.</param>
public readonly record struct ScenarioZone(double Bottom, double Top, ValueList<ConfluencePart> Parts, double Score);

/// <summary>A price with the level it is taken from.</summary>
/// <param name="Price">The price.</param>
/// <param name="Family">The family of the level; null for a price computed from the zone.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it comes from; null for a price computed from the zone.</param>
public readonly record struct ScenarioLevel(double Price, LevelFamily? Family, string Name, LevelSource? Source);

/// <summary>A price a scenario could reach.</summary>
/// <param name="Level">The level there.</param>
/// <param name="RewardToRisk">From the entry to the target over the risk; for the neutral scenario <c>NaN</c>.</param>
/// <param name="IsProjection">True when price has not been seen there: a level outside all traded prices of the series.</param>
public readonly record struct ScenarioTarget(ScenarioLevel Level, double RewardToRisk, bool IsProjection);
