using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Sandbox.Schematics;

namespace Waickoff.Sandbox.Tests;

/// <summary>Labels are only worth something when they are true of the candles, and hard only when measured to be.</summary>
public sealed class WyckoffSchematicsTests
{
    private static readonly LabelledSeries[] Drawn =
    [
        .. Enumerable.Range(0, 300).Select(seed => WyckoffSchematics.Create(seed)),
    ];

    [Fact]
    public void The_same_seed_draws_the_same_series_and_another_one_another()
    {
        var again = WyckoffSchematics.Create(7);

        again.Candles.Span.ToArray().ShouldBe(Drawn[7].Candles.Span.ToArray());
        again.Ranges[0].Events.ShouldBe(Drawn[7].Ranges[0].Events);
        Drawn[8].Candles.Span.ToArray().ShouldNotBe(Drawn[7].Candles.Span.ToArray());
    }

    [Theory]
    [InlineData(SchematicKind.Accumulation, Side.Bullish)]
    [InlineData(SchematicKind.Distribution, Side.Bearish)]
    [InlineData(SchematicKind.Reaccumulation, Side.Bullish)]
    [InlineData(SchematicKind.Redistribution, Side.Bearish)]
    public void A_kind_can_be_asked_for_and_says_the_side_of_its_break(SchematicKind kind, Side side)
    {
        var range = WyckoffSchematics.Create(5, kind).Ranges.ShouldHaveSingleItem();

        (range.Kind, range.Break).ShouldBe((kind, side));
    }

    [Fact]
    public void A_range_follows_a_trend_of_at_least_8_ATR()
    {
        foreach (var (candles, range) in All())
        {
            var before = candles.Span[Math.Max(0, range.StartIndex - 120)..range.StartIndex].ToArray();
            var unit = AtrAt(candles, range.StartIndex - 1);
            var isAfterFall = range.Kind is SchematicKind.Accumulation or SchematicKind.Redistribution;
            var trend = isAfterFall
                ? before.Max(c => c.High) - candles[range.StartIndex].Low
                : candles[range.StartIndex].High - before.Min(c => c.Low);
            (trend / unit).ShouldBeGreaterThan(8, range.ToString());
        }
    }

    [Fact]
    public void The_labelled_turns_are_the_extremes_of_their_legs()
    {
        foreach (var (candles, range) in All())
        {
            var reaction = range.Events.First(e => e.Kind == "AR").Index;
            var test = range.Events.First(e => e.Kind == "ST").Index;
            var isAfterFall = range.Kind is SchematicKind.Accumulation or SchematicKind.Redistribution;
            var leg = candles.Span[range.StartIndex..(test + 1)].ToArray();
            var (lowest, highest) = (leg.Min(c => c.Low), leg.Max(c => c.High));

            (isAfterFall ? candles[range.StartIndex].Low : candles[range.StartIndex].High).ShouldBe(
                isAfterFall ? lowest : highest
            );
            (isAfterFall ? candles[reaction].High : candles[reaction].Low).ShouldBe(isAfterFall ? highest : lowest);
        }
    }

    [Fact]
    public void A_spring_dips_below_what_came_before_it_and_closes_back_above_its_low_within_three_candles()
    {
        var below = 0;
        var springs = All()
            .SelectMany(r =>
                r.Range.Events.Where(e => e is { Kind: "Spring", HasFailed: false })
                    .Select(e => (r.Candles, r.Range, Event: e))
            );
        foreach (var (candles, range, spring) in springs)
        {
            var known = candles.Span[range.StartIndex..spring.Index].ToArray().Min(c => c.Low);
            below += candles[spring.Index].Low < known ? 1 : 0;
            var after = candles.Span[spring.Index..(spring.Index + 4)].ToArray();
            after.Skip(1).Min(c => c.Low).ShouldBeGreaterThan(after[0].Low);
            after.Max(c => c.Close).ShouldBeGreaterThan(Math.Min(range.Support, known));
        }
        springs.Count().ShouldBeGreaterThan(60);
        (below / (double)springs.Count()).ShouldBeGreaterThan(0.75, "the others dip below a rising line only");
    }

    [Fact]
    public void A_test_stays_above_the_low_of_its_spring_and_below_the_high_of_its_UTAD()
    {
        foreach (var (candles, range) in All())
        {
            foreach (var (spring, test) in range.Events.Zip(range.Events.Skip(1)).Where(p => p.Second.Kind == "Test"))
            {
                var sign = range.Break.Sign();
                spring.Kind.ShouldBe(range.Break == Side.Bullish ? "Spring" : "UTAD");
                (sign * (Extreme(candles[test.Index], sign) - Extreme(candles[spring.Index], sign))).ShouldBePositive();
                range.PhaseCEndIndex.ShouldBe(test.Index);
            }
        }
    }

    [Fact]
    public void A_last_point_of_support_gives_back_at_most_62_percent_of_its_leg_and_stays_above_the_middle()
    {
        var supports = 0;
        foreach (var (candles, range) in All().Where(r => r.Range.Break == Side.Bullish))
        {
            foreach (
                var (strength, support) in range.Events.Zip(range.Events.Skip(1)).Where(p => p.Second.Kind == "LPS")
            )
            {
                strength.Kind.ShouldBe("SOS");
                var from = candles.Span[range.PhaseCEndIndex..strength.Index].ToArray().Min(c => c.Low);
                var (top, low) = (candles[strength.Index].High, candles[support.Index].Low);
                var pullback = (top - low) / (top - from);
                pullback.ShouldBeLessThan(0.62, range.ToString());
                low.ShouldBeGreaterThan(range.Support + (0.3 * (range.Resistance - range.Support)), range.ToString());
                supports++;
            }
        }
        supports.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void A_break_that_fails_is_back_inside_before_long()
    {
        var failures = All()
            .SelectMany(r =>
                r.Range.Events.Where(e => e is { HasFailed: true, Kind: "SOS" or "SOW" })
                    .Select(e => (r.Candles, r.Range, Event: e))
            )
            .ToList();
        foreach (var (candles, range, failure) in failures)
        {
            var sign = failure.Kind == "SOS" ? 1 : -1;
            var broken = candles[failure.Index].Close;
            candles
                .Span[(failure.Index + 1)..(failure.Index + 12)]
                .ToArray()
                .ShouldContain(c => sign * (c.Close - broken) < 0, range.ToString());
            failure.Index.ShouldBeLessThan(range.PhaseCEndIndex);
        }
        failures.Count.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void A_quarter_of_the_events_shows_in_nothing()
    {
        var events = All()
            .SelectMany(r => r.Range.Events)
            .Where(e => e.Kind is "AR" or "ST" or "SOS" or "SOW")
            .ToList();

        (events.Count(e => e.IsMuted) / (double)events.Count).ShouldBeInRange(0.2, 0.3);
        Enumerable
            .Range(0, 20)
            .SelectMany(seed => WyckoffSchematics.Create(seed, difficulty: Difficulty.Textbook).Ranges)
            .SelectMany(r => r.Events)
            .ShouldAllBe(e => !e.IsMuted && !e.HasFailed);
    }

    [Fact]
    public void A_climax_is_louder_than_what_came_before_it_and_a_muted_one_has_no_name()
    {
        var starts = All()
            .Select(r =>
                (
                    IsNamed: r.Range.Events.Any(e => e.Kind is "SC" or "BC" && e.Index == r.Range.StartIndex),
                    Ratio: r.Candles[r.Range.StartIndex].Volume / Before(r.Candles, r.Range.StartIndex).Average()
                )
            )
            .ToList();

        starts.Where(c => c.IsNamed).Average(c => c.Ratio).ShouldBeGreaterThan(3);
        starts.Where(c => !c.IsNamed).Average(c => c.Ratio).ShouldBeLessThan(1.6);
        (starts.Count(c => !c.IsNamed) / (double)starts.Count).ShouldBeInRange(0.15, 0.35);

        static IEnumerable<double> Before(CandleSeries candles, int index) =>
            candles.Span[(index - 40)..index].ToArray().Select(c => c.Volume);
    }

    [Fact]
    public void Several_ranges_lie_one_behind_the_other()
    {
        var drawn = WyckoffSchematics.Create(11, ranges: 5);

        drawn.Ranges.Count.ShouldBe(5);
        drawn.Ranges.Zip(drawn.Ranges.Skip(1)).ShouldAllBe(p => p.First.EndIndex + 20 < p.Second.StartIndex);
    }

    [Fact]
    public void A_difficulty_out_of_range_is_refused_with_the_range()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => new Difficulty { Height = 400 })
            .Message.ShouldContain("Height must be 8 to 20");
        Should.Throw<ArgumentOutOfRangeException>(() => new Difficulty { TailDegrees = 2 });
        Should.Throw<ArgumentOutOfRangeException>(() => new Difficulty { MutedShare = 1.1 });
    }

    [Theory]
    [InlineData(8, 1.0)]
    [InlineData(20, 0.0)]
    public void The_ends_of_the_scale_can_be_drawn(double height, double spread)
    {
        var difficulty = Difficulty.Real with { Height = height, HeightSpread = spread };

        WyckoffSchematics.Create(1, ranges: 3, difficulty).Ranges.Count.ShouldBe(3);
    }

    [Fact]
    public void The_break_out_is_the_second_close_beyond_the_edge_and_the_trend_goes_on_behind_it()
    {
        foreach (var (candles, range) in All())
        {
            var sign = range.Break.Sign();
            var edge = range.Break == Side.Bullish ? range.Resistance : range.Support;
            var slack = 0.45 * (range.Resistance - range.Support);
            var beyond = candles.Span[(range.EndIndex - 1)..(range.EndIndex + 1)].ToArray();

            beyond.ShouldAllBe(
                c => sign * (c.Close - edge) > -slack,
                $"{range}: the edges slope and follow their turns"
            );
            var later = candles.Span[range.EndIndex..].ToArray();
            later
                .Max(c => sign * (c.Close - edge))
                .ShouldBeGreaterThan(4 * AtrAt(candles, range.EndIndex), range.ToString());
        }
    }

    [Fact]
    public void Events_are_in_order_and_of_the_kinds_of_the_contract()
    {
        string[] kinds =
        [
            "PS",
            "SC",
            "AR",
            "ST",
            "Spring",
            "Test",
            "SOS",
            "JAC",
            "LPS",
            "BU",
            "PSY",
            "BC",
            "UT",
            "UTAD",
            "SOW",
            "LPSY",
        ];
        foreach (var (candles, range) in All())
        {
            range.Events.Select(e => e.Index).ShouldBeInOrder();
            range.Events.ShouldAllBe(e => kinds.Contains(e.Kind) && e.Index < candles.Count);
            range.PhaseCEndIndex.ShouldBeInRange(range.StartIndex + 5, range.EndIndex);
        }
        kinds.Except(All().SelectMany(r => r.Range.Events).Select(e => e.Kind)).ShouldBeEmpty("every kind is drawn");
        All().Count(r => r.Range.Events.Any(e => e.HasFailed)).ShouldBeGreaterThan(60, "springs and breaks fail");
    }

    /// <summary>DEFINITIONS 6, scale measured on real charts; the same figures measured here by their plain definitions.</summary>
    [Fact]
    public void Ranges_have_the_scale_of_real_ones()
    {
        var heights = All()
            .Select(r => (r.Range.Resistance - r.Range.Support) / Inside(r).Average(c => c.Range))
            .Order()
            .ToArray();
        heights[heights.Length / 2].ShouldBeInRange(8, 10);
        heights[0].ShouldBeGreaterThan(2.5);
        heights[^1].ShouldBeLessThan(30);
        All().ShouldAllBe(r => r.Range.Length >= 30 && r.Range.Length <= 300);

        var returns = All()
            .Select(r => Inside(r).Zip(Inside(r).Skip(1), (a, b) => Math.Log(b.Close / a.Close)).ToArray());
        Measures.Autocorrelation(returns).ShouldBeInRange(-0.11, -0.01);
    }

    private static IEnumerable<(CandleSeries Candles, LabelledRange Range)> All() =>
        Drawn.SelectMany(s => s.Ranges.Select(r => (s.Candles, r)));

    private static double Extreme(in Candle candle, int sign) => sign > 0 ? candle.Low : candle.High;

    private static double AtrAt(CandleSeries candles, int index)
    {
        var atr = new AverageTrueRange(candles.Timeframe);
        for (var i = 0; i <= index; i++)
            atr.Add(in candles[i]);
        return atr.Value;
    }

    private static Candle[] Inside((CandleSeries Candles, LabelledRange Range) r) =>
        r.Candles.Span[r.Range.StartIndex..(r.Range.EndIndex + 1)].ToArray();
}
