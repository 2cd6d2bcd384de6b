using System.Text.Json;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Sweeps;

namespace Waickoff.Server.Backtests;

/// <summary>Computes points of a plan, one after the other on one core. The candles of the last market are kept for the next ones.</summary>
internal sealed class BacktestRun(BacktestHistory history)
{
    private (string Plan, PlannedMarket Market, HistoryCandles Candles)? last;

    /// <summary>The results of points, in their order.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(
        BacktestJob job,
        IReadOnlyList<int> points,
        CancellationToken cancel
    )
    {
        var plan = PlanOf(job);
        var places = plan.Places();
        var results = new List<string>();
        foreach (var number in points)
        {
            var market = plan.Markets[number / places.Count];
            var candles = await CandlesAsync(job.Plan, plan, market, cancel);
            var place = places[number % places.Count];
            results.Add(await Task.Run(() => Point(job.Kind, plan, market, candles, place, cancel), cancel));
        }
        return results;
    }

    /// <summary>What all points of a sweep say together, or the only one of a backtest.</summary>
    public static string Combine(BacktestJob job, IReadOnlyList<string> results)
    {
        if (job.Kind == BacktestKind.Backtest)
            return results.Single();
        var plan = PlanOf(job);
        var places = plan.Places();
        var points = results.Select((r, i) => PointOf(r, plan.Markets[i / places.Count], places[i % places.Count]));
        return Written(SweepAnswer.Of(ParameterSweep.Combine([.. points], places.Count)));
    }

    public static BacktestPlan PlanOf(BacktestJob job) => Read<BacktestPlan>(job.Plan);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, BacktestPlan.Json)!;

    public static string Written<T>(T value) => JsonSerializer.Serialize(value, BacktestPlan.Json);

    private static SweepPoint PointOf(string json, PlannedMarket market, IReadOnlyDictionary<string, double> place)
    {
        var result = Read<PointResult>(json);
        return new SweepPoint(market.Symbol, place, result.Performance, result.Folds);
    }

    private static string Point(
        BacktestKind kind,
        BacktestPlan plan,
        PlannedMarket market,
        HistoryCandles candles,
        IReadOnlyDictionary<string, double> place,
        CancellationToken cancel
    )
    {
        var strategy = plan.Read(place);
        var series = candles.Series;
        if (kind == BacktestKind.Sweep)
        {
            var point = ParameterSweep.RunPoint((market.Symbol, series), place, strategy, plan.FromMs, cancel);
            return Written(new PointResult(point.Performance, point.Folds));
        }
        var options = strategy.Options with { FromMs = plan.FromMs };
        var result = Simulator.Run(series, strategy.Create(series.Timeframe), options, candles.Finer, cancel);
        return Written(BacktestResult.Of(candles, result));
    }

    private async Task<HistoryCandles> CandlesAsync(
        string key,
        BacktestPlan plan,
        PlannedMarket market,
        CancellationToken cancel
    )
    {
        if (last is { } known && known.Plan == key && known.Market == market)
            return known.Candles;
        last = null;
        var candles = await history.ReadAsync(plan, market, cancel);
        last = (key, market, candles);
        return candles;
    }

    /// <summary>What is kept of a point of a sweep until all are there.</summary>
    internal sealed record PointResult(Performance Performance, IReadOnlyList<ReturnSums> Folds);
}
