using FsCheck;
using FsCheck.Fluent;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class VolumeProfileTests
{
    [Fact]
    public void Volume_is_spread_in_proportion_to_the_overlap()
    {
        // The range is 50, so a row is 1 high; the second candle lies in the upper halves and lower halves of rows 110 to 112.
        var series = new CandleBuilder()
            .Add(100, 150, 100, 100, volume: 500)
            .Add(111, 112.5, 110.5, 111, volume: 40)
            .Build();

        var profile = VolumeProfile.Compute(series.Span).ShouldNotBeNull();

        profile.Rows.Count.ShouldBe(50);
        (profile.Rows[0].Low, profile.Rows[^1].High, profile.RowHeight).ShouldBe((100, 150, 1));
        profile.Rows.Skip(9).Take(5).Select(r => r.Volume).ShouldBe([10, 20, 30, 20, 10]);
        profile.Poc.ShouldBe(111.5);
    }

    [Fact]
    public void A_flat_candle_falls_into_one_row_and_on_an_edge_into_the_upper()
    {
        var series = new CandleBuilder()
            .Add(100, 150, 100, 100, volume: 50)
            .Flat(1, 120, volume: 7)
            .Flat(1, 150, volume: 9)
            .Build();

        var rows = VolumeProfile.Compute(series.Span).ShouldNotBeNull().Rows;

        (rows[19].Volume, rows[20].Volume, rows[21].Volume).ShouldBe((1, 8, 1));
        rows.Count.ShouldBe(51, "a row above the range for the candle that stands on its top");
        rows[^1].ShouldBe(new ProfileRow(150, 151, 9));
    }

    [Fact]
    public void Rows_are_aligned_at_multiples_of_their_height_and_levels_stay_in_the_range()
    {
        var series = new CandleBuilder().Flat(1, 100.75, volume: 100).Add(101, 150.75, 100.75, 101, volume: 10).Build();

        var profile = VolumeProfile.Compute(series.Span).ShouldNotBeNull();

        (profile.Rows[0].Low, profile.Rows[0].High, profile.Rows.Count).ShouldBe((100, 101, 51));
        (profile.Poc, profile.Val, profile.Vah).ShouldBe((100.75, 100.75, 101));
    }

    [Fact]
    public void A_row_is_rounded_up_to_the_tick()
    {
        var series = new CandleBuilder().Add(100, 152, 100, 100).Build();

        VolumeProfile.Compute(series.Span, tick: 0.25).ShouldNotBeNull().RowHeight.ShouldBe(1.25);
        VolumeProfile.Compute(series.Span, tick: 0.13).ShouldNotBeNull().RowHeight.ShouldBe(1.04);
        VolumeProfile.Compute(series.Span).ShouldNotBeNull().RowHeight.ShouldBe(1.04);
    }

    [Fact]
    public void Without_candles_volume_or_range_there_is_none_and_the_reason_is_said()
    {
        Absence([]).ShouldBe(ProfileAbsence.NoCandles);
        Absence(new CandleBuilder().Add(10, 12, 9, 10, volume: 0).Build().Span).ShouldBe(ProfileAbsence.NoVolume);
        Absence(new CandleBuilder().Flat(5, 10).Build().Span).ShouldBe(ProfileAbsence.NoRange);
        Absence(new CandleBuilder().Add(10, 12, 9, 10).Build().Span).ShouldBe(ProfileAbsence.None);
        Should.Throw<ArgumentOutOfRangeException>(() => VolumeProfile.Compute([], tick: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => VolumeProfile.Compute([], tick: double.NaN));
    }

    [Theory]
    [InlineData(new double[] { 5, 5, 5, 5, 5 }, 2)]
    [InlineData(new double[] { 5, 5, 5, 5 }, 1)]
    [InlineData(new double[] { 9, 1, 1, 1, 9 }, 0)]
    [InlineData(new double[] { 9, 1, 9, 1, 1, 1 }, 2)]
    [InlineData(new double[] { 9, 1, 1, 9 - 1e-9, 1, 1 }, 3)]
    [InlineData(new double[] { 9, 1, 1, 9 - 1e-7, 1, 1 }, 0)]
    public void Of_equal_rows_the_one_nearest_to_the_middle_then_the_lower_is_the_control(double[] volumes, int poc)
    {
        ProfileArea.Of(volumes, 0.7).Poc.ShouldBe(poc);
    }

    [Theory]
    // 100 in all: 30 and the pair above, 25 of 24, then 30 below.
    [InlineData(new double[] { 5, 10, 14, 30, 15, 10, 8, 8 }, 1, 5)]
    // Equal pairs: above first.
    [InlineData(new double[] { 0, 15, 10, 50, 10, 15, 0 }, 3, 5)]
    // One row is left above and counts as the pair.
    [InlineData(new double[] { 10, 10, 10, 40, 30 }, 3, 4)]
    // Nothing is left above.
    [InlineData(new double[] { 20, 10, 10, 60 }, 1, 3)]
    // The point of control is enough.
    [InlineData(new double[] { 10, 80, 10 }, 1, 1)]
    public void The_value_area_grows_by_the_larger_pair(double[] volumes, int first, int last)
    {
        var area = ProfileArea.Of(volumes, 0.7);

        (area.First, area.Last).ShouldBe((first, last));
    }

    [Fact]
    public void Nodes_are_the_extremes_of_the_smoothed_rows_beyond_the_percentiles()
    {
        double[] volumes = [2, 8, 40, 8, 4, 1, 0, 1, 6, 10, 12, 10, 6, 4, 30, 30, 4, 3, 3, 2];

        var (high, low) = ProfileNodes.Of(volumes);

        high.ShouldBe([2, 14]);
        low.ShouldBe([6]);
    }

    [Fact]
    public void A_price_gap_is_a_low_volume_node_at_its_middle()
    {
        var series = new CandleBuilder().Add(100, 110, 100, 110).Add(140, 150, 140, 150).Build();

        var profile = VolumeProfile.Compute(series.Span).ShouldNotBeNull();

        profile.Lvn.ShouldHaveSingleItem().ShouldBe(124.5);
    }

    [Fact]
    public void Rows_are_the_overlaps_of_the_definition_and_add_up_to_the_volume() =>
        Check(candles =>
        {
            var profile = VolumeProfile.Compute(candles).ShouldNotBeNull();
            var total = candles.Sum(c => c.Volume);
            profile.Rows.Sum(r => r.Volume).ShouldBe(total, total * 1e-9);
            profile.Volume.ShouldBe(total, total * 1e-9);
            foreach (var row in profile.Rows)
                row.Volume.ShouldBe(candles.Sum(c => Overlap(c, row)), total * 1e-9);
            for (var i = 1; i < profile.Rows.Count; i++)
                profile.Rows[i].Low.ShouldBe(profile.Rows[i - 1].High);
            (profile.Rows[0].Low / profile.RowHeight).ShouldBe(
                Math.Round(profile.Rows[0].Low / profile.RowHeight),
                1e-6
            );
        });

    [Fact]
    public void The_value_area_holds_the_control_and_seventy_percent_and_less_without_its_last_pair() =>
        Check(candles =>
        {
            var profile = VolumeProfile.Compute(candles).ShouldNotBeNull();
            profile.Poc.ShouldBeInRange(profile.Val, profile.Vah);
            var (first, last, lastPair) = Area(profile);
            var held = profile.Rows.Skip(first).Take(last - first + 1).Sum(r => r.Volume);
            held.ShouldBeGreaterThanOrEqualTo(profile.Volume * (0.7 - 1e-9));
            if (profile.Rows.Count >= 5 && last > first)
                (held - lastPair).ShouldBeLessThan(profile.Volume * 0.7);
            (low: profile.Rows[first].Low, high: profile.Rows[last].High).ShouldBe(
                (Math.Min(profile.Val, profile.Rows[first].Low), Math.Max(profile.Vah, profile.Rows[last].High))
            );
        });

    [Fact]
    public void Every_level_lies_in_the_range_of_the_candles() =>
        Check(candles =>
        {
            var profile = VolumeProfile.Compute(candles).ShouldNotBeNull();
            var (low, high) = (candles.Min(c => c.Low), candles.Max(c => c.High));
            double[] levels = [profile.Poc, profile.Vah, profile.Val, .. profile.Hvn, .. profile.Lvn];
            levels.ShouldAllBe(level => level >= low && level <= high);
        });

    [Fact]
    public void Even_volume_has_its_control_in_the_middle() =>
        Check(candles =>
        {
            // The same candle again and again, at any price and of any height.
            var same = Enumerable.Repeat(candles[0] with { Low = candles[0].High * 0.9, Volume = 3 }, candles.Length);
            var profile = VolumeProfile.Compute(same.ToArray()).ShouldNotBeNull();
            var middle = (profile.Rows[0].Low + profile.Rows[^1].High) / 2;
            Math.Abs(profile.Poc - middle).ShouldBeLessThanOrEqualTo(profile.RowHeight * (0.5 + 1e-6));
            profile.Hvn.ShouldBeEmpty();
            profile.Lvn.ShouldBeEmpty();
        });

    [Fact]
    public void Doubled_prices_double_every_level() =>
        Check(candles =>
        {
            var doubled = RandomCandles.Scale(new CandleSeries(Timeframe.M15, candles), 2);
            var (one, two) = (VolumeProfile.Compute(candles)!, VolumeProfile.Compute(doubled.Span)!);
            (two.Poc, two.Vah, two.Val).ShouldBe((2 * one.Poc, 2 * one.Vah, 2 * one.Val));
            two.Hvn.ShouldBe(one.Hvn.Select(level => 2 * level));
            two.Lvn.ShouldBe(one.Lvn.Select(level => 2 * level));
        });

    /// <summary>Checks a law on 300 generated series, the same in each run; a failure shows the seed that makes it again.</summary>
    private static void Check(Action<Candle[]> law) =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed => law(Generate(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260101, 77));

    /// <summary>One to 300 candles at a price from 1e-5 to 1e7, free or on a coarse tick, with flat and silent ones and jumps.</summary>
    private static Candle[] Generate(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 300);
        var factor = Math.Pow(10, random.Next(-8, 5)) * (random.Next(2) == 0 ? 1 : 1 + random.NextDouble());
        var candles = RandomCandles.Scale(RandomCandles.Walk(seed, count, holes: false), factor).Span.ToArray();
        // A profile needs a range and volume: the first candle sees to both.
        var first = candles[0];
        candles[0] = first with { High = first.High * 1.01, Volume = 1 };
        return candles;
    }

    private static double Overlap(in Candle candle, in ProfileRow row)
    {
        if (candle.High == candle.Low)
        {
            // Rounding decides where an edge lies, so a price next to one belongs above it.
            var price = candle.Low * (1 + 1e-12);
            return price >= row.Low && price < row.High ? candle.Volume : 0;
        }
        var overlap = Math.Min(candle.High, row.High) - Math.Max(candle.Low, row.Low);
        return candle.Volume * Math.Max(0, overlap) / (candle.High - candle.Low);
    }

    /// <summary>The pair rule once more, with the volume of the pair that was added last.</summary>
    private static (int First, int Last, double LastPair) Area(VolumeProfile profile)
    {
        var volumes = profile.Rows.Select(r => r.Volume).ToArray();
        var largest = Enumerable.Range(0, volumes.Length).Where(i => volumes[i] >= volumes.Max() * (1 - 1e-9));
        var poc = largest.MinBy(i => Math.Abs((2 * i) - (volumes.Length - 1)));
        var (first, last, held, pair) = (poc, poc, volumes[poc], 0.0);
        while (held < profile.Volume * (0.7 - 1e-9))
        {
            var above = volumes.Skip(last + 1).Take(2).ToArray();
            var below = volumes.Take(first).TakeLast(2).ToArray();
            var goesUp = below.Length == 0 || (above.Length > 0 && above.Sum() >= below.Sum() * (1 - 1e-9));
            pair = goesUp ? above.Sum() : below.Sum();
            held += pair;
            (first, last) = goesUp ? (first, last + above.Length) : (first - below.Length, last);
        }
        return (first, last, pair);
    }

    private static ProfileAbsence Absence(ReadOnlySpan<Candle> candles)
    {
        var profile = VolumeProfile.Compute(candles, 0, out var absence);
        (profile is null).ShouldBe(absence != ProfileAbsence.None);
        return absence;
    }
}
