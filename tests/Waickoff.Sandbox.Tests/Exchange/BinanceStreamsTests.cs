using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class BinanceStreamsTests
{
    private const long StartMs = Markets.StartMs;
    private const long QuarterMs = Markets.QuarterMs;

    [Fact]
    public async Task A_candle_forms_closes_once_and_the_next_one_forms()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (QuarterMs / 2));
        using var reader = await StreamReader.ConnectAsync(exchange.BinanceStream, "/stream?streams=btcusdt@kline_15m");

        exchange.Clock.Advance(1);
        var messages = await reader.ReadUntilAsync(m => Open(m) > StartMs);

        messages.ShouldAllBe(m => m["stream"]!.ToString() == "btcusdt@kline_15m");
        messages.Select(m => m["data"]!["E"]!.GetValue<long>()).ShouldBeInOrder();
        messages.Select(IsClosed).ShouldBe([false, false, false, false, false, true, false]);
        messages[5]["data"]!
            .ToJsonString()
            .ShouldBe(
                """
                {"e":"kline","E":1704068100000,"s":"BTCUSDT","k":{"t":1704067200000,"T":1704068099999,"s":"BTCUSDT","i":"15m",
                "f":1,"L":12,"o":"100","c":"105","h":"110.5","l":"95","v":"12.345","n":12,"x":true,"q":"1266.905625",
                "V":"5.5","Q":"564.4375","B":"0"}}
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public async Task Several_intervals_and_symbols_come_in_the_order_of_time()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        using var reader = await StreamReader.ConnectAsync(
            exchange.BinanceStream,
            "/stream?streams=btcusdt@kline_15m/btcusdt@kline_1h/ethusdt@kline_15m"
        );

        exchange.Clock.Advance(5);
        var messages = await reader.ReadUntilAsync(m => IsClosed(m) && Open(m) == StartMs + (4 * QuarterMs));

        messages.Select(m => m["data"]!["E"]!.GetValue<long>()).ShouldBeInOrder();
        messages
            .Where(IsClosed)
            .Select(m => (m["stream"]!.ToString(), (Open(m) - StartMs) / QuarterMs))
            .ShouldBe([
                ("btcusdt@kline_15m", 0),
                ("ethusdt@kline_15m", 0),
                ("btcusdt@kline_15m", 1),
                ("ethusdt@kline_15m", 1),
                ("btcusdt@kline_15m", 2),
                ("btcusdt@kline_15m", 3),
                ("btcusdt@kline_1h", 0),
                ("btcusdt@kline_15m", 4),
            ]);
    }

    [Fact]
    public async Task Streams_are_added_and_taken_away_by_message()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        using var reader = await StreamReader.ConnectAsync(exchange.BinanceStream, "/ws");

        await reader.SendAsync("""{"method":"SUBSCRIBE","params":["btcusdt@kline_15m"],"id":1}""");
        (await reader.ReadTextAsync()).ShouldBe("""{"result":null,"id":1}""");
        await reader.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""");
        (await reader.ReadTextAsync()).ShouldBe("""{"result":["btcusdt@kline_15m"],"id":2}""");
        exchange.Clock.AdvanceTo(StartMs + 100_000);
        (await reader.ReadAsync())["e"]!.ToString().ShouldBe("kline");
        await reader.SendAsync("""{"method":"UNSUBSCRIBE","params":["btcusdt@kline_15m"],"id":3}""");
        (await reader.ReadTextAsync()).ShouldBe("""{"result":null,"id":3}""");
        exchange.Clock.Advance(1);
        await reader.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":4}""");
        (await reader.ReadTextAsync()).ShouldBe("""{"result":[],"id":4}""");
        await reader.SendAsync("what?");
        (await reader.ReadAsync())["error"]!["code"]!.GetValue<int>().ShouldBe(3);
    }

    private static bool IsClosed(JsonNode message) => message["data"]!["k"]!["x"]!.GetValue<bool>();

    private static long Open(JsonNode message) => message["data"]!["k"]!["t"]!.GetValue<long>();
}
