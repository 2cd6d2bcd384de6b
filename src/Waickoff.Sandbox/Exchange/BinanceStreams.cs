using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The streams of Binance: klines and aggregate trades, alone under <c>/ws</c> or in an envelope under <c>/stream</c>.</summary>
internal sealed class BinanceStreams(SandboxCore core, string path, string? streams) : IStreamProtocol
{
    private const string KlineMark = "kline_";

    private bool isCombined = path == "/stream";

    public SandboxVenue Venue => SandboxVenue.Binance;

    public IEnumerable<StreamTopic> InitialTopics =>
        (path == "/stream" ? streams ?? "" : path["/ws".Length..])
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Topic);

    public IEnumerable<string> Receive(string message, StreamConnection connection)
    {
        JsonNode? id = null;
        try
        {
            var request = JsonNode.Parse(message)!.AsObject();
            id = request["id"]?.DeepClone();
            var names = request["params"] is JsonArray list ? list.Select(p => p!.ToString()).ToArray() : [];
            return [VenueAnswer.Text(Answer(request["method"]?.ToString(), names, id, connection))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return [VenueAnswer.Text(Error(3, "Invalid JSON: expected value", id))];
        }
    }

    public string Wrap(StreamTopic topic, in StreamEvent message) =>
        VenueAnswer.Text(
            isCombined ? new JsonObject { ["stream"] = topic.Name, ["data"] = message.Body } : message.Body
        );

    private JsonObject Answer(string? method, string[] names, JsonNode? id, StreamConnection connection)
    {
        switch (method)
        {
            case "SUBSCRIBE":
                Array.ForEach(names, n => connection.Add(Topic(n)));
                return Result(null, id);
            case "UNSUBSCRIBE":
                Array.ForEach(names, n => connection.Remove(n));
                return Result(null, id);
            case "LIST_SUBSCRIPTIONS":
                return Result(new JsonArray([.. connection.Topics.Select(t => (JsonNode)t.Name)]), id);
            case "SET_PROPERTY" when names is ["combined", var value]:
                isCombined = value == "true";
                return Result(null, id);
            default:
                return Error(2, "Invalid request: unknown variant", id);
        }
    }

    private static JsonObject Result(JsonNode? result, JsonNode? id) => new() { ["result"] = result, ["id"] = id };

    private static JsonObject Error(int code, string message, JsonNode? id) =>
        new() { ["error"] = BinanceServer.Error(code, message), ["id"] = id };

    /// <summary>A stream that does not exist is accepted and stays silent, as on the real venue.</summary>
    private StreamTopic Topic(string name)
    {
        var parts = name.Split('@');
        var symbol = parts[0].ToUpperInvariant();
        var book = core.Books.Find(symbol);
        if (book is not null && parts is [_, "aggTrade"])
            return new StreamTopic(
                name,
                symbol,
                (after, until) => MarketEvents.Trades(book, after, until).Select(t => AggregateTrade(symbol, t))
            );
        if (
            book is not null
            && parts is [_, var kind]
            && kind.StartsWith(KlineMark, StringComparison.Ordinal)
            && KlineInterval.Binance(kind[KlineMark.Length..]) is { } interval
        )
            return new StreamTopic(
                name,
                symbol,
                (after, until) =>
                    MarketEvents.Klines(book, interval, after, until).Select(k => Kline(book, interval, k))
            );
        return new StreamTopic(name, symbol, (_, _) => []);
    }

    private static StreamEvent AggregateTrade(string symbol, Trade trade) =>
        new(
            trade.TimeMs,
            MarketEvents.TradeRank,
            new JsonObject
            {
                ["e"] = "aggTrade",
                ["E"] = trade.TimeMs,
                ["s"] = symbol,
                ["a"] = trade.Id,
                ["p"] = PlainNumber.Text(trade.Price),
                ["q"] = PlainNumber.Text(trade.Quantity),
                ["f"] = trade.Id,
                ["l"] = trade.Id,
                ["T"] = trade.TimeMs,
                ["m"] = trade.IsBuyerMaker,
                ["M"] = true,
            }
        );

    private static StreamEvent Kline(SymbolBook book, KlineInterval interval, KlineEvent kline)
    {
        var candle = kline.Candle;
        var end = interval.EndOf(candle.OpenTimeMs);
        var count = TradeTape.CountUntil(book, candle.OpenTimeMs, end, kline.TimeMs);
        var first = count > 0 ? book.IdAt(book.FirstOfTape(candle.OpenTimeMs)) : -1;
        var body = new JsonObject
        {
            ["e"] = "kline",
            ["E"] = kline.TimeMs,
            ["s"] = book.Symbol,
            ["k"] = new JsonObject
            {
                ["t"] = candle.OpenTimeMs,
                ["T"] = end - 1,
                ["s"] = book.Symbol,
                ["i"] = interval.Code,
                ["f"] = first,
                ["L"] = count > 0 ? first + count - 1 : -1,
                ["o"] = PlainNumber.Text(candle.Open),
                ["c"] = PlainNumber.Text(candle.Close),
                ["h"] = PlainNumber.Text(candle.High),
                ["l"] = PlainNumber.Text(candle.Low),
                ["v"] = PlainNumber.Text(candle.Volume),
                ["n"] = count,
                ["x"] = kline.IsClosed,
                ["q"] = BinanceMarket.QuoteText(in candle, candle.Volume),
                ["V"] = PlainNumber.Text(candle.TakerBuyVolume),
                ["Q"] = BinanceMarket.QuoteText(in candle, candle.TakerBuyVolume),
                ["B"] = "0",
            },
        };
        return new StreamEvent(kline.TimeMs, kline.IsClosed ? MarketEvents.ClosedRank : MarketEvents.FormingRank, body);
    }
}
