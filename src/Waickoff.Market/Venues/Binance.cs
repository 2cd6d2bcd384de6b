using System.Runtime.CompilerServices;
using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Market.Venues;

/// <summary>Binance spot: candles with taker volume, aggregate trades, the stream of klines.</summary>
public sealed class Binance : IVenue
{
    private const int MostRows = 1_000;
    private const int UnknownSymbolCode = -1121;

    private static readonly Uri PublicRest = new("https://data-api.binance.vision");
    private static readonly Uri PublicStream = new("wss://data-stream.binance.vision");
    private static readonly VenueLimit PublicLimit = new(6_000, TimeSpan.FromMinutes(1));
    private static readonly int[] Minutes = [1, 3, 5, 15, 30, 60, 120, 240, 360, 480, 720, 1440];

    private readonly VenueHttp http;
    private readonly Uri stream;
    private readonly TimeSpan silence;
    private readonly TimeProvider time;

    /// <summary>Starts without having asked anything.</summary>
    public Binance(VenueOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.time = time;
        var limit = options.Limit > 0 ? PublicLimit with { Weight = options.Limit } : PublicLimit;
        http = new VenueHttp(Name, options.RestUrl ?? PublicRest, limit, time);
        stream = options.StreamUrl ?? PublicStream;
        silence = options.Silence;
        Clock = new VenueClock(time);
    }

    /// <inheritdoc />
    public string Name => "binance";

    /// <inheritdoc />
    public string Title => "Binance spot";

    /// <inheritdoc />
    public VenueClock Clock { get; }

    /// <inheritdoc />
    public Task<Instrument> InstrumentAsync(string symbol, CancellationToken cancellation) =>
        http.GetAsync(
            $"api/v3/exchangeInfo?symbol={Escaped(symbol)}",
            20,
            root =>
            {
                ThrowOnError(root, symbol);
                return ReadInstrument(root.At("symbols").EnumerateArray().Single(s => s.At("symbol").Text() == symbol));
            },
            cancellation
        );

    /// <inheritdoc />
    public async Task<Ticker> TickerAsync(string symbol, CancellationToken cancellation) =>
        await http.GetAsync(
            $"api/v3/ticker/24hr?symbol={Escaped(symbol)}&type=MINI",
            2,
            root =>
            {
                ThrowOnError(root, symbol);
                return new Ticker(root.At("symbol").Text(), root.At("lastPrice").Number());
            },
            cancellation
        );

    /// <inheritdoc />
    public async Task<CandlePage> CandlesAsync(
        string symbol,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        CancellationToken cancellation
    )
    {
        var interval = IntervalOf(timeframe);
        await SynchronizeAsync(cancellation);
        var path = FormattableString.Invariant(
            $"api/v3/klines?symbol={Escaped(symbol)}&interval={interval}&startTime={fromMs}&endTime={toMs - 1}&limit={MostRows}"
        );
        var rows = await http.GetAsync(
            path,
            2,
            root =>
            {
                ThrowOnError(root, symbol);
                return root.EnumerateArray().Select(ReadRow).ToArray();
            },
            cancellation
        );
        // An answer with fewer rows than it may have need not be the last: some may have been lost. Only an empty one says that.
        var last = rows.Max(r =>
            r?.Candle.OpenTimeMs is { } open && open >= fromMs && open < toMs ? open : (long?)null
        );
        var next = last + timeframe.Milliseconds ?? toMs;
        return CandlePageCheck.Check(rows, timeframe, fromMs, toMs, Clock.NowMs, next);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Trade>> TradesAsync(string symbol, CancellationToken cancellation) =>
        await http.GetAsync<IReadOnlyList<Trade>>(
            $"api/v3/aggTrades?symbol={Escaped(symbol)}&limit={MostRows}",
            4,
            root =>
            {
                ThrowOnError(root, symbol);
                return [.. root.EnumerateArray().Select(ReadTrade)];
            },
            cancellation
        );

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamItem> StreamAsync(
        IReadOnlyCollection<string> symbols,
        Timeframe timeframe,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var interval = IntervalOf(timeframe);
        // Stream names are lower case on this venue.
#pragma warning disable CA1308
        var names = symbols.Select(s => $"{s.ToLowerInvariant()}@kline_{interval}");
#pragma warning restore CA1308
        await using var socket = new VenueSocket(Name, silence, time);
        await socket.ConnectAsync(new Uri(stream, $"stream?streams={string.Join('/', names)}"), cancellation);
        yield return StreamItem.Subscribed;
        while (true)
        {
            using var message = await socket.ReadAsync(cancellation);
            if (ReadKline(message.RootElement, interval) is { } item)
                yield return item;
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    /// <inheritdoc />
    public async Task SynchronizeAsync(CancellationToken cancellation)
    {
        if (!Clock.IsDue)
            return;
        var asked = time.GetTimestamp();
        var venueMs = await http.GetAsync("api/v3/time", 1, root => root.At("serverTime").GetInt64(), cancellation);
        Clock.Set(venueMs, asked, time.GetTimestamp());
    }

    private void ThrowOnError(JsonElement root, string symbol)
    {
        if (root.Find("code")?.Whole() is not { } code)
            return;
        if (code == UnknownSymbolCode)
            throw new VenueException(
                Name,
                VenueProblem.UnknownSymbol,
                LocalText.Of($"unknown symbol '{symbol}'", $"símbolo desconocido '{symbol}'")
            );
        throw new FormatException(root.Find("msg")?.Text());
    }

    private static Instrument ReadInstrument(JsonElement symbol)
    {
        var filters = symbol.At("filters").EnumerateArray().ToDictionary(f => f.At("filterType").Text());
        return new Instrument(
            symbol.At("symbol").Text(),
            symbol.At("baseAsset").Text(),
            symbol.At("quoteAsset").Text(),
            filters["PRICE_FILTER"].At("tickSize").Number(),
            filters["LOT_SIZE"].At("stepSize").Number(),
            symbol.At("status").Text() == "TRADING"
        );
    }

    private static VenueRow? ReadRow(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 10)
            return null;
        if (row[0].Whole() is not { } open || row[6].Whole() is not { } close)
            return null;
        var taker = row[9];
        var isTakerKnown = taker.Text().Length > 0;
        if (isTakerKnown && double.IsNaN(taker.Number()))
            return null;
        var candle = new Candle(
            open,
            row[1].Number(),
            row[2].Number(),
            row[3].Number(),
            row[4].Number(),
            row[5].Number(),
            taker.Number()
        );
        return new VenueRow(candle, close);
    }

    private static Trade ReadTrade(JsonElement trade) =>
        new(
            trade.At("a").GetInt64(),
            trade.At("T").GetInt64(),
            trade.At("p").Exact(),
            trade.At("q").Exact(),
            trade.At("m").GetBoolean()
        );

    /// <summary>A kline of the interval asked for; anything else on the stream is not ours.</summary>
    private static StreamItem? ReadKline(JsonElement root, string interval)
    {
        if (root.Find("data") is not { } data || data.Find("k") is not { } kline || kline.Find("i")?.Text() != interval)
            return null;
        if (kline.Find("t")?.Whole() is not { } open || kline.Find("s")?.Text() is not { Length: > 0 } symbol)
            return null;
        var candle = new Candle(open, Value("o"), Value("h"), Value("l"), Value("c"), Value("v"), Value("V"));
        return new StreamItem(
            symbol,
            candle,
            IsClosed: kline.Find("x")?.ValueKind == JsonValueKind.True,
            EventMs: data.Find("E")?.Whole() ?? 0
        );

        double Value(string name) => kline.Find(name)?.Number() ?? double.NaN;
    }

    private string IntervalOf(Timeframe timeframe) =>
        Minutes.Contains(timeframe.Minutes)
            ? timeframe.ToString()
            : throw new VenueException(
                Name,
                VenueProblem.UnknownTimeframe,
                LocalText.Of($"has no candles of {timeframe}", $"no tiene velas de {timeframe}")
            );

    private static string Escaped(string symbol) => Uri.EscapeDataString(symbol);
}
