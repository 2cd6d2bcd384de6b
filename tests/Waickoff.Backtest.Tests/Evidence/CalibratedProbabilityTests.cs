using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Backtest.Tests.Evidence;

public class CalibratedProbabilityTests
{
    /// <summary>200 outcomes, every other one a hit.</summary>
    private static readonly KnownOutcome[] Half =
    [
        .. Enumerable.Range(0, 200).Select(i => new KnownOutcome(i, i % 2 == 0)),
    ];

    [Fact]
    public void The_share_is_shrunk_to_the_base_rate()
    {
        var found = CalibratedProbability.WalkForward(Hits(100), Half);

        found.Abstention.ShouldBe(Abstention.None);
        found.Value.ShouldBe((100 + (50 * 0.5)) / 150, 1e-12);
        found.Forecasts.Take(30).ShouldAllBe(f => f.Abstention == Abstention.NotEnoughHistory);
        found.Forecasts[40].Value.ShouldBe((40 + (50 * 0.5)) / 90, 1e-12);
        found.Score.Skill.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_forecast_knows_only_what_was_decided_when_it_was_made()
    {
        var cases = Hits(100);
        var all = CalibratedProbability.WalkForward(cases, Half).Forecasts;
        // The last thirty are decided all at once, behind the last one.
        var late = cases.Select((c, i) => i < 70 ? c : c with { EndIndex = 9_000 }).ToList();

        var forecasts = CalibratedProbability.WalkForward(late, Half).Forecasts;

        forecasts.Take(71).ShouldBe(all.Take(71));
        forecasts.Skip(71).ShouldAllBe(f => f.Value == forecasts[70].Value);
    }

    [Fact]
    public void Without_a_yardstick_or_skill_it_abstains()
    {
        CalibratedProbability.WalkForward(Hits(100), Half.Take(199)).Abstention.ShouldBe(Abstention.NotEnoughHistory);
        var asRandom = Hits(100).Select((c, i) => c with { IsHit = i % 2 == 0 }).ToList();
        var found = CalibratedProbability.WalkForward(asRandom, Half);
        found.Abstention.ShouldBe(Abstention.NoSkill);
        found.Value.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_reading_of_ranges_is_forecast_by_the_same_rule()
    {
        var forecast = 0;
        foreach (var seed in Enumerable.Range(0, 3))
        {
            var summary = EvidenceSummary.Of(RandomWalk.Create(seed, 50_000));
            foreach (var reading in summary.Readings)
            {
                (reading.Abstention == Abstention.NoSide).ShouldBe(reading.Reading.SideOf() == Side.None);
                reading.Score.Count.ShouldBeLessThanOrEqualTo(reading.Count);
                forecast += reading.Score.Count;
                if (!double.IsFinite(reading.Probability))
                    continue;
                var isUpward = reading.Reading.SideOf() == Side.Bullish;
                var hits = isUpward ? reading.Upward : reading.Downward;
                var all = isUpward ? summary.Ranges.Upward : summary.Ranges.Downward;
                reading.Probability.ShouldBe(
                    (hits + (50.0 * all / summary.Ranges.Count)) / (reading.Count + 50),
                    1e-12
                );
            }
        }
        forecast.ShouldBeGreaterThan(100);
    }

    /// <summary>Cases that all reached their target, one after the other.</summary>
    private static List<DecidedCase> Hits(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DecidedCase(1_000 + (10 * i), 1_005 + (10 * i), IsHit: true))];
}
