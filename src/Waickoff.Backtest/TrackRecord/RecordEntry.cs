namespace Waickoff.Backtest.TrackRecord;

/// <summary>One entry of the track record.</summary>
/// <param name="Number">Its place, from 1 on without holes.</param>
/// <param name="RecordedMs">When it was put down, UTC milliseconds by the clock of the server.</param>
public abstract record RecordEntry(long Number, long RecordedMs)
{
    /// <summary>What there is one entry of.</summary>
    public abstract string Id { get; }
}

/// <summary>A scenario was published.</summary>
/// <param name="Number">Its place.</param>
/// <param name="RecordedMs">When it was put down.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="IsApart">
/// That no earlier scenario of its series that is apart still ran: only those stand on candles of their own, so only their share has an
/// interval.
/// </param>
public sealed record ScenarioEntry(long Number, long RecordedMs, PublishedScenario Scenario, bool IsApart)
    : RecordEntry(Number, RecordedMs)
{
    /// <inheritdoc />
    public override string Id => Scenario.Key;
}

/// <summary>A scenario was graded, once.</summary>
/// <param name="Number">Its place.</param>
/// <param name="RecordedMs">When it was put down.</param>
/// <param name="Of">The number of the scenario's entry.</param>
/// <param name="OfHash">The hash of that entry.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record GradeEntry(long Number, long RecordedMs, long Of, string OfHash, ScenarioOutcome Outcome)
    : RecordEntry(Number, RecordedMs)
{
    /// <inheritdoc />
    public override string Id => FormattableString.Invariant($"grade:{Of}");
}
