using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Exchange;

/// <summary>What can be wrong with an answer as such, whatever it says.</summary>
internal sealed class FaultyAnswers(SandboxCore core, SandboxVenue venue)
{
    private const int BombMegabytes = 256;
    private const int UsualWaitSeconds = 2;
    private const int UsualDelayMs = 30_000;

    private const string Page =
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>";

    private static readonly Lazy<byte[]> Bomb = new(MakeBomb);

    /// <summary>Answers in place of the venue where a fault says so; true when it has.</summary>
    public async Task<bool> AnswerInsteadAsync(HttpContext context, SandboxEndpoint endpoint, string symbol)
    {
        if (Strikes(SandboxFault.SlowAnswer, out var slow))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, core.Stop);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(slow.Value ?? UsualDelayMs), core.Time, either.Token);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
                return true;
            }
        }
        if (Strikes(SandboxFault.ConnectionReset, out _))
        {
            context.Abort();
            return true;
        }
        if (Strikes(SandboxFault.TooManyRequests, out var wait))
            await TooMany(context, wait.Value ?? UsualWaitSeconds).WriteAsync(context);
        else if (Strikes(SandboxFault.Banned, out var ban))
            await Banned(context, ban.Value ?? UsualWaitSeconds).WriteAsync(context);
        else if (Strikes(SandboxFault.ServerError, out var error))
            await PlainAsync(context, (int)(error.Value ?? StatusCodes.Status503ServiceUnavailable), "text/html", Page);
        else if (Strikes(SandboxFault.Html, out _))
            await PlainAsync(context, StatusCodes.Status200OK, "text/html", Page);
        else if (Strikes(SandboxFault.GzipBomb, out _))
            await BombAsync(context);
        else
            return false;
        return true;

        bool Strikes(SandboxFault fault, out FaultSetting setting) =>
            core.Faults.Strikes(fault, venue, endpoint, symbol, out setting);
    }

    /// <summary>Sends an answer, cut or emptied where a fault says so.</summary>
    public Task WriteAsync(HttpContext context, SandboxEndpoint endpoint, string symbol, VenueAnswer answer)
    {
        if (answer.Status == StatusCodes.Status200OK)
        {
            if (core.Faults.Strikes(SandboxFault.EmptyArray, venue, endpoint, symbol, out _))
                Empty(answer.Body);
            if (core.Faults.Strikes(SandboxFault.TruncatedJson, venue, endpoint, symbol, out _))
            {
                var text = VenueAnswer.Text(answer.Body);
                return PlainAsync(
                    context,
                    answer.Status,
                    "application/json;charset=UTF-8",
                    text[..(text.Length * 2 / 3)]
                );
            }
        }
        return answer.WriteAsync(context);
    }

    private VenueAnswer TooMany(HttpContext context, long seconds)
    {
        if (venue == SandboxVenue.Binance)
            return BinanceLimit.TooMany(seconds, context.Response.Headers);
        var resetMs = core.Clock.NowMs + (seconds * 1_000);
        context.Response.Headers["X-Bapi-Limit-Reset-Timestamp"] = resetMs.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return VenueAnswer.Ok(
            BybitJson.Error(10_006, "Too many visits. Exceeded the API Rate Limit.", core.Clock.NowMs)
        );
    }

    private VenueAnswer Banned(HttpContext context, long seconds)
    {
        core.Traffic.CountBan();
        if (venue == SandboxVenue.Binance)
        {
            var untilMs = core.Time.GetUtcNow().ToUnixTimeMilliseconds() + (seconds * 1_000);
            return BinanceLimit.Banned(untilMs, seconds, context.Response.Headers);
        }
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return BybitLimit.Banned(core.Clock.NowMs);
    }

    /// <summary>Takes the rows out of an answer: the list itself, or the one inside Bybit's envelope.</summary>
    private static void Empty(JsonNode body)
    {
        if (body is JsonArray rows)
            rows.Clear();
        else if (body["result"]?["list"] is JsonArray list)
            list.Clear();
        else if (body["symbols"] is JsonArray symbols)
            symbols.Clear();
    }

    private static Task PlainAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task BombAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentLength = Bomb.Value.Length;
        return context.Response.Body.WriteAsync(Bomb.Value, context.RequestAborted).AsTask();
    }

    /// <summary>White space in front of a list, which JSON allows, packed once and repeated: gzip allows members in a row.</summary>
    private static byte[] MakeBomb()
    {
        var member = Packed(new string(' ', 1 << 20));
        using var bomb = new MemoryStream();
        for (var i = 0; i < BombMegabytes; i++)
            bomb.Write(member);
        bomb.Write(Packed("[]"));
        return bomb.ToArray();
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(Encoding.ASCII.GetBytes(text));
        return packed.ToArray();
    }
}
