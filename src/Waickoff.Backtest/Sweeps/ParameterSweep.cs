using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Statistics;
using Waickoff.Backtest.Strategies;

namespace Waickoff.Backtest.Sweeps;

/// <summary>Runs a strategy at every point of a grid of its parameters, on every market, on as many cores as it is given.</summary>
/// <remarks>
/// Each point is simulated once over the whole period; the parts of the walk forward are read off its equity, which is the same as running
/// them apart but for positions that are open where two parts meet. The result does not depend on the number of cores.
/// </remarks>
public static class ParameterSweep
{
    /// <summary>Into how many parts the period is divided; the first is only learned from.</summary>
    public const int Folds = 5;

    /// <summary>Runs the sweep.</summary>
    /// <param name="markets">The candles of each market.</param>
    /// <param name="json">The strategy.</param>
    /// <param name="grid">The values of each parameter, one or more each.</param>
    /// <param name="cores">How many at once, 1 or more.</param>
    /// <param name="fromMs">Orders count from here on; null for all.</param>
    /// <param name="report">Told how many points are done, from any thread; may be null.</param>
    /// <param name="cancel">Ends it within a few thousand candles.</param>
    /// <exception cref="StrategyException">The strategy or a parameter cannot be used.</exception>
    public static SweepResult Run(
        IReadOnlyList<(string Symbol, CandleSeries Series)> markets,
        string json,
        IReadOnlyDictionary<string, IReadOnlyList<double>> grid,
        int cores,
        long? fromMs = null,
        Action<int>? report = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        var places = Places(grid);
        // Read before the work begins, so that a bad value is refused at once.
        var strategies = places.Select(p => StrategyReader.Read(json, p)).ToList();
        var points = new SweepPoint[places.Count * markets.Count];
        var done = 0;
        var work = new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancel };
        Parallel.For(
            0,
            points.Length,
            work,
            i =>
            {
                var (market, place) = (markets[i / places.Count], i % places.Count);
                points[i] = RunPoint(market, places[place], strategies[place], fromMs, cancel);
                report?.Invoke(Interlocked.Increment(ref done));
            }
        );
        return Combine(points, places.Count);
    }

    /// <summary>How many points a grid has on each market.</summary>
    public static long Count(IReadOnlyDictionary<string, IReadOnlyList<double>> grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Values.Aggregate(1L, (product, values) => product * values.Count);
    }

    /// <summary>The points of a grid in order: the last parameter changes fastest.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, double>> Places(
        IReadOnlyDictionary<string, IReadOnlyList<double>> grid
    )
    {
        ArgumentNullException.ThrowIfNull(grid);
        var places = new List<Dictionary<string, double>> { new() };
        foreach (var (name, values) in grid)
            places = [.. places.SelectMany(p => values.Select(v => new Dictionary<string, double>(p) { [name] = v }))];
        return places;
    }

    /// <summary>Runs one point on one market.</summary>
    /// <param name="market">The candles.</param>
    /// <param name="parameters">The point.</param>
    /// <param name="strategy">The strategy as read with these parameters.</param>
    /// <param name="fromMs">Orders count from here on; null for all.</param>
    /// <param name="cancel">Ends it within a few thousand candles.</param>
    public static SweepPoint RunPoint(
        (string Symbol, CandleSeries Series) market,
        IReadOnlyDictionary<string, double> parameters,
        StrategyDefinition strategy,
        long? fromMs = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var options = strategy.Options with { FromMs = fromMs };
        var rules = strategy.Create(market.Series.Timeframe);
        var result = Simulator.Run(market.Series, rules, options, cancel: cancel);
        var equity = result.Equity.Span;
        var folds = new ReturnSums[Folds];
        for (var f = 0; f < Folds; f++)
        {
            var (start, end) = (equity.Length * f / Folds, equity.Length * (f + 1) / Folds);
            folds[f] = ReturnSums.Of(equity[start..end], start > 0 ? equity[start - 1] : options.InitialEquity);
        }
        return new SweepPoint(market.Symbol, parameters, result.Performance, folds);
    }

    /// <summary>What all points say together, wherever each was computed.</summary>
    /// <param name="points">All points: market by market, in the order of the grid.</param>
    /// <param name="perMarket">How many points the grid has.</param>
    public static SweepResult Combine(IReadOnlyList<SweepPoint> points, int perMarket)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
            return new SweepResult(points, null, 0, double.NaN, []);
        var best = points.MaxBy(p => p.Whole.Sharpe)!;
        var ratios = points.Select(p => p.Whole.Sharpe).ToList();
        var mean = ratios.Average();
        var variance = points.Count > 1 ? ratios.Sum(r => (r - mean) * (r - mean)) / (points.Count - 1) : 0;
        var chance = DeflatedSharpe.ExpectedBest(variance, points.Count);
        var whole = best.Whole;
        var deflated = DeflatedSharpe.Of(whole.Sharpe, chance, whole.Count, whole.Skew, whole.Kurtosis);
        var steps = points.Chunk(perMarket).SelectMany(WalkForward).ToList();
        return new SweepResult(points, best, chance, deflated, steps);
    }

    private static IEnumerable<WalkForwardStep> WalkForward(SweepPoint[] market)
    {
        for (var fold = 1; fold < Folds; fold++)
        {
            var (past, now) = (fold, fold);
            var chosen = market.MaxBy(p => Learned(p, past))!;
            var traded = chosen.Folds[now];
            yield return new WalkForwardStep(
                chosen.Symbol,
                now,
                chosen.Parameters,
                Learned(chosen, past),
                traded.Sharpe,
                traded.Return
            );
        }

        static double Learned(SweepPoint point, int folds) =>
            point.Folds.Take(folds).Aggregate(default(ReturnSums), (all, fold) => all + fold).Sharpe;
    }
}
