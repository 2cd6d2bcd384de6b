using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Tests.Indicators;
using Waickoff.Analysis.Volume;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class VwapTests
{
    [Theory]
    [MemberData(nameof(Priced.Levels), MemberType = typeof(Priced))]
    public void It_equals_the_two_pass_average_and_deviation_in_decimal(double price)
    {
        var series = Priced.Walk(price, 20_000);
        var candles = series.Span.ToArray();
        var found = Indication.Compute(series, () => new Vwap(AnchorPeriod.Week));

        foreach (var i in Priced.Sample(series.Count))
        {
            var week = candles[(i / 672 * 672)..(i + 1)];
            var volume = week.Sum(c => (decimal)c.Volume);
            var mean = week.Sum(c => Price(c) * (decimal)c.Volume) / volume;
            // Decimals end 28 places behind the point, so distances are squared in units of the price.
            var distances = week.Select(c => (Distance: (Price(c) - mean) / (decimal)price, Volume: (decimal)c.Volume));
            var variance = distances.Sum(d => d.Distance * d.Distance * d.Volume) / volume;
            found[i].Vwap.ShouldMatch((double)mean, $"vwap {i}");
            found[i].Sigma.ShouldMatch(price * Math.Sqrt((double)variance), $"sigma {i}", atLeast: price * 1e-6);
        }
    }

    [Fact]
    public void There_is_none_until_there_was_volume()
    {
        var series = new CandleBuilder().Flat(2, 10, volume: 0).Add(10, 12, 9, 12, 5).Flat(1, 20, volume: 0).Build();

        Indication
            .Compute(series, () => new Vwap())
            .ShouldBe([VwapValue.None, VwapValue.None, new VwapValue(11, 0), new VwapValue(11, 0)]);
    }

    [Fact]
    public void A_day_begins_at_midnight_UTC()
    {
        var series = new CandleBuilder(Timeframe.H4).Flat(6, 10).Flat(6, 20).Flat(1, 30).Build();

        Indication
            .Compute(series, () => new Vwap())
            .Select(v => v.Vwap)
            .ShouldBe([10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 30]);
    }

    [Fact]
    public void A_month_begins_on_its_first_day()
    {
        // From 2024-01-01: January has 31 days, February 29.
        var series = new CandleBuilder(Timeframe.D1).Flat(31, 10).Flat(29, 20).Flat(1, 30).Build();

        var found = Indication.Compute(series, () => new Vwap(AnchorPeriod.Month));

        found.Select(v => v.Vwap).Distinct().ShouldBe([10, 20, 30]);
        (found[30].Vwap, found[31].Vwap, found[59].Vwap, found[60].Vwap).ShouldBe((10, 20, 20, 30));
    }

    [Fact]
    public void Equal_prices_have_a_sigma_of_exactly_0()
    {
        var found = Indication.Compute(new CandleBuilder().Flat(90, 0.1).Build(), () => new Vwap());

        found.ShouldAllBe(v => v.Sigma == 0 && Math.Abs(v.Vwap - 0.1) < 1e-16);
    }

    [Fact]
    public void Bands_say_nothing_in_the_first_five_candles()
    {
        var vwap = new AnchoredVwap();
        foreach (var candle in RandomCandles.Walk(2, 5).Span)
        {
            vwap.Add(in candle);
            vwap.Band(2).ShouldBe(double.NaN);
        }

        var sixth = RandomCandles.Walk(2, 6)[5];
        var (mean, sigma) = vwap.Add(in sixth);

        (vwap.Band(2), vwap.Band(-3)).ShouldBe((mean + (2 * sigma), mean - (3 * sigma)));
    }

    [Fact]
    public void A_price_is_at_it_within_a_tenth_of_a_sigma()
    {
        var vwap = new AnchoredVwap();
        vwap.PositionOf(10).ShouldBe(VwapPosition.Unknown);
        foreach (var candle in new CandleBuilder().Flat(1, 90).Flat(1, 110).Build().Span)
            vwap.Add(in candle);

        // 100 with a sigma of 10.
        vwap.PositionOf(101).ShouldBe(VwapPosition.At);
        vwap.PositionOf(101.1).ShouldBe(VwapPosition.Above);
        vwap.PositionOf(99).ShouldBe(VwapPosition.At);
        vwap.PositionOf(98.9).ShouldBe(VwapPosition.Below);
    }

    [Fact]
    public void With_a_sigma_of_0_only_an_equal_price_is_at_it()
    {
        var vwap = new AnchoredVwap();
        vwap.Add(new CandleBuilder().Flat(1, 100).Build()[0]);

        vwap.PositionOf(100).ShouldBe(VwapPosition.At);
        vwap.PositionOf(Math.BitIncrement(100)).ShouldBe(VwapPosition.Above);
        vwap.PositionOf(Math.BitDecrement(100)).ShouldBe(VwapPosition.Below);
    }

    [Fact]
    public void Anchored_on_a_finding_it_starts_there_and_is_seen_from_the_confirmation_on()
    {
        var series = RandomCandles.Walk(5, 60, holes: false);
        var whole = AnchoredVwap.Compute(series.Span, index: 20, confirmedIndex: 25);
        var direct = new AnchoredVwap();

        whole[..25].ShouldAllBe(v => v.Equals(VwapValue.None));
        for (var i = 20; i < 60; i++)
        {
            var value = direct.Add(in series[i]);
            if (i >= 25)
                whole[i].ShouldBe(value);
        }
    }

    private static decimal Price(Candle c) => ((decimal)c.High + (decimal)c.Low + (decimal)c.Close) / 3;
}
