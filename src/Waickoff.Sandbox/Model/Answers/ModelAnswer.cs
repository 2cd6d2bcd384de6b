namespace Waickoff.Sandbox.Model.Answers;

/// <summary>What a model says.</summary>
/// <param name="Blocks">Its parts in order.</param>
public sealed record ModelAnswer(IReadOnlyList<AnswerBlock> Blocks)
{
    /// <summary>An answer of one text.</summary>
    public ModelAnswer(string text)
        : this([new AnswerBlock.Text(text)]) { }

    /// <summary>Why it ends; null for what follows from its blocks.</summary>
    public string? StopReason { get; init; }

    /// <summary>True when its last text goes on for ever, whatever the longest answer was to be.</summary>
    public bool IsEndless { get; init; }

    /// <summary>What stands in it that is not true, as it is written there.</summary>
    public IReadOnlyList<string> Planted { get; init; } = [];

    /// <summary>Its text without anything else.</summary>
    public string Text => string.Concat(Blocks.OfType<AnswerBlock.Text>().Select(t => t.Written));

    /// <summary>The same with its text changed.</summary>
    public ModelAnswer With(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with
        {
            Blocks =
            [
                .. Blocks.Select(b => b is AnswerBlock.Text text ? new AnswerBlock.Text(change(text.Written)) : b),
            ],
        };
    }
}

/// <summary>A part of an answer.</summary>
public abstract record AnswerBlock
{
    private AnswerBlock() { }

    /// <summary>Text for the reader.</summary>
    public sealed record Text(string Written) : AnswerBlock;

    /// <summary>Thinking that is shown to the caller.</summary>
    public sealed record Thinking(string Thought) : AnswerBlock;

    /// <summary>Thinking that is not.</summary>
    public sealed record Redacted(string Data) : AnswerBlock;

    /// <summary>A call of a tool; the arguments are sent as they are, JSON or not.</summary>
    public sealed record ToolCall(string Name, string Arguments) : AnswerBlock;
}
