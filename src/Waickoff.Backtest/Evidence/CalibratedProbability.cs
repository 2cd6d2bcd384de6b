namespace Waickoff.Backtest.Evidence;

/// <summary>The probability the next case is given, of a setup or of a reading of ranges, and how such numbers did so far.</summary>
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
    /// A base rate of fewer outcomes than this is no yardstick: a forecast would look skilled only because the yardstick is rough.
    /// </summary>
    private const int FewestReferences = 200;

    /// <summary>Forecasts the cases one after the other, each from those decided before it arose, and the next one from all.</summary>
    /// <param name="cases">The decided cases in the order in which they arose.</param>
    /// <param name="references">What happened otherwise: the base rate.</param>
    internal static CalibratedProbability WalkForward(
        IReadOnlyList<DecidedCase> cases,
        IEnumerable<KnownOutcome> references
    )
    {
        var known = InOrder(references);
        var ends = InOrder(cases.Select(c => new KnownOutcome(c.EndIndex, c.IsHit)));
        var forecasts = new List<Forecast>(cases.Count);
        var (nextEnd, nextKnown, hits, count, baseHits, baseCount) = (0, 0, 0, 0, 0, 0);
        var skill = new SkillTest();
        var open = new Queue<int>();
        for (var i = 0; i <= cases.Count; i++)
        {
            var now = i < cases.Count ? cases[i].Index : int.MaxValue;
            for (; nextEnd < ends.Length && ends[nextEnd].Index <= now; nextEnd++)
                (count, hits) = (count + 1, hits + (ends[nextEnd].IsHit ? 1 : 0));
            for (; nextKnown < known.Length && known[nextKnown].Index <= now; nextKnown++)
                (baseCount, baseHits) = (baseCount + 1, baseHits + (known[nextKnown].IsHit ? 1 : 0));
            while (open.TryPeek(out var first) && cases[first].EndIndex <= now)
            {
                var past = forecasts[open.Dequeue()];
                skill.Add(past.ReferenceSquaredError - past.SquaredError);
            }
            var baseRate = baseCount > 0 ? (double)baseHits / baseCount : double.NaN;
            var value = (hits + (PriorCases * baseRate)) / (count + PriorCases);
            var abstention =
                count < FewestCases || baseCount < FewestReferences ? Abstention.NotEnoughHistory
                : !skill.IsShown ? Abstention.NoSkill
                : Abstention.None;
            if (i == cases.Count)
            {
                var score = ForecastScore.Of(forecasts);
                var shown = abstention == Abstention.None ? value : double.NaN;
                return new CalibratedProbability(shown, abstention, forecasts, score);
            }
            forecasts.Add(new Forecast(value, baseRate, cases[i].IsHit, abstention));
            if (abstention != Abstention.NotEnoughHistory)
                open.Enqueue(i);
        }
        throw new InvalidOperationException("Not reached: the last round returns.");
    }

    /// <summary>By when they were known; what was known at once is counted at once, in any order.</summary>
    private static KnownOutcome[] InOrder(IEnumerable<KnownOutcome> outcomes)
    {
        KnownOutcome[] all = [.. outcomes];
        Array.Sort(Array.ConvertAll(all, o => o.Index), all);
        return all;
    }
}

/// <summary>Why no probability is given.</summary>
public enum Abstention
{
    /// <summary>One is given.</summary>
    None,

    /// <summary>Fewer than 30 cases were decided, or too few other outcomes for a base rate.</summary>
    NotEnoughHistory,

    /// <summary>The forecasts so far did no better than the base rate alone, or not by more than chance.</summary>
    NoSkill,

    /// <summary>It argues for no side, so there is nothing to forecast.</summary>
    NoSide,
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

/// <summary>A case to be forecast.</summary>
/// <param name="Index">The candle at whose close it arose.</param>
/// <param name="EndIndex">The candle at whose close it was decided.</param>
/// <param name="IsHit">How.</param>
internal readonly record struct DecidedCase(int Index, int EndIndex, bool IsHit);

/// <summary>Something that happened, and the candle at whose close it was known.</summary>
internal readonly record struct KnownOutcome(int Index, bool IsHit);
