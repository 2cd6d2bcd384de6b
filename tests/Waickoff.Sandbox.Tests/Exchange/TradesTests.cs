using System.Globalization;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;
using Waickoff.Sandbox.Exchange;
using Waickoff.Testing;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class TradesTests
{
    private const long StartMs = Markets.StartMs;
    private const long QuarterMs = Markets.QuarterMs;

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(300)]
    public async Task A_client_that_sums_trades_gets_the_candles(int tradesPerCandle)
    {
        var series = Markets.Walk(60, seed: tradesPerCandle);
        var end = series[series.Count - 1].OpenTimeMs + QuarterMs;
        await using var exchange = await Markets.StartAsync(
            end,
            o => o with { Feed = new ListFeed(("XUSDT", series)), TradesPerCandle = tradesPerCandle }
        );

        var trades = await AllTradesAsync(exchange);

        var aggregator = new TradeAggregator(Timeframe.M15, StartMs);
        var candles = new List<Candle>();
        foreach (var trade in trades)
        {
            if (aggregator.Add(in trade, out var completed))
                candles.Add(completed);
        }
        candles.Add(aggregator.Forming with { IsPartial = false });
        var traded = series.Span.ToArray().Where(c => c.Volume > 0);
        candles.ShouldBe(
            traded.Select(c =>
                c.IsDeltaEstimated
                    ? c with
                    {
                        TakerBuyVolume = (double)(decimal.Parse(Text(c.Volume), CultureInfo.InvariantCulture) / 2),
                    }
                    : c
            )
        );
        aggregator.Totals.MissingIds.ShouldBe(0);
    }

    [Fact]
    public async Task Trades_are_found_by_number_by_time_and_from_the_end()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (5 * QuarterMs));

        (await Ids("&fromId=20&limit=3")).ShouldBe([20, 21, 22]);
        (await Ids($"&startTime={StartMs + QuarterMs}&endTime={StartMs + (2 * QuarterMs) - 1}")).ShouldBe(
            Enumerable.Range(13, 12).Select(i => (long)i)
        );
        (await Ids("&limit=2")).ShouldBe([59, 60]);
        exchange.Clock.Advance(1);
        (await Ids("&fromId=61")).ShouldBeEmpty();

        async Task<long[]> Ids(string rest)
        {
            var rows = await Markets.GetAsync(exchange.BinanceRest, "api/v3/aggTrades?symbol=BTCUSDT" + rest);
            return [.. rows.AsArray().Select(t => t!["a"]!.GetValue<long>())];
        }
    }

    [Fact]
    public async Task The_same_trades_are_on_both_venues_and_in_every_run()
    {
        await using var exchange = await Markets.StartAsync(StartMs + (2 * QuarterMs));
        await using var again = await Markets.StartAsync(StartMs + (2 * QuarterMs));
        await using var other = await Markets.StartAsync(StartMs + (2 * QuarterMs), o => o with { Seed = 9 });
        const string Path = "api/v3/aggTrades?symbol=BTCUSDT";

        var text = await Markets.TextAsync(exchange.BinanceRest, Path);

        (await Markets.TextAsync(again.BinanceRest, Path)).ShouldBe(text);
        (await Markets.TextAsync(other.BinanceRest, Path)).ShouldNotBe(text);
        var bybit = await Markets.GetAsync(exchange.BybitRest, "v5/market/recent-trade?category=spot&symbol=BTCUSDT");
        bybit["result"]!["list"]!
            .AsArray()
            .Reverse()
            .Select(t =>
                (t!["execId"]!.ToString(), t["price"]!.ToString(), t["size"]!.ToString(), t["side"]!.ToString())
            )
            .ShouldBe(
                JsonNode
                    .Parse(text)!
                    .AsArray()
                    .Select(t =>
                        (
                            t!["a"]!.ToString(),
                            t["p"]!.ToString(),
                            t["q"]!.ToString(),
                            t["m"]!.GetValue<bool>() ? "Sell" : "Buy"
                        )
                    )
            );
    }

    [SharedDataFact]
    public async Task Real_candles_are_made_of_trades_that_add_up_exactly()
    {
        var feed = Waickoff.Market.Feeds.CandleFolder.Open(
            Path.GetDirectoryName(SharedData.Candles("SOLUSDT/4h.csv.gz"))!
        );
        var h4 = feed.Read("SOLUSDT", Timeframe.H4);
        await using var exchange = await Markets.StartAsync(
            h4[4_000].OpenTimeMs,
            o => o with { Feed = new ListFeed(("SOLUSDT", h4)) }
        );
        var path = FormattableString.Invariant(
            $"api/v3/aggTrades?symbol=SOLUSDT&startTime={h4[3_920].OpenTimeMs}&endTime={h4[4_000].OpenTimeMs - 1}&limit=1000"
        );

        var trades = (await Markets.GetAsync(exchange.BinanceRest, path)).AsArray().Select(t => TradeOf(t!)).ToArray();

        foreach (var group in trades.GroupBy(t => Timeframe.H4.Floor(t.TimeMs)))
        {
            var candle = h4.Span.ToArray().Single(c => c.OpenTimeMs == group.Key);
            group.Sum(t => t.Quantity).ShouldBe(decimal.Parse(Text(candle.Volume), CultureInfo.InvariantCulture));
            group
                .Where(t => !t.IsBuyerMaker)
                .Sum(t => t.Quantity)
                .ShouldBe(decimal.Parse(Text(candle.TakerBuyVolume), CultureInfo.InvariantCulture));
            ((double)group.Max(t => t.Price), (double)group.Min(t => t.Price)).ShouldBe((candle.High, candle.Low));
        }
    }

    private static async Task<List<Trade>> AllTradesAsync(SandboxExchange exchange)
    {
        var trades = new List<Trade>();
        while (true)
        {
            var from = trades.Count > 0 ? trades[^1].Id + 1 : 0;
            var page = await Markets.GetAsync(
                exchange.BinanceRest,
                $"api/v3/aggTrades?symbol=XUSDT&fromId={from}&limit=1000"
            );
            if (page.AsArray().Count == 0)
                return trades;
            trades.AddRange(page.AsArray().Select(t => TradeOf(t!)));
        }
    }

    private static Trade TradeOf(JsonNode trade) =>
        new(
            trade["a"]!.GetValue<long>(),
            trade["T"]!.GetValue<long>(),
            decimal.Parse(trade["p"]!.ToString(), CultureInfo.InvariantCulture),
            decimal.Parse(trade["q"]!.ToString(), CultureInfo.InvariantCulture),
            trade["m"]!.GetValue<bool>()
        );

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
