using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Volume;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class VolumeDeltaTests
{
    [Fact]
    public void A_measured_delta_is_twice_the_bought_volume_less_the_volume()
    {
        var series = new CandleBuilder().Add(10, 12, 9, 11, volume: 100, taker: 70).Build();

        Compute(series)[0].ShouldBe(new DeltaValue(40, 40, Estimated: false));
    }

    [Fact]
    public void An_estimated_delta_follows_the_close_and_is_0_for_a_flat_candle()
    {
        var series = new CandleBuilder()
            .Add(10, 12, 8, 11, volume: 100)
            .Add(10, 10, 10, 10, volume: 100)
            .Add(10, 12, 8, 8, volume: 30)
            .Build();

        Compute(series)
            .ShouldBe([new DeltaValue(50, 50, true), new DeltaValue(0, 50, true), new DeltaValue(-30, 20, true)]);
    }

    [Fact]
    public void The_sum_restarts_whenever_measured_and_estimated_change_places()
    {
        var series = new CandleBuilder()
            .Add(10, 12, 8, 11, volume: 100, taker: 60)
            .Add(10, 12, 8, 11, volume: 100)
            .Add(10, 12, 8, 11, volume: 100)
            .Add(10, 12, 8, 11, volume: 100, taker: 45)
            .Build();

        Compute(series, AnchorPeriod.Start).Select(d => d.Cvd).ShouldBe([20, 50, 100, -10]);
    }

    [Theory]
    [InlineData(AnchorPeriod.Start)]
    [InlineData(AnchorPeriod.Day)]
    [InlineData(AnchorPeriod.Week)]
    [InlineData(AnchorPeriod.Month)]
    public void The_sum_is_that_of_the_candles_since_the_period_began(AnchorPeriod anchor)
    {
        var series = RandomCandles.Walk(9, 3_000, Timeframe.H1);
        var found = Compute(series, anchor);

        var from = 0;
        for (var i = 0; i < series.Count; i++)
        {
            var isNew = i > 0 && !Period(series[i - 1], anchor).Equals(Period(series[i], anchor));
            var isOtherKind = i > 0 && series[i - 1].IsDeltaEstimated != series[i].IsDeltaEstimated;
            var isRestart = i > 0 && Tape.IsRestart(series[i - 1].OpenTimeMs, series[i].OpenTimeMs, series.Timeframe);
            from = isNew || isOtherKind || isRestart ? i : from;
            var expected = series.Span[from..(i + 1)].ToArray().Sum(c => c.Delta);
            found[i].Cvd.ShouldBe(expected, 1e-6, $"candle {i}");
            found[i].Estimated.ShouldBe(double.IsNaN(series[i].TakerBuyVolume));
        }
    }

    [Fact]
    public void A_week_begins_on_Monday_and_a_day_whose_first_candle_is_missing_with_its_next()
    {
        // The builder starts on a Monday; 2024-01-08 is the next.
        var series = new CandleBuilder(Timeframe.H4)
            .Add(10, 10, 10, 10, 5, 4)
            .Hole(40)
            .Add(10, 10, 10, 10, 5, 4)
            .Add(10, 10, 10, 10, 5, 4)
            .Build();

        var clock = new AnchorClock(AnchorPeriod.Week);
        series.Span.ToArray().Select(c => clock.Starts(c.OpenTimeMs)).ShouldBe([true, false, true]);
        var days = new AnchorClock(AnchorPeriod.Day);
        series.Span.ToArray().Select(c => days.Starts(c.OpenTimeMs)).ShouldBe([true, true, true]);
    }

    private static object Period(in Candle candle, AnchorPeriod anchor)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTimeMs);
        return anchor switch
        {
            AnchorPeriod.Start => 0,
            AnchorPeriod.Day => time.Date,
            AnchorPeriod.Week => System.Globalization.ISOWeek.GetWeekOfYear(time.Date),
            AnchorPeriod.Month => (time.Year, time.Month),
        };
    }

    private static DeltaValue[] Compute(CandleSeries series, AnchorPeriod anchor = AnchorPeriod.Day) =>
        Indication.Compute(series, () => new VolumeDelta(anchor));
}
