namespace Waickoff.Backtest.Evidence;

/// <summary>The probability the next case of a setup is given, and how such numbers did so far.</summary>
/// <param name="Value">The measured share, shrunk to the base rate; <c>NaN</c> when it abstains.</param>
/// <param name="Abstention">Why there is none.</param>
/// <param name="Forecasts">Every case as it would have been forecast when it arose, from what was decided by then.</param>
/// <param name="Score">How the forecasts did, those it would have kept to itself included.</param>
public sealed record CalibratedProbability(
    double Value,
    Abstention Abstention,
    IReadOnlyList<Forecast> Forecasts,
    ForecastScore Score
)
{
    /// <summary>The base rate counts as much as this many cases.</summary>
    public const int PriorCases = 50;

    /// <summary>So many cases must have been decided before one is forecast aloud.</summary>
    public const int FewestCases = SetupEvidence.FewestCases;

    /// <summary>
    /// A base rate of fewer random entries than this is no yardstick: a forecast would look skilled only because the yardstick is rough.
    /// </summary>
    private const int FewestRandoms = 200;

    /// <summary>Forecasts the cases one after the other, each from those decided before it arose, and the next one from all.</summary>
    /// <param name="cases">The decided cases, oldest first.</param>
    /// <param name="target">Which target is forecast.</param>
    /// <param name="randoms">The matched random entries, each with the case it was drawn for.</param>
    internal static CalibratedProbability WalkForward(
        IReadOnlyList<SetupCase> cases,
        int target,
        IReadOnlyList<RandomEntry> randoms
    )
    {
        // A random entry is known once its case has arisen and itself is decided.
        var known = randoms
            .Select(r => (At: Math.Max(cases[r.Case].Index, r.EndIndex), IsHit: r.Outcome[target].IsHit))
            .OrderBy(r => r.At)
            .ToList();
        var ends = cases
            .Select(c => (At: c.Outcome.EndIndex, IsHit: c.Outcome[target].IsHit))
            .OrderBy(c => c.At)
            .ToList();
        var forecasts = new List<Forecast>(cases.Count);
        var (nextEnd, nextRandom, hits, count, baseHits, baseCount) = (0, 0, 0, 0, 0, 0);
        var skill = new SkillTest();
        var open = new Queue<int>();
        for (var i = 0; i <= cases.Count; i++)
        {
            var now = i < cases.Count ? cases[i].Index : int.MaxValue;
            for (; nextEnd < ends.Count && ends[nextEnd].At <= now; nextEnd++)
                (count, hits) = (count + 1, hits + (ends[nextEnd].IsHit ? 1 : 0));
            for (; nextRandom < known.Count && known[nextRandom].At <= now; nextRandom++)
                (baseCount, baseHits) = (baseCount + 1, baseHits + (known[nextRandom].IsHit ? 1 : 0));
            while (open.TryPeek(out var first) && cases[first].Outcome.EndIndex <= now)
            {
                var past = forecasts[open.Dequeue()];
                skill.Add(past.ReferenceSquaredError - past.SquaredError);
            }
            var baseRate = baseCount > 0 ? (double)baseHits / baseCount : double.NaN;
            var value = (hits + (PriorCases * baseRate)) / (count + PriorCases);
            var abstention =
                count < FewestCases || baseCount < FewestRandoms ? Abstention.NotEnoughHistory
                : !skill.IsShown ? Abstention.NoSkill
                : Abstention.None;
            if (i == cases.Count)
            {
                var score = ForecastScore.Of(forecasts);
                var shown = abstention == Abstention.None ? value : double.NaN;
                return new CalibratedProbability(shown, abstention, forecasts, score);
            }
            forecasts.Add(new Forecast(value, baseRate, cases[i].Outcome[target].IsHit, abstention));
            if (abstention != Abstention.NotEnoughHistory)
                open.Enqueue(i);
        }
        throw new InvalidOperationException("Not reached: the last round returns.");
    }
}

/// <summary>Why no probability is given.</summary>
public enum Abstention
{
    /// <summary>One is given.</summary>
    None,

    /// <summary>Fewer than 30 cases were decided, or too few random entries for a base rate.</summary>
    NotEnoughHistory,

    /// <summary>The forecasts so far did no better than the base rate alone, or not by more than chance.</summary>
    NoSkill,
}

/// <summary>One forecast, made from what was decided before.</summary>
/// <param name="Value">The probability; <c>NaN</c> before there was a base rate.</param>
/// <param name="BaseRate">What the base rate alone would have said.</param>
/// <param name="IsHit">What happened.</param>
/// <param name="Abstention">Whether it would have been shown.</param>
public readonly record struct Forecast(double Value, double BaseRate, bool IsHit, Abstention Abstention)
{
    internal double SquaredError => Square(Value);

    internal double ReferenceSquaredError => Square(BaseRate);

    private double Square(double value)
    {
        var error = value - (IsHit ? 1 : 0);
        return error * error;
    }
}

/// <summary>A random entry as it was matched to a case.</summary>
internal readonly record struct RandomEntry(int Case, int EndIndex, CaseOutcome Outcome);
