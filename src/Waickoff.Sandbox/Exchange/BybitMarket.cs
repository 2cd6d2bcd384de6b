using System.Globalization;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>What Bybit says of its markets, in its JSON.</summary>
internal sealed class BybitMarket(SandboxCore core)
{
    private readonly RowFaults faults = new(core, SandboxVenue.Bybit);

    public static JsonObject Time(long nowMs) =>
        new()
        {
            ["timeSecond"] = (nowMs / 1_000).ToString(CultureInfo.InvariantCulture),
            ["timeNano"] = (nowMs * 1_000_000).ToString(CultureInfo.InvariantCulture),
        };

    public JsonObject Klines(BybitParameters parameters)
    {
        var isPerpetual = parameters.IsPerpetual;
        var book = Book(parameters, isPerpetual);
        var interval =
            KlineInterval.Bybit(parameters.Text("interval")) ?? throw BybitParameters.Refused("Invalid period!");
        var (start, end) = (parameters.Whole("start"), parameters.Whole("end"));
        var takesNewest = start is null || end is not null;
        var page = new KlinePage(interval, start, end, parameters.Limit(200, 1_000), takesNewest);
        var rows = faults.Rows(book, page, Row, isPerpetual);
        rows.Reverse();
        return new JsonObject
        {
            ["symbol"] = SymbolBooks.AsVenueSpells(book.Symbol),
            ["category"] = CategoryOf(isPerpetual),
            ["list"] = new JsonArray([.. rows]),
        };
    }

    public JsonObject Trades(BybitParameters parameters)
    {
        var isPerpetual = parameters.IsPerpetual;
        var book = Book(parameters, isPerpetual);
        var limit = isPerpetual ? parameters.Limit(500, 1_000) : parameters.Limit(60, 60);
        var trades = TradeTape.Latest(book, NowOf(book), limit).Reverse();
        return new JsonObject
        {
            ["category"] = CategoryOf(isPerpetual),
            ["list"] = new JsonArray([.. trades.Select(t => PublicTrade(book, t))]),
        };
    }

    public JsonObject Instruments(BybitParameters parameters)
    {
        var isPerpetual = parameters.IsPerpetual;
        IReadOnlyList<string> symbols = isPerpetual ? core.Books.Perpetual : core.Books.Spot;
        if (parameters.Text("symbol") is { } symbol)
            symbols = [SymbolBooks.AsVenueSpells(Book(parameters, isPerpetual).Symbol)];
        var result = new JsonObject { ["category"] = CategoryOf(isPerpetual) };
        if (!isPerpetual)
        {
            result["list"] = new JsonArray([.. symbols.Select(s => Spot(core.Books.Find(s)!))]);
            return result;
        }
        // Only this market is listed page by page.
        var (skipped, limit) = (PlaceOf(parameters.Text("cursor")), parameters.Limit(500, 1_000));
        var page = symbols.Skip(skipped).Take(limit).ToArray();
        var isLast = skipped + page.Length >= symbols.Count;
        result["list"] = new JsonArray([.. page.Select(s => Linear(core.Books.Find(s, isPerpetual: true)!))]);
        result["nextPageCursor"] = isLast ? "" : FormattableString.Invariant($"first={skipped + page.Length}");
        return result;
    }

    public JsonObject Tickers(BybitParameters parameters)
    {
        var isPerpetual = parameters.IsPerpetual;
        var books = parameters.Text("symbol") is null
            ? (isPerpetual ? core.Books.Perpetual : core.Books.Spot).Select(s => core.Books.Find(s, isPerpetual)!)
            : [Book(parameters, isPerpetual)];
        return new JsonObject
        {
            ["category"] = CategoryOf(isPerpetual),
            ["list"] = new JsonArray([.. books.Select(b => Ticker(b, isPerpetual, NowOf(b)))]),
        };
    }

    /// <summary>The ticker of a symbol as it stood at a moment; a perpetual has open interest and funding, drawn from the seed.</summary>
    public JsonObject Ticker(SymbolBook book, bool isPerpetual, long nowMs)
    {
        var day = DaySummary.Of(book, nowMs).Candle;
        var last = PlainNumber.Text(day.Close);
        var change = day.Open > 0 ? (decimal)Math.Round((day.Close / day.Open) - 1, 4) : 0;
        var ticker = new JsonObject
        {
            ["symbol"] = SymbolBooks.AsVenueSpells(book.Symbol),
            ["lastPrice"] = last,
            ["prevPrice24h"] = PlainNumber.Text(day.Open),
            ["price24hPcnt"] = PlainNumber.Text(change),
            ["highPrice24h"] = PlainNumber.Text(day.High),
            ["lowPrice24h"] = PlainNumber.Text(day.Low),
            ["turnover24h"] = BinanceMarket.QuoteText(in day, day.Volume),
            ["volume24h"] = PlainNumber.Text(day.Volume),
            ["bid1Price"] = last,
            ["ask1Price"] = last,
        };
        if (isPerpetual)
        {
            var interest = OpenInterest(book, nowMs);
            ticker["indexPrice"] = last;
            ticker["markPrice"] = last;
            ticker["openInterest"] = PlainNumber.Text(interest);
            ticker["openInterestValue"] = PlainNumber.Text(Math.Round(interest * PlainNumber.Exact(day.Close), 2));
            ticker["fundingRate"] = PlainNumber.Text(Funding(book, nowMs));
            ticker["nextFundingTime"] = NextFundingMs(nowMs).ToString(CultureInfo.InvariantCulture);
        }
        return ticker;
    }

    /// <summary>A kline as REST writes it.</summary>
    private static JsonArray Row(SymbolBook book, KlineInterval interval, in Candle candle, long nowMs) =>
        [
            candle.OpenTimeMs.ToString(CultureInfo.InvariantCulture),
            PlainNumber.Text(candle.Open),
            PlainNumber.Text(candle.High),
            PlainNumber.Text(candle.Low),
            PlainNumber.Text(candle.Close),
            PlainNumber.Text(candle.Volume),
            BinanceMarket.QuoteText(in candle, candle.Volume),
        ];

    public static string CategoryOf(bool isPerpetual) => isPerpetual ? "linear" : "spot";

    private static JsonObject PublicTrade(SymbolBook book, Trade trade) =>
        new()
        {
            ["execId"] = trade.Id.ToString(CultureInfo.InvariantCulture),
            ["symbol"] = SymbolBooks.AsVenueSpells(book.Symbol),
            ["price"] = PlainNumber.Text(trade.Price),
            ["size"] = PlainNumber.Text(trade.Quantity),
            ["side"] = trade.IsBuyerMaker ? "Sell" : "Buy",
            ["time"] = trade.TimeMs.ToString(CultureInfo.InvariantCulture),
            ["isBlockTrade"] = false,
            ["isRPITrade"] = false,
            ["seq"] = trade.Id.ToString(CultureInfo.InvariantCulture),
        };

    private JsonObject Spot(SymbolBook book)
    {
        var (baseCoin, quoteCoin) = SymbolBooks.Assets(book.Symbol);
        var step = PlainNumber.Text(PlainNumber.Step(book.SizeDecimals));
        return new JsonObject
        {
            ["symbol"] = book.Symbol,
            ["baseCoin"] = baseCoin,
            ["quoteCoin"] = quoteCoin,
            ["innovation"] = "0",
            ["status"] = StatusOf(book),
            ["marginTrading"] = "none",
            ["lotSizeFilter"] = new JsonObject
            {
                ["basePrecision"] = step,
                ["quotePrecision"] = "0.00000001",
                ["minOrderQty"] = step,
                ["maxOrderQty"] = "90000000",
            },
            ["priceFilter"] = new JsonObject { ["tickSize"] = TickOf(book) },
        };
    }

    private JsonObject Linear(SymbolBook book)
    {
        var symbol = SymbolBooks.AsVenueSpells(book.Symbol);
        var (baseCoin, quoteCoin) = SymbolBooks.Assets(symbol);
        var step = PlainNumber.Text(PlainNumber.Step(book.SizeDecimals));
        return new JsonObject
        {
            ["symbol"] = symbol,
            ["contractType"] = "LinearPerpetual",
            ["status"] = StatusOf(book),
            ["baseCoin"] = baseCoin,
            ["quoteCoin"] = quoteCoin,
            ["launchTime"] = book.FirstMs.ToString(CultureInfo.InvariantCulture),
            ["deliveryTime"] = "0",
            ["priceScale"] = book.PriceDecimals.ToString(CultureInfo.InvariantCulture),
            ["priceFilter"] = new JsonObject
            {
                ["minPrice"] = TickOf(book),
                ["maxPrice"] = "10000000",
                ["tickSize"] = TickOf(book),
            },
            ["lotSizeFilter"] = new JsonObject
            {
                ["minOrderQty"] = step,
                ["maxOrderQty"] = "90000000",
                ["qtyStep"] = step,
            },
            ["fundingInterval"] = 480,
            ["settleCoin"] = quoteCoin,
        };
    }

    private string StatusOf(SymbolBook book) =>
        core.Faults.DelistedSince(SandboxVenue.Bybit, SymbolBooks.AsVenueSpells(book.Symbol)) is null
            ? "Trading"
            : "Closed";

    private static string TickOf(SymbolBook book) => PlainNumber.Text(PlainNumber.Step(book.PriceDecimals));

    private SymbolBook Book(BybitParameters parameters, bool isPerpetual) =>
        core.Books.Find(parameters.Text("symbol"), isPerpetual)
        ?? throw BybitParameters.Refused("Not supported symbols");

    private long NowOf(SymbolBook book) =>
        Math.Min(
            core.Clock.NowMs,
            core.Faults.DelistedSince(SandboxVenue.Bybit, SymbolBooks.AsVenueSpells(book.Symbol)) ?? long.MaxValue
        );

    /// <summary>Walks a little every five minutes around a size of its own.</summary>
    private decimal OpenInterest(SymbolBook book, long nowMs)
    {
        var size = 10_000 + (CandlePath.HashOf(core.Options.Seed, book.Symbol.Sum(c => (long)c)) % 40_000);
        return size + (CandlePath.HashOf(core.Options.Seed + size, nowMs / 300_000) % 10_000 / 10m);
    }

    /// <summary>Between -0.02 % and 0.02 %, one for every eight hours.</summary>
    private decimal Funding(SymbolBook book, long nowMs) =>
        ((CandlePath.HashOf(core.Options.Seed + book.Symbol.Length, NextFundingMs(nowMs)) % 401) - 200) / 1_000_000m;

    private static long NextFundingMs(long nowMs)
    {
        const long EightHoursMs = 8 * 3_600_000L;
        return ((nowMs / EightHoursMs) + 1) * EightHoursMs;
    }

    private static int PlaceOf(string? cursor)
    {
        const string Mark = "first=";
        if (cursor is null)
            return 0;
        var isOurs = cursor.StartsWith(Mark, StringComparison.Ordinal);
        return
            isOurs
            && int.TryParse(cursor.AsSpan(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : throw BybitParameters.Refused("params error: cursor invalid");
    }
}
