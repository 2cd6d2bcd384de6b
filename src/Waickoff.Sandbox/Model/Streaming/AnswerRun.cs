using System.Text;
using Microsoft.AspNetCore.Http;
using Waickoff.Sandbox.Model.Answers;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>Sends one answer, at its pace and with its faults, and keeps the account of it.</summary>
internal sealed class AnswerRun(
    HttpContext context,
    OpenCall call,
    StreamFaults faults,
    PaceKeeper pace,
    TimeProvider pacer,
    CancellationToken cancel
)
{
    private readonly ResponseBytes bytes = new(context, faults, pacer);

    /// <summary>Streams it; how it ended.</summary>
    public async Task<CallEnd> StreamAsync(MessageEvents events, AnswerCourse course)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        var faulty = new FaultyEvents(faults, call.RequestId);
        if (faulty.Opening() is { Length: > 0 } opening && !await bytes.WriteAsync(opening, isFlushed: true, cancel))
            return CallEnd.Broken;
        var count = 0;
        foreach (var e in faulty.Apply(events.Stream(course)))
        {
            if (count == faults.SilentAfter)
                await SilenceAsync();
            if (e.Piece is { } piece)
                await WriteAsync(piece);
            var isBegin = count++ == 0;
            if (!await bytes.WriteAsync(faulty.Bytes(e), isBegin || !pace.IsAtOnce, cancel))
                return CallEnd.Broken;
        }
        await context.Response.Body.FlushAsync(cancel);
        return faults.ErrorAt is { } place && count > place ? CallEnd.Broken : CallEnd.Complete;
    }

    /// <summary>Sends it in one piece; how it ended.</summary>
    public async Task<CallEnd> WholeAsync(MessageEvents events, AnswerCourse course)
    {
        var pieces = new List<AnswerPiece>();
        foreach (var piece in course.Pieces())
        {
            await WriteAsync(piece);
            pieces.Add(piece);
        }
        context.Response.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes(events.Whole(course, pieces));
        return await bytes.WriteAsync(body, isFlushed: true, cancel) ? CallEnd.Complete : CallEnd.Broken;
    }

    /// <summary>Waits for the caller to give up.</summary>
    public Task SilenceAsync() => Task.Delay(Timeout.InfiniteTimeSpan, cancel);

    private async Task WriteAsync(AnswerPiece piece)
    {
        await pace.UntilAsync(call.OutputTokens);
        cancel.ThrowIfCancellationRequested();
        var isThinking = piece.Block is AnswerBlock.Thinking or AnswerBlock.Redacted;
        call.Wrote(piece.Text, piece.Bytes, isThinking, piece.Block is AnswerBlock.Text);
    }
}
