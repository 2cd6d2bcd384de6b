using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Sandbox;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Wyckoff;

public sealed class WyckoffEventsTests
{
    [Fact]
    public void They_obey_the_laws() =>
        DetectorLaws.Check<WyckoffEvent>(
            (tape, log) => new WyckoffEvents(tape, new Legs(tape), new WyckoffLog(log)),
            MirroredKind,
            WyckoffAccuracy.MainKind
        );

    [Fact]
    public void Nothing_the_log_said_is_rewritten()
    {
        var series = WyckoffSchematics.Create(seed: 5, ranges: 10).Candles;
        var whole = RangeDrawing.Read(series);
        var random = new Random(5);
        for (var k = 0; k < 20; k++)
        {
            var count = random.Next(200, series.Count);
            var part = RangeDrawing.Read(new CandleSeries(series.Timeframe, series.Span[..count].ToArray()));

            part.Ranges.Span.ToArray().ShouldBe(Until(whole.Ranges, r => r.ConfirmedIndex < count));
            part.Ends.Span.ToArray().ShouldBe(Until(whole.Ends, e => e.ConfirmedIndex < count));
            part.Edges.Span.ToArray().ShouldBe(Until(whole.Edges, e => e.ConfirmedIndex < count));
            part.Phases.Span.ToArray().ShouldBe(Until(whole.Phases, p => p.ConfirmedIndex < count));
            part.Readings.Span.ToArray().ShouldBe(Until(whole.Readings, r => r.Index < count));
            part.Evidence.Span.ToArray().ShouldBe(Until(whole.Evidence, e => e.Index < count));
        }
        whole.Ranges.Count.ShouldBeGreaterThan(5);

        static IEnumerable<T> Until<T>(AppendLog<T> log, Func<T, bool> isKnown)
            where T : struct => log.Span.ToArray().Where(isKnown);
    }

    [Fact]
    public void The_weights_of_a_reading_add_up_to_one()
    {
        var readings = RangeDrawing.Read(WyckoffSchematics.Create(seed: 6, ranges: 5).Candles).Readings.Span.ToArray();

        readings.Length.ShouldBeGreaterThan(50);
        readings.ShouldAllBe(r => Math.Abs(r.Bullish + r.Bearish + r.Unknown - 1) < 1e-12);
    }

    // Where a range starts.

    [Fact]
    public void A_climax_alone_starts_no_range() => RangeDrawing.AfterFall().Leg(96, 8).Read().Ranges.Count.ShouldBe(0);

    [Fact]
    public void A_range_starts_at_a_climax_and_is_known_with_the_return_to_it()
    {
        var drawing = RangeDrawing.Known();
        var log = drawing.Read();

        Kinds(log).ShouldBe(["SC", "AR", "ST"]);
        log.Events.Findings.ToArray()
            .Select(e => e.Index)
            .ShouldBe([drawing["stop"], drawing["reaction"], drawing["return"]]);
        var known = log.Ranges[0].ConfirmedIndex;
        log.Events.Findings.ToArray().ShouldAllBe(e => e.ConfirmedIndex == known);
        log.Ranges[0].Start.ShouldBe(drawing["stop"]);
        log.Ranges[0].HasClimax.ShouldBeTrue();
        known.ShouldBeInRange(drawing["return"] + 1, drawing["high"]);
        Phases(log).ShouldBe("AB");
    }

    [Fact]
    public void Without_a_climax_the_other_edge_must_be_reached_again()
    {
        var drawing = RangeDrawing.Known(withClimax: false);
        drawing.Read().Ranges.Count.ShouldBe(0);

        var log = drawing.Leg(96, 8).Read();
        Kinds(log).ShouldBe(["AR", "ST"]);
        log.Ranges[0].HasClimax.ShouldBeFalse();
        log.Ranges[0].Start.ShouldBe(drawing["stop"]);
    }

    [Theory]
    [InlineData(92.3, 1)]
    [InlineData(93.5, 0)]
    public void The_return_holds_within_a_quarter_of_the_height(double low, int ranges) =>
        RangeDrawing.AfterFall().Leg(low, 18, volume: 60).Leg(98, 14).Read().Ranges.Count.ShouldBe(ranges);

    // False breaks.

    [Fact]
    public void A_wick_under_support_that_closes_inside_is_a_spring_and_phase_C()
    {
        var drawing = AtSupport().Candle(high: 90.9, low: 89.3, close: 90.6).Mark("spring");
        var log = drawing.Read();

        var spring = log.Events.Findings[^1];
        (spring.Kind, spring.Index, spring.ConfirmedIndex, spring.Level).ShouldBe(
            ("Spring", drawing["spring"], drawing["spring"], 89.3)
        );
        Phases(log).ShouldBe("ABC");
    }

    [Theory]
    [InlineData(90.05, "shallower than 0.1 ATR")]
    [InlineData(87, "deeper than a quarter of the height")]
    public void A_wick_of_another_depth_is_none(double low, string why) =>
        Kinds(AtSupport().Candle(high: 90.9, low: low, close: 90.6).Read()).ShouldNotContain("Spring", why);

    [Fact]
    public void Three_closes_outside_are_a_spring_and_four_a_sign_of_weakness()
    {
        Outside(3).Candle(high: 90.9, low: 89.5, close: 90.8).Read().Events.Findings[^1].Kind.ShouldBe("Spring");

        var drawing = Outside(4);
        var weakness = drawing.Read().Events.Findings[^1];
        (weakness.Kind, weakness.Index, weakness.ConfirmedIndex).ShouldBe(
            ("SOW", drawing["first"], drawing["first"] + 3)
        );
    }

    [Fact]
    public void Only_a_lower_low_is_a_second_spring()
    {
        var once = Sprung().Leg(94, 8).Leg(90.7, 8).Candle(high: 90.9, low: 89.5, close: 90.6).Leg(94, 8);
        Kinds(once.Read()).Count(k => k == "Spring").ShouldBe(1);

        var twice = once.Leg(90.4, 8).Candle(high: 90.9, low: 88.9, close: 90.6);
        Kinds(twice.Read()).Count(k => k == "Spring").ShouldBe(2);
    }

    [Fact]
    public void A_rise_over_resistance_that_fails_is_a_UT_and_after_two_tests_a_UTAD()
    {
        var early = RangeDrawing.AfterFall().Leg(90.4, 18, volume: 60).Leg(99.9, 18);
        Kinds(early.Candle(high: 101.2, low: 99.6, close: 99.9).Read())[^1].ShouldBe("UT");

        var late = RangeDrawing.Known().Leg(92, 14).Leg(99.7, 18);
        Kinds(late.Candle(high: 101.2, low: 99.6, close: 99.9).Read())[^1].ShouldBe("UTAD");
    }

    [Fact]
    public void A_quiet_higher_low_near_the_spring_is_its_test_and_begins_phase_D()
    {
        var drawing = Sprung().Leg(94, 8).Leg(90.8, 9, volume: 60);
        Kinds(drawing.Read()).ShouldNotContain("Test", "the low has not turned yet");

        var log = drawing.Leg(96, 12, volume: 60).Read();
        Kinds(log).ShouldContain("Test");
        Phases(log).ShouldBe("ABCD");
    }

    [Fact]
    public void A_close_below_its_low_fails_a_spring_and_puts_the_range_back_into_phase_B()
    {
        var log = Sprung().Leg(92, 4).Leg(89.2, 8).Read();

        var failed = log.Events.Events.ToArray().ShouldHaveSingleItem();
        (log.Events[failed.Finding].Kind, failed.State).ShouldBe(("Spring", FindingState.Failed));
        Phases(log).ShouldBe("ABCB");
        log.Phases.Span[^1].ConfirmedIndex.ShouldBe(failed.Index);
    }

    // Signs, last points and the exit.

    [Fact]
    public void A_jump_stands_at_the_first_close_outside_and_the_pullback_to_the_edge_is_a_back_up()
    {
        var drawing = RangeDrawing.Known().Leg(91.2, 18).Leg(102.5, 24, volume: 160);
        var log = drawing.Leg(100.4, 6, volume: 80).Mark("back-up").Leg(106, 12, volume: 120).Read();

        var (jump, backUp) = (log.Events.Findings[^2], log.Events.Findings[^1]);
        jump.Kind.ShouldBe("JAC");
        jump.ConfirmedIndex.ShouldBe(jump.Index + 3);
        (backUp.Kind, backUp.Index).ShouldBe(("BU", drawing["back-up"]));
        Phases(log).ShouldBe("ABCDE");
        var end = log.Ends.Span.ToArray().ShouldHaveSingleItem();
        (end.Exit, end.State, end.End).ShouldBe((Side.Bullish, FindingState.Released, jump.Index));
    }

    [Fact]
    public void A_leg_that_only_reaches_the_edge_is_a_sign_once_its_pullback_has_held()
    {
        var drawing = RangeDrawing.Known().Leg(91.2, 18).Leg(99.8, 18, volume: 160).Mark("sign");
        drawing.Leg(96.2, 10, volume: 70).Mark("last point");
        Kinds(drawing.Read()).ShouldNotContain("SOS", "the pullback may go on");

        var log = drawing.Leg(99, 8, volume: 160).Read();
        var (sign, point) = (log.Events.Findings[^2], log.Events.Findings[^1]);
        (sign.Kind, sign.Index).ShouldBe(("SOS", drawing["sign"]));
        (point.Kind, point.Index).ShouldBe(("LPS", drawing["last point"]));
    }

    [Fact]
    public void A_pullback_below_mid_range_makes_no_sign()
    {
        var drawing = RangeDrawing
            .Known()
            .Leg(91.2, 18)
            .Leg(99.8, 18, volume: 160)
            .Leg(93.5, 14, volume: 70)
            .Leg(99, 14);

        Kinds(drawing.Read()).ShouldNotContain("SOS");
    }

    [Fact]
    public void Two_far_closes_begin_phase_E_and_a_return_undoes_it()
    {
        var drawing = RangeDrawing.Known().Leg(91.2, 18).Leg(100, 18);
        drawing.Candle(high: 101.2, low: 99.9, close: 101.1).Candle(high: 101.5, low: 100.8, close: 101.2);
        Phases(drawing.Read()).ShouldEndWith("E");

        var log = drawing.Candle(high: 101.3, low: 99.5, close: 99.6).Read();
        Phases(log).ShouldEndWith("EBC");
        Kinds(log)[^1].ShouldBe("UTAD");
        log.Ends.Count.ShouldBe(0);
    }

    private static RangeDrawing AtSupport() => RangeDrawing.Known().Leg(90.7, 20);

    private static RangeDrawing Sprung() => AtSupport().Candle(high: 90.9, low: 89.3, close: 90.6, volume: 300);

    private static RangeDrawing Outside(int closes)
    {
        var drawing = AtSupport().Candle(high: 90.8, low: 89.3, close: 89.8).Mark("first");
        for (var i = 1; i < closes; i++)
            drawing.Candle(high: 89.9, low: 89.4, close: 89.8);
        return drawing;
    }

    private static string[] Kinds(WyckoffLog log) => [.. log.Events.Findings.ToArray().Select(e => e.Kind)];

    /// <summary>The phases the range went through, changed readings left out.</summary>
    private static string Phases(WyckoffLog log)
    {
        var letters = log.Phases.Span.ToArray().Select(p => p.Phase.ToString()).ToArray();
        return string.Concat(letters.Where((letter, i) => i == 0 || letter != letters[i - 1]));
    }

    private static string MirroredKind(string kind) =>
        WyckoffAccuracy.MainKind(kind) switch
        {
            "PS" => "PSY",
            "PSY" => "PS",
            "SC" => "BC",
            "BC" => "SC",
            "Spring" => "UTAD",
            "UTAD" => "Spring",
            "SOS" => "SOW",
            "SOW" => "SOS",
            "LPS" => "LPSY",
            "LPSY" => "LPS",
            var same => same,
        };
}
