using Waickoff.Analysis.Candles;
using Waickoff.Sandbox;

namespace Waickoff.Bench;

/// <summary>The candles all benchmarks run on: the simulated market, always the same.</summary>
internal static class BenchCandles
{
    public static CandleSeries Of(int count, Timeframe timeframe) =>
        SimulatedMarket.Create("BTCUSDT", seed: 1, timeframe, count, endTimeMs: 1_760_000_400_000);

    public static CandleSeries Of(int count) => Of(count, Timeframe.M15);
}
