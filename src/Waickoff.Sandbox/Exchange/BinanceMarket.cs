using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>What Binance says of its market, in its JSON.</summary>
internal sealed class BinanceMarket(SandboxCore core)
{
    private const int UsualRows = 500;
    private const int MostRows = 1_000;
    private const long DayMs = 86_400_000;

    private readonly RowFaults faults = new(core, SandboxVenue.Binance);

    public JsonArray Klines(RequestParameters parameters)
    {
        parameters.Only("symbol", "interval", "startTime", "endTime", "limit", "timeZone");
        var book = Book(parameters.Required("symbol"));
        var interval =
            KlineInterval.Binance(parameters.Required("interval"))
            ?? throw new RefusedRequestException(-1120, "Invalid interval.");
        var from = parameters.Whole("startTime");
        var page = new KlinePage(
            interval,
            from,
            parameters.Whole("endTime"),
            parameters.Limit(UsualRows, MostRows),
            TakesNewest: from is null
        );
        return new JsonArray([.. faults.Rows(book, page, Row)]);
    }

    public JsonArray Trades(RequestParameters parameters)
    {
        parameters.Only("symbol", "fromId", "startTime", "endTime", "limit");
        var book = Book(parameters.Required("symbol"));
        var limit = parameters.Limit(UsualRows, MostRows);
        var (fromId, from) = (parameters.Whole("fromId"), parameters.Whole("startTime"));
        var nowMs = EndOf(book, core.Clock.NowMs);
        var until = Math.Min(parameters.Whole("endTime") ?? long.MaxValue, nowMs);
        var trades =
            fromId is { } id ? TradeTape.FromId(book, id, nowMs)
            : from is { } first ? TradeTape.Between(book, first, until)
            : TradeTape.Latest(book, until, limit);
        return new JsonArray([.. trades.Take(limit).Select(AggregateTrade)]);
    }

    public JsonObject Instruments(RequestParameters parameters)
    {
        parameters.Only("symbol", "symbols", "permissions", "showPermissionSets", "symbolStatus");
        var one = parameters.Text("symbol");
        var wanted =
            one is not null ? [one]
            : parameters.Text("symbols") is { } list ? ReadList(list)
            : core.Books.Spot;
        return new JsonObject
        {
            ["timezone"] = "UTC",
            ["serverTime"] = core.Clock.NowMs,
            ["rateLimits"] = new JsonArray(
                new JsonObject
                {
                    ["rateLimitType"] = "REQUEST_WEIGHT",
                    ["interval"] = "MINUTE",
                    ["intervalNum"] = 1,
                    ["limit"] = core.Options.BinanceWeightLimit,
                }
            ),
            ["exchangeFilters"] = new JsonArray(),
            ["symbols"] = new JsonArray([.. wanted.Select(s => Instrument(Book(s)))]),
        };
    }

    public JsonObject Ticker(RequestParameters parameters)
    {
        parameters.Only("symbol", "type");
        var book = Book(parameters.Required("symbol"));
        var nowMs = EndOf(book, core.Clock.NowMs);
        var day = DaySummary.Of(book, nowMs);
        return new JsonObject
        {
            ["symbol"] = book.Symbol,
            ["openPrice"] = PlainNumber.Text(day.Candle.Open),
            ["highPrice"] = PlainNumber.Text(day.Candle.High),
            ["lowPrice"] = PlainNumber.Text(day.Candle.Low),
            ["lastPrice"] = PlainNumber.Text(day.Candle.Close),
            ["volume"] = PlainNumber.Text(day.Candle.Volume),
            ["quoteVolume"] = QuoteText(day.Candle, day.Candle.Volume),
            ["openTime"] = nowMs - DayMs,
            ["closeTime"] = nowMs,
            ["firstId"] = day.FirstId,
            ["lastId"] = day.LastId,
            ["count"] = day.LastId - day.FirstId + 1,
        };
    }

    /// <summary>A kline as REST writes it.</summary>
    private static JsonArray Row(SymbolBook book, KlineInterval interval, in Candle candle, long nowMs)
    {
        var end = interval.EndOf(candle.OpenTimeMs);
        return
        [
            candle.OpenTimeMs,
            PlainNumber.Text(candle.Open),
            PlainNumber.Text(candle.High),
            PlainNumber.Text(candle.Low),
            PlainNumber.Text(candle.Close),
            PlainNumber.Text(candle.Volume),
            end - 1,
            QuoteText(in candle, candle.Volume),
            TradeTape.CountUntil(book, candle.OpenTimeMs, end, nowMs),
            PlainNumber.Text(candle.TakerBuyVolume),
            QuoteText(in candle, candle.TakerBuyVolume),
            "0",
        ];
    }

    /// <summary>
    /// What was paid for a volume of a candle, at the mean of its four prices, since the feed does not know it; empty where the
    /// volume is not known.
    /// </summary>
    public static string QuoteText(in Candle candle, double volume)
    {
        if (double.IsNaN(volume))
            return "";
        var prices =
            PlainNumber.Exact(candle.Open)
            + PlainNumber.Exact(candle.High)
            + PlainNumber.Exact(candle.Low)
            + PlainNumber.Exact(candle.Close);
        return PlainNumber.Text(Math.Round(PlainNumber.Exact(volume) * prices / 4, 8));
    }

    private SymbolBook Book(string symbol) =>
        core.Books.Find(symbol) ?? throw new RefusedRequestException(-1121, "Invalid symbol.");

    private long EndOf(SymbolBook book, long nowMs) =>
        Math.Min(nowMs, core.Faults.DelistedSince(SandboxVenue.Binance, book.Symbol) ?? long.MaxValue);

    private static JsonObject AggregateTrade(Trade trade) =>
        new()
        {
            ["a"] = trade.Id,
            ["p"] = PlainNumber.Text(trade.Price),
            ["q"] = PlainNumber.Text(trade.Quantity),
            ["f"] = trade.Id,
            ["l"] = trade.Id,
            ["T"] = trade.TimeMs,
            ["m"] = trade.IsBuyerMaker,
            ["M"] = true,
        };

    private JsonObject Instrument(SymbolBook book)
    {
        var (baseAsset, quoteAsset) = SymbolBooks.Assets(book.Symbol);
        var isListed = core.Faults.DelistedSince(SandboxVenue.Binance, book.Symbol) is null;
        var (tick, step) = (Eight(book.PriceDecimals), Eight(book.SizeDecimals));
        return new JsonObject
        {
            ["symbol"] = book.Symbol,
            ["status"] = isListed ? "TRADING" : "BREAK",
            ["baseAsset"] = baseAsset,
            ["baseAssetPrecision"] = 8,
            ["quoteAsset"] = quoteAsset,
            ["quotePrecision"] = 8,
            ["quoteAssetPrecision"] = 8,
            ["isSpotTradingAllowed"] = true,
            ["isMarginTradingAllowed"] = false,
            ["filters"] = new JsonArray(
                new JsonObject
                {
                    ["filterType"] = "PRICE_FILTER",
                    ["minPrice"] = tick,
                    ["maxPrice"] = "10000000.00000000",
                    ["tickSize"] = tick,
                },
                new JsonObject
                {
                    ["filterType"] = "LOT_SIZE",
                    ["minQty"] = step,
                    ["maxQty"] = "90000000.00000000",
                    ["stepSize"] = step,
                }
            ),
            ["permissions"] = new JsonArray(),
        };
    }

    /// <summary>A step with eight digits behind the point.</summary>
    private static string Eight(int decimals) =>
        PlainNumber.Step(decimals).ToString("0.00000000", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> ReadList(string list)
    {
        try
        {
            return [.. JsonNode.Parse(list)!.AsArray().Select(s => s!.GetValue<string>())];
        }
        catch (Exception e)
            when (e is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new RefusedRequestException(-1100, "Illegal characters found in parameter 'symbols'.");
        }
    }
}
