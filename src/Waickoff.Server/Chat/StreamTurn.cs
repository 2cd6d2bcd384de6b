using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>
/// The events of a turn as server-sent events. <c>Last-Event-ID</c> resumes behind what was seen; the heartbeat is a comment.
/// </summary>
internal static class StreamTurn
{
    private const string Resume = "Last-Event-ID";

    /// <summary>How the document of the API shows it.</summary>
    public static readonly TakenHeader Taken = new(
        Resume,
        false,
        "The last event that was seen: those behind it are sent.",
        "^[0-9]+$"
    );

    /// <summary>What it sends.</summary>
    public static readonly StreamedEvents Sent = new(
        (TurnEventTypes.Progress, typeof(TurnEventData.Progress)),
        (TurnEventTypes.Finding, typeof(TurnEventData.Finding)),
        (TurnEventTypes.Text, typeof(TurnEventData.Text)),
        (TurnEventTypes.Replace, typeof(TurnEventData.Text)),
        (TurnEventTypes.Usage, typeof(TurnEventData.Usage)),
        (TurnEventTypes.Notice, typeof(TurnEventData.Notice)),
        (TurnEventTypes.Done, typeof(TurnEventData.Done)),
        (TurnEventTypes.Refused, typeof(TurnEventData.Refused)),
        (TurnEventTypes.Resync, typeof(TurnEventData.Resync))
    );

    public static async Task<Results<EmptyHttpResult, ProblemHttpResult>> HandleAsync(
        string turn,
        ClaimsPrincipal user,
        ChatStore store,
        TurnLog log,
        TurnRunner runner,
        ChatOptions options,
        OpenStreams streams,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.TurnAsync(turn, user.PersonId(), cancel) is null)
            return Problems.NotFound.Result(http);
        var answer = http.Response;
        answer.ContentType = "text/event-stream";
        answer.Headers.CacheControl = "no-cache, no-store";
        answer.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var seen = SeenOf(http.Request.Headers[Resume].ToString());
        if (seen is null)
            Write(
                answer.BodyWriter,
                $"event: {TurnEventTypes.Resync}\ndata: {TurnEventData.Write(new TurnEventData.Resync(turn))}\n\n"
            );
        // What a proxy holds back until the first bytes is let go.
        Write(answer.BodyWriter, ": \n\n");
        await answer.BodyWriter.FlushAsync(cancel);
        using var reading = runner.Read(turn);
        using var open = streams.Open(user.PersonId(), cancel);
        try
        {
            await foreach (var batch in log.FollowAsync(turn, seen ?? 0, options.Heartbeat, open.Ended))
            {
                if (batch.Count == 0)
                    Write(answer.BodyWriter, ": \n\n");
                foreach (var one in batch)
                    Write(
                        answer.BodyWriter,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"id: {one.Number}\nevent: {one.Type}\ndata: {one.Data}\n\n"
                        )
                    );
                await answer.BodyWriter.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (open.Ended.IsCancellationRequested)
        {
            // The reader left; the answer is written on.
        }
        return TypedResults.Empty;
    }

    /// <summary>The last event that was seen: 0 for a new reader, null where the id is none of ours.</summary>
    private static int? SeenOf(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static void Write(System.IO.Pipelines.PipeWriter writer, string text) =>
        Encoding.UTF8.GetBytes(text, writer);
}
