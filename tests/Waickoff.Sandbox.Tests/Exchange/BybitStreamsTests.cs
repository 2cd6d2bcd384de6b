using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class BybitStreamsTests
{
    private const long StartMs = Markets.StartMs;
    private const long QuarterMs = Markets.QuarterMs;
    private const string Id = "00000001-0000-0000-0000-000000000000";

    [Fact]
    public async Task A_subscription_is_confirmed_and_a_candle_forms_and_is_confirmed_once()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (QuarterMs / 2));
        using var reader = await StreamReader.ConnectAsync(exchange.BybitStream, "/spot");

        await reader.SendAsync("""{"op":"subscribe","args":["kline.15.BTCUSDT"],"req_id":"7"}""");
        (await reader.ReadTextAsync()).ShouldBe(
            $$"""{"success":true,"ret_msg":"subscribe","conn_id":"{{Id}}","req_id":"7","op":"subscribe"}"""
        );
        exchange.Clock.Advance(1);
        var messages = await reader.ReadUntilAsync(m => m["data"]![0]!["start"]!.GetValue<long>() > StartMs);

        messages
            .Select(m => m["data"]![0]!["confirm"]!.GetValue<bool>())
            .ShouldBe([false, false, false, false, false, true, false]);
        messages[5]
            .ToJsonString()
            .ShouldBe(
                """
                {"topic":"kline.15.BTCUSDT","data":[{"start":1704067200000,"end":1704068099999,"interval":"15","open":"100",
                "close":"105","high":"110.5","low":"95","volume":"12.345","turnover":"1266.905625","confirm":true,
                "timestamp":1704068099999}],"ts":1704068100000,"type":"snapshot"}
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public async Task A_ping_is_answered_and_what_does_not_exist_is_refused()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        using var reader = await StreamReader.ConnectAsync(exchange.BybitStream, "/spot");

        await reader.SendAsync("""{"op":"ping"}""");
        (await reader.ReadTextAsync()).ShouldBe(
            $$"""{"success":true,"ret_msg":"pong","conn_id":"{{Id}}","op":"ping"}"""
        );
        await reader.SendAsync("""{"op":"subscribe","args":["kline.15.BTCUSDT","kline.15.XYZUSDT"]}""");
        (await reader.ReadTextAsync()).ShouldBe(
            $$"""{"success":false,"ret_msg":"error:handler not found,topic:kline.15.XYZUSDT","conn_id":"{{Id}}","op":"subscribe"}"""
        );
        var eleven = string.Join(',', Enumerable.Repeat("\"publicTrade.BTCUSDT\"", 11));
        await reader.SendAsync($$"""{"op":"subscribe","args":[{{eleven}}]}""");
        (await reader.ReadTextAsync()).ShouldBe(
            $$"""{"success":false,"ret_msg":"args size >10","conn_id":"{{Id}}","op":"subscribe"}"""
        );
    }

    [Fact]
    public async Task Trades_come_before_the_candle_they_make_and_add_up_to_it()
    {
        await using var exchange = await Markets.StartAsync(StartMs - 1);
        using var reader = await StreamReader.ConnectAsync(exchange.BybitStream, "/spot");
        await reader.SendAsync("""{"op":"subscribe","args":["kline.15.BTCUSDT","publicTrade.BTCUSDT"]}""");
        await reader.ReadTextAsync();

        exchange.Clock.AdvanceTo(StartMs + QuarterMs);
        var messages = await reader.ReadUntilAsync(m => m["data"]![0]!["confirm"]?.GetValue<bool>() == true);

        var trades = messages.Select(m => m["data"]![0]!).Where(d => d["S"] is not null).ToArray();
        trades.Length.ShouldBe(12);
        trades.Sum(Size).ShouldBe(12.345m);
        trades.Where(t => t["S"]!.ToString() == "Buy").Sum(Size).ShouldBe(5.5m);
        (trades[0]["p"]!.ToString(), trades[^1]["p"]!.ToString()).ShouldBe(("100", "105"));

        static decimal Size(JsonNode trade) =>
            decimal.Parse(trade["v"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Tickers_of_perpetuals_are_a_snapshot_and_then_what_changed()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        using var reader = await StreamReader.ConnectAsync(exchange.BybitStream, "/linear");

        await reader.SendAsync("""{"op":"subscribe","args":["tickers.BTCUSDT"]}""");
        (await reader.ReadAsync())["ret_msg"]!.ToString().ShouldBe("");
        var snapshot = await reader.ReadAsync();
        exchange.Clock.Advance(1);
        var delta = await reader.ReadAsync();

        (snapshot["type"]!.ToString(), delta["type"]!.ToString()).ShouldBe(("snapshot", "delta"));
        snapshot["data"]!["nextFundingTime"]!.ToString().ShouldBe("1704096000000");
        delta["data"]!["lastPrice"]!.ToString().ShouldBe("105.2");
        delta["data"]!["nextFundingTime"].ShouldBeNull();
        delta["ts"]!.GetValue<long>().ShouldBe(StartMs + QuarterMs);
    }
}
