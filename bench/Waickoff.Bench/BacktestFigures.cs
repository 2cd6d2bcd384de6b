using System.Diagnostics;
using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Bench;

/// <summary>What backtests and event studies cost, in wall time on an unshared core; the best of the rounds.</summary>
internal static class BacktestFigures
{
    private const int Count = 100_000;

    public static void Print()
    {
        var series = BenchCandles.Of(Count);
        var analysis = Best(5, () => Analyzer.Analyze(series));
        var study = Best(5, () => EventStudy.Run(series));
        Say($"analysis of {Count} candles: {analysis:F0} ms");
        Say($"event study of all setups: {study:F0} ms, {study / analysis:F2} times the analysis");
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
