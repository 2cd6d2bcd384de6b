using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Server.Tests.Charts;

/// <summary>The server on a venue.</summary>
public class LiveServerTests
{
    [Fact]
    public async Task Markets_come_from_the_venue_and_a_clock_that_is_off_makes_the_server_unwell()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var end = Timeframe.M15.Floor(now);
        var feed = new SimulatedFeed(seed: 3, end, 4_000);
        foreach (var symbol in feed.Symbols)
            feed.Read(symbol, Timeframe.M15);
        await using var exchange = await SandboxExchange.StartAsync(
            new SandboxExchangeOptions { Feed = feed, StartMs = end - (200 * Timeframe.M15.Milliseconds) }
        );
        await using var server = await RunningServer.StartAsync(
            settings:
            [
                $"Market:Venues:binance:RestUrl={exchange.BinanceRest}",
                $"Market:Venues:binance:StreamUrl={exchange.BinanceStream}",
                "Market:HistoryDays=30",
                "Market:Symbols:0=BTCUSDT",
            ]
        );
        using var nobody = new ApiClient(server.Address);

        JsonElement market = default;
        for (var tries = 0; tries < 200; tries++)
        {
            market = (await nobody.GetAsync("/api/markets"))[0];
            if (market.GetProperty("isLive").GetBoolean())
                break;
            await Task.Delay(100);
        }
        market.GetProperty("isLive").GetBoolean().ShouldBeTrue();
        market.GetProperty("isSimulated").GetBoolean().ShouldBeFalse();
        market.GetProperty("source").GetString().ShouldBe("binance");
        var health = await nobody.GetAsync("/health/ready");
        health.GetProperty("status").GetString().ShouldBe("degraded");
        var item = health
            .GetProperty("items")
            .EnumerateArray()
            .Single(i => i.GetProperty("name").GetString() == "market");
        item.GetProperty("detail").GetString()!.ShouldContain("clock");
    }
}
