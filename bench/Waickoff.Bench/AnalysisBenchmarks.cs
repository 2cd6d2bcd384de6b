using BenchmarkDotNet.Attributes;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Sandbox;

namespace Waickoff.Bench;

/// <summary>
/// The whole: 16,000 base candles with their 1h, 4h and 1d through every detector, held to 21 ms. And one more candle, which on a history of
/// 100,000 may cost at most 1.5 times what it costs on 1,000.
/// </summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private const int More = 500;
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1];
    private static readonly MarketFacts Facts = new("simulated", "BTCUSDT", IsSimulated: true, 0, 0, default, default);
    private readonly CandleSeries usual = BenchCandles.Of(SimulatedMarket.UsualCandles);
    private readonly CandleSeries history = BenchCandles.Of(100_000 + More);
    private MarketAnalyzer warm = new(Timeframe.M15, Timeframes);

    [Benchmark]
    public MarketAnalysis? Whole() => Run(usual.Span).Snapshot(Facts);

    [IterationSetup(Target = nameof(OneMoreOnThousand))]
    public void SetThousand() => warm = Run(history.Span[^(1_000 + More)..^More]);

    [IterationSetup(Target = nameof(OneMoreOnHundredThousand))]
    public void SetHundredThousand() => warm = Run(history.Span[..^More]);

    [Benchmark(OperationsPerInvoke = More)]
    public void OneMoreOnThousand() => AddLast();

    [Benchmark(OperationsPerInvoke = More)]
    public void OneMoreOnHundredThousand() => AddLast();

    private void AddLast()
    {
        foreach (ref readonly var candle in history.Span[^More..])
            warm.Add(in candle);
    }

    private static MarketAnalyzer Run(ReadOnlySpan<Candle> candles)
    {
        var analyzer = new MarketAnalyzer(Timeframe.M15, Timeframes);
        foreach (ref readonly var candle in candles)
            analyzer.Add(in candle);
        return analyzer;
    }
}
