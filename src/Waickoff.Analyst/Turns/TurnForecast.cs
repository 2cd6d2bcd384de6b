using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Prompt;

namespace Waickoff.Analyst.Turns;

/// <summary>What a follow-up will cost, from what the turns before did: a guide for the reader, not a promise.</summary>
internal static class TurnForecast
{
    private const int Recent = 4;
    private const int TypicalAnswer = 400;
    private const int TypicalQuestion = 40;

    /// <summary>The metered tokens of a follow-up like those before.</summary>
    /// <param name="model">The model of follow-ups.</param>
    /// <param name="history">The turns of the session, oldest first; at least one.</param>
    /// <param name="tokensLeft">What the session has left.</param>
    /// <param name="mostHistoryTokens">The most of the history that is repeated.</param>
    /// <param name="current">The market as it stands, for the note a close since would need; null for a note like those before.</param>
    /// <param name="nowMs">Now.</param>
    public static long NextTokens(
        ModelOptions model,
        IReadOnlyList<TurnMemory> history,
        long tokensLeft,
        int mostHistoryTokens,
        MarketBriefing? current,
        long nowMs
    )
    {
        var repeated = SessionHistory.Of(history, tokensLeft, mostHistoryTokens);
        var density = Density(history);
        var first = history[0];
        var prefix = Math.Max(0, first.PromptTokens - (density * TokenCount.Of(first.Told)));
        var recent = history.Skip(1).TakeLast(Recent).ToList();
        var told = current is null ? Told(recent) : Question(history) + Note(current, history[^1]);
        var answer = recent.Count > 0 ? recent.Average(t => t.AnswerTokens) : TypicalAnswer;
        var before = TokenCount.Of(repeated.Summary) + repeated.InFull.Sum(Length);
        var prompt = prefix + (density * (before + told));
        var kept = PromptCache.Last(model, history, nowMs) switch
        {
            null => 0,
            var last when last.ShortenedTurns == repeated.ShortenedTurns => last.PromptTokens,
            _ when prefix >= model.CacheMinimumTokens => prefix,
            _ => 0,
        };
        kept = Math.Min(kept, prompt);
        return (long)(prompt - kept + (kept / 10) + answer);
    }

    private static double Told(List<TurnMemory> recent) =>
        recent.Count > 0 ? recent.Average(t => TokenCount.Of(t.Told)) : TypicalQuestion;

    private static double Question(IReadOnlyList<TurnMemory> history) =>
        history
            .TakeLast(Recent)
            .Average(t => TokenCount.Of(PromptTexts.Ask(t.Question, ReaderLanguage.English, isShort: false)));

    private static int Note(MarketBriefing current, TurnMemory last)
    {
        var scratch = EvidenceBook.OfSession(current.Book.Symbol, current.Book.Format, current.Book.Entries);
        return TokenCount.Of(CloseNotes.Write(current, last.AsOfMs, last.SeenLines, scratch));
    }

    private static double Length(TurnMemory turn) => TokenCount.Of(turn.Told) + TokenCount.Of(turn.Answer);

    /// <summary>How many tokens the provider makes of one of ours.</summary>
    private static double Density(IReadOnlyList<TurnMemory> history)
    {
        var ours = history.Sum(t => (double)TokenCount.Of(t.Answer));
        return ours > 0 ? Math.Clamp(history.Sum(t => t.AnswerTokens) / ours, 0.6, 1.3) : 1;
    }
}
