using Waickoff.Analyst.Models;
using Waickoff.Analyst.Turns;

namespace Waickoff.Analyst.Prompt;

/// <summary>How much of a prompt the provider should still have, from what the turns before left there.</summary>
internal static class PromptCache
{
    /// <summary>An entry lives an hour from its last use; a fifth less, as with four minutes of the five-minute one, so that a slow turn still finds it.</summary>
    private const long LifeMs = 48 * 60_000L;

    /// <summary>Estimates of lengths from bytes lean to less kept.</summary>
    private const double Caution = 0.9;

    /// <summary>The part of a prompt of a number of tokens that should be kept.</summary>
    public static Func<long, long> Expect(
        ModelOptions model,
        IReadOnlyList<TurnMemory> turns,
        SessionHistory history,
        PromptLayout layout,
        long nowMs
    )
    {
        var last = Last(model, turns, nowMs);
        if (last is null)
            return _ => 0;
        if (last.ShortenedTurns == history.ShortenedTurns)
            return prompt => Kept(Math.Min(last.PromptTokens, prompt));
        // The history is told in another way since: what stands before it is the same.
        var share = (double)layout.PrefixBytes / Math.Max(1, layout.First.Bytes);
        return prompt => Kept((long)(prompt * share * Caution));

        long Kept(long tokens) => tokens >= model.CacheMinimumTokens ? tokens : 0;
    }

    /// <summary>The last turn whose prompt the provider should still have.</summary>
    public static TurnMemory? Last(ModelOptions model, IReadOnlyList<TurnMemory> turns, long nowMs) =>
        turns.LastOrDefault(t => t.Model == model.Id && nowMs - t.AtMs < LifeMs && t.PromptTokens > 0);
}
