using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.Evidence;

/// <summary>What was counted of one setup on one market and timeframe.</summary>
/// <param name="Setup">Its name.</param>
/// <param name="Cases">The cases that were decided, oldest first.</param>
/// <param name="Skipped">Signals while a case of the setup was still open.</param>
/// <param name="TooNear">Signals whose stop lay too near.</param>
/// <param name="Passed">Signals whose stop the next open already lay beyond.</param>
/// <param name="Pending">Cases the candles do not decide.</param>
/// <param name="Open">The last of those; null for none.</param>
/// <param name="Targets">The figures for the targets at 1, 2 and 3 times the risk.</param>
/// <param name="Regimes">The cases parted by regime, for the target at twice the risk.</param>
/// <param name="Probability">What the next case is given, if anything, for the target at twice the risk.</param>
public sealed record SetupEvidence(
    string Setup,
    IReadOnlyList<SetupCase> Cases,
    int Skipped,
    int TooNear,
    int Passed,
    int Pending,
    OpenCase? Open,
    IReadOnlyList<TargetEvidence> Targets,
    IReadOnlyList<RegimeEvidence> Regimes,
    CalibratedProbability Probability
)
{
    /// <summary>Fewer cases than this are not enough history.</summary>
    public const int FewestCases = 30;

    /// <summary>The target that is spoken of first: twice the risk.</summary>
    public const int MainTarget = 1;

    /// <summary>How many cases were decided.</summary>
    public int Count => Cases.Count;

    /// <summary>The figures for the target at twice the risk.</summary>
    public TargetEvidence Main => Targets[MainTarget];

    /// <summary>The last 20 cases, oldest first.</summary>
    public IEnumerable<SetupCase> Last => Cases.Skip(Count - 20);
}

/// <summary>A case the candles do not decide yet.</summary>
/// <param name="Side">The direction it argues for.</param>
/// <param name="Index">The candle at whose close it was known.</param>
/// <param name="Stop">The price at which it is wrong.</param>
/// <param name="Outcome">What is decided of it so far.</param>
public readonly record struct OpenCase(Side Side, int Index, double Stop, CaseOutcome Outcome);

/// <summary>What was counted for one target.</summary>
/// <param name="Multiple">The target in multiples of the risk.</param>
/// <param name="Hits">How many cases reached it.</param>
/// <param name="HitRate">Their share; <c>NaN</c> without cases.</param>
/// <param name="HitInterval">Wilson, 95 %.</param>
/// <param name="BaseRate">The share of matched random entries that reached it.</param>
/// <param name="BaseCount">How many random entries there were.</param>
/// <param name="BaseInterval">Wilson, 95 %.</param>
/// <param name="Expectancy">Mean outcome in R, after costs.</param>
/// <param name="ExpectancyInterval">Bootstrap, 95 %.</param>
/// <param name="MedianCandles">Half of the hits took at most this long.</param>
/// <param name="Chance">How likely a share this much above the base rate is by chance, as it came.</param>
/// <param name="AdjustedChance">The same, corrected for all setups and targets looked at together.</param>
/// <param name="Verdict">What may be said.</param>
public sealed record TargetEvidence(
    int Multiple,
    int Hits,
    double HitRate,
    Interval HitInterval,
    double BaseRate,
    int BaseCount,
    Interval BaseInterval,
    double Expectancy,
    Interval ExpectancyInterval,
    double MedianCandles,
    double Chance,
    double AdjustedChance,
    Verdict Verdict
);

/// <summary>The cases of one regime, for the target at twice the risk.</summary>
/// <param name="Regime">Which part.</param>
/// <param name="Count">How many cases.</param>
/// <param name="Hits">How many reached the target.</param>
/// <param name="HitInterval">Wilson, 95 %.</param>
/// <param name="Expectancy">Mean outcome in R, after costs; <c>NaN</c> without cases.</param>
public sealed record RegimeEvidence(Regime Regime, int Count, int Hits, Interval HitInterval, double Expectancy);

/// <summary>The parts a market is divided into.</summary>
public enum Regime
{
    /// <summary>ATR over price in the lower third of the 500 candles before.</summary>
    LowVolatility,

    /// <summary>In the middle third.</summary>
    MiddleVolatility,

    /// <summary>In the upper third.</summary>
    HighVolatility,

    /// <summary>The bias of the next higher timeframe is that of the case.</summary>
    WithHigherBias,

    /// <summary>It is the other one.</summary>
    AgainstHigherBias,
}

/// <summary>What may be said of a setup.</summary>
public enum Verdict
{
    /// <summary>Fewer than 30 cases.</summary>
    NotEnoughHistory,

    /// <summary>Nothing that could not be chance.</summary>
    NoMeasurableEdge,

    /// <summary>The interval of the hit rate lies wholly above that of the base rate, and it holds after the correction for many setups.</summary>
    Edge,
}
