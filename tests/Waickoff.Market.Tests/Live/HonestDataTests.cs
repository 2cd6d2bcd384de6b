using System.Diagnostics;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Market.Tests.Live;

/// <summary>Holes, age and clocks: what the reader of an analysis is told.</summary>
public sealed class HonestDataTests
{
    private const int Known = 1_000;
    private const long EndMs = 1_767_225_600_000;
    private const long Second = 1_000;
    private static readonly SimulatedFeed Market = new(seed: 55, EndMs, count: 1_600);
    private static readonly CandleSeries Whole = Market.Read(LiveSetting.Symbol, Timeframe.M15);
    private static readonly long Step = Timeframe.M15.Milliseconds;

    /// <summary>T55.</summary>
    [Fact]
    public async Task A_stored_series_with_few_holes_is_analysed_with_them_named_and_one_with_many_is_refused()
    {
        await using var few = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);
        await few.Store.SaveAsync(
            Name(few),
            [.. Candles(0, Known).Where((_, i) => i is not (500 or (>= 700 and < 719)))]
        );
        var market = await LoadAsync(few);

        var facts = market.Timeframes.Single(t => t.Timeframe == Timeframe.M15).Facts;
        (facts.MissingPercent, facts.MissingCandles).ShouldBe((2.0, 20));
        facts.Gaps.ShouldBe([new Gap(Whole[499].OpenTimeMs, 1), new Gap(Whole[699].OpenTimeMs, 19)]);
        market.Analyze().Timeframes.ShouldContain(t => t.Timeframe == Timeframe.M15);

        await using var many = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);
        await many.Store.SaveAsync(Name(many), [.. Candles(0, Known).Where((_, i) => i is < 700 or >= 721)]);
        var refused = await Should.ThrowAsync<MarketDataException>(() => LoadAsync(many));
        refused.Notices.ShouldContain(n =>
            n.Kind == MarketNoticeKind.TooManyHoles && n.Timeframe == Timeframe.M15 && n.Percent == 2.1
        );
    }

    /// <summary>T56.</summary>
    [Fact]
    public async Task A_last_candle_older_than_two_is_said_within_five_seconds()
    {
        await using var setting = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);
        await using var running = new RunningMarkets(setting, [setting.Venue]);
        var fresh = await running.UntilAsync(v => v is { IsRunning: true, Analysis: not null });
        fresh.Notices.ShouldBeEmpty();

        // The market goes on, and nothing of it comes through any more but the time.
        setting.Exchange.Faults.Set(SandboxFault.StreamSilent);
        setting.Exchange.Faults.Set(SandboxFault.EmptyArray);
        setting.Exchange.Clock.AdvanceTo(Whole[Known].OpenTimeMs + (2 * Step) + 1);
        setting.Venue.Clock.Doubt();
        await setting.Venue.SynchronizeAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var stale = await running.UntilAsync(v => v.Notices.Any(n => n.Kind == MarketNoticeKind.Stale));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        stale.Notices.Single(n => n.Kind == MarketNoticeKind.Stale).TimeMs.ShouldBe(Whole[Known].OpenTimeMs);
    }

    /// <summary>T57.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(30)]
    [InlineData(-30)]
    [InlineData(300)]
    [InlineData(-300)]
    [InlineData(86_400)]
    [InlineData(-86_400)]
    public async Task A_candle_closes_by_the_clock_of_the_exchange_whatever_ours_shows(int seconds)
    {
        await using var setting = await LiveSetting.StartAsync(Market, Whole[Known].OpenTimeMs);
        setting.Exchange.Clock.SkewMs = seconds * Second;
        var closed = (int)((setting.Exchange.Clock.NowMs - Whole[0].OpenTimeMs) / Step);
        await setting.Store.SaveAsync(Name(setting), Candles(0, closed - 5));
        await using var running = new RunningMarkets(setting, [setting.Venue]);

        var view = await running.UntilAsync(v => v.IsRunning && ClosedCount(v) == closed);
        var said = view.Notices.Where(n => n.Kind == MarketNoticeKind.ClockOff).ToArray();
        if (Math.Abs(seconds) > 2)
            said.ShouldHaveSingleItem().TimeMs.ShouldBeInRange((-seconds * Second) - 500, (-seconds * Second) + 500);
        else
            said.ShouldBeEmpty();

        // The close of one candle by the exchange's clock, the last moment of the next, and its close.
        setting.Exchange.Clock.AdvanceTo(OursAt(closed + 1));
        await running.UntilAsync(v => ClosedCount(v) == closed + 1);
        setting.Exchange.Clock.AdvanceTo(OursAt(closed + 2) - 1);
        var before = await running.UntilAsync(v => v.Forming?.OpenTimeMs == Whole[closed + 1].OpenTimeMs);
        ClosedCount(before).ShouldBe(closed + 1);
        setting.Exchange.Clock.AdvanceTo(OursAt(closed + 2));
        await running.UntilAsync(v => ClosedCount(v) == closed + 2);

        long OursAt(int candle) => Whole[candle].OpenTimeMs - (seconds * Second);
    }

    private static SeriesName Name(LiveSetting setting) => new(setting.Venue.Name, LiveSetting.Symbol, Timeframe.M15);

    private static Candle[] Candles(int from, int count) => Whole.Span.Slice(from, count).ToArray();

    /// <summary>How many candles of the market have closed by the view.</summary>
    private static int ClosedCount(MarketView view) =>
        view.Analysis is { } market
            ? (int)((market.Timeframes[0].Candles.Span[^1].OpenTimeMs - Whole[0].OpenTimeMs) / Step) + 1
            : 0;

    private static async Task<MarketSeries> LoadAsync(LiveSetting setting) =>
        MarketData.Load(
            await StoreFeed.ReadAsync(
                setting.Store,
                setting.Venue.Name,
                LiveSetting.Symbol,
                "test",
                long.MaxValue,
                CancellationToken.None
            ),
            LiveSetting.Symbol,
            [Timeframe.M15]
        );
}
