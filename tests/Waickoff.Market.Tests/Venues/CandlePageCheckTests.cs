using Waickoff.Analysis.Candles;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Tests.Venues;

public sealed class CandlePageCheckTests
{
    private const long Step = 900_000;
    private const long Now = 10 * Step;

    [Fact]
    public void Rows_come_out_in_order_of_time_whatever_order_they_came_in()
    {
        var page = Check(Row(2), Row(0), Row(1));

        page.Candles.Select(c => c.OpenTimeMs).ShouldBe([0, Step, 2 * Step]);
        page.Rejected.ShouldBeEmpty();
    }

    [Fact]
    public void A_row_counts_from_the_moment_at_which_the_venue_has_closed_it()
    {
        Check(Row(9)).Candles.Count.ShouldBe(1);
        CandlePageCheck
            .Check([Row(9)], Timeframe.M15, 0, 20 * Step, Now - 1, 20 * Step)
            .Candles.ShouldBeEmpty("a millisecond before its close");
    }

    [Fact]
    public void The_same_row_twice_is_one_candle_and_two_different_rows_of_one_time_are_none()
    {
        Check(Row(1), Row(1)).Candles.Count.ShouldBe(1);

        var torn = Check(Row(0), Row(1), Row(1, close: 1.5), Row(2));

        torn.Candles.Select(c => c.OpenTimeMs).ShouldBe([0, 2 * Step]);
        torn.Rejected.Single().OpenTimeMs.ShouldBe(Step);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_impossible_price_is_rejected_with_the_reason(double low)
    {
        var row = Row(1)!.Value;
        var page = Check(Row(0), row with { Candle = row.Candle with { Low = low } });

        page.Candles.Single().OpenTimeMs.ShouldBe(0);
        var reason = page.Rejected.Single().Reason;
        reason.English.ShouldNotBe(reason.Spanish);
    }

    [Fact]
    public void Rows_of_another_interval_of_another_time_off_the_grid_or_unreadable_are_rejected()
    {
        var hour = Row(4)!.Value with { CloseTimeMs = 8 * Step - 1 };
        var seconds = Row(1)!.Value;
        seconds = seconds with { Candle = seconds.Candle with { OpenTimeMs = -5 } };
        var offGrid = Row(1)!.Value;
        offGrid = new VenueRow(offGrid.Candle with { OpenTimeMs = Step + 1 }, CloseTimeMs: null);

        var page = Check(Row(0), hour, seconds, offGrid, null);

        page.Candles.Single().OpenTimeMs.ShouldBe(0);
        page.Rejected.Count.ShouldBe(4);
    }

    private static CandlePage Check(params VenueRow?[] rows) =>
        CandlePageCheck.Check(rows, Timeframe.M15, 0, 20 * Step, Now, 20 * Step);

    private static VenueRow? Row(int place, double close = 2) =>
        new VenueRow(new Candle(place * Step, 1, 3, 1, close, 5), (place + 1) * Step - 1);
}
