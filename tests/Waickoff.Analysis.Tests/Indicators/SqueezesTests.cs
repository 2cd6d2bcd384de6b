using MathNet.Numerics;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

public sealed class SqueezesTests
{
    [Fact]
    public void The_squeezes_are_on_where_the_definition_says()
    {
        var series = RandomCandles.Walk(31, 3_000, holes: false);
        var closes = series.Closes();
        var tracker = new Squeezes(new Tape(series.Timeframe));
        var bandwidths = new List<double>();
        for (var i = 0; i < series.Count; i++)
        {
            tracker.Add(in series[i]);
            if (i < 19)
            {
                tracker.Current.ShouldBe(new SqueezeValue(null, null, double.NaN));
                continue;
            }
            var window = closes[(i - 19)..(i + 1)];
            var mean = window.Average();
            var deviation = Math.Sqrt(window.Average(c => (c - mean) * (c - mean)));
            bandwidths.Add(4 * deviation / mean);
            // Rounding may part two bandwidths that are one, so a smaller one is smaller by more than that.
            var last = bandwidths.TakeLast(125).ToArray();
            var isA = last.Count(b => b < last[^1] * (1 - 1e-12)) < 25 && last.Distinct().Count() > 1;
            tracker.Current.A.ShouldBe(last.Length < 125 ? null : isA, $"A at {i}");

            var (lower, _, upper) = tracker.Keltner;
            tracker.Current.B.ShouldBe(mean + (2 * deviation) < upper && mean - (2 * deviation) > lower, $"B at {i}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60_000)]
    [InlineData(1e7)]
    public void The_momentum_is_the_end_of_MathNets_regression_line(double price)
    {
        var series = Priced.Walk(price, 2_000);
        var candles = series.Span.ToArray();
        var tracker = new Squeezes(new Tape(series.Timeframe));
        var distances = new List<double>();
        double[] x = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        for (var i = 0; i < candles.Length; i++)
        {
            tracker.Add(in candles[i]);
            if (i < 19)
                continue;
            var window = candles[(i - 19)..(i + 1)];
            var donchian = (window.Max(c => c.High) + window.Min(c => c.Low)) / 2;
            distances.Add(candles[i].Close - ((donchian + window.Average(c => c.Close)) / 2));
            if (i < 38)
            {
                tracker.Current.Momentum.ShouldBe(double.NaN);
                continue;
            }
            var (intercept, slope) = Fit.Line(x, [.. distances.TakeLast(20)]);
            var expected = intercept + (19 * slope);
            tracker.Current.Momentum.ShouldMatch(expected, $"candle {i}", atLeast: tracker.Tape.Atr);
        }
    }

    [Fact]
    public void A_squeeze_A_is_found_at_its_fifth_candle_and_drawn_from_its_first()
    {
        var (series, log) = Detect(RandomCandles.Walk(33, 3_000, holes: false));
        var isOn = Values(series).Select(v => v.A == true).ToArray();

        var squeezes = log.Where(s => s.Kind == SqueezeKind.SqueezeA).ToArray();
        squeezes.ShouldNotBeEmpty();
        squeezes.ShouldAllBe(s => s.ConfirmedIndex == s.Index + 4);
        squeezes.ShouldAllBe(s => !isOn[s.Index - 1] && isOn.Skip(s.Index).Take(5).All(on => on));
        var expected = Enumerable.Range(1, isOn.Length - 5).Count(i => !isOn[i - 1] && isOn[i..(i + 5)].All(on => on));
        squeezes.Length.ShouldBe(expected);
    }

    [Fact]
    public void Each_squeeze_that_ends_has_its_release_with_the_side_of_the_momentum()
    {
        var (series, log) = Detect(RandomCandles.Walk(33, 3_000, holes: false));
        var values = Values(series);

        var releases = log.Where(s => s.Kind is SqueezeKind.ReleaseA or SqueezeKind.ReleaseB).ToArray();
        releases.Select(r => r.Side).Distinct().Count().ShouldBe(2);
        foreach (var release in releases)
        {
            var isA = release.Kind == SqueezeKind.ReleaseA;
            bool? On(int index) => isA ? values[index].A : values[index].B;
            (On(release.Index - 1), On(release.Index)).ShouldBe((true, false));
            release.Side.Sign().ShouldBe(Math.Sign(values[release.Index].Momentum));
            log.ShouldContain(s =>
                s.Kind == (isA ? SqueezeKind.SqueezeA : SqueezeKind.SqueezeB) && s.Index == release.StartIndex
            );
        }
    }

    [Fact]
    public void A_squeeze_is_released_by_its_release()
    {
        var log = Log(RandomCandles.Walk(33, 3_000, holes: false));
        var releases = log.Findings.ToArray().Where(s => s.Kind is SqueezeKind.ReleaseA or SqueezeKind.ReleaseB);

        var ends = log
            .Events.ToArray()
            .Where(e => log[e.Finding].Kind is SqueezeKind.SqueezeA or SqueezeKind.SqueezeB)
            .Select(e => (log[e.Finding].Index, e.Index, e.State));
        ends.ShouldBe(releases.Select(r => (r.StartIndex, r.Index, FindingState.Released)));
    }

    [Fact]
    public void A_flat_market_is_in_no_squeeze()
    {
        var series = new CandleBuilder().Flat(300, 0.1).Build();

        Values(series)[^1].ShouldBe(new SqueezeValue(false, false, 0));
    }

    [Fact]
    public void The_rank_counts_strictly_smaller_values_only()
    {
        // 25 of the last 125 are to be smaller: with 24 it is low, with 25 not, and equal ones do not count.
        Rank(smaller: 24, equal: 40, larger: 60).ShouldBeTrue();
        Rank(smaller: 25, equal: 40, larger: 59).ShouldBeFalse();
        Rank(smaller: 0, equal: 124, larger: 0).ShouldBeFalse();
        Rank(smaller: 0, equal: 123, larger: 1).ShouldBeTrue();
        Rank(smaller: 0, equal: 100, larger: 23).ShouldBeFalse("only 124 values");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_rank_is_the_same_as_by_counting(int seed)
    {
        var random = new Random(seed);
        var rank = new LowRank(125, 25);
        var all = new List<double>();
        for (var i = 0; i < 20_000; i++)
        {
            // Slow waves with ties, as bandwidths have them.
            all.Add(Math.Round((Math.Sin(i / 70.0) * 10) + (random.NextDouble() * 8), random.Next(3)));
            var last = all.TakeLast(125).ToArray();
            var expected = last.Length == 125 && last.Count(v => v < all[^1]) < 25 && last.Distinct().Count() > 1;
            rank.Add(all[^1]).ShouldBe(expected, $"seed {seed}, value {i}");
        }
    }

    [Fact]
    public void Three_closes_outside_a_band_are_a_walk_until_a_close_is_back_inside()
    {
        var log = Log(Quiet().To(103).To(107).To(112).To(118).To(108).Build());

        var walk = log.Findings.ToArray().Single(s => s.Kind == SqueezeKind.BandWalk);
        (walk.Side, walk.Index, walk.ConfirmedIndex).ShouldBe((Side.Bullish, 40, 42));
        log.Events.ToArray()
            .Where(e => log[e.Finding].Kind == SqueezeKind.BandWalk)
            .ShouldBe([new LifeEvent(log.Findings.IndexOf(walk), FindingState.Released, 44)]);
    }

    [Fact]
    public void Two_closes_outside_are_no_walk()
    {
        Detect(Quiet().To(103).To(107).To(104).To(109).Build())
            .Found.ShouldNotContain(s => s.Kind == SqueezeKind.BandWalk);
    }

    [Fact]
    public void A_hole_or_a_partial_candle_starts_the_closes_in_a_row_anew()
    {
        Detect(Quiet().To(97).To(93).Hole(1).To(88).Build())
            .Found.ShouldNotContain(s => s.Kind == SqueezeKind.BandWalk);
        Detect(Quiet().To(97).To(93).Partial().To(88).Build())
            .Found.ShouldNotContain(s => s.Kind == SqueezeKind.BandWalk);
        Detect(Quiet().To(97).To(93).To(88).Build()).Found.ShouldContain(s => s.Side == Side.Bearish);
    }

    [Fact]
    public void A_partial_candle_releases_nothing()
    {
        var squeezed = Quiet().To(140).Partial().Build();

        Detect(Quiet().To(140).Build()).Found.ShouldContain(s => s.Kind == SqueezeKind.ReleaseB && s.Index == 40);
        Detect(squeezed).Found.ShouldNotContain(s => s.Kind == SqueezeKind.ReleaseB && s.Index == 40);
    }

    /// <summary>Squeeze A cannot be the same upside down: bandwidth is measured in parts of the price.</summary>
    [Fact]
    public void They_obey_the_laws() =>
        DetectorLaws.Check<Squeeze>(
            (tape, log) => new Squeezes(tape, log),
            isMirrored: s => s.Kind is not (SqueezeKind.SqueezeA or SqueezeKind.ReleaseA)
        );

    /// <summary>40 candles whose closes hardly move while their wicks do: a squeeze B.</summary>
    private static CandleBuilder Quiet()
    {
        var builder = new CandleBuilder();
        for (var i = 0; i < 40; i++)
            builder.To(i % 2 == 0 ? 100 : 100.25, wick: 1);
        return builder;
    }

    private static bool Rank(int smaller, int equal, int larger)
    {
        var rank = new LowRank(125, 25);
        foreach (var (count, value) in new[] { (smaller, 1.0), (larger, 3.0), (equal, 2.0) })
        {
            for (var i = 0; i < count; i++)
                rank.Add(value);
        }
        return rank.Add(2);
    }

    private static SqueezeValue[] Values(CandleSeries series)
    {
        var tracker = new Squeezes(new Tape(series.Timeframe));
        var values = new SqueezeValue[series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            tracker.Add(in series[i]);
            values[i] = tracker.Current;
        }
        return values;
    }

    private static FindingLog<Squeeze> Log(CandleSeries series) =>
        Detection.Detect<Squeeze>(series, (tape, log) => new Squeezes(tape, log));

    private static (CandleSeries Series, Squeeze[] Found) Detect(CandleSeries series) =>
        (series, Log(series).Findings.ToArray());
}
