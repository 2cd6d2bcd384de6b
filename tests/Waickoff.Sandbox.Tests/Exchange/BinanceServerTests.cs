using System.Net;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class BinanceServerTests
{
    private const long StartMs = Markets.StartMs;
    private const long QuarterMs = Markets.QuarterMs;

    [Fact]
    public async Task Klines_have_twelve_columns_oldest_first_and_end_with_the_forming_one()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (2 * QuarterMs));

        var text = await Markets.TextAsync(exchange.BinanceRest, "api/v3/klines?symbol=BTCUSDT&interval=15m");

        text.ShouldBe(
            """
            [[1704067200000,"100","110.5","95","105","12.345",1704068099999,"1266.905625",12,"5.5","564.4375","0"],
            [1704068100000,"105","108","101","102","3",1704068999999,"312",12,"","","0"],
            [1704069000000,"102","102","102","102",
            """.ReplaceLineEndings("")
                + text[text.IndexOf("[1704069000000,", StringComparison.Ordinal)..][
                    "[1704069000000,\"102\",\"102\",\"102\",\"102\",".Length..
                ]
        );
        var forming = JsonNode.Parse(text)![2]!;
        forming[6]!.GetValue<long>().ShouldBe(1704069899999);
        forming[8]!.GetValue<int>().ShouldBe(1);
        Markets.Number(forming[5]).ShouldBeInRange(0.000001, 0.00011);
        forming[9]!.ToString().ShouldBe("0");
    }

    [Fact]
    public async Task A_range_of_time_and_a_limit_choose_the_rows()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (5 * QuarterMs));

        (await Opens("&limit=2")).ShouldBe([3, 4]);
        (await Opens($"&startTime={StartMs}&limit=2")).ShouldBe([0, 1]);
        (await Opens($"&startTime={StartMs + 1}&endTime={StartMs + (2 * QuarterMs)}")).ShouldBe([1, 2]);
        (await Opens($"&endTime={StartMs + (3 * QuarterMs) - 1}&limit=2")).ShouldBe([1, 2]);
        (await Opens($"&startTime={StartMs + (9 * QuarterMs)}")).ShouldBeEmpty();

        async Task<long[]> Opens(string rest)
        {
            var rows = await Markets.GetAsync(exchange.BinanceRest, "api/v3/klines?symbol=BTCUSDT&interval=15m" + rest);
            return [.. rows.AsArray().Select(r => (r![0]!.GetValue<long>() - StartMs) / QuarterMs)];
        }
    }

    [Theory]
    [InlineData("klines?symbol=XYZUSDT&interval=15m", """{"code":-1121,"msg":"Invalid symbol."}""")]
    [InlineData("klines?symbol=BTCUSDT&interval=7m", """{"code":-1120,"msg":"Invalid interval."}""")]
    [InlineData(
        "klines?interval=15m",
        """{"code":-1102,"msg":"Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."}"""
    )]
    [InlineData(
        "klines?symbol=BTCUSDT&interval=15m&limit=ten",
        """{"code":-1100,"msg":"Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'."}"""
    )]
    [InlineData("exchangeInfo?symbol=BTCUSDT-PERP", """{"code":-1121,"msg":"Invalid symbol."}""")]
    public async Task Wrong_parameters_are_refused_with_the_code_of_the_venue(string path, string expected)
    {
        await using var exchange = await Markets.StartAsync(StartMs + QuarterMs);

        using var answer = await Markets.Http.GetAsync(new Uri(exchange.BinanceRest, "api/v3/" + path));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task The_list_of_symbols_has_spot_markets_with_their_steps()
    {
        await using var exchange = await Markets.StartAsync(StartMs + QuarterMs);

        var info = await Markets.GetAsync(exchange.BinanceRest, "api/v3/exchangeInfo");

        info["rateLimits"]!
            .ToJsonString()
            .ShouldBe("""[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000}]""");
        info["symbols"]!.AsArray().Select(s => s!["symbol"]!.ToString()).ShouldBe(["BTCUSDT", "ETHUSDT"]);
        var bitcoin = info["symbols"]![0]!;
        (bitcoin["status"]!.ToString(), bitcoin["baseAsset"]!.ToString(), bitcoin["quoteAsset"]!.ToString()).ShouldBe(
            ("TRADING", "BTC", "USDT")
        );
        bitcoin["filters"]![0]!["tickSize"]!.ToString().ShouldBe("0.01000000");
        bitcoin["filters"]![1]!["stepSize"]!.ToString().ShouldBe("0.00001000");
    }

    [Fact]
    public async Task Time_and_ping_answer_with_the_clock_of_the_exchange()
    {
        await using var exchange = await Markets.StartAsync(StartMs);
        exchange.Clock.SkewMs = -30_000;

        (await Markets.TextAsync(exchange.BinanceRest, "api/v3/time")).ShouldBe("""{"serverTime":1704067170000}""");
        (await Markets.TextAsync(exchange.BinanceRest, "api/v3/ping")).ShouldBe("{}");
        exchange.Clock.Reader.GetUtcNow().ToUnixTimeMilliseconds().ShouldBe(StartMs);
    }

    [Fact]
    public async Task Paging_through_a_series_gives_the_candles_of_the_feed_bit_by_bit()
    {
        var series = Markets.Walk(3_210, seed: 5);
        var end = series[series.Count - 1].OpenTimeMs + QuarterMs;
        await using var exchange = await Markets.StartAsync(
            end,
            o => o with { Feed = new ListFeed(("XUSDT", series)) }
        );
        var read = new List<Candle>();

        for (var from = StartMs; from < end; )
        {
            var page = await Markets.GetAsync(
                exchange.BinanceRest,
                $"api/v3/klines?symbol=XUSDT&interval=15m&startTime={from}&limit=1000"
            );
            read.AddRange(page.AsArray().Select(r => CandleOf(r!)));
            if (page.AsArray().Count < 1_000)
                break;
            from = read[^1].OpenTimeMs + 1;
        }

        read.ShouldBe(series.Span.ToArray());
    }

    [Theory]
    [InlineData("1h", 60)]
    [InlineData("4h", 240)]
    public async Task Longer_intervals_are_built_of_whole_parts(string interval, int minutes)
    {
        var series = Markets.Walk(900, seed: 6);
        var end = series[series.Count - 1].OpenTimeMs + QuarterMs;
        await using var exchange = await Markets.StartAsync(
            end,
            o => o with { Feed = new ListFeed(("XUSDT", series)) }
        );
        var whole = Resampler.Build(series, new Timeframe(minutes)).Span.ToArray().Where(c => !c.IsPartial).ToArray();

        var rows = await Markets.GetAsync(
            exchange.BinanceRest,
            $"api/v3/klines?symbol=XUSDT&interval={interval}&limit=1000"
        );

        var closed = rows.AsArray().Select(r => CandleOf(r!)).Where(c => c.OpenTimeMs + (minutes * 60_000L) <= end);
        closed.ShouldBe(whole);
    }

    internal static Candle CandleOf(JsonNode row) =>
        new(
            row[0]!.GetValue<long>(),
            Markets.Number(row[1]),
            Markets.Number(row[2]),
            Markets.Number(row[3]),
            Markets.Number(row[4]),
            Markets.Number(row[5]),
            Markets.Number(row[9])
        );
}
