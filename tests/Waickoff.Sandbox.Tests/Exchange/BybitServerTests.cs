using System.Net;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class BybitServerTests
{
    private const long StartMs = Markets.StartMs;
    private const long QuarterMs = Markets.QuarterMs;

    [Fact]
    public async Task Klines_are_strings_newest_first_in_the_envelope()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (2 * QuarterMs));

        var text = await Markets.TextAsync(
            exchange.BybitRest,
            $"v5/market/kline?category=spot&symbol=BTCUSDT&interval=15&end={StartMs + (2 * QuarterMs) - 1}"
        );

        text.ShouldBe(
            """
            {"retCode":0,"retMsg":"OK","result":{"symbol":"BTCUSDT","category":"spot","list":[
            ["1704068100000","105","108","101","102","3","312"],
            ["1704067200000","100","110.5","95","105","12.345","1266.905625"]]},"retExtInfo":{},"time":1704069000000}
            """.ReplaceLineEndings("")
        );
    }

    [Fact]
    public async Task Perpetuals_are_listed_without_the_suffix_of_the_feed()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (2 * QuarterMs));

        var linear = await Markets.GetAsync(
            exchange.BybitRest,
            "v5/market/kline?category=linear&symbol=BTCUSDT&interval=15&limit=2"
        );

        linear["result"]!["list"]!
            .ToJsonString()
            .ShouldBe(
                """
                [["1704068100000","105.2","109","101","102","90","9387"],
                ["1704067200000","100.1","111","95.5","105.2","250.5","25788.975"]]
                """.ReplaceLineEndings("")
            );
    }

    [Theory]
    [InlineData("kline?category=spot&symbol=XYZUSDT&interval=15", "Not supported symbols")]
    [InlineData("kline?category=linear&symbol=ETHUSDT&interval=15", "Not supported symbols")]
    [InlineData("kline?category=spot&symbol=BTCUSDT&interval=15m", "Invalid period!")]
    [InlineData("kline?category=option&symbol=BTCUSDT&interval=15", "Illegal category")]
    [InlineData("tickers?category=linear&symbol=XYZUSDT", "Not supported symbols")]
    public async Task Wrong_parameters_are_refused_in_the_envelope(string path, string message)
    {
        await using var exchange = await Markets.StartAsync(StartMs + QuarterMs);

        using var answer = await Markets.Http.GetAsync(new Uri(exchange.BybitRest, "v5/market/" + path));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            $$"""{"retCode":10001,"retMsg":"{{message}}","result":{},"retExtInfo":{},"time":1704068100000}"""
        );
    }

    [Fact]
    public async Task Instruments_of_spot_have_their_steps()
    {
        await using var exchange = await Markets.StartAsync(StartMs + QuarterMs);

        var spot = await Markets.GetAsync(
            exchange.BybitRest,
            "v5/market/instruments-info?category=spot&symbol=BTCUSDT"
        );

        spot["result"]!
            .ToJsonString()
            .ShouldBe(
                """
                {"category":"spot","list":[{"symbol":"BTCUSDT","baseCoin":"BTC","quoteCoin":"USDT","innovation":"0",
                "status":"Trading","marginTrading":"none","lotSizeFilter":{"basePrecision":"0.00001",
                "quotePrecision":"0.00000001","minOrderQty":"0.00001","maxOrderQty":"90000000"},
                "priceFilter":{"tickSize":"0.01"}}]}
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public async Task Instruments_of_perpetuals_are_read_page_by_page()
    {
        var candles = Markets.Walk(10, seed: 1);
        var feed = new ListFeed(("AUSDT-PERP", candles), ("BUSDT-PERP", candles), ("CUSDT-PERP", candles));
        await using var exchange = await Markets.StartAsync(StartMs, o => o with { Feed = feed });
        const string Path = "v5/market/instruments-info?category=linear&limit=2";

        var first = await Markets.GetAsync(exchange.BybitRest, Path);
        var cursor = first["result"]!["nextPageCursor"]!.ToString();
        var second = await Markets.GetAsync(exchange.BybitRest, $"{Path}&cursor={Uri.EscapeDataString(cursor)}");

        Symbols(first).ShouldBe(["AUSDT", "BUSDT"]);
        Symbols(second).ShouldBe(["CUSDT"]);
        second["result"]!["nextPageCursor"]!.ToString().ShouldBe("");
        var item = second["result"]!["list"]![0]!;
        item["launchTime"]!.ToString().ShouldBe("1704067200000");
        item["lotSizeFilter"]!["qtyStep"]!.ToString().ShouldBe("0.001");
        item["priceFilter"]!["tickSize"]!.ToString().ShouldBe("0.1");

        static IEnumerable<string> Symbols(JsonNode answer) =>
            answer["result"]!["list"]!.AsArray().Select(i => i!["symbol"]!.ToString());
    }

    [Fact]
    public async Task Tickers_of_perpetuals_have_open_interest_and_funding_that_repeat()
    {
        var texts = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var exchange = await Markets.StartAsync(StartMs + (2 * QuarterMs));
            texts.Add(await Markets.TextAsync(exchange.BybitRest, "v5/market/tickers?category=linear&symbol=BTCUSDT"));
        }

        texts[1].ShouldBe(texts[0]);
        var ticker = JsonNode.Parse(texts[0])!["result"]!["list"]![0]!;
        ticker["lastPrice"]!.ToString().ShouldBe("102");
        ticker["highPrice24h"]!.ToString().ShouldBe("111");
        ticker["volume24h"]!.ToString().ShouldBe("340.5");
        Markets.Number(ticker["openInterest"]).ShouldBeGreaterThan(0);
        Math.Abs(Markets.Number(ticker["fundingRate"])).ShouldBeLessThan(0.0003);
        ticker["nextFundingTime"]!.ToString().ShouldBe("1704096000000");
    }

    [Fact]
    public async Task Time_is_that_of_the_exchange()
    {
        await using var exchange = await Markets.StartAsync(StartMs + 123);

        (await Markets.TextAsync(exchange.BybitRest, "v5/market/time")).ShouldBe(
            """
            {"retCode":0,"retMsg":"OK","result":{"timeSecond":"1704067200","timeNano":"1704067200123000000"},
            "retExtInfo":{},"time":1704067200123}
            """.ReplaceLineEndings("")
        );
    }

    [Fact]
    public async Task Paging_back_through_a_series_gives_the_candles_of_the_feed_bit_by_bit()
    {
        var series = Markets.Walk(2_450, seed: 8);
        var end = series[series.Count - 1].OpenTimeMs + QuarterMs;
        await using var exchange = await Markets.StartAsync(
            end,
            o => o with { Feed = new ListFeed(("XUSDT-PERP", series)) }
        );
        var read = new List<Candle>();

        for (var until = end; ; )
        {
            var page = await Markets.GetAsync(
                exchange.BybitRest,
                $"v5/market/kline?category=linear&symbol=XUSDT&interval=15&start=0&end={until}&limit=1000"
            );
            var rows = page["result"]!["list"]!.AsArray();
            read.AddRange(rows.Select(r => CandleOf(r!)));
            if (rows.Count < 1_000)
                break;
            until = read[^1].OpenTimeMs - 1;
        }

        read.Reverse();
        read.ShouldBe(series.Span.ToArray().Select(c => c with { TakerBuyVolume = double.NaN }));
    }

    internal static Candle CandleOf(JsonNode row) =>
        new(
            long.Parse(row[0]!.ToString(), System.Globalization.CultureInfo.InvariantCulture),
            Markets.Number(row[1]),
            Markets.Number(row[2]),
            Markets.Number(row[3]),
            Markets.Number(row[4]),
            Markets.Number(row[5])
        );
}
