using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>All an answer is made from.</summary>
/// <param name="Opening">The briefing the session began with: the part of the prompt that never changes.</param>
/// <param name="Current">The market as it stands now; the same as the opening in the first turn.</param>
/// <param name="History">What was asked and answered before, oldest first.</param>
/// <param name="Question">What the reader asks; empty for the first analysis.</param>
/// <param name="Model">The model asked for; null for the one that fits.</param>
/// <param name="IsShort">Whether a short answer is enough.</param>
public sealed record TurnRequest(
    MarketBriefing Opening,
    MarketBriefing Current,
    IReadOnlyList<Exchange> History,
    string Question,
    string? Model = null,
    bool IsShort = false
);
