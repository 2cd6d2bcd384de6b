using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;
using Waickoff.Analyst.Prompt;

namespace Waickoff.Analyst.Turns;

/// <summary>How a model's try at an answer ended.</summary>
internal enum TryEnd
{
    /// <summary>With an answer.</summary>
    Answered,

    /// <summary>By the reader.</summary>
    Stopped,

    /// <summary>By a fault, with nothing shown: another may try.</summary>
    Failed,

    /// <summary>By a fault in the middle.</summary>
    Broken,

    /// <summary>Nothing may be spent.</summary>
    Refused,
}

/// <summary>One model's try at an answer: calls and lookups in turn until it has said all, one more try when the connection breaks.</summary>
internal sealed class ModelTurn(
    ModelOptions model,
    PromptLayout layout,
    Func<long, long> cached,
    int mostOutput,
    CallDesk desk,
    ToolDesk tools,
    AnswerWriter writer,
    Action<AnalystEvent> tell
)
{
    private const int MostToolCallsAtOnce = 4;

    private readonly List<PromptMessage> more = [];
    private bool hasContinued;

    /// <summary>Why it failed.</summary>
    public ModelFault? Fault { get; private set; }

    /// <summary>Why nothing may be spent.</summary>
    public CallRefusal? Refusal { get; private set; }

    /// <summary>The prompt of the first call, in tokens.</summary>
    public long PromptTokens { get; private set; }

    /// <summary>What was written, in tokens.</summary>
    public long AnswerTokens { get; private set; }

    /// <summary>The conversation of this turn behind the question.</summary>
    public IReadOnlyList<PromptMessage> More => more;

    public async Task<TryEnd> RunAsync(CancellationToken stop, CancellationToken limit)
    {
        try
        {
            while (true)
            {
                var (end, hasMore) = await CallAsync(limit);
                if (!hasMore)
                    return end;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return TryEnd.Stopped;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Fault ??= new ModelFault(FaultKind.Silent, "The turn took too long.");
            return AtFault();
        }
        catch (ModelFault fault)
        {
            Fault = fault;
            return AtFault();
        }
    }

    private TryEnd AtFault() => writer.Sentences.Count > 0 ? TryEnd.Broken : TryEnd.Failed;

    private async Task<(TryEnd End, bool HasMore)> CallAsync(CancellationToken cancel)
    {
        var prompt = layout.With(more);
        tell(new AnalystEvent.Progress("count", IsDone: false));
        var counted = await desk.CountAsync(prompt, cached, cancel);
        tell(new AnalystEvent.Progress("count", IsDone: true));
        await using var call = await desk.OpenAsync(model, prompt, counted, mostOutput, isOurs: false, cancel);
        if (call.Refusal is { } refusal)
        {
            Refusal = refusal;
            // In the middle of an answer what was shown stands; it is as if it had reached its longest length.
            if (writer.Sentences.Count == 0)
                return (TryEnd.Refused, false);
            tell(Notices.CutShort);
            return (TryEnd.Answered, false);
        }
        tell(new AnalystEvent.Progress("model", IsDone: false));
        var done = await ReadAsync(call, cancel);
        tell(new AnalystEvent.Progress("model", IsDone: true));
        return done is null ? Continue() : await EndAsync(done, cancel);
    }

    /// <summary>Reads a call to its end; null when the connection broke and another try is left.</summary>
    private async Task<ModelPiece.Done?> ReadAsync(HeldCall call, CancellationToken cancel)
    {
        ModelPiece.Done? done = null;
        var isCut = false;
        try
        {
            while (done is null && await call.Pieces!.MoveNextAsync())
            {
                var piece = call.Pieces.Current;
                call.Wrote(piece);
                if (piece is ModelPiece.Text text)
                    writer.Add(text.Delta);
                done = piece as ModelPiece.Done;
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (ModelFault fault) when (!hasContinued && desk.CallsLeft > 0)
        {
            Fault = fault;
            isCut = true;
        }
        finally
        {
            // What the reader stopped is the reader's; what broke, was declined or says nothing is ours.
            var isStopped = done is null && !isCut && cancel.IsCancellationRequested;
            var isOurs = !isStopped && (done is null or { Reason: "refusal" } || !done.Blocks.Any(SaysSomething));
            var usage = await desk.CloseAsync(call, isComplete: done is not null, isOurs);
            PromptTokens = PromptTokens == 0 ? usage.Prompt : PromptTokens;
            AnswerTokens += usage.Output;
        }
        if (!isCut && done is null)
            throw new ModelFault(FaultKind.Cut, "The stream ended early.");
        return done;
    }

    private static bool SaysSomething(AnswerBlock block) =>
        block is AnswerBlock.ToolCall || (block is AnswerBlock.Text text && !string.IsNullOrWhiteSpace(text.Written));

    private (TryEnd, bool) Continue()
    {
        hasContinued = true;
        writer.DropUnfinished();
        if (writer.Sentences.Count > 0)
        {
            tell(Notices.Continued);
            more.Clear();
            more.Add(new PromptMessage(IsReader: false, [new PromptPart.Text(writer.Cited.TrimEnd())]));
            more.Add(new PromptMessage(IsReader: true, [new PromptPart.Text(PromptTexts.Continue)]));
        }
        return (TryEnd.Failed, true);
    }

    private async Task<(TryEnd, bool)> EndAsync(ModelPiece.Done done, CancellationToken cancel)
    {
        var calls = done.Blocks.OfType<AnswerBlock.ToolCall>().ToList();
        if (done.Reason == "tool_use" && calls.Count > 0)
        {
            writer.Finish();
            if (desk.CallsLeft > 0)
            {
                await LookUpAsync(done.Blocks, calls, cancel);
                return (TryEnd.Answered, true);
            }
            if (writer.Sentences.Count == 0)
                throw new ModelFault(FaultKind.OutOfCalls, "The model only asked for tools.");
            tell(Notices.LookupsUsedUp);
            return (TryEnd.Answered, false);
        }
        if (done.Reason == "refusal")
            throw new ModelFault(FaultKind.Declined, "The model declined.");
        var isCutShort = done.Reason is "max_tokens" or "model_context_window_exceeded";
        // Half a sentence may say the opposite of the whole one, and half a number is another.
        if (isCutShort && writer.Sentences.Count > 0)
            writer.DropUnfinished();
        else
            writer.Finish();
        if (writer.Sentences.Count == 0)
            throw new ModelFault(FaultKind.Malformed, "The answer had no text.");
        if (isCutShort)
            tell(Notices.CutShort);
        more.Add(new PromptMessage(IsReader: false, Written(done.Blocks)));
        return (TryEnd.Answered, false);
    }

    private async Task LookUpAsync(
        IReadOnlyList<AnswerBlock> blocks,
        List<AnswerBlock.ToolCall> calls,
        CancellationToken cancel
    )
    {
        var results = new List<PromptPart>();
        foreach (var call in calls)
            results.Add(
                results.Count < MostToolCallsAtOnce
                    ? await tools.RunAsync(call, cancel)
                    : new PromptPart.ToolResult(call.Id, "Too many lookups at once.", IsError: true)
            );
        // The last call has to be the answer.
        if (desk.CallsLeft <= 2)
            results.Add(new PromptPart.Text(PromptTexts.AnswerNow));
        more.Add(new PromptMessage(IsReader: false, Written(blocks)));
        more.Add(new PromptMessage(IsReader: true, results));
    }

    private static List<PromptPart> Written(IReadOnlyList<AnswerBlock> blocks) =>
        [.. blocks.Select(b => new PromptPart.Written(b))];
}
