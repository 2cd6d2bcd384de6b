using MathNet.Numerics.Statistics;
using Waickoff.Analysis.Indicators;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

public sealed class BollingerBandsTests
{
    [Theory]
    [MemberData(nameof(Priced.Levels), MemberType = typeof(Priced))]
    public void They_equal_the_two_pass_mean_and_deviation_in_decimal(double price)
    {
        var series = Priced.Walk(price);
        var closes = series.Closes();
        var bands = Indication.Compute(series, () => new BollingerBands());

        foreach (var i in Priced.Sample(series.Count).Where(i => i >= 19))
        {
            var window = closes[(i - 19)..(i + 1)].Select(c => (decimal)c).ToArray();
            var mean = window.Sum() / 20;
            var deviation = (decimal)Math.Sqrt((double)(window.Sum(c => (c - mean) * (c - mean)) / 20));
            var close = window[^1];
            bands[i].Middle.ShouldMatch((double)mean, $"middle {i}");
            bands[i].Lower.ShouldMatch((double)(mean - (2 * deviation)), $"lower {i}");
            bands[i].Upper.ShouldMatch((double)(mean + (2 * deviation)), $"upper {i}");
            bands[i].Bandwidth.ShouldMatch((double)(4 * deviation / mean), $"bandwidth {i}");
            var percentB = (double)((close - mean + (2 * deviation)) / (4 * deviation));
            bands[i].PercentB.ShouldMatch(percentB, $"%B {i}", atLeast: 1);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(125)]
    public void They_equal_MathNet(int length)
    {
        var series = Priced.Walk(60_000, 5_000);
        var closes = series.Closes();
        var bands = Indication.Compute(series, () => new BollingerBands(length, 2.5));

        for (var i = length - 1; i < series.Count; i++)
        {
            var window = closes[(i - length + 1)..(i + 1)];
            var (mean, deviation) = (window.Mean(), window.PopulationStandardDeviation());
            bands[i].Middle.ShouldMatch(mean, $"middle {i}");
            bands[i].Upper.ShouldMatch(mean + (2.5 * deviation), $"upper {i}");
            bands[i].Lower.ShouldMatch(mean - (2.5 * deviation), $"lower {i}");
        }
    }

    [Fact]
    public void There_is_no_value_in_warm_up()
    {
        var bands = Indication.Compute(Priced.Walk(100, 25), () => new BollingerBands());

        bands[..19].ShouldAllBe(b => b.Equals(BollingerValue.None));
        bands[19..].ShouldAllBe(b => b.Lower < b.Upper);
        new BollingerBands().WarmUpCandles.ShouldBe(19);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.00001234)]
    [InlineData(1e7 / 3)]
    public void Equal_closes_have_a_deviation_of_exactly_0_even_after_a_jump(double price)
    {
        var series = new CandleBuilder().Flat(33, price * 7.3).Flat(20, price).Build();

        var last = Indication.Compute(series, () => new BollingerBands())[^1];

        (last.Lower, last.Middle, last.Upper, last.Bandwidth).ShouldBe((price, price, price, 0));
        last.PercentB.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_small_move_behind_a_large_jump_keeps_its_digits()
    {
        var builder = new CandleBuilder().Flat(33, 1e-4);
        double[] closes = [.. Enumerable.Range(0, 20).Select(i => 5e6 + (i % 3 / 1024.0))];
        foreach (var close in closes)
            builder.Add(close, close, close, close);

        var last = Indication.Compute(builder.Build(), () => new BollingerBands())[^1];

        var mean = closes.Average(c => c - 5e6);
        var deviation = Math.Sqrt(closes.Average(c => Math.Pow(c - 5e6 - mean, 2)));
        last.Bandwidth.ShouldMatch(4 * deviation / (5e6 + mean), "bandwidth");
    }

    [Fact]
    public void A_long_hole_starts_them_anew()
    {
        var series = new CandleBuilder().Flat(30, 100).Hole(21).Flat(20, 101).Build();

        var bands = Indication.Compute(series, () => new BollingerBands());

        double.IsNaN(bands[48].Middle).ShouldBeTrue();
        bands[49].Middle.ShouldBe(101);
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BollingerBands(1));
        Should.Throw<ArgumentOutOfRangeException>(() => new BollingerBands(20, 0));
    }
}
