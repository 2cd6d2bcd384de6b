using Waickoff.Analysis.Indicators;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

public sealed class ExponentialAverageTests
{
    [Theory]
    [MemberData(nameof(Priced.Levels), MemberType = typeof(Priced))]
    public void It_equals_the_recursion_in_decimal_seeded_with_the_simple_mean(double price)
    {
        var series = Priced.Walk(price);
        var closes = series.Closes();
        var found = Indication.Compute(series, () => new ExponentialAverage(20));

        var expected = closes[..20].Sum(c => (decimal)c) / 20;
        for (var i = 0; i < closes.Length; i++)
        {
            if (i >= 20)
                expected = ((decimal)closes[i] * 2 / 21) + (expected * 19 / 21);
            found[i].ShouldMatch(i < 19 ? double.NaN : (double)expected, $"candle {i}");
        }
    }

    [Fact]
    public void Equal_closes_are_their_own_average_to_the_last_bit()
    {
        var found = Indication.Compute(new CandleBuilder().Flat(500, 0.1).Build(), () => new ExponentialAverage(50));

        found[49..].ShouldAllBe(value => value == 0.1);
    }

    [Fact]
    public void A_length_of_1_is_the_close()
    {
        var series = RandomCandles.Walk(3, 200);

        Indication.Compute(series, () => new ExponentialAverage(1)).ShouldBe(series.Closes());
    }

    [Fact]
    public void An_impossible_length_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ExponentialAverage(0));
}
