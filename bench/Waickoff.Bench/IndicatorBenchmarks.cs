using BenchmarkDotNet.Attributes;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Volume;

namespace Waickoff.Bench;

/// <summary>What one candle costs an indicator. Bollinger, ATR, EMA and RSI are held to 10 ns.</summary>
[MemoryDiagnoser]
public class IndicatorBenchmarks
{
    private const int Candles = 16_000;
    private readonly CandleSeries series = BenchCandles.Of(Candles);
    private readonly double[] numbers = new double[Candles];
    private readonly BollingerValue[] bands = new BollingerValue[Candles];
    private readonly KeltnerValue[] channel = new KeltnerValue[Candles];
    private readonly DeltaValue[] deltas = new DeltaValue[Candles];
    private readonly VwapValue[] vwaps = new VwapValue[Candles];

    [Benchmark(OperationsPerInvoke = Candles)]
    public void Bollinger() => Indication.Compute(series, () => new BollingerBands(), bands);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void BollingerOf200() => Indication.Compute(series, () => new BollingerBands(200), bands);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void Atr() => Indication.Compute(series, () => new AverageTrueRange(series.Timeframe), numbers);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void Ema() => Indication.Compute(series, () => new ExponentialAverage(), numbers);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void Rsi() => Indication.Compute(series, () => new RelativeStrength(), numbers);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void Keltner() => Indication.Compute(series, () => new KeltnerChannel(series.Timeframe), channel);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void Delta() => Indication.Compute(series, () => new VolumeDelta(), deltas);

    [Benchmark(OperationsPerInvoke = Candles)]
    public void DailyVwap() => Indication.Compute(series, () => new Vwap(), vwaps);
}
