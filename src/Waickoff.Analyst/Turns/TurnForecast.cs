using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>What the next question will cost, from what those before did: a guide for the reader, not a promise.</summary>
public static class TurnForecast
{
    private const int Recent = 3;

    /// <summary>How long a provider keeps a prompt, with some time to spare.</summary>
    private const long KeptMs = 48 * 60_000L;

    /// <summary>The metered tokens of a follow-up like those before; null before the first turn.</summary>
    /// <param name="history">The turns of the session, oldest first.</param>
    /// <param name="nowMs">Now.</param>
    public static long? NextTokens(IReadOnlyList<TurnMemory> history, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count == 0)
            return null;
        // The first analysis is longer than what follows and often another model's.
        var recent = history.Skip(1).TakeLast(Recent).ToList();
        var last = history[^1];
        if (recent.Count == 0)
            return last.PromptTokens + last.AnswerTokens + Math.Min(last.AnswerTokens, TypicalAnswer);
        var answer = (long)recent.Average(t => t.AnswerTokens);
        var told = (long)recent.Average(t => TokenCount.Of(t.Told));
        var prompt = last.PromptTokens + last.AnswerTokens + told;
        var before = history.LastOrDefault(t => t.Model == last.Model && nowMs - t.AtMs < KeptMs);
        var kept = Math.Min(before?.PromptTokens ?? 0, prompt);
        return prompt - kept + ((kept + 9) / 10) + answer;
    }

    private const int TypicalAnswer = 400;
}
