using System.Text.Json;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>A piece of what a model streams.</summary>
internal abstract record ModelPiece
{
    private ModelPiece() { }

    /// <summary>The answer began; its prompt is known.</summary>
    public sealed record Begun : ModelPiece;

    /// <summary>Some text of the answer.</summary>
    public sealed record Text(string Delta) : ModelPiece;

    /// <summary>Something that is written and paid for but not shown.</summary>
    public sealed record Unseen(int Length) : ModelPiece;

    /// <summary>The end.</summary>
    /// <param name="Reason">The provider's word for why: <c>end_turn</c>, <c>tool_use</c>.</param>
    /// <param name="Blocks">What was written, as it goes back into a prompt.</param>
    public sealed record Done(string Reason, IReadOnlyList<AnswerBlock> Blocks) : ModelPiece;
}

/// <summary>A block of an answer: what a prompt that continues the conversation has to repeat.</summary>
internal abstract record AnswerBlock
{
    private AnswerBlock() { }

    public sealed record Text(string Written) : AnswerBlock;

    public sealed record Thinking(string Thought, string Signature) : AnswerBlock;

    public sealed record Redacted(string Data) : AnswerBlock;

    /// <summary>A tool the model wants to use.</summary>
    /// <param name="Id">What the result has to name.</param>
    /// <param name="Name">The tool.</param>
    /// <param name="Input">Its arguments; null when they are no JSON object of a depth anyone needs.</param>
    public sealed record ToolCall(string Id, string Name, JsonElement? Input) : AnswerBlock;
}
