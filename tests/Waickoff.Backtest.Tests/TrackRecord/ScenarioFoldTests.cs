using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.TrackRecord;

public class ScenarioFoldTests
{
    private const long Step = 15 * 60_000;

    [Fact]
    public void Confirmed_by_a_close_and_hit_by_each_target_in_order()
    {
        var outcome = Grade(From(100).To(101.5).To(103.2).To(105, wick: 0.5).To(104).To(104).To(104));

        outcome.Verdict.ShouldBe(ScenarioVerdict.Hit);
        outcome.TargetsHit.ShouldBe(2);
        outcome.ConfirmedMs.ShouldBe(Close(1));
        outcome.EndedMs.ShouldBe(Close(3));
        outcome.CandleCount.ShouldBe(3);
    }

    [Fact]
    public void One_target_and_then_wrong_is_a_hit_of_one_target()
    {
        var outcome = Grade(From(100).To(101.5).To(103).To(96).To(110).To(110).To(110));

        (outcome.Verdict, outcome.TargetsHit, outcome.EndedMs).ShouldBe((ScenarioVerdict.Hit, 1, Close(3)));
    }

    [Fact]
    public void A_close_that_is_not_beyond_confirms_nothing_and_a_wick_neither()
    {
        var outcome = Grade(From(100).To(101, wick: 3).To(100).To(101).To(100).To(100).To(100));

        (outcome.Verdict, outcome.ConfirmedMs, outcome.EndedMs).ShouldBe(
            (ScenarioVerdict.NeverConfirmed, null, Close(Scenarios.Horizon))
        );
    }

    [Fact]
    public void Wrong_before_it_is_confirmed_ends_it_unconfirmed()
    {
        var outcome = Grade(From(100).To(96.9).To(105).To(110).To(110).To(110).To(110));

        (outcome.Verdict, outcome.EndedMs, outcome.CandleCount).ShouldBe((ScenarioVerdict.NeverConfirmed, Close(1), 1));
    }

    [Fact]
    public void A_wick_beyond_the_invalidation_makes_nothing_wrong_and_a_close_at_it_neither()
    {
        var outcome = Grade(From(100).To(101.5).Add(101.5, 102, 95, 97).To(102).To(102).To(102).To(103));

        (outcome.Verdict, outcome.EndedMs).ShouldBe((ScenarioVerdict.Hit, Close(Scenarios.Horizon)));
    }

    [Fact]
    public void A_candle_that_reaches_a_target_and_makes_it_wrong_counts_as_wrong()
    {
        var outcome = Grade(From(100).To(101.5).Add(101.5, 104, 96, 96.5).To(110).To(110).To(110).To(110));

        (outcome.Verdict, outcome.TargetsHit, outcome.EndedMs).ShouldBe((ScenarioVerdict.Invalidated, 0, Close(2)));
    }

    [Fact]
    public void Unless_it_opened_beyond_the_target()
    {
        var outcome = Grade(From(100).To(101.5).Add(103, 104, 96, 96.5).To(110).To(110).To(110).To(110));

        (outcome.Verdict, outcome.TargetsHit, outcome.EndedMs).ShouldBe((ScenarioVerdict.Hit, 1, Close(2)));
    }

    [Fact]
    public void The_candle_that_confirms_reaches_no_target()
    {
        var outcome = Grade(From(100).Add(100, 106, 100, 101.5).To(101).To(101).To(101).To(101).To(101));

        (outcome.Verdict, outcome.TargetsHit).ShouldBe((ScenarioVerdict.Undecided, 0));
    }

    [Fact]
    public void What_price_had_passed_confirms_only_behind_a_return_to_the_zone()
    {
        var passed = Scenarios.Bullish with { Close = 102 };
        var away = ScenarioFold.Grade(passed, From(102).To(102.5).To(104).To(106).To(106).To(106).To(106).Build().Span);
        var back = ScenarioFold.Grade(passed, From(102).To(99).To(101.2).To(103).To(103).To(103).To(103).Build().Span);

        away!.Verdict.ShouldBe(ScenarioVerdict.NeverConfirmed);
        (back!.Verdict, back.ConfirmedMs).ShouldBe((ScenarioVerdict.Hit, Close(2)));
    }

    [Theory]
    [InlineData(103.0, ScenarioVerdict.Hit)]
    [InlineData(103.1, ScenarioVerdict.Invalidated)]
    [InlineData(97.0, ScenarioVerdict.Hit)]
    [InlineData(96.9, ScenarioVerdict.Invalidated)]
    public void The_neutral_scenario_is_right_when_no_close_leaves_it(double close, ScenarioVerdict verdict)
    {
        var candles = From(100).To(100, wick: 9).To(101).To(close).To(100).To(100).To(100).Build();

        ScenarioFold.Grade(Scenarios.Neutral, candles.Span)!.Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void Before_its_horizon_or_a_decision_there_is_no_verdict()
    {
        ScenarioFold
            .Grade(Scenarios.Bullish, From(100).To(101.5).To(102).To(102).To(102).To(102).Build().Span)
            .ShouldBeNull();
        ScenarioFold.Grade(Scenarios.Bullish, []).ShouldBeNull();
    }

    [Fact]
    public void A_missing_or_partial_candle_leaves_what_it_could_have_decided_unknown()
    {
        var hole = Grade(From(100).To(101.5).Hole(1).To(106).To(106).To(106).To(106));
        var partial = Grade(From(100).To(101.5).To(106).Partial().To(106).To(106).To(106).To(106));
        var later = Grade(From(100).To(101.5).To(103).Hole(1).To(96).To(96).To(96));

        (hole.Verdict, hole.EndedMs, hole.CandleCount).ShouldBe((ScenarioVerdict.Unknown, Close(1), 1));
        partial.Verdict.ShouldBe(ScenarioVerdict.Unknown);
        (later.Verdict, later.TargetsHit).ShouldBe((ScenarioVerdict.Hit, 1));
    }

    [Fact]
    public void Candles_that_had_closed_when_it_was_made_do_not_count()
    {
        var before = new CandleBuilder().To(100).To(120).To(90).To(100);
        var made = Scenarios.Bullish with { MadeMs = CandleBuilder.StartMs + (4 * Step) };
        var outcome = ScenarioFold.Grade(
            made,
            before.To(101.5).To(102).To(102).To(102).To(102).To(102).To(200).To(200).Build().Span
        );

        (outcome!.Verdict, outcome.CandleCount).ShouldBe((ScenarioVerdict.Undecided, Scenarios.Horizon));
    }

    [Fact]
    public void Noise_behind_its_end_changes_no_verdict_and_the_same_candles_give_the_same()
    {
        var verdicts = new HashSet<ScenarioVerdict>();
        for (var seed = 0; seed < 1_000; seed++)
        {
            var series = RandomCandles.Walk(seed, 80, holes: seed % 4 == 0);
            var scenario = Around(series, at: 20);
            using var fold = new ScenarioFold(scenario);
            foreach (ref readonly var candle in series.Span)
                fold.Add(in candle);
            var outcome = fold.Outcome.ShouldNotBeNull();
            verdicts.Add(outcome.Verdict);
            ScenarioFold.Grade(scenario, series.Span).ShouldBe(outcome);
            // A hole is found by the candle behind it.
            var cut = series.Span.ToArray().Count(c => c.OpenTimeMs < outcome.EndedMs) + (fold.IsCutShort ? 1 : 0);
            ScenarioFold.Grade(scenario, series.Span[..cut]).ShouldBe(outcome, $"seed {seed}");
            if (cut < series.Count)
                ScenarioFold
                    .Grade(scenario, LookAheadCheck.WithNoise(series, cut, (ulong)seed).Span)
                    .ShouldBe(outcome, $"seed {seed}");
        }
        verdicts.Count.ShouldBe(Enum.GetValues<ScenarioVerdict>().Length, "each verdict was among them");
    }

    [Fact]
    public void Upside_down_only_the_sides_are_swapped()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var builder = new CandleBuilder();
            for (var i = 0; i < Scenarios.Horizon; i++)
                builder.To(100 + (random.Next(-16, 24) / 4.0), wick: random.Next(8) / 4.0);
            var one = ScenarioFold.Grade(Scenarios.Bullish, builder.Build().Span)!;
            var other = ScenarioFold.Grade(
                Scenarios.Mirrored(Scenarios.Bullish),
                Scenarios.Mirrored(builder.Build()).Span
            )!;

            (other with { DataHash = one.DataHash }).ShouldBe(one, $"seed {seed}");
        }
    }

    /// <summary>A scenario with levels near the close of a candle.</summary>
    private static PublishedScenario Around(CandleSeries series, int at)
    {
        var close = series[at].Close;
        return Scenarios.Bullish with
        {
            MadeMs = series[at].OpenTimeMs + Step,
            Close = close,
            Bottom = close - 6,
            Top = close - 4,
            Confirmation = close + 2,
            Invalidation = close - 10,
            Targets = new Analysis.ValueList<double>([close + 8, close + 16]),
            HorizonCandles = 20,
        };
    }

    private static ScenarioOutcome Grade(CandleBuilder candles) =>
        ScenarioFold.Grade(Scenarios.Bullish, candles.Build().Span).ShouldNotBeNull();

    /// <summary>Candles whose first opens at a price.</summary>
    private static FirstOpen From(double open) => new(open);

    private static long Close(int candle) => CandleBuilder.StartMs + (candle * Step);

    private sealed class FirstOpen(double open)
    {
        private readonly CandleBuilder candles = new();

        public CandleBuilder To(double close, double wick = 0) =>
            Add(open, Math.Max(open, close) + wick, Math.Min(open, close) - wick, close);

        public CandleBuilder Add(double first, double high, double low, double close) =>
            candles.Add(first, high, low, close);
    }
}
