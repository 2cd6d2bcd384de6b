namespace Waickoff.Backtest.TrackRecord;

/// <summary>What became of a scenario by its horizon.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="TargetsHit">How many of its targets were reached, nearest first; 0 for the neutral scenario.</param>
/// <param name="ConfirmedMs">The close that confirmed it; null where none did, and for the neutral scenario.</param>
/// <param name="EndedMs">The close of the candle that ended it.</param>
/// <param name="CandleCount">How many candles it was graded by.</param>
/// <param name="DataHash">The <see cref="CandleDigest"/> of those.</param>
/// <param name="RuleVersion">The rule that graded it: <see cref="ScenarioFold.RuleVersion"/>.</param>
public sealed record ScenarioOutcome(
    ScenarioVerdict Verdict,
    int TargetsHit,
    long? ConfirmedMs,
    long EndedMs,
    int CandleCount,
    string DataHash,
    int RuleVersion
);

/// <summary>How a scenario ended.</summary>
public enum ScenarioVerdict
{
    /// <summary>No close confirmed it before it became wrong or its horizon ended: it said nothing that could come true.</summary>
    NeverConfirmed,

    /// <summary>Confirmed, and at least its nearest target was reached. For the neutral scenario: no close left it.</summary>
    Hit,

    /// <summary>Confirmed, and made wrong before a target was reached. For the neutral scenario: a close left it.</summary>
    Invalidated,

    /// <summary>Confirmed, and neither by its horizon.</summary>
    Undecided,

    /// <summary>Candles that could have decided it are missing for good.</summary>
    Unknown,
}
