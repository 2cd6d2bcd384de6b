using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class OrderBlocksTests
{
    private static readonly OrderBlockOptions LastOpposite = new(OrderBlockChoice.LastOpposite);
    private static readonly OrderBlockOptions ByWick = new(MitigationByWick: true);

    [Fact]
    public void The_lowest_candle_before_the_break_is_the_block_and_its_range_the_zone()
    {
        var block = Detect(Block()).Findings.ToArray().ShouldHaveSingleItem();

        (block.Side, block.Index, block.BreakIndex, block.ConfirmedIndex).ShouldBe((Side.Bullish, 3, 4, 4));
        (block.Top, block.Bottom, block.Level).ShouldBe((102, 98, 102));
        (block.PivotIndex, block.BreakKind).ShouldBe((1, StructureKind.Bos));
    }

    [Fact]
    public void Of_equal_lows_the_earlier_is_the_block()
    {
        var block = Detect(Pivot().To(98).To(99).Add(99, 100, 98, 100).To(107)).Findings[0];

        block.Index.ShouldBe(3);
    }

    [Theory]
    [InlineData(93.5, 4)]
    [InlineData(93, 1)]
    public void A_candle_of_twice_the_average_range_is_a_spike_and_not_chosen(double low, int expected)
    {
        // True ranges 1, 5, 3, 3: with a fifth of 8 the average is 4, so that a range of 8 is twice that and one of 7.5 is not.
        var series = Pivot().Add(102, 103, 100, 101).Add(101, 101, low, 100.5).To(107);

        Detect(series).Findings[0].Index.ShouldBe(expected);
    }

    [Fact]
    public void The_choice_reaches_back_to_a_pivot_however_old_it_is()
    {
        var builder = Pivot().To(95);
        for (var i = 0; i < 300; i++)
            builder.To(96 + (i * 0.01));
        var block = Detect(builder.To(107)).Findings.ToArray().ShouldHaveSingleItem();

        (block.Index, block.BreakIndex, block.PivotIndex).ShouldBe((3, 304, 1));
    }

    [Fact]
    public void The_last_opposite_candle_is_sought_up_to_where_the_leg_starts()
    {
        // Candle 2 falls, candle 3 makes the low but rises, candle 4 falls on the way up.
        var series = Pivot().Add(102, 102.5, 97, 102.25).Add(102.25, 103, 99, 101).To(107);

        Detect(series, options: LastOpposite).Findings[0].Index.ShouldBe(2);
    }

    [Fact]
    public void Without_an_opposite_candle_the_variant_finds_none()
    {
        var series = new CandleBuilder().Add(99, 100, 99, 100).To(105).Add(101, 104, 98, 103).To(107);

        Detect(series, options: LastOpposite).Count.ShouldBe(0);
        Detect(series).Count.ShouldBe(1);
    }

    [Fact]
    public void A_life_runs_from_touched_to_breaker()
    {
        Life(Block().To(102).To(100.5).To(98).To(97.5).To(98.5))
            .ShouldBe([
                (FindingState.Touched, 5),
                (FindingState.Half, 7),
                (FindingState.Mitigated, 8),
                (FindingState.Breaker, 9),
            ]);
    }

    [Fact]
    public void A_close_at_the_far_edge_does_not_mitigate_and_one_candle_may_give_several_states()
    {
        Life(Block().To(98)).ShouldBe([(FindingState.Touched, 5), (FindingState.Half, 5)]);
    }

    [Fact]
    public void By_option_a_wick_mitigates_but_price_must_close_beyond_before_it_can_come_back()
    {
        Life(Block().Add(107, 107, 97, 100).To(101).To(97).To(99), ByWick)
            .ShouldBe([
                (FindingState.Touched, 5),
                (FindingState.Half, 5),
                (FindingState.Mitigated, 5),
                (FindingState.Breaker, 8),
            ]);
    }

    [Fact]
    public void An_unmitigated_block_expires_after_500_candles()
    {
        Life(Block().Flat(499, 104)).ShouldBeEmpty();
        Life(Block().Flat(500, 104)).ShouldBe([(FindingState.Expired, 504)]);
        Life(Block().Flat(500, 104).To(90)).Count.ShouldBe(1);
        Life(Block().Flat(499, 104).To(97)).Select(e => e.State).ShouldNotContain(FindingState.Expired);
    }

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void A_breaker_is_a_return_within_500_candles_of_mitigation(int away, bool isBreaker)
    {
        var life = Life(Block().To(97).Flat(away, 90).To(98));

        life.Contains((FindingState.Breaker, 6 + away)).ShouldBe(isBreaker);
        life.Select(e => e.State).ShouldNotContain(FindingState.Expired);
    }

    [Fact]
    public void A_block_that_has_ended_is_not_interrupted_by_a_hole()
    {
        Life(Block().To(97).Flat(10, 90).Hole(21).Flat(1, 90)).ShouldContain((FindingState.Interrupted, 16));
        Life(Block().To(97).Flat(500, 90).Hole(21).Flat(1, 90))
            .Select(e => e.State)
            .ShouldNotContain(FindingState.Interrupted);
    }

    [Fact]
    public void The_same_candle_chosen_by_a_later_break_is_a_new_block()
    {
        // Candle 5 sweeps the high of 105 at 2 and makes the low; 6 breaks that high, 8 the high of candle 5 itself.
        var series = new CandleBuilder()
            .Add(99, 100, 90, 99)
            .Add(99, 101, 89, 100)
            .Add(100, 105, 100, 104)
            .Add(104, 104, 101, 102)
            .Add(102, 103, 101, 102)
            .Add(102, 108, 96, 104)
            .Add(104, 107, 103, 106)
            .Add(106, 107, 104, 105)
            .Add(105, 110, 105, 109);
        var blocks = Detect(series, length: 2).Findings.ToArray();

        blocks.Select(b => (b.Index, b.BreakIndex, b.PivotIndex)).ShouldBe([(5, 6, 2), (5, 8, 5)]);
    }

    [Fact]
    public void It_records_a_gap_in_the_leg_a_sweep_before_it_and_the_higher_bias()
    {
        // Lows of 98 at 3 and, sweeping it, 97 at 6; then a leg that leaves a gap between 7 and 9 and breaks the high of 105.
        var series = new CandleBuilder()
            .Add(100, 100, 99, 100)
            .Add(100, 105, 100, 104)
            .Add(104, 104, 102, 102)
            .Add(102, 102, 98, 99)
            .Add(99, 101, 99, 101)
            .Add(101, 101, 99, 99)
            .Add(99, 100, 97, 99)
            .Add(99, 100.5, 99, 100)
            .Add(100, 104, 100, 104)
            .Add(104, 107, 101, 106)
            .Build();
        var blocks = Run(series, Side.Bullish);
        var block = blocks.Log.Findings.ToArray().ShouldHaveSingleItem();

        block.Index.ShouldBe(6);
        (block.Inputs.LeftGap, block.Inputs.SweepPreceded, block.Inputs.HigherTimeframeAgrees).ShouldBe(
            (true, true, true)
        );
        Run(series, Side.Bearish).Log[0].Inputs.HigherTimeframeAgrees.ShouldBe(false);
        Run(series, Side.None).Log[0].Inputs.HigherTimeframeAgrees.ShouldBeNull();
    }

    [Fact]
    public void Without_gap_and_sweep_it_says_so()
    {
        var inputs = Detect(Block()).Findings[0].Inputs;

        (inputs.LeftGap, inputs.SweepPreceded, inputs.HigherTimeframeAgrees).ShouldBe((false, false, null));
    }

    /// <summary>Independent computation: each break's candles and each block's life read from the whole series.</summary>
    [Theory]
    [InlineData(1, OrderBlockChoice.Extreme, false)]
    [InlineData(5, OrderBlockChoice.Extreme, false)]
    [InlineData(5, OrderBlockChoice.Extreme, true)]
    [InlineData(5, OrderBlockChoice.LastOpposite, false)]
    [InlineData(50, OrderBlockChoice.Extreme, false)]
    public void They_are_what_the_definition_says(int length, OrderBlockChoice choice, bool byWick) =>
        CompareWithDefinition(
            RandomCandles.Walk(31, 8_000, holes: false),
            length,
            new OrderBlockOptions(choice, byWick)
        );

    [SharedDataTheory]
    [InlineData("BTCUSDT/4h.csv.gz", 5)]
    [InlineData("SOLUSDT/4h.csv.gz", 50)]
    public void They_are_what_the_definition_says_on_recorded_candles(string file, int length) =>
        CompareWithDefinition(RecordedCandles.WithoutHoles(file), length, new OrderBlockOptions());

    private static void CompareWithDefinition(CandleSeries series, int length, OrderBlockOptions options)
    {
        var naive = new NaiveOrderBlocks(series.Span.ToArray(), length, options);
        var expected = naive.Find().ToDictionary(b => (b.Pivot.IsHigh, b.Break));
        var sweeps = Detection
            .Detect<StructureEvent>(series, (tape, log) => new MarketStructure(tape, length, log))
            .Findings.ToArray()
            .Where(e => e.Kind == StructureKind.Sweep)
            .ToLookup(e => e.Side, e => e.Index);
        var log = Detect(series, length, options);
        var events = log.Events.ToArray().ToLookup(e => e.Finding, e => (e.State, e.Index));

        log.Count.ShouldBe(expected.Count);
        log.Count.ShouldBeGreaterThan(10);
        for (var number = 0; number < log.Count; number++)
        {
            var block = log[number];
            var (pivot, t, index) = expected[(block.Side == Side.Bullish, block.BreakIndex)];
            (block.Index, block.PivotIndex).ShouldBe((index, pivot.Index), $"break {t}");
            (block.Top, block.Bottom).ShouldBe((series[index].High, series[index].Low));
            events[number].ShouldBe(naive.LifeOf(pivot, t, index), $"life of {index}, broken at {t}");
            block.Inputs.SweepPreceded.ShouldBe(sweeps[block.Side].Any(s => s >= index - 20 && s <= t));
            CheckLeg(block, series.Span[index..(t + 1)].ToArray());
        }
    }

    [Theory]
    [InlineData(OrderBlockChoice.Extreme, false)]
    [InlineData(OrderBlockChoice.Extreme, true)]
    [InlineData(OrderBlockChoice.LastOpposite, false)]
    public void They_obey_the_laws(OrderBlockChoice choice, bool byWick) =>
        DetectorLaws.Check<OrderBlock>(
            (tape, log) =>
                new OrderBlocks(new MarketStructure(tape), options: new OrderBlockOptions(choice, byWick), log: log)
        );

    /// <param name="block">The block found.</param>
    /// <param name="candles">The block's candle and its leg.</param>
    private static void CheckLeg(OrderBlock block, Candle[] candles)
    {
        // A leg is the difference of two sums from the start, so its last digits are theirs.
        var digits = 1e-9 * (1 + candles.Max(c => c.Volume));
        block.Inputs.LegVolume.ShouldBe(candles.Skip(1).Sum(c => c.Volume), digits);
        block.Inputs.LegDelta.ShouldBe(candles.Skip(1).Sum(c => c.Delta), digits);
        var (sign, leftGap) = (block.Side.Sign(), false);
        for (var i = 1; i + 1 < candles.Length; i++)
        {
            var (first, middle, third) = (candles[i - 1], candles[i], candles[i + 1]);
            leftGap |=
                sign * (middle.Close - middle.Open) > 0 && (sign > 0 ? third.Low > first.High : third.High < first.Low);
        }
        block.Inputs.LeftGap.ShouldBe(leftGap);
    }

    /// <summary>A high of 105 at candle 1, known at candle 2 with N = 1.</summary>
    private static CandleBuilder Pivot() => new CandleBuilder().Add(100, 100, 99, 100).To(105).To(102);

    /// <summary>A bullish block 98 to 102 at candle 3, known at candle 4.</summary>
    private static CandleBuilder Block() => Pivot().To(98).To(107);

    private static FindingLog<OrderBlock> Detect(
        CandleBuilder builder,
        int length = 1,
        OrderBlockOptions? options = null
    ) => Detect(builder.Build(), length, options);

    private static FindingLog<OrderBlock> Detect(CandleSeries series, int length, OrderBlockOptions? options) =>
        Detection.Detect<OrderBlock>(
            series,
            (tape, log) => new OrderBlocks(new MarketStructure(tape, length), options: options, log: log)
        );

    /// <summary>The life of the first block.</summary>
    private static List<(FindingState State, int Index)> Life(
        CandleBuilder builder,
        OrderBlockOptions? options = null
    ) =>
        [
            .. Detect(builder, options: options)
                .Events.ToArray()
                .Where(e => e.Finding == 0)
                .Select(e => (e.State, e.Index)),
        ];

    private static OrderBlocks Run(CandleSeries series, Side higherBias)
    {
        var blocks = new OrderBlocks(new MarketStructure(new Tape(series.Timeframe), 1)) { HigherBias = higherBias };
        foreach (var candle in series.Span)
            blocks.Add(in candle);
        return blocks;
    }
}
