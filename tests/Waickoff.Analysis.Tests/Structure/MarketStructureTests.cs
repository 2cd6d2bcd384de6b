using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class MarketStructureTests
{
    [Fact]
    public void A_close_above_the_last_high_breaks_structure_once()
    {
        var found = Detect(High().To(106).To(107));

        var bos = found.ShouldHaveSingleItem();
        (bos.Kind, bos.Side, bos.Index, bos.ConfirmedIndex).ShouldBe((StructureKind.Bos, Side.Bullish, 3, 3));
        (bos.Level, bos.PivotIndex, bos.BreakIndex, bos.Inputs.AgeCandles).ShouldBe((105, 1, null, 2));
    }

    [Fact]
    public void A_close_at_the_level_is_no_break_and_a_wick_beyond_it_is_a_sweep_the_first_time()
    {
        var found = Detect(High().Add(102, 105, 102, 105).Add(105, 106, 104, 105).Add(105, 107, 104, 105));

        var sweep = found.ShouldHaveSingleItem();
        (sweep.Kind, sweep.Side, sweep.Index).ShouldBe((StructureKind.Sweep, Side.Bearish, 4));
        (sweep.Level, sweep.PivotIndex).ShouldBe((105, 1));
    }

    [Fact]
    public void A_swept_high_can_still_break()
    {
        Detect(High().Add(102, 106, 102, 104).To(107))
            .Select(e => (e.Kind, e.Side))
            .ShouldBe([(StructureKind.Sweep, Side.Bearish), (StructureKind.Bos, Side.Bullish)]);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_close_back_inside_fails_a_break_up_to_three_candles_later(int candlesLater, bool fails)
    {
        var builder = High().To(108);
        for (var i = 1; i < candlesLater; i++)
            builder.To(108);
        var failed = Detect(builder.To(104)).Where(e => e.Kind == StructureKind.Failed).ToArray();

        failed.Length.ShouldBe(fails ? 1 : 0);
        failed
            .Select(e => (e.Side, e.Index, e.BreakIndex, e.PivotIndex, e.Level))
            .ShouldBe(fails ? [(Side.Bearish, 3 + candlesLater, 3, 1, 105)] : []);
    }

    [Fact]
    public void A_close_exactly_at_the_level_fails_nothing_and_only_the_first_one_inside_counts()
    {
        var failed = Detect(High().To(108).To(105).To(104).To(103)).Where(e => e.Kind == StructureKind.Failed);

        failed.Select(e => e.Index).ShouldBe([5]);
    }

    [Fact]
    public void A_failed_break_leaves_the_bias()
    {
        var structure = Run(High().To(108).To(104));

        structure.Bias.ShouldBe(Side.Bullish);
        structure.LastBreak!.Value.Index.ShouldBe(3);
    }

    [Fact]
    public void A_break_against_the_bias_is_a_change_of_character()
    {
        // A high at 1, broken at 3; a low at 5, broken at 7.
        var structure = Run(High().To(108).To(107).To(103).To(106).To(101));

        structure.Log.Findings.ToArray().Select(e => e.Kind).ShouldContain(StructureKind.Choch);
        structure.LastBreak!.Value.Side.ShouldBe(Side.Bearish);
        (structure.Bias, structure.HighStrength, structure.LowStrength).ShouldBe(
            (Side.Bearish, Strength.Strong, Strength.Weak)
        );
    }

    [Fact]
    public void A_newer_pivot_takes_the_place_of_the_older_one()
    {
        // Highs of 105 and, lower, 104: a close at 104.5 breaks the newer.
        var builder = High().To(100).To(104).To(101).To(104.5);

        Detect(builder).Select(e => (e.Level, e.PivotIndex)).ShouldBe([(104, 4)]);
    }

    [Fact]
    public void A_partial_candle_breaks_nothing_and_the_next_whole_one_does()
    {
        Detect(High().To(106).Partial().To(106.5)).Select(e => e.Index).ShouldBe([4]);
    }

    [Fact]
    public void The_range_runs_from_the_low_to_the_highest_high_since_the_pivot_and_the_close_lies_in_it()
    {
        // A low of 100 at 3 and a high of 110 at 5; the last close gives back 0.7 of it.
        var range = Run(High().To(100).To(106).To(110).To(104).To(103), length: 1).Range;

        (range.LowIndex, range.Low, range.HighIndex, range.High).ShouldBe((3, 100, 5, 110));
        range.Position.ShouldBe(0.3, 1e-12);
        (range.IsDiscount, range.IsPremium, range.Equilibrium).ShouldBe((true, false, 105));
        (range.Bias, range.IsOptimalRetracement).ShouldBe((Side.Bullish, true));
    }

    [Theory]
    [InlineData(61.99, false)]
    [InlineData(62, true)]
    [InlineData(79, true)]
    [InlineData(79.01, false)]
    public void Retracement_is_optimal_from_62_to_79_percent_against_the_bias(double percent, bool isOptimal)
    {
        new DealingRange(Side.Bearish, 0, 200, 1, 100, 100 + percent).IsOptimalRetracement.ShouldBe(isOptimal);
        new DealingRange(Side.None, 0, 200, 1, 100, 100 + percent).IsOptimalRetracement.ShouldBeFalse();
    }

    [Fact]
    public void Without_both_pivots_there_is_no_position()
    {
        Run(High()).Range.Position.ShouldBe(double.NaN);
    }

    [Fact]
    public void The_close_never_leaves_the_range()
    {
        var structure = new MarketStructure(new Tape(Timeframe.M15));
        foreach (var candle in RandomCandles.Walk(3, 5_000, holes: false).Span)
        {
            structure.Add(in candle);
            if (!double.IsNaN(structure.Range.Position))
                structure.Range.Position.ShouldBeInRange(0, 1);
        }
        structure.Range.Position.ShouldNotBe(double.NaN);
    }

    /// <summary>Independent computation: each pivot's own story read from the whole series, without a running state.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void It_is_what_the_definition_says(int length) =>
        CompareWithDefinition(RandomCandles.Walk(21, 6_000, holes: false), length);

    [SharedDataTheory]
    [InlineData("BTCUSDT/4h.csv.gz", 5)]
    [InlineData("SOLUSDT/4h.csv.gz", 50)]
    public void It_is_what_the_definition_says_on_recorded_candles(string file, int length) =>
        CompareWithDefinition(RecordedCandles.WithoutHoles(file), length);

    private static void CompareWithDefinition(CandleSeries series, int length)
    {
        var expected = Naive(series.Span.ToArray(), length);
        var found = Detection
            .Detect<StructureEvent>(series, (tape, log) => new MarketStructure(tape, length, log))
            .Findings.ToArray()
            .Select(e => (e.Index, e.Kind, e.Side, e.Level, e.PivotIndex, e.BreakIndex));

        expected.Count.ShouldBeGreaterThan(10);
        found.Order().ShouldBe(expected.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void It_obeys_the_laws(int length) =>
        DetectorLaws.Check<StructureEvent>((tape, log) => new MarketStructure(tape, length, log));

    private static List<(int, StructureKind, Side, double, int, int?)> Naive(Candle[] candles, int length)
    {
        var events = new List<(int, StructureKind, Side, double, int, int?)>();
        var breaks = new List<(int Index, NaivePivot Pivot)>();
        foreach (var pivot in new[] { true, false }.SelectMany(isHigh => NaivePivot.Of(candles, length, isHigh)))
        {
            var forth = pivot.IsHigh ? Side.Bullish : Side.Bearish;
            var brokenAt = pivot.BrokenAt(candles);
            if (brokenAt >= 0)
                breaks.Add((brokenAt, pivot));

            var end = brokenAt >= 0 ? brokenAt : pivot.ReplacedAt;
            var sweptAt = NaivePivot.First(pivot.KnownAt, end, t => pivot.IsPassedBy(pivot.ExtremeOf(candles[t])));
            if (sweptAt >= 0)
                events.Add((sweptAt, StructureKind.Sweep, forth.Opposite(), pivot.Price, pivot.Index, null));

            var lastChance = brokenAt >= 0 ? Math.Min(brokenAt + 4, candles.Length) : 0;
            var failedAt = NaivePivot.First(
                brokenAt + 1,
                lastChance,
                t => pivot.IsHigh ? candles[t].Close < pivot.Price : candles[t].Close > pivot.Price
            );
            if (failedAt >= 0)
                events.Add((failedAt, StructureKind.Failed, forth.Opposite(), pivot.Price, pivot.Index, brokenAt));
        }

        NaivePivot? last = null;
        foreach (var (index, pivot) in breaks.OrderBy(b => b.Index))
        {
            var kind = last is not null && last.IsHigh != pivot.IsHigh ? StructureKind.Choch : StructureKind.Bos;
            events.Add((index, kind, pivot.IsHigh ? Side.Bullish : Side.Bearish, pivot.Price, pivot.Index, null));
            last = pivot;
        }
        return events;
    }

    /// <summary>A high of 105 at candle 1, known at candle 2 with N = 1.</summary>
    private static CandleBuilder High() => new CandleBuilder().Add(100, 100, 99, 100).To(105).To(102);

    private static StructureEvent[] Detect(CandleBuilder builder) => Run(builder).Log.Findings.ToArray();

    private static MarketStructure Run(CandleBuilder builder, int length = 1)
    {
        var structure = new MarketStructure(new Tape(Timeframe.M15), length);
        foreach (var candle in builder.Build().Span)
            structure.Add(in candle);
        return structure;
    }
}
