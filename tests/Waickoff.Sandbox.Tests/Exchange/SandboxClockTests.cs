using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class SandboxClockTests
{
    private const long StartMs = Markets.StartMs;
    private const long QuarterMs = Markets.QuarterMs;

    [Fact]
    public async Task It_stands_and_moves_by_hand_and_never_back()
    {
        await using var exchange = await Markets.StartAsync(StartMs + 1);

        exchange.Clock.NowMs.ShouldBe(StartMs + 1);
        exchange.Clock.Advance(1);
        exchange.Clock.NowMs.ShouldBe(StartMs + QuarterMs);
        exchange.Clock.Advance(2, Timeframe.H1);
        exchange.Clock.NowMs.ShouldBe(StartMs + (8 * QuarterMs));
        exchange.Clock.AdvanceTo(StartMs);
        exchange.Clock.NowMs.ShouldBe(StartMs + (8 * QuarterMs));
    }

    [Fact]
    public async Task It_goes_by_itself_as_fast_as_asked()
    {
        await using var exchange = await Markets.StartAsync(StartMs, o => o with { Speed = 3_600 });
        using var reader = await StreamReader.ConnectAsync(exchange.BinanceStream, "/ws/btcusdt@kline_15m");

        var messages = await reader.ReadUntilAsync(m => m["k"]!["x"]!.GetValue<bool>());

        exchange.Clock.NowMs.ShouldBeGreaterThanOrEqualTo(StartMs + QuarterMs);
        messages.Select(m => m["E"]!.GetValue<long>()).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_skewed_exchange_closes_candles_by_its_own_time()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        using var reader = await StreamReader.ConnectAsync(exchange.BinanceStream, "/ws/btcusdt@kline_15m");

        exchange.Clock.SkewMs = 300_000;
        exchange.Clock.AdvanceTo(StartMs + QuarterMs - 300_000);

        (await reader.ReadUntilAsync(m => m["k"]!["x"]!.GetValue<bool>()))[^1]["E"]!
            .GetValue<long>()
            .ShouldBe(StartMs + QuarterMs);
        exchange.Clock.Reader.GetUtcNow().ToUnixTimeMilliseconds().ShouldBe(StartMs + QuarterMs - 300_000);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        var runs = new List<List<string>>();
        for (var run = 0; run < 2; run++)
        {
            await using var exchange = await Markets.StartAsync(StartMs, o => o with { Seed = 5 });
            using var reader = await StreamReader.ConnectAsync(
                exchange.BinanceStream,
                "/stream?streams=btcusdt@aggTrade/btcusdt@kline_15m/ethusdt@kline_1h"
            );
            exchange.Clock.Advance(2);
            var texts = await reader.ReadTextsAsync(60);
            texts.Add(await Markets.TextAsync(exchange.BinanceRest, "api/v3/klines?symbol=BTCUSDT&interval=1h"));
            texts.Add(await Markets.TextAsync(exchange.BybitRest, "v5/market/tickers?category=linear"));
            runs.Add(texts);
        }

        runs[1].ShouldBe(runs[0]);
    }

    [Fact]
    public async Task Connections_and_messages_are_counted()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        using (var reader = await StreamReader.ConnectAsync(exchange.BinanceStream, "/ws/btcusdt@kline_15m"))
        {
            exchange.Traffic.ConnectionsOpen.ShouldBe(1);
            exchange.Clock.Advance(1);
            await reader.ReadUntilAsync(m => m["k"]!["x"]!.GetValue<bool>());
            await reader.CloseAsync();
        }

        for (var i = 0; i < 100 && exchange.Traffic.ConnectionsOpen > 0; i++)
            await Task.Delay(20);
        (exchange.Traffic.ConnectionsOpened, exchange.Traffic.ConnectionsOpen).ShouldBe((1, 0));
        exchange.Traffic.MessagesSent.ShouldBeGreaterThanOrEqualTo(12);
    }
}
