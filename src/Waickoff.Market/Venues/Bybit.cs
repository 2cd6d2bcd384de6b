using System.Runtime.CompilerServices;
using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Market.Venues;

/// <summary>Bybit, spot or perpetual: candles, public trades, tickers with open interest and funding, the stream of klines.</summary>
/// <remarks>
/// Its candles carry no taker volume. On the stream the public trades of each candle are added up beside it; where their sum is the
/// volume of the candle, the taker volume is known, else it stays unknown.
/// </remarks>
public sealed class Bybit : IVenue
{
    private const int MostRows = 1_000;
    private const int MostTopics = 10;
    private const int BadParameterCode = 10_001;
    private const int TooManyVisitsCode = 10_006;

    /// <summary>Asks for nothing but that the connection lives; the venue wants it every 20 seconds.</summary>
    private const string Ping = """{"op":"ping"}""";

    private static readonly Uri PublicRest = new("https://api.bybit.com");
    private static readonly Uri PublicStream = new("wss://stream.bybit.com/v5/public/");
    private static readonly VenueLimit PublicLimit = new(600, TimeSpan.FromSeconds(5));
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Ban = TimeSpan.FromMinutes(10);
    private static readonly int[] Minutes = [1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440];

    private readonly string category;
    private readonly VenueHttp http;
    private readonly Uri stream;
    private readonly TimeSpan silence;
    private readonly TimeProvider time;

    /// <summary>Starts without having asked anything.</summary>
    public Bybit(VenueOptions options, TimeProvider time, bool isPerpetual = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.time = time;
        category = isPerpetual ? "linear" : "spot";
        (Name, Title) = isPerpetual ? ("bybit-perpetual", "Bybit perpetual") : ("bybit", "Bybit spot");
        var limit = options.Limit > 0 ? PublicLimit with { Weight = options.Limit } : PublicLimit;
        http = new VenueHttp(Name, options.RestUrl ?? PublicRest, limit, time) { BanOnForbidden = Ban };
        stream = WithSlash(options.StreamUrl ?? PublicStream);
        silence = options.Silence;
        Clock = new VenueClock(time);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Title { get; }

    /// <inheritdoc />
    public VenueClock Clock { get; }

    /// <inheritdoc />
    public async Task<Instrument> InstrumentAsync(string symbol, CancellationToken cancellation)
    {
        var found = await http.GetAsync(
            $"v5/market/instruments-info?category={category}&symbol={Uri.EscapeDataString(symbol)}",
            1,
            root =>
            {
                var list = Result(root, symbol).At("list").EnumerateArray();
                return list.Where(i => i.At("symbol").Text() == symbol).Select(ReadInstrument).ToArray();
            },
            cancellation
        );
        return found.Length > 0 ? found[0] : throw Unknown(symbol);
    }

    /// <inheritdoc />
    public async Task<Ticker> TickerAsync(string symbol, CancellationToken cancellation) =>
        await http.GetAsync(
            $"v5/market/tickers?category={category}&symbol={Uri.EscapeDataString(symbol)}",
            1,
            root =>
            {
                var ticker = Result(root, symbol).At("list")[0];
                return new Ticker(
                    ticker.At("symbol").Text(),
                    ticker.At("lastPrice").Number(),
                    ticker.Find("openInterest")?.Number(),
                    ticker.Find("fundingRate")?.Number(),
                    ticker.Find("nextFundingTime")?.Whole()
                );
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
        // The newest come first, so that only a stretch that fits into one answer can be read from its start.
        var next = Math.Min(toMs, fromMs + (MostRows * timeframe.Milliseconds));
        var path = FormattableString.Invariant(
            $"v5/market/kline?category={category}&symbol={Uri.EscapeDataString(symbol)}&interval={interval}&start={fromMs}&end={next - 1}&limit={MostRows}"
        );
        var rows = await http.GetAsync(
            path,
            1,
            root =>
            {
                var result = Result(root, symbol);
                if (result.Find("symbol")?.Text() is { } answered && answered != symbol)
                    throw new FormatException($"answered for {answered}");
                return result.At("list").EnumerateArray().Select(ReadRow).ToArray();
            },
            cancellation
        );
        return CandlePageCheck.Check(rows, timeframe, fromMs, next, Clock.NowMs, next);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Trade>> TradesAsync(string symbol, CancellationToken cancellation) =>
        await http.GetAsync<IReadOnlyList<Trade>>(
            $"v5/market/recent-trade?category={category}&symbol={Uri.EscapeDataString(symbol)}&limit={(category == "spot" ? 60 : MostRows)}",
            1,
            root => [.. Result(root, symbol).At("list").EnumerateArray().Select(ReadTrade).Reverse()],
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
        await using var socket = new VenueSocket(Name, silence, time);
        await socket.ConnectAsync(new Uri(stream, category), cancellation);
        var topics = symbols.SelectMany(s => new[] { $"kline.{interval}.{s}", $"publicTrade.{s}" }).ToArray();
        foreach (var chunk in topics.Chunk(MostTopics))
            await socket.SendAsync(
                $$"""{"op":"subscribe","args":[{{string.Join(',', chunk.Select(t => $"\"{t}\""))}}]}""",
                cancellation
            );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pings = PingAsync(socket, stop.Token);
        try
        {
            var takers = new TakerSums(timeframe);
            var waiting = (topics.Length + MostTopics - 1) / MostTopics;
            while (true)
            {
                using var message = await socket.ReadAsync(cancellation);
                var root = message.RootElement;
                if (root.Find("op")?.Text() == "subscribe")
                {
                    if (root.Find("success")?.ValueKind != JsonValueKind.True)
                        throw Bad(root.Find("ret_msg")?.Text() ?? "");
                    if (--waiting == 0)
                        yield return StreamItem.Subscribed;
                }
                foreach (var item in ReadTopic(root, interval, takers))
                    yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await pings;
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task PingAsync(VenueSocket socket, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(PingPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await socket.SendAsync(Ping, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or VenueException)
        {
            // The reader of the stream finds the same and says it.
        }
    }

    /// <inheritdoc />
    public async Task SynchronizeAsync(CancellationToken cancellation)
    {
        if (!Clock.IsDue)
            return;
        var asked = time.GetTimestamp();
        var venueMs = await http.GetAsync(
            "v5/market/time",
            1,
            root => root.At("time").Whole() ?? throw new FormatException("no time"),
            cancellation
        );
        Clock.Set(venueMs, asked, time.GetTimestamp());
    }

    private JsonElement Result(JsonElement root, string symbol)
    {
        var code = root.At("retCode").GetInt32();
        if (code == 0)
            return root.At("result");
        var said = root.Find("retMsg")?.Text() ?? "";
        if (code == TooManyVisitsCode)
            http.BeSilent(TimeSpan.FromSeconds(5));
        if (
            code == BadParameterCode
            && symbol.Length > 0
            && said.Contains("symbol", StringComparison.OrdinalIgnoreCase)
        )
            throw Unknown(symbol);
        throw Bad(said);
    }

    private VenueException Unknown(string symbol) =>
        new(
            Name,
            VenueProblem.UnknownSymbol,
            LocalText.Of($"unknown symbol '{symbol}'", $"símbolo desconocido '{symbol}'")
        );

    private VenueException Bad(string said) =>
        new(Name, VenueProblem.BadAnswer, LocalText.Of($"answers '{said}'", $"responde '{said}'"));

    private static Instrument ReadInstrument(JsonElement item)
    {
        var lot = item.At("lotSizeFilter");
        return new Instrument(
            item.At("symbol").Text(),
            item.At("baseCoin").Text(),
            item.At("quoteCoin").Text(),
            item.At("priceFilter").At("tickSize").Number(),
            (lot.Find("qtyStep") ?? lot.At("basePrecision")).Number(),
            item.At("status").Text() == "Trading",
            item.Find("launchTime")?.Whole()
        );
    }

    private static VenueRow? ReadRow(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 6 || row[0].Whole() is not { } open)
            return null;
        var candle = new Candle(
            open,
            row[1].Number(),
            row[2].Number(),
            row[3].Number(),
            row[4].Number(),
            row[5].Number()
        );
        return new VenueRow(candle, CloseTimeMs: null);
    }

    /// <summary>Trades here have no running number, so that gaps between them cannot be seen: their order is all there is.</summary>
    private static Trade ReadTrade(JsonElement trade, int place) =>
        new(
            place,
            trade.At("time").Whole() ?? throw new FormatException("no time"),
            trade.At("price").Exact(),
            trade.At("size").Exact(),
            trade.At("side").Text() == "Sell"
        );

    private static IEnumerable<StreamItem> ReadTopic(JsonElement root, string interval, TakerSums takers)
    {
        var parts = (root.Find("topic")?.Text() ?? "").Split('.');
        if (root.Find("data") is not { ValueKind: JsonValueKind.Array } data)
            yield break;
        if (parts is ["publicTrade", var traded])
        {
            foreach (var trade in data.EnumerateArray())
                takers.Add(
                    traded,
                    trade.At("T").Whole() ?? 0,
                    trade.At("v").Exact(),
                    isBuy: trade.At("S").Text() == "Buy"
                );
        }
        if (parts is not ["kline", var length, var symbol] || length != interval)
            yield break;
        foreach (var kline in data.EnumerateArray())
        {
            var isClosed = kline.Find("confirm")?.ValueKind == JsonValueKind.True;
            var candle = new Candle(
                kline.Find("start")?.Whole() ?? 0,
                Value(kline, "open"),
                Value(kline, "high"),
                Value(kline, "low"),
                Value(kline, "close"),
                Value(kline, "volume")
            );
            if (isClosed)
                candle = candle with { TakerBuyVolume = takers.Of(symbol, in candle) };
            yield return new StreamItem(symbol, candle, isClosed, root.Find("ts")?.Whole() ?? 0);
        }
    }

    private static double Value(JsonElement kline, string name) => kline.Find(name)?.Number() ?? double.NaN;

    private string IntervalOf(Timeframe timeframe)
    {
        if (!Minutes.Contains(timeframe.Minutes))
            throw new VenueException(
                Name,
                VenueProblem.UnknownTimeframe,
                LocalText.Of($"has no candles of {timeframe}", $"no tiene velas de {timeframe}")
            );
        return timeframe == Timeframe.D1 ? "D" : FormattableString.Invariant($"{timeframe.Minutes}");
    }

    private static Uri WithSlash(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
