using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.Evidence;

/// <summary>The figures of one setup before they are corrected for all the others.</summary>
internal sealed class EvidenceDraft
{
    private const int FirstRandom = 200;

    private readonly string name;
    private readonly ulong number;
    private readonly StudyOptions options;
    private readonly List<SetupCase> cases = [];
    private readonly List<RandomEntry> randoms = [];
    private readonly int[] baseHits = new int[OutcomeRecipe.Targets];
    private int skipped;
    private int tooNear;
    private int passed;
    private int pending;
    private OpenCase? open;

    private EvidenceDraft(string name, ulong number, StudyOptions options) =>
        (this.name, this.number, this.options) = (name, number, options);

    public static EvidenceDraft Of(
        string name,
        ulong number,
        CandleSeries series,
        SetupScan scan,
        IReadOnlyList<FoundSignal> signals,
        StudyOptions options,
        FinerCandles finer
    )
    {
        var draft = new EvidenceDraft(name, number, options);
        draft.Decide(series.Span, scan, signals, finer);
        draft.DrawRandoms(series.Span, scan, finer);
        return draft;
    }

    /// <summary>The chance of each target by itself; 1 where there are too few cases to speak of.</summary>
    public IEnumerable<double> Chances => Enumerable.Range(0, OutcomeRecipe.Targets).Select(ChanceOf);

    public SetupEvidence Finish(ReadOnlySpan<double> adjusted, double falseShare)
    {
        var targets = new List<TargetEvidence>();
        var expectancies = Expectancies();
        for (var target = 0; target < OutcomeRecipe.Targets; target++)
            targets.Add(Evidence(target, adjusted[target], falseShare, expectancies[target]));
        return new SetupEvidence(
            name,
            cases,
            skipped,
            tooNear,
            passed,
            pending,
            open,
            targets,
            Regimes(),
            Probability(SetupEvidence.MainTarget)
        );
    }

    private CalibratedProbability Probability(int target) =>
        CalibratedProbability.WalkForward(
            [.. cases.Select(c => new DecidedCase(c.Index, c.Outcome.EndIndex, c.Outcome[target].IsHit))],
            // A random entry is known once its case has arisen and itself is decided.
            randoms.Select(r => new KnownOutcome(Math.Max(cases[r.Case].Index, r.EndIndex), r.Outcome[target].IsHit))
        );

    private void Decide(
        ReadOnlySpan<Candle> candles,
        SetupScan scan,
        IReadOnlyList<FoundSignal> signals,
        FinerCandles finer
    )
    {
        var openUntil = -1;
        foreach (var signal in signals)
        {
            if (signal.Index < openUntil)
            {
                skipped++;
                continue;
            }
            var atr = scan.Atr[signal.Index];
            var distance = signal.Side.Sign() * (candles[signal.Index].Close - signal.Stop);
            if (!(distance >= options.Recipe.NearestStopAtr * atr) || !(atr > 0))
            {
                tooNear++;
                continue;
            }
            var outcome = options.Recipe.Decide(candles, signal.Index + 1, signal.Side, signal.Stop, finer);
            switch (outcome.State)
            {
                case CaseState.Pending:
                    pending++;
                    open = new OpenCase(signal.Side, signal.Index, signal.Stop, outcome);
                    openUntil = int.MaxValue;
                    break;
                case CaseState.Passed:
                    passed++;
                    break;
                case CaseState.Decided:
                    openUntil = outcome.EndIndex;
                    var stopAtr = Math.Abs(outcome.EntryPrice - signal.Stop) / atr;
                    cases.Add(
                        new SetupCase(
                            signal.Side,
                            signal.Index,
                            signal.Stop,
                            stopAtr,
                            scan.Volatility[signal.Index],
                            signal.HigherBias,
                            outcome
                        )
                    );
                    break;
            }
        }
    }

    /// <summary>Draws random entries for each case and decides them by the same recipe.</summary>
    private void DrawRandoms(ReadOnlySpan<Candle> candles, SetupScan scan, FinerCandles finer)
    {
        if (cases.Count == 0)
            return;
        var each = Math.Clamp(options.MostRandomEntries / cases.Count, 2, Math.Max(2, options.RandomEntries));
        var random = new SeededRandom((options.Seed * 0x9E3779B97F4A7C15) + number);
        var last = candles.Length - options.Recipe.HorizonCandles - 1;
        randoms.EnsureCapacity(cases.Count * each);
        for (var i = 0; i < cases.Count; i++)
        {
            var found = cases[i];
            var candidates = scan.ByVolatility[found.Volatility];
            for (var n = 0; n < each; n++)
            {
                var index = candidates[random.Below(candidates.Length)];
                if (index < FirstRandom || index > last)
                    continue;
                var open = candles[index + 1].Open * (1 + (found.Side.Sign() * options.Recipe.SlippageShare));
                var stop = open - (found.Side.Sign() * found.StopAtr * scan.Atr[index]);
                var outcome = stop > 0 ? options.Recipe.Decide(candles, index + 1, found.Side, stop, finer) : default;
                if (outcome.State != CaseState.Decided)
                    continue;
                randoms.Add(new RandomEntry(i, outcome.EndIndex, outcome));
                for (var target = 0; target < OutcomeRecipe.Targets; target++)
                    baseHits[target] += outcome[target].IsHit ? 1 : 0;
            }
        }
    }

    private double ChanceOf(int target)
    {
        if (cases.Count < SetupEvidence.FewestCases)
            return 1;
        return Proportion.ChanceOfMore(HitsOf(target), cases.Count, baseHits[target], randoms.Count);
    }

    private int HitsOf(int target) => cases.Count(c => c.Outcome[target].IsHit);

    private Interval[] Expectancies()
    {
        var rows = new double[cases.Count * OutcomeRecipe.Targets];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = cases[i / OutcomeRecipe.Targets].Outcome[i % OutcomeRecipe.Targets].R;
        return Bootstrap.MeansOfColumns(rows, OutcomeRecipe.Targets, options.Seed + number, options.Samples);
    }

    private TargetEvidence Evidence(int target, double adjusted, double falseShare, Interval expectancy)
    {
        var hits = HitsOf(target);
        var (own, matched) = (Proportion.Wilson(hits, cases.Count), Proportion.Wilson(baseHits[target], randoms.Count));
        var verdict =
            cases.Count < SetupEvidence.FewestCases ? Verdict.NotEnoughHistory
            : own.Low > matched.High && adjusted <= falseShare ? Verdict.Edge
            : Verdict.NoMeasurableEdge;
        return new TargetEvidence(
            target + 1,
            hits,
            Share(hits, cases.Count),
            own,
            Share(baseHits[target], randoms.Count),
            randoms.Count,
            matched,
            cases.Count > 0 ? cases.Average(c => c.Outcome[target].R) : double.NaN,
            expectancy,
            MedianOf(target),
            ChanceOf(target),
            adjusted,
            verdict
        );
    }

    private double MedianOf(int target)
    {
        var times = cases.Where(c => c.Outcome[target].IsHit).Select(c => c.Outcome[target].Candles).Order().ToArray();
        return times.Length == 0 ? double.NaN : (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2.0;
    }

    private List<RegimeEvidence> Regimes() =>
        [
            Part(Regime.LowVolatility, c => c.Volatility == 0),
            Part(Regime.MiddleVolatility, c => c.Volatility == 1),
            Part(Regime.HighVolatility, c => c.Volatility == 2),
            Part(Regime.WithHigherBias, c => c.HigherBias == c.Side),
            Part(Regime.AgainstHigherBias, c => c.HigherBias == c.Side.Opposite()),
        ];

    private RegimeEvidence Part(Regime regime, Func<SetupCase, bool> belongs)
    {
        var outcomes = cases.Where(belongs).Select(c => c.Outcome[SetupEvidence.MainTarget]).ToList();
        var hits = outcomes.Count(o => o.IsHit);
        var expectancy = outcomes.Count > 0 ? outcomes.Average(o => o.R) : double.NaN;
        return new RegimeEvidence(regime, outcomes.Count, hits, Proportion.Wilson(hits, outcomes.Count), expectancy);
    }

    private static double Share(int hits, int count) => count > 0 ? (double)hits / count : double.NaN;
}

/// <summary>A random entry as it was matched to a case.</summary>
internal readonly record struct RandomEntry(int Case, int EndIndex, CaseOutcome Outcome);
