using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Market.Venues;
using Waickoff.Sandbox;

namespace Waickoff.Market.Tests.Live;

/// <summary>What is special about Bybit: newest first, confirm, taker volume from trades, tickers.</summary>
public sealed class BybitStreamTests
{
    private const int Known = 500;
    private static readonly SimulatedFeed Market = new(seed: 5, endTimeMs: 1_767_225_600_000, count: 1_000);
    private static readonly CandleSeries Whole = Market.Read(LiveSetting.Symbol, Timeframe.M15);

    [Fact]
    public async Task Live_candles_carry_the_taker_volume_that_their_trades_add_up_to()
    {
        await using var setting = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);
        using var venue = Open(setting);
        await using var told = LiveSetting.Gather(setting.Feed(First(Known), venue));
        await told.UntilAsync(all => all.OfType<FeedUp>().Any());
        for (var i = Known; i < Known + 20; i++)
        {
            setting.Exchange.Clock.Advance(1);
            await told.UntilClosedAsync(Whole[i].OpenTimeMs);
        }

        // The first trade of the first candle came at its open, before there was a subscription.
        told.Closed.Skip(1).ShouldBe(Whole.Span.Slice(Known + 1, 19).ToArray());
    }

    [Fact]
    public async Task A_candle_whose_trades_were_not_all_heard_has_no_taker_volume()
    {
        await using var setting = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs + 500_000);
        using var venue = Open(setting);
        await using var told = LiveSetting.Gather(setting.Feed(First(Known), venue));
        await told.UntilAsync(all => all.OfType<FeedUp>().Any());

        setting.Exchange.Clock.Advance(2);
        await told.UntilClosedAsync(Whole[Known + 1].OpenTimeMs);

        told.Closed[0].ShouldBe(Whole[Known] with { TakerBuyVolume = double.NaN });
        told.Closed[1].ShouldBe(Whole[Known + 1]);
    }

    [Fact]
    public async Task Instruments_have_tick_and_step_and_an_unknown_symbol_is_refused()
    {
        await using var setting = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);
        using var bybit = Open(setting);
        foreach (var venue in new[] { setting.Venue, bybit })
        {
            var instrument = await venue.InstrumentAsync("BTCUSDT", CancellationToken.None);
            (instrument.Base, instrument.Quote, instrument.IsTrading).ShouldBe(("BTC", "USDT", true));
            (instrument.Tick > 0 && instrument.Step > 0).ShouldBeTrue(instrument.ToString());
            (await venue.TickerAsync("BTCUSDT", CancellationToken.None)).LastPrice.ShouldBeGreaterThan(0);
            var trades = await venue.TradesAsync("BTCUSDT", CancellationToken.None);
            trades.Select(t => t.TimeMs).ShouldBeInOrder();
            (
                await Should.ThrowAsync<VenueException>(() => venue.InstrumentAsync("NOPE", CancellationToken.None))
            ).Problem.ShouldBe(VenueProblem.UnknownSymbol);
        }
    }

    private static Bybit Open(LiveSetting setting) =>
        new(
            new VenueOptions { RestUrl = setting.Exchange.BybitRest, StreamUrl = setting.Exchange.BybitStream },
            setting.Exchange.Clock.Reader
        );

    private static CandleSeries First(int count) => new(Timeframe.M15, Whole.Span[..count].ToArray());
}
