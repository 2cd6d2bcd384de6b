using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The public streams of Bybit: klines, trades and tickers of spot or of linear perpetuals.</summary>
internal sealed class BybitStreams(SandboxCore core, BybitMarket market, bool isPerpetual, int number) : IStreamProtocol
{
    private const int MostSpotArguments = 10;

    private static readonly string[] Moving =
    [
        "symbol",
        "lastPrice",
        "markPrice",
        "indexPrice",
        "openInterest",
        "openInterestValue",
        "turnover24h",
        "volume24h",
    ];

    private readonly string connectionId = new Guid(
        number,
        0,
        0,
        BitConverter.GetBytes((long)core.Options.Seed)
    ).ToString();

    public SandboxVenue Venue => SandboxVenue.Bybit;

    public IEnumerable<StreamTopic> InitialTopics => [];

    public IEnumerable<string> Receive(string message, StreamConnection connection)
    {
        try
        {
            var request = JsonNode.Parse(message)!.AsObject();
            var op = request["op"]?.ToString() ?? "";
            var names = request["args"] is JsonArray list ? list.Select(a => a!.ToString()).ToArray() : [];
            return [.. Answer(op, names, request["req_id"]?.ToString(), connection).Select(VenueAnswer.Text)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return [VenueAnswer.Text(Reply(false, "error:invalid json", null, ""))];
        }
    }

    public string Wrap(StreamTopic topic, in StreamEvent message) => VenueAnswer.Text(message.Body);

    private IEnumerable<JsonNode> Answer(string op, string[] names, string? id, StreamConnection connection)
    {
        switch (op)
        {
            case "ping":
                return [Reply(true, "pong", id, op)];
            case "subscribe" when !isPerpetual && names.Length > MostSpotArguments:
                return [Reply(false, "args size >10", id, op)];
            case "subscribe":
                return Subscribed(names, id, connection);
            case "unsubscribe":
                Array.ForEach(names, n => connection.Remove(n));
                return [Reply(true, "", id, op)];
            default:
                return [Reply(false, "error:invalid op", id, op)];
        }
    }

    /// <summary>All topics of a request or none of them.</summary>
    private IEnumerable<JsonNode> Subscribed(string[] names, string? id, StreamConnection connection)
    {
        var topics = Array.ConvertAll(names, Topic);
        var unknown = Array.FindIndex(topics, t => t is null);
        if (unknown >= 0)
            return [Reply(false, $"error:handler not found,topic:{names[unknown]}", id, "subscribe")];
        Array.ForEach(topics, t => connection.Add(t!));
        return
        [
            Reply(true, isPerpetual ? "" : "subscribe", id, "subscribe"),
            .. topics
                .Where(t => t!.Name.StartsWith("tickers.", StringComparison.Ordinal))
                .Select(t => Ticker(t!.Name, "snapshot", connection.NowMs)),
        ];
    }

    private JsonObject Reply(bool isDone, string message, string? id, string op)
    {
        var reply = new JsonObject
        {
            ["success"] = isDone,
            ["ret_msg"] = message,
            ["conn_id"] = connectionId,
        };
        if (id is not null)
            reply["req_id"] = id;
        reply["op"] = op;
        return reply;
    }

    private StreamTopic? Topic(string name)
    {
        var parts = name.Split('.');
        if (core.Books.Find(parts[^1], isPerpetual) is not { } book)
            return null;
        return parts switch
        {
            ["kline", var code, var symbol] when KlineInterval.Bybit(code) is { } interval => new StreamTopic(
                name,
                symbol,
                (after, until) =>
                    MarketEvents.Klines(book, interval, after, until).Select(k => Kline(name, book, interval, k))
            ),
            ["publicTrade", var symbol] => new StreamTopic(
                name,
                symbol,
                (after, until) => MarketEvents.Trades(book, after, until).Select(t => Trade(name, symbol, t))
            ),
            ["tickers", var symbol] => new StreamTopic(
                name,
                symbol,
                (after, until) =>
                    MarketEvents
                        .Ends(book, after, until)
                        .Select(end => new StreamEvent(
                            end,
                            MarketEvents.FormingRank,
                            Ticker(name, isPerpetual ? "delta" : "snapshot", end)
                        ))
            ),
            _ => null,
        };
    }

    private static StreamEvent Kline(string name, SymbolBook book, KlineInterval interval, KlineEvent kline)
    {
        var candle = kline.Candle;
        var body = new JsonObject
        {
            ["topic"] = name,
            ["data"] = new JsonArray(
                new JsonObject
                {
                    ["start"] = candle.OpenTimeMs,
                    ["end"] = interval.EndOf(candle.OpenTimeMs) - 1,
                    ["interval"] = interval.Code,
                    ["open"] = PlainNumber.Text(candle.Open),
                    ["close"] = PlainNumber.Text(candle.Close),
                    ["high"] = PlainNumber.Text(candle.High),
                    ["low"] = PlainNumber.Text(candle.Low),
                    ["volume"] = PlainNumber.Text(candle.Volume),
                    ["turnover"] = BinanceMarket.QuoteText(in candle, candle.Volume),
                    ["confirm"] = kline.IsClosed,
                    ["timestamp"] = kline.IsClosed ? kline.TimeMs - 1 : kline.TimeMs,
                }
            ),
            ["ts"] = kline.TimeMs,
            ["type"] = "snapshot",
        };
        return new StreamEvent(kline.TimeMs, kline.IsClosed ? MarketEvents.ClosedRank : MarketEvents.FormingRank, body);
    }

    private static StreamEvent Trade(string name, string symbol, Market.Trades.Trade trade)
    {
        var body = new JsonObject
        {
            ["topic"] = name,
            ["type"] = "snapshot",
            ["ts"] = trade.TimeMs,
            ["data"] = new JsonArray(
                new JsonObject
                {
                    ["T"] = trade.TimeMs,
                    ["s"] = symbol,
                    ["S"] = trade.IsBuyerMaker ? "Sell" : "Buy",
                    ["v"] = PlainNumber.Text(trade.Quantity),
                    ["p"] = PlainNumber.Text(trade.Price),
                    ["i"] = FormattableString.Invariant($"{trade.Id}"),
                    ["BT"] = false,
                    ["RPI"] = false,
                    ["seq"] = trade.Id,
                }
            ),
        };
        return new StreamEvent(trade.TimeMs, MarketEvents.TradeRank, body);
    }

    private JsonObject Ticker(string name, string type, long nowMs)
    {
        var symbol = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var data = market.Ticker(core.Books.Find(symbol, isPerpetual)!, isPerpetual, nowMs);
        if (type == "delta")
        {
            // What does not move with every trade is left as it was.
            foreach (var still in data.Select(p => p.Key).Except(Moving).ToArray())
                data.Remove(still);
        }
        return new JsonObject
        {
            ["topic"] = name,
            ["type"] = type,
            ["data"] = data,
            ["cs"] = nowMs,
            ["ts"] = nowMs,
        };
    }
}
