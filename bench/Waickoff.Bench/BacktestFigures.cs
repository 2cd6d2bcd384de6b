using System.Diagnostics;
using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Backtest.Sweeps;

namespace Waickoff.Bench;

/// <summary>What backtests, event studies and sweeps cost; the best of the rounds, for other work on the machine is not ours.</summary>
internal static class BacktestFigures
{
    private const int Count = 100_000;

    /// <summary>Five years of 1h.</summary>
    private const int SweepCandles = 43_800;

    public static void Print()
    {
        var series = BenchCandles.Of(Count);
        foreach (var (name, asked) in new[] { ("ema-cross", 10.0), ("wyckoff-blocks", 1.0) })
        {
            var strategy = StrategyReader.Read(StrategyLibrary.Find(name)!);
            var trades = 0;
            var ms = Best(30, () => trades = Trades(series, strategy));
            Say($"{name}: {Count / ms / 1000:F1} million candles a second, {trades} trades (asked: {asked:F0})");
        }
        // In turns, so that what else the machine does is in both.
        var rounds = new List<(double Analysis, double Study)>();
        for (var i = 0; i < 15; i++)
            rounds.Add((Best(1, () => Analyzer.Analyze(series)), Best(1, () => EventStudy.Run(series))));
        var ratios = rounds.Skip(3).Select(r => r.Study / r.Analysis).Order().ToList();
        Say(
            $"analysis of {Count} candles {rounds.Min(r => r.Analysis):F0} ms, event study of all setups {rounds.Min(r => r.Study):F0} ms"
        );
        Say(
            $"event study over analysis: {ratios[ratios.Count / 2]:F2}, the median of {ratios.Count} rounds from {ratios[0]:F2} to {ratios[^1]:F2} (asked: 3)"
        );
        Sweep();
    }

    private static int Trades(CandleSeries series, StrategyDefinition strategy) =>
        Simulator.Run(series, strategy.Create(series.Timeframe), strategy.Options).Trades.Count;

    private static void Sweep()
    {
        var series = BenchCandles.Of(SweepCandles, Timeframe.H1);
        var grid = new Dictionary<string, IReadOnlyList<double>>
        {
            ["fast"] = [.. Enumerable.Range(2, 40).Select(i => (double)i)],
            ["slow"] = [.. Enumerable.Range(0, 25).Select(i => 44.0 + (5 * i))],
        };
        using var process = Process.GetCurrentProcess();
        for (var round = 0; round < 3; round++)
        {
            process.Refresh();
            var (before, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            var result = ParameterSweep.Run(
                [("SIM", series)],
                StrategyLibrary.Find("ema-cross")!,
                grid,
                Environment.ProcessorCount
            );
            var wall = Stopwatch.GetElapsedTime(start);
            process.Refresh();
            var share = (process.TotalProcessorTime - before) / wall / Environment.ProcessorCount;
            Say(
                $"sweep of {result.Points.Count} points over {SweepCandles} candles: {wall.TotalSeconds:F1} s, {100 * share:F0} % of {Environment.ProcessorCount} cores (asked: 85)"
            );
        }
    }

    private static double Best(int rounds, Action run)
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
