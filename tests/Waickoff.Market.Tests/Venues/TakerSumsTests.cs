using Waickoff.Analysis.Candles;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Tests.Venues;

public sealed class TakerSumsTests
{
    private static readonly Candle Closed = new(900_000, 1, 2, 1, 2, Volume: 0.3);

    [Fact]
    public void What_takers_bought_is_known_when_all_trades_of_the_candle_were_heard()
    {
        var sums = new TakerSums(Timeframe.M15);
        // In doubles 0.1 + 0.2 would not be 0.3.
        sums.Add("BTCUSDT", 900_000, 0.1m, isBuy: true);
        sums.Add("BTCUSDT", 1_799_999, 0.2m, isBuy: false);
        sums.Add("BTCUSDT", 1_800_000, 7m, isBuy: true);
        sums.Add("ETHUSDT", 900_000, 7m, isBuy: true);

        sums.Of("BTCUSDT", in Closed).ShouldBe(0.1);
    }

    [Fact]
    public void It_stays_unknown_when_a_trade_was_missed_or_none_was_heard()
    {
        var sums = new TakerSums(Timeframe.M15);
        sums.Add("BTCUSDT", 900_000, 0.1m, isBuy: true);

        sums.Of("BTCUSDT", in Closed).ShouldBe(double.NaN);
        sums.Of("ETHUSDT", in Closed).ShouldBe(double.NaN);
    }

    [Fact]
    public void Of_a_candle_without_volume_takers_bought_nothing() =>
        new TakerSums(Timeframe.M15).Of("BTCUSDT", Closed with { Volume = 0 }).ShouldBe(0);
}
