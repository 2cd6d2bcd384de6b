using System.Diagnostics;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>What a detection costs when it is warm: processor time and memory allocated, for each candle.</summary>
/// <param name="NanosecondsPerCandle">Processor time of the whole process, as the middle one of several runs.</param>
/// <param name="BytesPerCandle">Allocated beyond what making the detector takes, which does not grow with the candles.</param>
internal readonly record struct DetectionTiming(double NanosecondsPerCandle, double BytesPerCandle)
{
    private const int Rounds = 5;
    private const int WarmUpRuns = 60;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan CompilerPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(0.1);

    public override string ToString() =>
        FormattableString.Invariant($"{NanosecondsPerCandle:0.0} ns/candle, {BytesPerCandle:0.0} B/candle");

    public static async Task<DetectionTiming> MeasureAsync(
        CandleSeries series,
        Action<CandleSeries> detect,
        CancellationToken cancel
    )
    {
        if (series.Count == 0)
            return default;
        await SettleAsync(series, detect, cancel);
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            times[round] = MeasureRound(series, detect);
        }
        Array.Sort(times);
        return new DetectionTiming(times[Rounds / 2] / series.Count, Allocated(series, detect) / series.Count);
    }

    /// <summary>Runs until the compiler has seen enough, gives it time to finish in the background, and runs on with what it made.</summary>
    private static async Task SettleAsync(CandleSeries series, Action<CandleSeries> detect, CancellationToken cancel)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            var watch = Stopwatch.StartNew();
            for (var runs = 0; (runs < WarmUpRuns || watch.Elapsed < WarmUp) && watch.Elapsed < LongestWarmUp; runs++)
            {
                cancel.ThrowIfCancellationRequested();
                detect(series);
            }
            await Task.Delay(CompilerPause, cancel);
        }
    }

    /// <summary>Nanoseconds of processor time for one run.</summary>
    internal static double MeasureRound(CandleSeries series, Action<CandleSeries> detect)
    {
        var runs = 0;
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        do
        {
            detect(series);
            runs++;
        } while (watch.Elapsed < Round);
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / runs;
    }

    private static double Allocated(CandleSeries series, Action<CandleSeries> detect)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        detect(series);
        var whole = GC.GetAllocatedBytesForCurrentThread() - before;

        var nothing = new CandleSeries(series.Timeframe, []);
        before = GC.GetAllocatedBytesForCurrentThread();
        detect(nothing);
        var fixedCost = GC.GetAllocatedBytesForCurrentThread() - before;
        return Math.Max(0, whole - (fixedCost * (1 + Restarts(series))));
    }

    private static int Restarts(CandleSeries series) =>
        series.Gaps().Count(gap => gap.Missing > CandleRules.LongestHoleCandles);
}
