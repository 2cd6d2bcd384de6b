using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Noise;
using Waickoff.Sandbox.Schematics;

namespace Waickoff.Sandbox;

/// <summary>The control: the noise of the simulated market without any structure. Whatever a detector finds here is chance.</summary>
public static class RandomWalks
{
    private const long EndTimeMs = 1_735_689_600_000;

    /// <summary>A seeded walk.</summary>
    public static CandleSeries Create(int seed, int count, Difficulty? difficulty = null, Timeframe? timeframe = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var hard = difficulty ?? Difficulty.Real;
        var candle = timeframe ?? Timeframe.M15;
        var series = new SeriesSketch(new MarketNoise(new Random(seed), hard, candle.Minutes / 60.0), hard);
        series.Walk(count);
        var pricing = new Pricing(LastPrice: 100, Tick: 0.001, MeanRange: 0.004, MeanVolume: 1_000);
        return series.ToSeries(pricing, candle, EndTimeMs).Candles;
    }
}
