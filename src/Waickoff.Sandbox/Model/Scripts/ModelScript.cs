using Waickoff.Sandbox.Model.Answers;

namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>
/// What a request gets instead of a plain honest answer. Its parts can be combined with <c>with</c>: an answer of one, the pace of another,
/// a broken stream around both.
/// </summary>
public sealed record ModelScript
{
    /// <summary>What it is called in <see cref="ModelCall.Script"/>.</summary>
    public string Name { get; init; } = "script";

    /// <summary>The requests it is for.</summary>
    public ModelEndpoint Endpoint { get; init; } = ModelEndpoint.Messages;

    /// <summary>An error instead of an answer.</summary>
    public ApiError? Error { get; init; }

    /// <summary>True when no byte ever comes, not even headers.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True when the connection is cut instead of an answer.</summary>
    public bool IsDown { get; init; }

    /// <summary>How fast it answers; null for the usual.</summary>
    public ModelPace? Pace { get; init; }

    /// <summary>What it says, from the prompt and the honest answer; null for that one.</summary>
    public Func<PromptReading, ModelAnswer, ModelAnswer>? Answer { get; init; }

    /// <summary>What is wrong with the bytes that are sent.</summary>
    public StreamFaults Stream { get; init; } = StreamFaults.None;

    /// <summary>What is wrong with the usage that is told; the truth stays what it is.</summary>
    public UsageLie? Usage { get; init; }

    /// <summary>A plain honest answer, to stand between others in a queue.</summary>
    public static readonly ModelScript Honest = new() { Name = "honest" };

    /// <summary>Never answers, and keeps the connection.</summary>
    public static readonly ModelScript HeadersNever = new() { Name = "headers-never", IsSilent = true };

    /// <summary>Cuts the connection instead of answering.</summary>
    public static readonly ModelScript Down = new() { Name = "down", IsDown = true };

    /// <summary>The monthly spend limit: 429 without a time to come back.</summary>
    public static readonly ModelScript SpendCap = new()
    {
        Name = "spend-cap",
        Error = ApiError.Of(429, "This organization has reached its monthly spend limit."),
    };

    /// <summary>200, and the first event says that it is overloaded.</summary>
    public static readonly ModelScript OverloadedFirst = ErrorAt(0) with { Name = "overloaded-first" };

    /// <summary>An answer without a block.</summary>
    public static readonly ModelScript Empty = new() { Name = "empty", Answer = (_, _) => new ModelAnswer([]) };

    /// <summary>Stops with a refusal, which is no error.</summary>
    public static readonly ModelScript Refusal = new()
    {
        Name = "refusal",
        Answer = (_, _) => new ModelAnswer([]) { StopReason = "refusal" },
    };

    /// <summary>Goes on until the caller has had enough.</summary>
    public static readonly ModelScript Endless = new()
    {
        Name = "endless",
        Answer = (_, honest) => honest with { IsEndless = true },
    };

    /// <summary>An error of a status.</summary>
    public static ModelScript Refuse(int status, int? retryAfterSeconds = null) =>
        new() { Name = $"error-{status}", Error = ApiError.Of(status, retryAfterSeconds: retryAfterSeconds) };

    /// <summary>An answer at another pace.</summary>
    public static ModelScript Paced(ModelPace pace) => new() { Name = "paced", Pace = pace };

    /// <summary>An answer of these words.</summary>
    public static ModelScript Say(string text) => new() { Name = "say", Answer = (_, _) => new ModelAnswer(text) };

    /// <summary>An answer made of the prompt.</summary>
    public static ModelScript Say(Func<PromptReading, string> write) =>
        new() { Name = "say", Answer = (reading, _) => new ModelAnswer(write(reading)) };

    /// <summary>An answer that ends with a reason of its own: <c>max_tokens</c>, <c>pause_turn</c>.</summary>
    public static ModelScript StopBecause(string reason) =>
        new() { Name = $"stop-{reason}", Answer = (_, honest) => honest with { StopReason = reason } };

    /// <summary>Calls a tool.</summary>
    public static ModelScript CallTool(string name, string arguments = "{}", string text = "") =>
        new()
        {
            Name = $"tool-{name}",
            Answer = (_, _) =>
                new ModelAnswer(
                    text.Length > 0
                        ? [new AnswerBlock.Text(text), new AnswerBlock.ToolCall(name, arguments)]
                        : [new AnswerBlock.ToolCall(name, arguments)]
                ),
        };

    /// <summary>Thinks before it answers.</summary>
    public static ModelScript Think(string thought, string redacted = "") =>
        new()
        {
            Name = "think",
            Answer = (_, honest) =>
                honest with
                {
                    Blocks =
                        redacted.Length > 0
                            ? [new AnswerBlock.Thinking(thought), new AnswerBlock.Redacted(redacted), .. honest.Blocks]
                            : [new AnswerBlock.Thinking(thought), .. honest.Blocks],
                },
        };

    /// <summary>An error event in place of event n, counted from 0.</summary>
    public static ModelScript ErrorAt(int place, string type = "overloaded_error") =>
        new()
        {
            Name = $"error-at-{place}",
            Stream = new() { ErrorAt = place, ErrorType = type },
        };

    /// <summary>The connection ends behind n bytes of the body.</summary>
    public static ModelScript CutAt(long bytes, bool withReset = false) =>
        new()
        {
            Name = $"cut-at-{bytes}",
            Stream = new() { CutAtByte = bytes, IsReset = withReset },
        };

    /// <summary>Nothing more comes behind n events, and the connection stays.</summary>
    public static ModelScript SilentAfter(int events) =>
        new()
        {
            Name = $"silent-after-{events}",
            Stream = new() { SilentAfter = events },
        };

    /// <summary>One byte at a time.</summary>
    public static ModelScript Drip(TimeSpan every) =>
        new()
        {
            Name = "drip",
            Stream = new() { DripEvery = every },
        };

    /// <summary>A stream with something wrong.</summary>
    public static ModelScript Broken(StreamFaults faults) => new() { Name = "broken", Stream = faults };

    /// <summary>An honest answer with a false account.</summary>
    public static ModelScript Lie(UsageLie lie) => new() { Name = "usage", Usage = lie };
}
