using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Evidence;

/// <summary>What was counted on one market and timeframe.</summary>
/// <param name="Timeframe">The length of the candles.</param>
/// <param name="Candles">How many there were.</param>
/// <param name="FromMs">Open time of the first.</param>
/// <param name="ToMs">Close time of the last.</param>
/// <param name="Setups">The setups, in their order.</param>
/// <param name="Readings">How ranges ended that were taken for something.</param>
/// <param name="Ranges">How all ranges ended.</param>
public sealed record EvidenceReport(
    Timeframe Timeframe,
    int Candles,
    long FromMs,
    long ToMs,
    IReadOnlyList<SetupEvidence> Setups,
    IReadOnlyList<ReadingEvidence> Readings,
    RangeExits Ranges
);
