using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>All an answer is made from.</summary>
/// <param name="Opening">The briefing the session began with: the part of the prompt that never changes.</param>
/// <param name="Current">The market as it stands now, in the reader's language; that of the opening in the first turn.</param>
/// <param name="History">What the turns before left behind, oldest first.</param>
/// <param name="Question">What the reader asks; empty for the first analysis.</param>
/// <param name="Model">The model asked for; null for the one that fits.</param>
/// <param name="IsShort">Whether a short answer is enough.</param>
public sealed record TurnRequest(
    StoredBriefing Opening,
    MarketBriefing Current,
    IReadOnlyList<TurnMemory> History,
    string Question,
    string? Model = null,
    bool IsShort = false
)
{
    /// <summary>What the session has left, in metered tokens: the history is shortened before it takes too much of it.</summary>
    public long TokensLeft { get; init; } = 100_000;

    /// <summary>What the model may look up; null for nothing beyond the briefing.</summary>
    public IAnalystTools? Tools { get; init; }
}
