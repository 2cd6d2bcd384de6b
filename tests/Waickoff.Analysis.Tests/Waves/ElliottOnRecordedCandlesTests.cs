using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Waves;

/// <summary>Well-known moves of the real market.</summary>
public sealed class ElliottOnRecordedCandlesTests
{
    [SharedDataFact]
    public void The_fall_from_the_top_of_2021_is_counted_as_five_waves()
    {
        var series = CandleFile.Read(SharedData.Candles("BTCUSDT/4h.csv.gz")).Series;
        var readings = Detection
            .Detect<ElliottReading>(series, (tape, log) => new ElliottWaves(new Legs(tape), log: log))
            .Findings.ToArray();

        var reading = readings.Single(r => r.Level == 53_256.64);
        var count = reading.Counts[0];
        count.Labels.Select(l => l.Price).ShouldBe([69_000, 62_278, 66_401.82, 55_317, 59_398.9, 53_256.64]);
        (count.Pattern, count.Direction, count.CurrentWave).ShouldBe((ElliottPattern.Impulse, Side.Bearish, "A"));
        var known = DateTimeOffset.FromUnixTimeMilliseconds(series[reading.ConfirmedIndex + 1].OpenTimeMs);
        known.ShouldBe(new DateTimeOffset(2021, 11, 29, 0, 0, 0, TimeSpan.Zero));
    }

    [SharedDataTheory]
    [InlineData("BTCUSDT/4h.csv.gz")]
    [InlineData("ETHUSDT/4h.csv.gz")]
    [InlineData("SOLUSDT/4h.csv.gz")]
    [InlineData("BTCUSD/1d.csv.gz")]
    public void Every_count_on_recorded_candles_obeys_the_hard_rules(string file)
    {
        var log = Detection.Detect<ElliottReading>(
            CandleFile.Read(SharedData.Candles(file)).Series,
            (tape, log) => new ElliottWaves(new Legs(tape), log: log)
        );

        log.Count.ShouldBeGreaterThan(100);
        foreach (var reading in log.Findings)
        {
            foreach (var count in reading.Counts)
            {
                var prices = count.Labels.Select(l => l.Price).ToArray();
                ElliottHardRules.Broken(count.Pattern, prices, reading.Inputs.RunningLevel).ShouldBeEmpty();
                count.Next.Bottom.ShouldBeInRange(0, count.Next.Top);
                count.Score.ShouldBeGreaterThanOrEqualTo(0.1);
            }
        }
        // No count is the exception, but it happens, and is said.
        log.Findings.ToArray().Count(r => r.Counts.Count == 0).ShouldBeInRange(1, log.Count / 10);
    }
}
