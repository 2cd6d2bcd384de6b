using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;

namespace Waickoff.Analyst.Turns;

/// <summary>A call that is held and running.</summary>
/// <param name="attempt">Which of the turn it is.</param>
/// <param name="model">The model.</param>
/// <param name="counted">How long its prompt is.</param>
internal sealed class HeldCall(int attempt, ModelOptions model, CountedPrompt counted) : IAsyncDisposable
{
    private long bytes;

    public int Attempt { get; } = attempt;

    public ModelOptions Model { get; } = model;

    /// <summary>What was held for it, in metered tokens.</summary>
    public long HeldTokens { get; init; }

    /// <summary>What was held for it, in micro-dollars.</summary>
    public long HeldMicroUsd { get; init; }

    public UsageReader Usage { get; } = new();

    /// <summary>The pieces behind the first; null until it came.</summary>
    public IAsyncEnumerator<ModelPiece>? Pieces { get; set; }

    /// <summary>True when the provider began to answer.</summary>
    public bool HasBegun { get; set; }

    /// <summary>True when it never began to answer but may have read the prompt.</summary>
    public bool IsPromptRead { get; set; }

    /// <summary>Why it was not made; null when it was.</summary>
    public CallRefusal? Refusal { get; init; }

    /// <summary>Notes what was written, shown or not.</summary>
    public void Wrote(ModelPiece piece) =>
        bytes += piece switch
        {
            ModelPiece.Text text => System.Text.Encoding.UTF8.GetByteCount(text.Delta),
            ModelPiece.Unseen unseen => unseen.Length,
            _ => 0,
        };

    /// <summary>What it used: as told, else counted at the density the provider counted this very prompt with.</summary>
    public TokenUsage Used(bool isComplete) =>
        Usage.Read(
            HasBegun || IsPromptRead ? counted.Tokens : 0,
            (long)Math.Ceiling(bytes * counted.TokensPerByte),
            isComplete
        );

    public ValueTask DisposeAsync() => Pieces?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The length of a prompt.</summary>
/// <param name="Tokens">In tokens.</param>
/// <param name="CachedTokens">How many of them the provider should still have.</param>
/// <param name="TokensPerByte">How dense its text is.</param>
internal readonly record struct CountedPrompt(long Tokens, long CachedTokens, double TokensPerByte)
{
    /// <summary>In metered tokens.</summary>
    public long Metered => Tokens - CachedTokens + ((CachedTokens + 9) / 10);
}
