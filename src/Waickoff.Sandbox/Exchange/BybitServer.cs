using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Exchange;

/// <summary>Bybit, spot and linear perpetuals, over REST and as streams: paths, errors and limits.</summary>
internal sealed class BybitServer(SandboxCore core)
{
    private const string Streams = "/v5/public/";

    private readonly BybitLimit limit = new(core);
    private readonly BybitMarket market = new(core);
    private readonly FaultyAnswers faulty = new(core, SandboxVenue.Bybit);
    private int connections;

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path is Streams + "spot" or Streams + "linear")
        {
            var isPerpetual = path == Streams + "linear";
            var number = Interlocked.Increment(ref connections);
            return StreamServer.ServeAsync(context, core, new BybitStreams(core, market, isPerpetual, number));
        }
        return AnswerAsync(context, path);
    }

    private async Task AnswerAsync(HttpContext context, string path)
    {
        core.Traffic.CountRequest(path);
        if (limit.Take(context.Response.Headers) is { } refused)
        {
            await refused.WriteAsync(context);
            return;
        }
        var endpoint = EndpointOf(path);
        var query = context.Request.Query;
        var symbol = query["symbol"].ToString();
        if (await faulty.AnswerInsteadAsync(context, endpoint, symbol))
            return;
        await faulty.WriteAsync(context, endpoint, symbol, Answer(path, new BybitParameters(query)));
    }

    private VenueAnswer Answer(string path, BybitParameters parameters)
    {
        var nowMs = core.Clock.NowMs;
        try
        {
            JsonNode? result = path switch
            {
                "/v5/market/time" => BybitMarket.Time(nowMs),
                "/v5/market/kline" => market.Klines(parameters),
                "/v5/market/recent-trade" => market.Trades(parameters),
                "/v5/market/instruments-info" => market.Instruments(parameters),
                "/v5/market/tickers" => market.Tickers(parameters),
                _ => null,
            };
            return result is null
                ? new VenueAnswer(
                    StatusCodes.Status404NotFound,
                    BybitJson.Error(10_404, "Request path not found", nowMs)
                )
                : VenueAnswer.Ok(BybitJson.Ok(result, nowMs));
        }
        catch (RefusedRequestException e)
        {
            return VenueAnswer.Ok(BybitJson.Error(e.Code, e.Message, nowMs));
        }
    }

    private static SandboxEndpoint EndpointOf(string path) =>
        path switch
        {
            "/v5/market/kline" => SandboxEndpoint.Candles,
            "/v5/market/recent-trade" => SandboxEndpoint.Trades,
            "/v5/market/instruments-info" => SandboxEndpoint.Instruments,
            "/v5/market/tickers" => SandboxEndpoint.Tickers,
            _ => SandboxEndpoint.Time,
        };
}

/// <summary>The requests that a caller of Bybit has made in five seconds of real time, and the ban of one that made too many.</summary>
internal sealed class BybitLimit(SandboxCore core)
{
    private const long WindowMs = 5_000;

    private readonly Lock gate = new();
    private long window = -1;
    private int used;
    private long bannedUntilMs = -1;

    /// <summary>Counts a request; what to answer instead when it is too much.</summary>
    public VenueAnswer? Take(IHeaderDictionary headers)
    {
        lock (gate)
        {
            var nowMs = core.Time.GetUtcNow().ToUnixTimeMilliseconds();
            if (nowMs < bannedUntilMs)
                return Banned(core.Clock.NowMs);
            if (nowMs / WindowMs != window)
                (window, used) = (nowMs / WindowMs, 0);
            var most = core.Options.BybitRequestLimit;
            headers["X-Bapi-Limit"] = most.ToString(CultureInfo.InvariantCulture);
            headers["X-Bapi-Limit-Status"] = Math.Max(0, most - ++used).ToString(CultureInfo.InvariantCulture);
            headers["X-Bapi-Limit-Reset-Timestamp"] = ((window + 1) * WindowMs).ToString(CultureInfo.InvariantCulture);
            if (used <= most)
                return null;
            bannedUntilMs = nowMs + (long)core.Options.BybitBan.TotalMilliseconds;
            core.Traffic.CountBan();
            return Banned(core.Clock.NowMs);
        }
    }

    /// <summary>403: the caller is banned and not told for how long.</summary>
    public static VenueAnswer Banned(long nowMs) =>
        new(StatusCodes.Status403Forbidden, BybitJson.Error(10_006, "access too frequent", nowMs));
}

/// <summary>The parameters of a request to Bybit, refused in its words where they are not as they must be.</summary>
internal sealed class BybitParameters(IQueryCollection query)
{
    private const int BadParameter = 10_001;

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>True for linear, false for spot.</summary>
    public bool IsPerpetual =>
        Text("category") switch
        {
            "linear" => true,
            "spot" => false,
            _ => throw Refused("Illegal category"),
        };

    public long? Whole(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refused($"params error: {name} must be a number");
    }

    /// <summary>How many rows are wanted: too many are as many as there may be.</summary>
    public int Limit(int usual, int most) => (int)Math.Clamp(Whole("limit") ?? usual, 1, most);

    public static RefusedRequestException Refused(string message) => new(BadParameter, message);
}
