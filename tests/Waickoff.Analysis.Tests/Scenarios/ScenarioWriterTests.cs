using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Scenarios;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Scenarios;

public sealed class ScenarioWriterTests
{
    [Fact]
    public void A_scenario_is_wrong_behind_its_zone_and_reaches_ahead_of_price()
    {
        var count = 0;
        foreach (var (analysis, scenario) in Directed())
        {
            var sign = scenario.Side.Sign();
            var (far, near) =
                sign > 0 ? (scenario.Zone.Bottom, scenario.Zone.Top) : (scenario.Zone.Top, scenario.Zone.Bottom);
            (sign * (far - scenario.Invalidation.Price)).ShouldBeGreaterThanOrEqualTo((0.5 * analysis.Atr) - 1e-9);
            (sign * (scenario.Confirmation!.Value.Price - near)).ShouldBeGreaterThanOrEqualTo(0);
            scenario.Targets.Count.ShouldBeInRange(1, 3);
            var last = scenario.Confirmation!.Value.Price;
            foreach (var target in scenario.Targets)
            {
                (sign * (target.Level.Price - last)).ShouldBeGreaterThan(0);
                target.RewardToRisk.ShouldBe(sign * (target.Level.Price - scenario.Entry) / scenario.Risk, 1e-9);
                last = target.Level.Price;
            }
            count++;
        }
        count.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void A_confirmation_lies_near_the_zone_so_that_a_target_is_still_worth_its_risk()
    {
        var rewards = new List<double>();
        foreach (var (analysis, scenario) in Directed())
        {
            var near = scenario.Side == Side.Bullish ? scenario.Zone.Top : scenario.Zone.Bottom;
            var confirmation = scenario.Confirmation!.Value.Price;
            var ahead = scenario.Side.Sign() * (confirmation - near) / analysis.Atr;
            ahead.ShouldBeInRange(0, 2 + 1e-9);
            var risk = Math.Abs(confirmation - scenario.Invalidation.Price);
            rewards.Add(Math.Abs(scenario.Targets[0].Level.Price - confirmation) / risk);
        }
        rewards.Average().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Every_price_of_a_scenario_is_a_level_that_was_found_or_is_computed_from_its_zone()
    {
        foreach (var (analysis, scenario) in Directed())
        {
            var edges = analysis.Levels.SelectMany(l => new[] { l.Bottom, l.Top }).ToHashSet();
            foreach (
                var level in scenario
                    .Targets.Select(t => t.Level)
                    .Append(scenario.Invalidation)
                    .Append(scenario.Confirmation!.Value)
            )
            {
                if (level.Family is not null)
                    edges.ShouldContain(level.Price);
                else
                    Math.Min(Math.Abs(level.Price - scenario.Zone.Bottom), Math.Abs(level.Price - scenario.Zone.Top))
                        .ShouldBeLessThanOrEqualTo((0.5 * analysis.Atr) + 1e-9);
            }
        }
    }

    [Fact]
    public void The_neutral_scenario_lies_around_price()
    {
        var neutral = All().Where(s => s.Scenario.Side == Side.None).ToList();

        neutral.Count.ShouldBeGreaterThan(10);
        foreach (var (analysis, scenario) in neutral)
        {
            analysis.Last.Close.ShouldBeInRange(scenario.Zone.Bottom, scenario.Zone.Top);
            (scenario.LowerInvalidation!.Value.Price, scenario.Invalidation.Price).ShouldBe(
                (scenario.Zone.Bottom, scenario.Zone.Top)
            );
            scenario.Targets.Count.ShouldBe(0);
        }
    }

    [Fact]
    public void Without_levels_there_is_no_scenario() =>
        Analyzer.Analyze(new CandleBuilder().Flat(100, 50).Build())!.Scenarios.Count.ShouldBe(0);

    private static IEnumerable<(TimeframeAnalysis Analysis, Scenario Scenario)> Directed() =>
        All().Where(s => s.Scenario.Side != Side.None);

    private static IEnumerable<(TimeframeAnalysis Analysis, Scenario Scenario)> All() =>
        from seed in Enumerable.Range(1, 40)
        let analysis = Analyzer.Analyze(RandomCandles.Walk(seed, 1_200 + (7 * seed)))!
        from scenario in analysis.Scenarios
        select (analysis, scenario);
}
