using System.Diagnostics;
using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Market.Feeds;
using Waickoff.Sandbox;
using Waickoff.Testing;

namespace Waickoff.Bench;

/// <summary>How well the Wyckoff tracker reads the judging simulations, how little it finds in the controls, and what it costs.</summary>
internal static class WyckoffFigures
{
    private const int Series = 400;
    private const int Walks = 40;
    private const int WalkCandles = 5_000;
    private const int Shuffles = 3;
    private const int Runs = 12;

    private static readonly string[] Recorded =
    [
        "BTCUSDT/15m.csv.gz",
        "BTCUSDT/1h.csv.gz",
        "ETHUSDT/1h.csv.gz",
        "SOLUSDT/15m.csv.gz",
    ];

    /// <param name="candles">The folder of recorded candles, or null to leave them out.</param>
    public static void Print(string? candles)
    {
        Console.WriteLine(WyckoffAccuracy.Measure(WyckoffSchematics.FirstJudgingSeed, Series));
        Console.WriteLine("| decisive events (Spring, UTAD, SOS, SOW) per 420 candles | |");
        Console.WriteLine("|--|--|");
        var walks = Enumerable
            .Range(WyckoffSchematics.FirstJudgingSeed, Walks)
            .Select(seed => RandomWalks.Create(seed, WalkCandles))
            .ToList();
        Row($"{Walks} random walks", walks.Average(WyckoffAccuracy.DecisivePer420), "0.00");
        foreach (var file in candles is null ? [] : Recorded)
        {
            var series = CandleFile.Read(Path.Combine(candles!, file)).Series;
            Row(file, WyckoffAccuracy.DecisivePer420(series), "0.00");
            var shuffled = Enumerable.Range(1, Shuffles).Select(seed => Shuffled.Create(series, seed));
            Row($"{file}, blocks shuffled", shuffled.Average(WyckoffAccuracy.DecisivePer420), "0.00");
        }

        Console.WriteLine();
        Console.WriteLine("| ns a candle, beside the tape and the zigzag | |");
        Console.WriteLine("|--|--|");
        Row("random walk", Cost(RandomWalks.Create(WyckoffSchematics.FirstJudgingSeed, 100_000)), "0");
        foreach (var file in candles is null ? [] : Recorded)
            Row(file, Cost(CandleFile.Read(Path.Combine(candles!, file)).Series), "0");
    }

    private static void Row(string name, double value, string format) =>
        Console.WriteLine($"| {name} | {value.ToString(format, CultureInfo.InvariantCulture)} |");

    private static double Cost(CandleSeries series)
    {
        var zigzag = Nanoseconds(() => Detection.Detect<Turn>(series, (tape, log) => new Legs(tape, log: log)), series);
        return Nanoseconds(() => WyckoffAccuracy.Read(series), series) - zigzag;
    }

    /// <summary>Processor time a candle of the best of some runs.</summary>
    private static double Nanoseconds(Action run, CandleSeries series)
    {
        using var process = Process.GetCurrentProcess();
        var best = double.PositiveInfinity;
        for (var i = 0; i < Runs; i++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            run();
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - before).TotalNanoseconds / series.Count);
        }
        return best;
    }
}
