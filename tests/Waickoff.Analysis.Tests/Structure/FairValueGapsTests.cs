using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class FairValueGapsTests
{
    [Fact]
    public void A_gap_is_known_only_after_the_third_candle()
    {
        var series = new CandleBuilder().Add(10, 11, 9, 10).Add(10, 15, 10, 15).Add(15, 17, 12, 16).Build();

        Detect(new CandleSeries(series.Timeframe, series.Span[..2].ToArray())).Count.ShouldBe(0);
        var gap = Detect(series).Findings.ToArray().ShouldHaveSingleItem();

        (gap.Side, gap.Index, gap.ConfirmedIndex, gap.Bottom, gap.Top).ShouldBe((Side.Bullish, 1, 2, 11, 12));
    }

    [Fact]
    public void Equal_prices_leave_no_gap()
    {
        var series = new CandleBuilder().Add(10, 11, 9, 10).Add(10, 15, 10, 15).Add(15, 17, 11, 16).Build();

        Detect(series).Count.ShouldBe(0);
    }

    [Fact]
    public void The_middle_candle_must_close_in_the_direction_of_the_gap()
    {
        var series = new CandleBuilder().Add(10, 11, 9, 10).Add(15, 15, 10, 15).Add(15, 17, 12, 16).Build();

        Detect(series).Count.ShouldBe(0);
    }

    [Fact]
    public void A_life_runs_from_touched_to_inverted_and_one_candle_may_give_several_states()
    {
        var series = Gap().Add(16, 16, 12.5, 15).Add(15, 15, 10.5, 11).Add(11, 11, 10, 10).Build();

        Detect(series)
            .Events.ToArray()
            .ShouldBe([
                new LifeEvent(0, FindingState.Touched, 3),
                new LifeEvent(0, FindingState.Half, 4),
                new LifeEvent(0, FindingState.Filled, 4),
                new LifeEvent(0, FindingState.Inverted, 5),
            ]);
    }

    [Fact]
    public void No_gap_spans_a_hole_or_a_partial_candle()
    {
        Detect(new CandleBuilder().Add(10, 11, 9, 10).Hole(1).Add(10, 15, 10, 15).Add(15, 17, 12, 16).Build())
            .Count.ShouldBe(0);
        Detect(new CandleBuilder().Add(10, 11, 9, 10).Add(10, 15, 10, 15).Partial().Add(15, 17, 12, 16).Build())
            .Count.ShouldBe(0);
    }

    [Fact]
    public void A_long_hole_interrupts_an_open_gap()
    {
        var series = Gap().Hole(21).Add(13, 13, 13, 13).Build();

        Detect(series).Events.ToArray().ShouldHaveSingleItem().ShouldBe(new LifeEvent(0, FindingState.Interrupted, 3));
    }

    [Fact]
    public void Joined_gaps_are_found_beside_their_parts()
    {
        var series = Gap().Add(17, 21, 17, 20).Add(20, 24, 19, 23).Build();
        var log = Detect(series, new FairValueGapOptions(Joined: true));

        log.Findings.ToArray().Select(g => (g.Kind, g.Parts)).ShouldContain(("joined-gap", 2));
    }

    [Fact]
    public void A_gap_below_the_smallest_height_is_not_found()
    {
        Detect(Gap().Build(), new FairValueGapOptions(MinimumHeightAtr: 10)).Count.ShouldBe(0);
    }

    /// <summary>Independent computation: each three candles and all that follow, read from the whole series.</summary>
    [Fact]
    public void They_are_what_the_definition_says()
    {
        var series = RandomCandles.Walk(51, 4_000, holes: false);
        var candles = series.Span.ToArray();
        var log = Detect(series);
        var events = log.Events.ToArray().ToLookup(e => e.Finding, e => (e.State, e.Index));
        var number = 0;
        for (var i = 1; i + 1 < candles.Length; i++)
        {
            var (first, middle, third) = (candles[i - 1], candles[i], candles[i + 1]);
            var isBullish = third.Low > first.High && middle.Close > middle.Open;
            if (!isBullish && !(third.High < first.Low && middle.Close < middle.Open))
                continue;
            var (near, far) = isBullish ? (third.Low, first.High) : (third.High, first.Low);
            var gap = log[number];
            (gap.Index, gap.Side).ShouldBe((i, isBullish ? Side.Bullish : Side.Bearish));
            (gap.Top, gap.Bottom).ShouldBe((Math.Max(near, far), Math.Min(near, far)));
            var life = new[]
            {
                (FindingState.Touched, After(i + 2, c => Reaches(c, near))),
                (FindingState.Half, After(i + 2, c => Reaches(c, (near + far) / 2))),
                (FindingState.Filled, After(i + 2, c => Reaches(c, far))),
                (FindingState.Inverted, After(i + 2, c => isBullish ? c.Close < far : c.Close > far)),
            };
            events[number].ShouldBe(life.Where(e => e.Item2 >= 0));
            number++;

            bool Reaches(Candle c, double price) => isBullish ? c.Low <= price : c.High >= price;
        }
        number.ShouldBe(log.Count);
        number.ShouldBeGreaterThan(100);

        int After(int from, Func<Candle, bool> holds) => NaivePivot.First(from, candles.Length, t => holds(candles[t]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_negative_height_is_refused(double height) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new FairValueGaps(new Tape(Timeframe.M15), new FairValueGapOptions(height))
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_obeys_the_laws(bool joined) =>
        DetectorLaws.Check<FairValueGap>(
            (tape, log) => new FairValueGaps(tape, new FairValueGapOptions(Joined: joined), log)
        );

    /// <summary>A bullish gap 11 to 13 at candle 1, known at candle 2.</summary>
    private static CandleBuilder Gap() =>
        new CandleBuilder().Add(10, 11, 9, 10).Add(10, 15, 10, 15).Add(15, 17, 13, 16);

    private static FindingLog<FairValueGap> Detect(CandleSeries series, FairValueGapOptions? options = null) =>
        Detection.Detect<FairValueGap>(series, (tape, log) => new FairValueGaps(tape, options, log));
}
