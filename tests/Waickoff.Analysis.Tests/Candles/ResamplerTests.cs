using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Candles;

public sealed class ResamplerTests
{
    [Fact]
    public void Four_quarters_make_an_hour()
    {
        var quarters = new CandleBuilder()
            .Add(10, 12, 9, 11, volume: 1, taker: 0.5)
            .Add(11, 15, 11, 14, volume: 2, taker: 1)
            .Add(14, 14, 7, 8, volume: 3, taker: 2)
            .Add(8, 9, 8, 9, volume: 4, taker: 0)
            .Build();

        var hour = Resampler.Build(quarters, Timeframe.H1).Span.ToArray().ShouldHaveSingleItem();

        hour.ShouldBe(new Candle(CandleBuilder.StartMs, 10, 15, 7, 9, 10, 3.5));
    }

    [Fact]
    public void A_candle_is_given_out_when_its_last_part_closes_and_what_forms_is_not()
    {
        var resampler = new Resampler(Timeframe.M15, Timeframe.H1);
        var quarters = new CandleBuilder().Flat(7, 100).Build();

        Enumerable.Range(0, 7).Select(i => resampler.Add(quarters[i]).Length).ShouldBe([0, 0, 0, 1, 0, 0, 0]);
    }

    [Fact]
    public void A_series_that_begins_inside_an_hour_begins_with_a_partial_one()
    {
        var hours = Resampler.Build(new CandleBuilder().Hole(1).Flat(7, 100, volume: 2).Build(), Timeframe.H1);

        hours.Span.ToArray().Select(h => (h.IsPartial, h.Volume)).ShouldBe([(true, 6), (false, 8)]);
    }

    [Fact]
    public void An_hour_that_misses_its_last_quarter_is_known_as_partial_with_the_next_hour()
    {
        var resampler = new Resampler(Timeframe.M15, Timeframe.H1);
        var quarters = new CandleBuilder().Flat(3, 100).Hole(1).Flat(1, 90).Build();
        for (var i = 0; i < 3; i++)
            resampler.Add(quarters[i]).Length.ShouldBe(0);

        var partial = resampler.Add(quarters[3]).ToArray().ShouldHaveSingleItem();

        (partial.IsPartial, partial.Close, partial.OpenTimeMs).ShouldBe((true, 100, CandleBuilder.StartMs));
    }

    [Fact]
    public void One_quarter_behind_a_hole_can_end_two_hours()
    {
        var quarters = new CandleBuilder().Flat(2, 100).Hole(5).Flat(1, 90).Build();

        var hours = Resampler.Build(quarters, Timeframe.H1).Span.ToArray();

        hours.Select(h => (h.IsPartial, h.Close)).ShouldBe([(true, 100), (true, 90)]);
    }

    [Fact]
    public void One_partial_part_or_unknown_taker_volume_is_one_too_many()
    {
        var quarters = new CandleBuilder().Flat(8, 100).Build().Span.ToArray();
        for (var i = 0; i < quarters.Length; i++)
            quarters[i] = quarters[i] with { TakerBuyVolume = i == 1 ? double.NaN : 1, IsPartial = i == 6 };

        var hours = Resampler.Build(new CandleSeries(Timeframe.M15, quarters), Timeframe.H1).Span.ToArray();

        hours.Select(h => (h.TakerBuyVolume, h.IsPartial)).ShouldBe([(double.NaN, false), (4, true)]);
    }

    [Fact]
    public void The_same_timeframe_passes_through()
    {
        var series = RandomCandles.Walk(1, 500);

        Resampler.Build(series, series.Timeframe).Span.ToArray().ShouldBe(series.Span.ToArray());
    }

    [Fact]
    public void Building_in_two_steps_is_building_in_one()
    {
        var series = RandomCandles.Walk(2, 5_000);

        var twice = Resampler.Build(Resampler.Build(series, Timeframe.H1), Timeframe.D1).Span.ToArray();
        var once = Resampler.Build(series, Timeframe.D1).Span.ToArray();

        twice.Select(Rounded).ShouldBe(once.Select(Rounded));
        once.Count(c => c.IsPartial).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(60, 15)]
    [InlineData(15, 40)]
    public void Only_whole_multiples_can_be_built(int from, int to) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Resampler(new Timeframe(from), new Timeframe(to)));

    [Fact]
    public void Time_that_goes_back_is_refused()
    {
        var resampler = new Resampler(Timeframe.M15, Timeframe.H1);
        var quarters = new CandleBuilder().Flat(2, 100).Build();
        resampler.Add(quarters[1]);

        Should.Throw<ArgumentException>(() => resampler.Add(quarters[0]).Length);
    }

    /// <summary>Against candles the venue recorded itself.</summary>
    [SharedDataTheory]
    [InlineData("BTCUSDT/15m.csv.gz", "BTCUSDT/1h.csv.gz", 24_000)]
    [InlineData("BTCUSDT/15m.csv.gz", "BTCUSDT/4h.csv.gz", 6_000)]
    [InlineData("ETHUSDT/15m.csv.gz", "ETHUSDT/1h.csv.gz", 17_000)]
    [InlineData("ETHUSDT/1h.csv.gz", "ETHUSDT/4h.csv.gz", 17_000)]
    [InlineData("SOLUSDT/15m.csv.gz", "SOLUSDT/4h.csv.gz", 4_000)]
    [InlineData("BNBUSDT/15m.csv.gz", "BNBUSDT/1h.csv.gz", 17_000)]
    public void Built_candles_equal_the_recorded_ones(string fine, string coarse, int atLeast)
    {
        var recorded = CandleFile.Read(SharedData.Candles(coarse)).Series;
        var built = Resampler.Build(CandleFile.Read(SharedData.Candles(fine)).Series, recorded.Timeframe);
        var byTime = built.Span.ToArray().Where(c => !c.IsPartial).ToDictionary(c => c.OpenTimeMs);
        var compared = 0;
        foreach (var candle in recorded.Span)
        {
            if (!byTime.TryGetValue(candle.OpenTimeMs, out var same))
                continue;
            compared++;
            (same.Open, same.High, same.Low, same.Close).ShouldBe(
                (candle.Open, candle.High, candle.Low, candle.Close),
                $"{candle.OpenTimeMs}"
            );
            same.Volume.ShouldBe(candle.Volume, 1e-9 * candle.Volume, $"{candle.OpenTimeMs}");
        }
        compared.ShouldBeGreaterThan(atLeast);
    }

    private static Candle Rounded(Candle candle) =>
        candle with
        {
            Volume = Math.Round(candle.Volume, 6),
            TakerBuyVolume = Math.Round(candle.TakerBuyVolume, 6),
        };
}
