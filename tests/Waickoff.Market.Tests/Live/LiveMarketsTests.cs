using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Market.Tests.Live;

/// <summary>Whole markets as they move: views, a second process on the same store, a venue that is gone, two that disagree.</summary>
public sealed class LiveMarketsTests
{
    private const int Known = 2_500;
    private const long EndMs = 1_767_225_600_000;
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];
    private static readonly SimulatedFeed Market = new(seed: 7, EndMs, count: 3_000);
    private static readonly CandleSeries Whole = Market.Read(LiveSetting.Symbol, Timeframe.M15);

    [Fact]
    public async Task A_view_holds_the_analysis_of_every_closed_candle_as_the_stored_ones_give_it()
    {
        await using var setting = await StartAsync();
        await using var running = new RunningMarkets(setting, [setting.Venue]);
        for (var i = Known; i < Known + 8; i++)
        {
            await running.UntilAsync(v => v.IsRunning && AsOf(v) == Whole[i].OpenTimeMs);
            setting.Exchange.Clock.Advance(1);
        }
        var view = await running.UntilAsync(v => AsOf(v) == Whole[Known + 8].OpenTimeMs);

        var closed = new CandleSeries(Timeframe.M15, Whole.Span[(Known - 960)..(Known + 8)].ToArray());
        var batch = new LiveMarket(
            "binance",
            LiveSetting.Symbol,
            view.Analysis!.Data.Tick,
            Timeframes,
            closed
        ).Analysis!;
        view.Analysis.Data.ShouldBe(batch.Data);
        view.Analysis.Agreement.ShouldBe(batch.Agreement);
        foreach (var (live, stored) in view.Analysis.Timeframes.Zip(batch.Timeframes))
        {
            live.Confluences.ShouldBe(stored.Confluences);
            live.Scenarios.ShouldBe(stored.Scenarios);
            live.OrderBlocks.Span.SequenceEqual(stored.OrderBlocks.Span).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_second_process_follows_by_the_store_and_takes_the_feed_over()
    {
        await using var setting = await StartAsync();
        var where = setting.Store.Where;
        await using var otherStore = await CandleStore.OpenAsync(where, setting.Exchange.Clock.Reader);
        var first = new RunningMarkets(setting, [setting.Venue]);
        await first.UntilAsync(v => v.IsRunning);
        await using var second = new RunningMarkets(setting, [setting.Venue], otherStore);
        setting.Exchange.Clock.Advance(1);

        var mine = await first.UntilAsync(v => AsOf(v) == Whole[Known + 1].OpenTimeMs);
        var theirs = await second.UntilAsync(v => AsOf(v) == Whole[Known + 1].OpenTimeMs);
        theirs.Analysis!.Agreement.ShouldBe(mine.Analysis!.Agreement);
        theirs.Analysis.Timeframes[0].Scenarios.ShouldBe(mine.Analysis.Timeframes[0].Scenarios);
        setting.Exchange.Traffic.ConnectionsOpen.ShouldBe(1, "one feed for any number of processes");

        await first.DisposeAsync();
        setting.Exchange.Clock.Advance(1);
        await second.UntilAsync(v => AsOf(v) == Whole[Known + 2].OpenTimeMs);
    }

    [Fact]
    public async Task Where_the_first_venue_is_gone_the_next_stands_in_and_that_is_said()
    {
        await using var setting = await StartAsync();
        using var gone = new Binance(
            new VenueOptions { RestUrl = new Uri("http://127.0.0.1:9"), StreamUrl = new Uri("ws://127.0.0.1:9") },
            setting.Exchange.Clock.Reader
        );
        using var bybit = Bybit(setting.Exchange);
        await using var running = new RunningMarkets(setting, [gone, bybit]);

        var view = await running.UntilAsync(v => v.IsRunning);

        view.Venue.ShouldBe("bybit");
        view.Notices.Select(n => n.Kind).ShouldContain(MarketNoticeKind.StandIn);
        AsOf(view).ShouldBe(Whole[Known].OpenTimeMs);
    }

    [Fact]
    public async Task A_symbol_that_the_venue_does_not_list_holds_the_others_not_up()
    {
        await using var setting = await StartAsync();
        await using var running = new RunningMarkets(setting, [setting.Venue], also: "NOPE");

        (await running.UntilAsync(v => v.IsRunning)).Symbol.ShouldBe(LiveSetting.Symbol);
    }

    /// <summary>T59.</summary>
    [Fact]
    public async Task Two_venues_that_are_apart_for_three_candles_are_said()
    {
        await using var setting = await StartAsync();
        await using var other = await SandboxExchange.StartAsync(
            new SandboxExchangeOptions
            {
                Feed = new SimulatedFeed(seed: 8, EndMs, count: 3_000),
                StartMs = Whole[Known].OpenTimeMs,
                TradesPerCandle = 4,
            }
        );
        using var apart = Bybit(other);
        await using var running = new RunningMarkets(setting, [setting.Venue, apart]);
        for (var i = Known; i < Known + 4; i++)
        {
            await running.UntilAsync(v => v.IsRunning && AsOf(v) == Whole[i].OpenTimeMs);
            other.Clock.Advance(1);
            setting.Exchange.Clock.Advance(1);
        }

        var view = await running.UntilAsync(v => v.Notices.Any(n => n.Kind == MarketNoticeKind.VenuesApart));

        view.Notices.Single(n => n.Kind == MarketNoticeKind.VenuesApart).Percent.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public async Task A_correction_begins_a_new_analysis_and_is_said()
    {
        await using var setting = await StartAsync();
        await using var running = new RunningMarkets(setting, [setting.Venue]);
        var before = await running.UntilAsync(v => v.IsRunning);
        setting.Exchange.Faults.Set(SandboxFault.RevisedCandle, times: 1);

        setting.Exchange.Faults.DropConnections();
        var after = await running.UntilAsync(v => v.Notices.Any(n => n.Kind == MarketNoticeKind.Corrected));

        after.Analysis!.AsOfMs.ShouldBe(before.Analysis!.AsOfMs);
        after
            .Analysis.Timeframes[0]
            .Candles.Span.SequenceEqual(before.Analysis.Timeframes[0].Candles.Span)
            .ShouldBeFalse();
    }

    private static Task<LiveSetting> StartAsync() => LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);

    private static Bybit Bybit(SandboxExchange exchange) =>
        new(new VenueOptions { RestUrl = exchange.BybitRest, StreamUrl = exchange.BybitStream }, exchange.Clock.Reader);

    private static long AsOf(MarketView view) => view.Analysis?.Timeframes[0].AsOfMs ?? -1;
}
