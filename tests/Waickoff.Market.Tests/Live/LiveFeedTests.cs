using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;
using Xunit.Abstractions;

namespace Waickoff.Market.Tests.Live;

/// <summary>The feed against an exchange that does everything wrong that exchanges do.</summary>
public sealed class LiveFeedTests(ITestOutputHelper output)
{
    private const int Known = 1_000;
    private const long EndMs = 1_767_225_600_000;

    private static readonly SimulatedFeed Market = new SimulatedFeed(seed: 3, EndMs, count: 4_000);
    private static readonly CandleSeries Whole = Market.Read(LiveSetting.Symbol, Timeframe.M15);
    private static readonly long Step = Timeframe.M15.Milliseconds;

    private static bool IsFull => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    [Fact]
    public async Task Each_candle_is_told_once_when_it_has_closed_and_is_stored()
    {
        await using var setting = await StartAsync();
        await using (var told = LiveSetting.Gather(setting.Feed(First(Known))))
        {
            await told.UntilAsync(all => all.OfType<FeedUp>().Any());
            for (var i = Known; i < Known + 50; i++)
            {
                setting.Exchange.Clock.Advance(1);
                await told.UntilClosedAsync(Whole[i].OpenTimeMs);
            }
            told.Closed.ShouldBe(Candles(Known, 50));
            told.Told.OfType<CandleForming>().Count().ShouldBeGreaterThan(50);
            told.Told.OfType<CandleCorrected>().ShouldBeEmpty();
        }
        (await StoredAsync(setting)).ShouldBe(Candles(Known, 50));
    }

    [Fact]
    public async Task What_closed_before_the_start_is_caught_up_with()
    {
        await using var setting = await StartAsync(Known + 700);
        await using var told = LiveSetting.Gather(setting.Feed(First(Known)));

        await told.UntilAsync(all => all.OfType<FeedUp>().Any());

        told.Closed.ShouldBe(Candles(Known, 700));
    }

    /// <summary>T58.</summary>
    [Fact]
    public async Task Broken_connections_leave_no_hole_and_bring_nothing_twice()
    {
        var drops = IsFull ? 1_000 : 100;
        var seed = IsFull ? 58_001 : 58_000;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var setting = await StartAsync();
        await using var told = LiveSetting.Gather(setting.Feed(First(Known)));
        await told.UntilAsync(all => all.OfType<FeedUp>().Any());
        var asked = setting.Exchange.Traffic.Requests["/api/v3/klines"];
        var next = Known;
        for (var drop = 1; drop <= drops; drop++)
        {
            // A connection that told something and breaks is opened again at once; pauses are for those that tell nothing.
            var heard = told.Told.Count;
            setting.Exchange.Clock.AdvanceTo(setting.Exchange.Clock.NowMs + random.Next((int)Step / 2, (int)Step));
            await told.UntilAsync(all => all.Skip(heard).Any(e => e is CandleForming or CandleClosed));
            setting.Exchange.Faults.DropConnections();
            setting.Exchange.Clock.AdvanceTo(setting.Exchange.Clock.NowMs + random.Next(1, (int)(2 * Step)));
            var ups = drop + 1;
            await told.UntilAsync(all => all.OfType<FeedUp>().Count() >= ups);
            next = (int)((setting.Exchange.Clock.NowMs - Whole[0].OpenTimeMs) / Step);
            if (next > Known)
                await told.UntilClosedAsync(Whole[next - 1].OpenTimeMs);
        }

        told.Closed.ShouldBe(Candles(Known, next - Known), "no hole, nothing twice");
        var perDrop = (setting.Exchange.Traffic.Requests["/api/v3/klines"] - asked) / (double)drops;
        output.WriteLine($"{drops} drops, {told.Closed.Count} candles, {perDrop:0.00} back-fills a drop");
        perDrop.ShouldBeLessThanOrEqualTo(1);
        setting.Exchange.Traffic.Bans.ShouldBe(0);
        setting.Exchange.Traffic.PeakWeight.ShouldBeLessThanOrEqualTo(3_000);
    }

    [Theory]
    [InlineData(SandboxFault.StreamOutOfOrder)]
    [InlineData(SandboxFault.StreamDuplicates)]
    [InlineData(SandboxFault.StreamGarbage)]
    public async Task A_faulty_stream_changes_nothing_that_is_told(SandboxFault fault)
    {
        await using var setting = await StartAsync();
        await using var told = LiveSetting.Gather(setting.Feed(First(Known)));
        await told.UntilAsync(all => all.OfType<FeedUp>().Any());
        setting.Exchange.Faults.Set(fault, new FaultSetting { Probability = 0.1 });
        for (var i = Known; i < Known + 60; i++)
        {
            setting.Exchange.Clock.Advance(1);
            await told.UntilClosedAsync(Whole[i].OpenTimeMs);
        }

        told.Closed.ShouldBe(Candles(Known, 60));
        setting.Exchange.Faults.Count(fault).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_correction_is_told_and_kept_beside_the_first()
    {
        await using var setting = await StartAsync();
        await using var told = LiveSetting.Gather(setting.Feed(First(Known)));
        await told.UntilAsync(all => all.OfType<FeedUp>().Any());
        setting.Exchange.Clock.Advance(1);
        await told.UntilClosedAsync(Whole[Known].OpenTimeMs);
        setting.Exchange.Faults.Set(SandboxFault.RevisedCandle, times: 1);

        setting.Exchange.Faults.DropConnections();
        await told.UntilAsync(all => all.OfType<CandleCorrected>().Any());

        told.Closed.ShouldBe(Candles(Known, 1));
    }

    private static Task<LiveSetting> StartAsync(int closed = Known) =>
        LiveSetting.StartAsync(Market, Whole[closed].OpenTimeMs);

    private static CandleSeries First(int count) => new(Timeframe.M15, Whole.Span[..count].ToArray());

    private static Candle[] Candles(int from, int count) => Whole.Span.Slice(from, count).ToArray();

    private static async Task<Candle[]> StoredAsync(LiveSetting setting)
    {
        var name = new SeriesName(setting.Venue.Name, LiveSetting.Symbol, Timeframe.M15);
        return (await setting.Store.ReadAsync(name)).Span.ToArray();
    }
}
