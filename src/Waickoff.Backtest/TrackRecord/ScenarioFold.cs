using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>The grading of one scenario: a fold over the closed candles of its timeframe behind the close it was made at.</summary>
/// <remarks>
/// It goes by the words people read. A close beyond the confirmation confirms; where price had already passed it when the scenario was made,
/// price first has to come back to the zone. A close beyond the invalidation makes it wrong. Targets count from the candle behind the one that
/// confirmed, by high or low, equality included. A candle that reaches a target and makes it wrong counts as wrong, unless it opened beyond the
/// target. The neutral scenario is right when no close leaves it.
/// </remarks>
public sealed class ScenarioFold : IDisposable
{
    /// <summary>The raising of this says that a verdict can change.</summary>
    public const int RuleVersion = 1;

    private readonly PublishedScenario scenario;
    private readonly CandleDigest digest = new();
    private readonly int sign;
    private long expectedMs;
    private bool wasAtZone;
    private long? confirmedMs;
    private int targetsHit;
    private int count;

    /// <summary>Starts behind the close the scenario was made at.</summary>
    public ScenarioFold(PublishedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        this.scenario = scenario;
        sign = scenario.Side.Sign();
        expectedMs = scenario.MadeMs;
        wasAtZone = scenario.Confirmation is { } price && sign * (price - scenario.Close) > 0;
    }

    /// <summary>What became of it; null before that is certain.</summary>
    public ScenarioOutcome? Outcome { get; private set; }

    /// <summary>That a candle which could have decided something is missing.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Grades by candles of the timeframe in time order; null where they end before it is certain.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="candles">Candles; those that had closed when it was made, and those behind its horizon, do not count.</param>
    public static ScenarioOutcome? Grade(PublishedScenario scenario, ReadOnlySpan<Candle> candles)
    {
        using var fold = new ScenarioFold(scenario);
        foreach (ref readonly var candle in candles)
            fold.Add(in candle);
        return fold.Outcome;
    }

    /// <summary>Takes the next closed candle of the timeframe.</summary>
    public void Add(in Candle closed)
    {
        if (Outcome is not null || closed.OpenTimeMs < scenario.MadeMs)
            return;
        if (closed.OpenTimeMs > expectedMs || closed.IsPartial)
        {
            GiveUp();
            return;
        }
        expectedMs += scenario.Timeframe.Milliseconds;
        count++;
        digest.Add([closed]);
        if (scenario.Side == Side.None)
            Hold(in closed);
        else if (confirmedMs is null)
            Wait(in closed);
        else
            Follow(in closed);
        if (Outcome is null && expectedMs == scenario.DueMs)
            End(AtHorizon);
    }

    /// <summary>What is not known yet can never be: candles are missing for good.</summary>
    public void GiveUp()
    {
        if (Outcome is not null)
            return;
        IsCutShort = true;
        End(targetsHit > 0 ? ScenarioVerdict.Hit : ScenarioVerdict.Unknown);
    }

    /// <inheritdoc />
    public void Dispose() => digest.Dispose();

    private ScenarioVerdict AtHorizon =>
        scenario.Side == Side.None || targetsHit > 0 ? ScenarioVerdict.Hit
        : confirmedMs is null ? ScenarioVerdict.NeverConfirmed
        : ScenarioVerdict.Undecided;

    private void Hold(in Candle closed)
    {
        if (closed.Close > scenario.Invalidation || closed.Close < scenario.LowerInvalidation)
            End(ScenarioVerdict.Invalidated);
    }

    private void Wait(in Candle closed)
    {
        if (IsWrong(in closed))
        {
            End(ScenarioVerdict.NeverConfirmed);
            return;
        }
        wasAtZone |= sign > 0 ? closed.Low <= scenario.Top : closed.High >= scenario.Bottom;
        if (wasAtZone && sign * (closed.Close - scenario.Confirmation) > 0)
            confirmedMs = closed.OpenTimeMs + scenario.Timeframe.Milliseconds;
    }

    private void Follow(in Candle closed)
    {
        var isWrong = IsWrong(in closed);
        var best = sign > 0 ? closed.High : closed.Low;
        var targets = scenario.Targets;
        while (targetsHit < targets.Count && sign * (best - targets[targetsHit]) >= 0)
        {
            var wasFirst = sign * (closed.Open - targets[targetsHit]) >= 0;
            if (isWrong && !wasFirst)
                break;
            targetsHit++;
        }
        if (targetsHit == targets.Count)
            End(ScenarioVerdict.Hit);
        else if (isWrong)
            End(targetsHit > 0 ? ScenarioVerdict.Hit : ScenarioVerdict.Invalidated);
    }

    private bool IsWrong(in Candle closed) => sign * (closed.Close - scenario.Invalidation) < 0;

    private void End(ScenarioVerdict verdict) =>
        Outcome = new ScenarioOutcome(
            verdict,
            targetsHit,
            confirmedMs,
            expectedMs,
            count,
            digest.Finish(),
            RuleVersion
        );
}
