using BenchmarkDotNet.Attributes;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;

namespace Waickoff.Bench;

/// <summary>One volume profile: a week of 15-minute candles is to stay at about 10 µs.</summary>
[MemoryDiagnoser]
public class ProfileBenchmarks
{
    private readonly CandleSeries quarters = BenchCandles.Of(672);
    private readonly CandleSeries minutes = BenchCandles.Of(1_440, Timeframe.M1);

    [Benchmark]
    public VolumeProfile? WeekOfQuarters() => VolumeProfile.Compute(quarters.Span);

    [Benchmark]
    public VolumeProfile? DayOfQuarters() => VolumeProfile.Compute(quarters.Span[^96..]);

    [Benchmark]
    public VolumeProfile? DayOfMinutes() => VolumeProfile.Compute(minutes.Span);
}
