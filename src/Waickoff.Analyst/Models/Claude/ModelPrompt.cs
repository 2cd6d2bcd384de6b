namespace Waickoff.Analyst.Models.Claude;

/// <summary>Everything a model is sent. Equal prompts are sent as equal bytes, which the provider's cache needs.</summary>
/// <param name="Model">The model.</param>
/// <param name="Effort">How hard it thinks; null for what it does by itself.</param>
/// <param name="Rules">The system part.</param>
/// <param name="HasTools">Whether the tools are named; they are part of the prefix, so they are named in all prompts of a session.</param>
/// <param name="Messages">The conversation, the reader's first.</param>
internal sealed record ModelPrompt(
    string Model,
    string? Effort,
    string Rules,
    bool HasTools,
    IReadOnlyList<PromptMessage> Messages
)
{
    /// <summary>The bytes of its texts, for estimates.</summary>
    public long Bytes =>
        System.Text.Encoding.UTF8.GetByteCount(Rules)
        + (HasTools ? ClaudeTools.Bytes : 0)
        + Messages.Sum(m => m.Parts.Sum(p => p.Bytes));
}

/// <summary>A message of the reader's side or of the model's.</summary>
internal sealed record PromptMessage(bool IsReader, IReadOnlyList<PromptPart> Parts);

/// <summary>A part of a message.</summary>
internal abstract record PromptPart
{
    private PromptPart() { }

    public abstract long Bytes { get; }

    /// <summary>A text; with a mark, all up to it is kept by the provider.</summary>
    public sealed record Text(string Said, bool IsMarked = false) : PromptPart
    {
        public override long Bytes => System.Text.Encoding.UTF8.GetByteCount(Said);
    }

    /// <summary>Something the model wrote, as it was.</summary>
    public sealed record Written(AnswerBlock Block) : PromptPart
    {
        public override long Bytes =>
            Block switch
            {
                AnswerBlock.Text text => System.Text.Encoding.UTF8.GetByteCount(text.Written),
                AnswerBlock.Thinking thought => thought.Thought.Length + thought.Signature.Length,
                AnswerBlock.Redacted redacted => redacted.Data.Length,
                AnswerBlock.ToolCall call => call.Name.Length + (call.Input?.GetRawText().Length ?? 2),
                _ => 0,
            };
    }

    /// <summary>What a tool gave.</summary>
    public sealed record ToolResult(string CallId, string Given, bool IsError, bool IsMarked = false) : PromptPart
    {
        public override long Bytes => System.Text.Encoding.UTF8.GetByteCount(Given) + CallId.Length;
    }
}
