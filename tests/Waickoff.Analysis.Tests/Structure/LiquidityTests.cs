using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class LiquidityTests
{
    [Fact]
    public void Two_neighbouring_highs_at_nearly_one_price_hold_a_pool_beyond_the_outer_one()
    {
        var pool = Pools(EqualHighs()).ShouldHaveSingleItem();

        (pool.Kind, pool.Side, pool.Level).ShouldBe((LiquidityKind.EqualHighs, Side.Bearish, 105.125));
        (pool.SourceIndex, pool.Index, pool.ConfirmedIndex).ShouldBe((1, 3, 4));
        (pool.Inputs.AgeCandles, pool.Period).ShouldBe((2, null));
    }

    [Theory]
    [InlineData(104.25, false)]
    [InlineData(104.28125, true)]
    public void Highs_as_far_apart_as_the_tolerance_are_not_equal(double second, bool isPool)
    {
        // A tolerance of 0.75 in price, and highs of 105 and 0.75 or a little less below it.
        var candles = EqualHighs(second).Build();
        var tolerance = 0.75 / Atr200(candles);

        Pools(candles, new LiquidityOptions(1, tolerance)).Length.ShouldBe(isPool ? 1 : 0);
    }

    [Theory]
    [InlineData(105.125, 0)]
    [InlineData(105, 0)]
    [InlineData(105.5, 1)]
    public void A_close_at_or_inside_the_level_sweeps_the_pool(double close, int closesBeyondFirst)
    {
        var builder = EqualHighs();
        if (closesBeyondFirst > 0)
            builder.To(105.5).To(105.125);
        else
            builder.Add(101, 106, 101, close);
        var log = Detect(builder.Build());
        var sweep = log.Findings.ToArray().Single(f => f.Kind == LiquidityKind.Sweep);

        (sweep.Side, sweep.Level, sweep.SourceIndex).ShouldBe((Side.Bearish, 105.125, 3));
        (sweep.Index, sweep.ConfirmedIndex).ShouldBe((5, 5 + closesBeyondFirst));
        log.Events.ToArray().ShouldBe([new LifeEvent(0, FindingState.Swept, 5 + closesBeyondFirst)]);
    }

    [Fact]
    public void A_high_exactly_at_the_level_leaves_the_pool()
    {
        Detect(EqualHighs().Add(101, 105.125, 101, 102).Build()).EventCount.ShouldBe(0);
    }

    [Fact]
    public void Three_closes_beyond_run_through_the_pool_and_the_third_tells()
    {
        var two = EqualHighs().To(106).To(107);
        Detect(two.Build()).EventCount.ShouldBe(0);

        var log = Detect(two.To(108).Build());
        var run = log.Findings.ToArray().Single(f => f.Kind == LiquidityKind.Run);
        (run.Side, run.Level, run.Index, run.ConfirmedIndex).ShouldBe((Side.Bullish, 105.125, 5, 7));
        log.Events.ToArray().ShouldBe([new LifeEvent(0, FindingState.Run, 7)]);
    }

    [Fact]
    public void Pools_of_one_price_are_swept_by_one_finding_and_each_ends()
    {
        // Three highs, the middle one outermost: two pools of one level.
        var log = Detect(EqualHighs().Add(101, 105, 101, 101).Flat(1, 101).Add(101, 106, 101, 104).Build());

        log.Findings.ToArray().Count(f => f.Kind == LiquidityKind.EqualHighs).ShouldBe(2);
        log.Findings.ToArray().Count(f => f.Kind == LiquidityKind.Sweep).ShouldBe(1);
        log.Events.ToArray()
            .ShouldBe([new LifeEvent(0, FindingState.Swept, 7), new LifeEvent(1, FindingState.Swept, 7)]);
    }

    [Fact]
    public void A_pool_does_not_count_a_partial_candle()
    {
        Detect(EqualHighs().To(104).Add(104, 106, 104, 104).Partial().Build()).EventCount.ShouldBe(0);
    }

    [Fact]
    public void The_previous_day_is_known_at_the_close_of_its_last_candle()
    {
        var builder = Day();
        Levels(builder, LevelPeriod.Day).ShouldBeEmpty();

        var levels = Levels(builder.Add(100, 102, 97, 100), LevelPeriod.Day);

        levels
            .Select(f => (f.Kind, f.Side, f.Level))
            .ShouldBe([(LiquidityKind.PreviousHigh, Side.Bearish, 110), (LiquidityKind.PreviousLow, Side.Bullish, 90)]);
        levels.Select(f => (f.Index, f.SourceIndex, f.ConfirmedIndex)).ShouldBe([(3, 0, 23), (5, 0, 23)]);
    }

    [Fact]
    public void Without_its_last_candle_the_day_is_known_at_the_first_candle_after()
    {
        var levels = Levels(Day().Hole(1).Add(100, 102, 97, 100), LevelPeriod.Day);

        levels.Select(f => (f.Level, f.ConfirmedIndex)).ShouldBe([(110, 23), (90, 23)]);
    }

    [Fact]
    public void A_day_whose_start_was_not_seen_does_not_count()
    {
        var builder = new CandleBuilder(Timeframe.H1).Hole(1).Flat(22, 100).To(99).To(101).Flat(22, 101);
        Levels(builder, LevelPeriod.Day).ShouldBeEmpty();
        Levels(builder.Flat(1, 101), LevelPeriod.Day).Select(f => f.Level).ShouldBe([101, 99]);
    }

    [Fact]
    public void A_flat_period_has_no_levels_but_ends_those_before_it()
    {
        var log = Detect(Day().Flat(1, 100).Flat(24, 100).Build());

        log.Findings.ToArray().Count(f => f.Period == LevelPeriod.Day).ShouldBe(2);
        log.Events.ToArray().ShouldContain(e => e.State == FindingState.Superseded && e.Index == 47);
    }

    [Fact]
    public void A_level_is_broken_beyond_it_and_superseded_by_the_next()
    {
        var builder = Day().Add(100, 102, 97, 100).Add(100, 110, 90, 100).Add(100, 110.5, 95, 100).Flat(22, 100);
        var log = Detect(builder.Build());
        var high = log.Findings.ToArray().ToList().FindIndex(f => f.Period == LevelPeriod.Day);

        Life(log, high).ShouldBe([(FindingState.Broken, 25), (FindingState.Superseded, 47)]);
        Life(log, high + 1).ShouldBe([(FindingState.Superseded, 47)]);
    }

    [Fact]
    public void Only_periods_longer_than_the_timeframe_are_watched()
    {
        Detect(RandomCandles.Walk(1, 500, Timeframe.D1, holes: false))
            .Findings.ToArray()
            .Where(f => f.Period is not null)
            .Select(f => f.Period)
            .Distinct()
            .Order()
            .ShouldBe([LevelPeriod.Week, LevelPeriod.Month]);
        Detect(RandomCandles.Walk(1, 500, Timeframe.H4, holes: false))
            .Findings.ToArray()
            .ShouldNotContain(f => f.Period == LevelPeriod.FourHours);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(3, 0)]
    [InlineData(3, double.NaN)]
    public void Impossible_options_are_refused(int length, double tolerance) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new Liquidity(new Tape(Timeframe.M15), new LiquidityOptions(length, tolerance))
        );

    /// <summary>Independent computation: pairs of pivots and what follows them, read from the whole series.</summary>
    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(3, 0.1)]
    [InlineData(3, 0.5)]
    public void Pools_are_what_the_definition_says(int length, double tolerance) =>
        ComparePools(RandomCandles.Walk(41, 8_000, holes: false), length, tolerance);

    [SharedDataFact]
    public void Pools_are_what_the_definition_says_on_recorded_candles() =>
        ComparePools(RecordedCandles.WithoutHoles("BTCUSDT/4h.csv.gz"), length: 3, tolerance: 0.1);

    private static void ComparePools(CandleSeries series, int length, double tolerance)
    {
        var expected = NaivePools(series.Span.ToArray(), length, tolerance);
        var found = Pools(series, new LiquidityOptions(length, tolerance))
            .Select(f => (f.ConfirmedIndex, f.Kind, f.Side, f.Index, f.Level));

        expected.Count.ShouldBeGreaterThan(20);
        found.Order().ShouldBe(expected.Order());
    }

    /// <summary>Independent computation: the candles grouped by calendar.</summary>
    [Theory]
    [InlineData(LevelPeriod.FourHours)]
    [InlineData(LevelPeriod.Day)]
    [InlineData(LevelPeriod.Week)]
    [InlineData(LevelPeriod.Month)]
    public void Previous_levels_are_what_the_calendar_says(LevelPeriod period) =>
        CompareLevels(WithShortHoles(RandomCandles.Walk(43, 12_000, holes: false), seed: 44), period);

    [SharedDataTheory]
    [InlineData("BTCUSDT/1h.csv.gz", LevelPeriod.Day)]
    [InlineData("SOLUSDT/15m.csv.gz", LevelPeriod.FourHours)]
    [InlineData("BTCUSD/1d.csv.gz", LevelPeriod.Week)]
    [InlineData("ETHUSDT/4h.csv.gz", LevelPeriod.Month)]
    public void Previous_levels_are_what_the_calendar_says_on_recorded_candles(string file, LevelPeriod period) =>
        CompareLevels(CandleFile.Read(SharedData.Candles(file)).Series, period);

    private static void CompareLevels(CandleSeries series, LevelPeriod period)
    {
        var log = Detect(series);
        var found = Enumerable
            .Range(0, log.Count)
            .Where(n => log[n].Period == period)
            .Select(n =>
            {
                var f = log[n];
                var life = string.Join(' ', Life(log, n));
                return (f.ConfirmedIndex, f.Kind, f.Index, f.Level, f.SourceIndex, life);
            });
        var expected = NaiveLevels(series, period);

        expected.Count.ShouldBeGreaterThan(2);
        found.Order().ShouldBe(expected.Order());
    }

    [Theory]
    [InlineData(3, 0.1)]
    [InlineData(1, 0.5)]
    public void It_obeys_the_laws(int length, double tolerance) =>
        DetectorLaws.Check<LiquidityEvent>(
            (tape, log) => new Liquidity(tape, new LiquidityOptions(length, tolerance), log)
        );

    private static List<(int, LiquidityKind, Side, int, double)> NaivePools(
        Candle[] candles,
        int length,
        double tolerance
    )
    {
        var atr = NaiveOrderBlocks.Atr(candles, 200);
        var found = new HashSet<(int, LiquidityKind, Side, int, double)>();
        foreach (var isHigh in new[] { true, false })
        {
            var side = isHigh ? Side.Bearish : Side.Bullish;
            var pivots = NaivePivot.Of(candles, length, isHigh);
            foreach (var (first, second) in pivots.Zip(pivots.Skip(1)))
            {
                if (Math.Abs(first.Price - second.Price) >= tolerance * atr[second.KnownAt])
                    continue;
                var outer = second.IsPassedBy(first.Price) ? first : second;
                var kind = isHigh ? LiquidityKind.EqualHighs : LiquidityKind.EqualLows;
                found.Add((second.KnownAt, kind, side, second.Index, outer.Price));

                var t = NaivePivot.First(
                    second.KnownAt + 1,
                    candles.Length,
                    u => outer.IsPassedBy(outer.ExtremeOf(candles[u]))
                );
                if (t < 0)
                    continue;
                var end = Math.Min(t + 3, candles.Length);
                var back = NaivePivot.First(t, end, u => !outer.IsPassedBy(candles[u].Close));
                if (back >= 0)
                    found.Add((back, LiquidityKind.Sweep, side, t, outer.Price));
                else if (end == t + 3)
                    found.Add((t + 2, LiquidityKind.Run, side.Opposite(), t, outer.Price));
            }
        }
        return [.. found];
    }

    private static List<(int, LiquidityKind, int, double, int, string)> NaiveLevels(
        CandleSeries series,
        LevelPeriod period
    )
    {
        var candles = series.Span.ToArray();
        var groups = Enumerable
            .Range(0, candles.Length)
            .GroupBy(i => StartOf(candles[i].OpenTimeMs, period))
            .Where(g => g.First() > 0 || candles[0].OpenTimeMs == g.Key.ToUnixTimeMilliseconds())
            .Select(g => (Start: g.Key, Indexes: g.ToArray()))
            .ToArray();
        var known = groups.Select(KnownAt).Append(candles.Length).ToArray();
        var found = new List<(int, LiquidityKind, int, double, int, string)>();
        for (var k = 0; k < groups.Length; k++)
        {
            var (from, until) = (known[k], known[k + 1]);
            if (from >= candles.Length)
                continue;
            var indexes = groups[k].Indexes;
            var high = indexes.MaxBy(i => candles[i].High);
            var low = indexes.MinBy(i => candles[i].Low);
            var end = Math.Min(until + 1, candles.Length);
            var highBroken = NaivePivot.First(from + 1, end, u => candles[u].High > candles[high].High);
            var lowBroken = NaivePivot.First(from + 1, end, u => candles[u].Low < candles[low].Low);
            Add(LiquidityKind.PreviousHigh, high, candles[high].High, highBroken);
            Add(LiquidityKind.PreviousLow, low, candles[low].Low, lowBroken);

            void Add(LiquidityKind kind, int index, double level, int broken)
            {
                var life = new List<(FindingState, int)>();
                if (broken >= 0)
                    life.Add((FindingState.Broken, broken));
                if (until < candles.Length)
                    life.Add((FindingState.Superseded, until));
                found.Add((from, kind, index, level, indexes[0], string.Join(' ', life)));
            }
        }
        return found;

        int KnownAt((DateTimeOffset Start, int[] Indexes) group)
        {
            var last = group.Indexes[^1];
            var close = candles[last].OpenTimeMs + series.Timeframe.Milliseconds;
            return StartOf(close, period) != group.Start ? last : last + 1;
        }
    }

    private static DateTimeOffset StartOf(long timeMs, LevelPeriod period)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        var day = new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero);
        return period switch
        {
            LevelPeriod.FourHours => day.AddHours(time.Hour / 4 * 4),
            LevelPeriod.Day => day,
            LevelPeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            LevelPeriod.Month => day.AddDays(1 - day.Day),
        };
    }

    /// <summary>Leaves out up to twelve candles here and there: never enough for a period of four hours to lose all but its last.</summary>
    private static CandleSeries WithShortHoles(CandleSeries series, int seed)
    {
        var random = new Random(seed);
        var kept = new List<Candle>();
        for (var i = 0; i < series.Count; i++)
        {
            kept.Add(series[i]);
            if (random.Next(50) == 0)
                i += random.Next(1, 13);
        }
        return new CandleSeries(series.Timeframe, [.. kept]);
    }

    /// <summary>Highs of 105 at candle 1 and, if not said otherwise, 105.125 at candle 3, known at candle 4 with N = 1.</summary>
    private static CandleBuilder EqualHighs(double second = 105.125) =>
        new CandleBuilder()
            .Add(100, 100, 99, 100)
            .Add(100, 105, 100, 101)
            .Flat(1, 101)
            .Add(101, second, 101, 101)
            .Flat(1, 101);

    /// <summary>The first 23 hours of a Monday, with a high of 110 at candle 3 and a low of 90 at candle 5.</summary>
    private static CandleBuilder Day() =>
        new CandleBuilder(Timeframe.H1)
            .Flat(3, 100)
            .Add(100, 110, 100, 100)
            .Flat(1, 100)
            .Add(100, 100, 90, 100)
            .Flat(17, 100);

    private static double Atr200(CandleSeries series)
    {
        var tape = new Tape(series.Timeframe);
        foreach (var candle in series.Span)
            tape.Add(in candle);
        return tape.Atr200;
    }

    private static LiquidityEvent[] Pools(CandleBuilder builder) => Pools(builder.Build());

    private static LiquidityEvent[] Pools(CandleSeries series, LiquidityOptions? options = null) =>
        [.. Detect(series, options).Findings.ToArray().Where(f => f.Period is null)];

    private static LiquidityEvent[] Levels(CandleBuilder builder, LevelPeriod period) =>
        [.. Detect(builder.Build()).Findings.ToArray().Where(f => f.Period == period)];

    private static IEnumerable<(FindingState, int)> Life(FindingLog<LiquidityEvent> log, int number) =>
        log.Events.ToArray().Where(e => e.Finding == number).Select(e => (e.State, e.Index));

    private static FindingLog<LiquidityEvent> Detect(CandleSeries series, LiquidityOptions? options = null) =>
        Detection.Detect<LiquidityEvent>(
            series,
            (tape, log) => new Liquidity(tape, options ?? new LiquidityOptions(Length: 1), log)
        );
}
