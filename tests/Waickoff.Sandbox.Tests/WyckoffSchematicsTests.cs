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
