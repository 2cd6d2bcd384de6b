using FsCheck;
using FsCheck.Fluent;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Waves;

public sealed class FibonacciLevelsTests
{
    [Fact]
    public void A_rising_leg_is_retraced_from_its_end_and_extended_from_its_start()
    {
        var grid = new FibonacciGrid(Start: 100, End: 200);

        grid.Select(l => (l.Ratio, Math.Round(l.Price, 9), l.Kind))
            .ShouldBe([
                (0.236, 176.4, FibonacciKind.Retracement),
                (0.382, 161.8, FibonacciKind.Retracement),
                (0.5, 150, FibonacciKind.Retracement),
                (0.618, 138.2, FibonacciKind.Retracement),
                (0.705, 129.5, FibonacciKind.Retracement),
                (0.786, 121.4, FibonacciKind.Retracement),
                (1.272, 227.2, FibonacciKind.Extension),
                (1.414, 241.4, FibonacciKind.Extension),
                (1.618, 261.8, FibonacciKind.Extension),
                (2, 300, FibonacciKind.Extension),
                (2.618, 361.8, FibonacciKind.Extension),
            ]);
    }

    [Fact]
    public void A_falling_leg_is_the_mirror_of_a_rising_one()
    {
        var grid = new FibonacciGrid(Start: 200, End: 100);

        grid.Retracement(0.618).Price.ShouldBe(161.8, 1e-9);
        grid.Extension(1.272).Price.ShouldBe(72.8, 1e-9);
        grid.Retraced(150).ShouldBe(0.5);
        grid.Retraced(90).ShouldBe(-0.1, 1e-12);
    }

    [Fact]
    public void Retracements_lie_inside_the_leg_and_extensions_beyond_its_end_in_order() =>
        ForAllLegs(
            (a, b) =>
            {
                var sign = Math.Sign(b - a);
                var prices = new FibonacciGrid(a, b).Select(l => sign * l.Price).ToArray();
                var retracements = prices[..6];
                var extensions = prices[6..];
                return retracements.All(p => p > sign * a && p < sign * b)
                    && retracements.Zip(retracements.Skip(1)).All(p => p.First > p.Second)
                    && extensions.All(p => p > sign * b)
                    && extensions.Zip(extensions.Skip(1)).All(p => p.First < p.Second);
            }
        );

    [Fact]
    public void A_mirrored_leg_has_mirrored_levels_and_a_doubled_leg_doubled_ones() =>
        ForAllLegs(
            (a, b) =>
            {
                var levels = new FibonacciGrid(a, b);
                var mirrored = new FibonacciGrid(RandomCandles.Ceiling - a, RandomCandles.Ceiling - b);
                var doubled = new FibonacciGrid(2 * a, 2 * b);
                return levels
                    .Zip(mirrored, doubled)
                    .All(l =>
                        Math.Abs(RandomCandles.Ceiling - l.First.Price - l.Second.Price) < 1e-9
                        && l.Third.Price == 2 * l.First.Price
                    );
            }
        );

    [Fact]
    public void The_share_a_level_takes_back_is_its_ratio() =>
        ForAllLegs(
            (a, b) =>
            {
                var grid = new FibonacciGrid(a, b);
                return grid.All(l =>
                    Math.Abs(grid.Retraced(l.Price) - (l.Kind == FibonacciKind.Retracement ? l.Ratio : 1 - l.Ratio))
                    < 1e-6
                );
            }
        );

    [Fact]
    public void Every_completed_leg_of_the_zigzag_is_a_finding_confirmed_with_its_end()
    {
        var series = RandomCandles.Walk(11, 4_000);
        var turns = Detection.Detect<Turn>(series, (tape, log) => new Legs(tape, log: log)).Findings.ToArray();
        var legs = OfLegs(series).Findings.ToArray();

        legs.Select(l => (l.StartIndex, l.StartLevel, l.Index, l.Level, l.ConfirmedIndex))
            .ShouldBe(
                turns.Where(t => t.HasLeg).Select(t => (t.StartIndex, t.StartLevel, t.Index, t.Level, t.ConfirmedIndex))
            );
        legs.ShouldAllBe(l => l.Side == (l.Level > l.StartLevel ? Side.Bullish : Side.Bearish) && l.Low < l.High);
        legs.ShouldAllBe(l => Math.Abs((l.Inputs.HeightPercent * l.StartLevel / 100) - (l.High - l.Low)) < 1e-9);
    }

    [Fact]
    public void A_leg_is_superseded_when_the_next_one_is_confirmed()
    {
        var log = OfLegs(RandomCandles.Walk(12, 2_000, holes: false));
        var legs = log.Findings.ToArray();

        log.Events.ToArray()
            .ShouldBe(legs.Skip(1).Select((l, i) => new LifeEvent(i, FindingState.Superseded, l.ConfirmedIndex)));
    }

    [Fact]
    public void Between_pivots_a_leg_runs_from_the_furthest_opposite_pivot()
    {
        // Pivots of length 1: low 95, high 110, a lower high 108 behind a shallow low 106, low 90, high 112.
        var log = OfSwings(Path(100, 95, 110, 106, 108, 90, 112, 100), length: 1);

        log.Findings.ToArray()
            .Select(l => (l.StartLevel, l.Level, l.Side))
            .ShouldBe([
                (95, 110, Side.Bullish),
                (110, 106, Side.Bearish),
                (106, 108, Side.Bullish),
                (108, 90, Side.Bearish),
                (90, 112, Side.Bullish),
            ]);
    }

    [Fact]
    public void A_second_high_below_the_first_with_no_low_between_ends_no_leg()
    {
        // Wide pivots: between the highs 120 and 115 no low is the lowest of its neighbourhood but the one before them.
        var log = OfSwings(Path(103, 102, 100, 110, 120, 112, 112, 115, 111, 90, 95, 96), length: 2);
        var legs = log.Findings.ToArray();

        legs.ShouldContain(l => l.StartLevel == 100 && l.Level == 120);
        legs.ShouldNotContain(l => l.StartLevel == 100 && l.Level == 115);
    }

    [Fact]
    public void A_candle_that_is_both_pivots_is_no_leg_of_its_own()
    {
        var series = new CandleBuilder()
            .Add(100, 101, 99, 100)
            .Add(100, 103, 98, 101)
            .Add(101, 102, 99, 100)
            .Add(100, 110, 90, 101)
            .Add(101, 102, 99, 100)
            .Build();
        var legs = OfSwings(series, length: 1).Findings.ToArray();

        legs.Select(l => (l.StartLevel, l.Level)).ShouldBe([(98, 110), (103, 90)]);
        OfSwings(series, length: 1).EventCount.ShouldBe(0);
    }

    [Fact]
    public void Legs_of_the_zigzag_obey_the_laws() =>
        DetectorLaws.Check<FibonacciLeg>((tape, log) => new FibonacciLevels(new Legs(tape), log));

    [Fact]
    public void Legs_between_pivots_obey_the_laws() =>
        DetectorLaws.Check<FibonacciLeg>((tape, log) => new FibonacciLevels(new Swings(tape, length: 50), log));

    private static FindingLog<FibonacciLeg> OfLegs(CandleSeries series) =>
        Detection.Detect<FibonacciLeg>(series, (tape, log) => new FibonacciLevels(new Legs(tape), log));

    private static FindingLog<FibonacciLeg> OfSwings(CandleSeries series, int length) =>
        Detection.Detect<FibonacciLeg>(series, (tape, log) => new FibonacciLevels(new Swings(tape, length), log));

    /// <summary>One flat candle at each price.</summary>
    private static CandleSeries Path(params double[] prices)
    {
        var builder = new CandleBuilder();
        foreach (var price in prices)
            builder.Add(price, price, price, price);
        return builder.Build();
    }

    /// <summary>Any two different prices on the grid of the random candles.</summary>
    private static void ForAllLegs(Func<double, double, bool> holds)
    {
        var price = Gen.Choose(1, (int)RandomCandles.Ceiling * 64).Select(p => p / 64.0);
        var leg = price.Two().Where(p => p.Item1 != p.Item2);
        Prop.ForAll(leg.ToArbitrary(), p => holds(p.Item1, p.Item2)).QuickCheckThrowOnFailure();
    }
}
