using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

public sealed class KeltnerChannelTests
{
    [Theory]
    [MemberData(nameof(Priced.Levels), MemberType = typeof(Priced))]
    public void It_is_the_exponential_average_and_one_and_a_half_average_true_ranges_on_both_sides(double price)
    {
        var series = Priced.Walk(price, 5_000);
        var found = Indication.Compute(series, () => new KeltnerChannel(series.Timeframe));

        // Both parts are held to decimal recursions of their own in the tests beside this one.
        var middle = Indication.Compute(series, () => new ExponentialAverage(20));
        var range = Indication.Compute(series, () => new AverageTrueRange(series.Timeframe, 20));
        for (var i = 0; i < series.Count; i++)
        {
            found[i].Middle.ShouldMatch(middle[i], $"middle {i}");
            found[i].Upper.ShouldMatch(middle[i] + (1.5 * range[i]), $"upper {i}");
            found[i].Lower.ShouldMatch(middle[i] - (1.5 * range[i]), $"lower {i}");
        }
        found.Count(k => double.IsNaN(k.Middle)).ShouldBe(19);
    }

    [Fact]
    public void Of_a_flat_market_it_is_one_line()
    {
        var series = new CandleBuilder().Flat(60, 0.1).Build();

        Indication.Compute(series, () => new KeltnerChannel(series.Timeframe))[^1].ShouldBe(new(0.1, 0.1, 0.1));
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new KeltnerChannel(Timeframe.M15, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new KeltnerChannel(Timeframe.M15, 20, -1));
    }
}
