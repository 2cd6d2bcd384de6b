using BenchmarkDotNet.Attributes;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Sandbox;

namespace Waickoff.Bench;

/// <summary>What the detectors on the zigzag cost, each with the tape and the zigzag it stands on. Divide by 20,000 for a candle.</summary>
[MemoryDiagnoser]
public class WaveBenchmarks
{
    private const int Candles = 20_000;
    private readonly CandleSeries series = SimulatedMarket.Create(
        "BTCUSDT",
        seed: 1,
        Timeframe.M15,
        Candles,
        endTimeMs: 1_760_000_400_000
    );

    [Benchmark(Baseline = true)]
    public int Zigzag() => Detection.Detect<Turn>(series, (tape, log) => new Legs(tape, log: log)).Count;

    [Benchmark]
    public int Fibonacci() =>
        Detection.Detect<FibonacciLeg>(series, (tape, log) => new FibonacciLevels(new Legs(tape), log)).Count;

    [Benchmark]
    public int Elliott() =>
        Detection.Detect<ElliottReading>(series, (tape, log) => new ElliottWaves(new Legs(tape), log: log)).Count;
}
