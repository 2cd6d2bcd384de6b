using System.Diagnostics;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Detect;
using Waickoff.Sandbox;

namespace Waickoff.Bench;

/// <summary>
/// The speed figures of <c>docs/measurements.md</c>, in processor time of this process: <c>-- speed [DETECTOR ..]</c>. Each is the median of its rounds,
/// with the least and the most beside it.
/// </summary>
internal static class SpeedFigures
{
    private const long EndTimeMs = 1_767_225_600_000;
    private const int Rounds = 15;

    /// <summary>By then the runtime has compiled the hot paths for good; its own work would count as ours.</summary>
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(6);
    private static readonly Timeframe[] All = [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1];

    /// <summary>Prints the figures of the named detectors alone, or all figures where none is named.</summary>
    public static async Task PrintAsync(string[] detectors)
    {
        if (detectors.Length == 0)
        {
            await FullAnalysisAsync();
            await OneMoreCandleAsync();
        }
        await DetectorsAsync(detectors);
    }

    private static async Task FullAnalysisAsync()
    {
        var series = Market(16_000);
        var facts = new MarketFacts("simulated", "BTCUSDT", true, 0, EndTimeMs, default, default);
        void Analyse()
        {
            var market = new MarketAnalyzer(Timeframe.M15, All, series.Count);
            foreach (ref readonly var candle in series.Span)
                market.Add(in candle);
            _ = market.Snapshot(facts);
        }
        var (median, least, most) = await MeasureAsync(Analyse, repeat: 10);
        Console.WriteLine(
            FormattableString.Invariant(
                $"full analysis, 16,000 base candles with 1h, 4h, 1d: {median:0.0} ms ({least:0.0} to {most:0.0})"
            )
        );
    }

    /// <summary>What a candle costs behind 1,000 and behind 98,000 others, as the mean of 2,000, both in one run.</summary>
    private static async Task OneMoreCandleAsync()
    {
        var series = Market(100_000);
        var ratios = new double[Rounds];
        for (var round = -2; round < Rounds; round++)
        {
            var analyzer = new Analyzer(Timeframe.M15, series.Count);
            var (early, late) = (0.0, 0.0);
            for (var i = 0; i < series.Count; i += 2_000)
            {
                var before = Environment.CpuUsage.TotalTime;
                for (var k = i; k < i + 2_000; k++)
                    analyzer.Add(in series[k]);
                var cost = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / 2_000;
                // Ten stretches each, so that one chance event decides nothing.
                early += i is >= 2_000 and < 22_000 ? cost / 10 : 0;
                late += i >= 80_000 ? cost / 10 : 0;
            }
            if (round >= 0)
                ratios[round] = late / early;
            await Task.Yield();
        }
        var (median, least, most) = Spread(ratios);
        Console.WriteLine(
            FormattableString.Invariant(
                $"one more candle on about 90,000 against about 10,000: {median:0.00} ({least:0.00} to {most:0.00})"
            )
        );
    }

    private static async Task DetectorsAsync(string[] names)
    {
        var (small, large) = (Market(10_000), Market(100_000));
        var flat = new CandleSeries(Timeframe.M15, [.. large.Span.ToArray().Take(20_000).Select(Flat)]);
        Console.WriteLine(
            "| detector | ns/candle, 10k | ns/candle, 100k | time(100k)/time(10k) | B/candle, nothing found |"
        );
        Console.WriteLine("|--|--|--|--|--|");
        foreach (var detector in DetectorCatalog.All.Where(d => names.Length == 0 || names.Contains(d.Name)))
        {
            var settings = DetectorSettings.Defaults(detector);
            var (onSmall, onLarge) = (detector.Repeatable(small, settings), detector.Repeatable(large, settings));
            await DetectionTiming.MeasureAsync(small, onSmall, CancellationToken.None);
            await DetectionTiming.MeasureAsync(large, onLarge, CancellationToken.None);
            var (few, many, ratios) = (new double[Rounds], new double[Rounds], new double[Rounds]);
            for (var round = 0; round < Rounds; round++)
            {
                // In turn, so that a slow spell of the machine meets both.
                few[round] = DetectionTiming.MeasureRound(small, onSmall) / small.Count;
                many[round] = DetectionTiming.MeasureRound(large, onLarge) / large.Count;
                ratios[round] = large.Count * many[round] / (small.Count * few[round]);
            }
            var memory = await DetectionTiming.MeasureAsync(
                flat,
                detector.Repeatable(flat, settings),
                CancellationToken.None
            );
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {detector.Name} | {Spread(few).Median:0.0} | {Spread(many).Median:0.0} | {Text(ratios)} | {memory.BytesPerCandle:0.0} |"
                )
            );
        }
    }

    private static string Text(double[] ratios)
    {
        var (median, least, most) = Spread(ratios);
        return FormattableString.Invariant($"{median:0.0} ({least:0.0} to {most:0.0})");
    }

    private static (double Median, double Least, double Most) Spread(double[] values)
    {
        Array.Sort(values);
        return (values[values.Length / 2], values[0], values[^1]);
    }

    private static Candle Flat(Candle candle) =>
        candle with
        {
            Open = 100,
            High = 100,
            Low = 100,
            Close = 100,
            Volume = 1,
            TakerBuyVolume = 0.5,
        };

    private static async Task<(double Median, double Least, double Most)> MeasureAsync(Action run, int repeat)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Warmup)
            run();
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < repeat; i++)
                run();
            times[round] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / repeat;
        }
        return Spread(times);
    }

    private static CandleSeries Market(int count) =>
        SimulatedMarket.Create("BTCUSDT", seed: 1, Timeframe.M15, count, EndTimeMs);
}
