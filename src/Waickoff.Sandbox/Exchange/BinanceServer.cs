using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Exchange;

/// <summary>Binance spot, over REST and as streams: paths, weights, errors and limits.</summary>
internal sealed class BinanceServer(SandboxCore core)
{
    private readonly BinanceLimit limit = new(core);
    private readonly BinanceMarket market = new(core);
    private readonly FaultyAnswers faulty = new(core, SandboxVenue.Binance);

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path is "/ws" or "/stream" || path.StartsWith("/ws/", StringComparison.Ordinal))
            return StreamServer.ServeAsync(
                context,
                core,
                new BinanceStreams(core, path, context.Request.Query["streams"])
            );
        return AnswerAsync(context, path);
    }

    private async Task AnswerAsync(HttpContext context, string path)
    {
        core.Traffic.CountRequest(path);
        var query = context.Request.Query;
        if (limit.Take(WeightOf(path, query), context.Response.Headers) is { } refused)
        {
            await refused.WriteAsync(context);
            return;
        }
        var endpoint = EndpointOf(path);
        var symbol = query["symbol"].ToString();
        if (await faulty.AnswerInsteadAsync(context, endpoint, symbol))
            return;
        await faulty.WriteAsync(context, endpoint, symbol, Answer(path, new RequestParameters(query)));
    }

    private VenueAnswer Answer(string path, RequestParameters parameters)
    {
        try
        {
            return path switch
            {
                "/api/v3/ping" => VenueAnswer.Ok(new JsonObject()),
                "/api/v3/time" => VenueAnswer.Ok(new JsonObject { ["serverTime"] = core.Clock.NowMs }),
                "/api/v3/klines" => VenueAnswer.Ok(market.Klines(parameters)),
                "/api/v3/aggTrades" => VenueAnswer.Ok(market.Trades(parameters)),
                "/api/v3/exchangeInfo" => VenueAnswer.Ok(market.Instruments(parameters)),
                "/api/v3/ticker/24hr" => VenueAnswer.Ok(market.Ticker(parameters)),
                _ => new VenueAnswer(StatusCodes.Status404NotFound, Error(-1000, "Not found.")),
            };
        }
        catch (RefusedRequestException e)
        {
            return new VenueAnswer(StatusCodes.Status400BadRequest, Error(e.Code, e.Message));
        }
    }

    public static JsonObject Error(int code, string message) => new() { ["code"] = code, ["msg"] = message };

    private static int WeightOf(string path, IQueryCollection query) =>
        path switch
        {
            "/api/v3/klines" => 2,
            "/api/v3/aggTrades" => 4,
            "/api/v3/exchangeInfo" => 20,
            "/api/v3/ticker/24hr" => query.ContainsKey("symbol") ? 2 : 80,
            _ => 1,
        };

    private static SandboxEndpoint EndpointOf(string path) =>
        path switch
        {
            "/api/v3/klines" => SandboxEndpoint.Candles,
            "/api/v3/aggTrades" => SandboxEndpoint.Trades,
            "/api/v3/exchangeInfo" => SandboxEndpoint.Instruments,
            "/api/v3/ticker/24hr" => SandboxEndpoint.Tickers,
            _ => SandboxEndpoint.Time,
        };
}

/// <summary>The weight that a caller of Binance has used in a minute of real time, and the ban of one that does not stop.</summary>
internal sealed class BinanceLimit(SandboxCore core)
{
    private readonly Lock gate = new();
    private long minute = -1;
    private int used;
    private int refusedCalls;
    private long bannedUntilMs = -1;

    /// <summary>Counts a request; what to answer instead when it is too much.</summary>
    public VenueAnswer? Take(int weight, IHeaderDictionary headers)
    {
        lock (gate)
        {
            var nowMs = core.Time.GetUtcNow().ToUnixTimeMilliseconds();
            if (nowMs < bannedUntilMs)
                return Banned(nowMs, headers);
            if (nowMs / 60_000 != minute)
                (minute, used, refusedCalls) = (nowMs / 60_000, 0, 0);
            used += weight;
            core.Traffic.SetWeight(used);
            headers["X-MBX-USED-WEIGHT"] = used.ToString(CultureInfo.InvariantCulture);
            headers["X-MBX-USED-WEIGHT-1M"] = used.ToString(CultureInfo.InvariantCulture);
            if (used <= core.Options.BinanceWeightLimit)
                return null;
            if (++refusedCalls > core.Options.CallsBeforeBan)
            {
                bannedUntilMs = nowMs + (long)core.Options.BinanceBan.TotalMilliseconds;
                core.Traffic.CountBan();
                return Banned(nowMs, headers);
            }
            return TooMany(60 - (nowMs / 1_000 % 60), headers);
        }
    }

    /// <summary>429: the caller is to wait.</summary>
    public static VenueAnswer TooMany(long waitSeconds, IHeaderDictionary headers)
    {
        headers.RetryAfter = waitSeconds.ToString(CultureInfo.InvariantCulture);
        return new VenueAnswer(
            StatusCodes.Status429TooManyRequests,
            BinanceServer.Error(
                -1003,
                "Too much request weight used; current limit is 6000 request weight per 1 MINUTE. "
                    + "Please use WebSocket Streams for live updates to avoid polling the API."
            )
        );
    }

    /// <summary>418: the caller is banned.</summary>
    public static VenueAnswer Banned(long untilMs, long waitSeconds, IHeaderDictionary headers)
    {
        headers.RetryAfter = waitSeconds.ToString(CultureInfo.InvariantCulture);
        return new VenueAnswer(
            StatusCodes.Status418ImATeapot,
            BinanceServer.Error(
                -1003,
                FormattableString.Invariant($"Way too much request weight used; IP banned until {untilMs}. ")
                    + "Please use WebSocket Streams for live updates to avoid bans."
            )
        );
    }

    private VenueAnswer Banned(long nowMs, IHeaderDictionary headers) =>
        Banned(bannedUntilMs, (bannedUntilMs - nowMs + 999) / 1_000, headers);
}
