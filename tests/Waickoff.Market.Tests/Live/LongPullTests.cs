using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Market.Tests.Live;

/// <summary>A pull of several full pages, with losses inside them and where one page meets the next.</summary>
public sealed class LongPullTests
{
    private const int Candles = 4_500;
    private const long EndMs = 1_767_225_600_000;

    [Fact]
    public async Task What_pages_lost_is_brought_by_the_next_pull_and_nothing_stands_there_twice()
    {
        var feed = new SimulatedFeed(seed: 7, EndMs, Candles + 10);
        var all = feed.Read(LiveSetting.Symbol, Timeframe.M15).Span.ToArray()[..Candles];
        var now = all[^1].OpenTimeMs + Timeframe.M15.Milliseconds;
        await using var setting = await LiveSetting.StartAsync(feed, now);
        var series = new SeriesName("binance", LiveSetting.Symbol, Timeframe.M15);
        foreach (var fault in new[] { SandboxFault.Gap1, SandboxFault.Gap3, SandboxFault.Gap24 })
        {
            setting.Exchange.Faults.Set(fault, new FaultSetting { Times = 1 });
            await PullAsync(setting, all[0].OpenTimeMs, now);
        }
        setting.Exchange.Faults.Clear();
        await PullAsync(setting, all[0].OpenTimeMs, now);

        var stored = (await setting.Store.ReadAsync(series)).Span.ToArray();
        stored.ShouldBe(all);
    }

    private static Task<BackFillResult> PullAsync(LiveSetting setting, long fromMs, long toMs) =>
        new BackFill(setting.Venue, setting.Store).RunAsync(
            LiveSetting.Symbol,
            Timeframe.M15,
            fromMs,
            toMs,
            progress: null,
            default
        );
}
