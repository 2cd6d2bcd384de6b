using BenchmarkDotNet.Attributes;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Bench;

/// <summary>
/// What one candle costs a detector that runs alone, with the tape and all it stands on, over a short and a long series: the second
/// may be at most 1.3 times the first.
/// </summary>
[MemoryDiagnoser]
public class TrackerBenchmarks
{
    private const int Few = 10_000;
    private const int Many = 100_000;

    private static readonly Dictionary<string, Func<CandleSeries, int>> Runs = new()
    {
        ["tape"] = OnlyTape,
        ["swings"] = s => Detection.Detect<Swing>(s, (t, log) => new Swings(t, log: log)).Count,
        ["structure"] = s => Detection.Detect<StructureEvent>(s, (t, log) => new MarketStructure(t, log: log)).Count,
        ["order-blocks"] = s =>
            Detection
                .Detect<OrderBlock>(
                    s,
                    (t, log) => new OrderBlocks(new MarketStructure(t), new FairValueGaps(t), log: log)
                )
                .Count,
        ["fair-value-gaps"] = s => Detection.Detect<FairValueGap>(s, (t, log) => new FairValueGaps(t, log: log)).Count,
        ["liquidity"] = s => Detection.Detect<LiquidityEvent>(s, (t, log) => new Liquidity(t, log: log)).Count,
        ["legs"] = s => Detection.Detect<Turn>(s, (t, log) => new Legs(t, log: log)).Count,
        ["fibonacci"] = s => Detection.Detect<FibonacciLeg>(s, (t, log) => new FibonacciLevels(new Legs(t), log)).Count,
        ["elliott"] = s =>
            Detection.Detect<ElliottReading>(s, (t, log) => new ElliottWaves(new Legs(t), log: log)).Count,
        ["wyckoff"] = s => Detection.Detect<WyckoffEvent>(s, Wyckoff()).Count,
        ["squeeze"] = s => Detection.Detect<Squeeze>(s, (t, log) => new Squeezes(t, log)).Count,
        ["delta"] = s => Detection.Detect<DeltaDivergence>(s, (t, log) => new DeltaDivergences(t, log: log)).Count,
        ["daily-pocs"] = s => Detection.Detect<DailyPoc>(s, (t, log) => new DailyPocs(t, log)).Count,
        ["wave-efforts"] = s => Detection.Detect<WaveEffort>(s, (t, log) => new WaveEfforts(new Legs(t), log)).Count,
    };

    private readonly CandleSeries few = BenchCandles.Of(Few);
    private readonly CandleSeries many = BenchCandles.Of(Many);

    public static IEnumerable<string> Detectors => Runs.Keys;

    [ParamsSource(nameof(Detectors))]
    public string Detector { get; set; } = "";

    [Benchmark(OperationsPerInvoke = Few)]
    public int TenThousand() => Runs[Detector](few);

    [Benchmark(OperationsPerInvoke = Many)]
    public int HundredThousand() => Runs[Detector](many);

    private static int OnlyTape(CandleSeries series)
    {
        var tape = new Tape(series.Timeframe);
        foreach (ref readonly var candle in series.Span)
            tape.Add(in candle);
        return tape.Count;
    }

    private static Func<Tape, FindingLog<WyckoffEvent>, Tracker<WyckoffEvent>> Wyckoff()
    {
        WyckoffLog? whole = null;
        return (tape, events) => new WyckoffEvents(tape, new Legs(tape), whole ??= new WyckoffLog(events));
    }
}
