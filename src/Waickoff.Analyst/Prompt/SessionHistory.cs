using System.Text;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Turns;

namespace Waickoff.Analyst.Prompt;

/// <summary>
/// The turns before, as a prompt repeats them: the newest in full, the oldest in short once they take too much. What is in short stays in
/// short, so that the bytes of the prompt change only when another turn joins it.
/// </summary>
internal sealed class SessionHistory
{
    /// <summary>The part of what is left that the history may take.</summary>
    private const double MostShareOfLeft = 0.4;

    /// <summary>When it has to be shortened, it is shortened to this part of what it may take, so that it is not again in the next turn.</summary>
    private const double KeptShare = 0.3;

    private const int ShortQuestion = 100;
    private const int ShortAnswer = 160;
    private const int MostShortTurns = 8;

    private SessionHistory(IReadOnlyList<TurnMemory> turns, int shortenedTurns, bool isShortenedNow)
    {
        ShortenedTurns = shortenedTurns;
        IsShortenedNow = isShortenedNow;
        Summary = Summarize(turns, shortenedTurns);
        InFull = [.. turns.Skip(shortenedTurns)];
    }

    /// <summary>How many of the oldest turns are told in short.</summary>
    public int ShortenedTurns { get; }

    /// <summary>True when more of them are than in the turn before.</summary>
    public bool IsShortenedNow { get; }

    /// <summary>Those in short; empty for none.</summary>
    public string Summary { get; }

    /// <summary>The others.</summary>
    public IReadOnlyList<TurnMemory> InFull { get; }

    /// <summary>Decides what is told in full.</summary>
    /// <param name="turns">The turns before, oldest first.</param>
    /// <param name="tokensLeft">What the session has left.</param>
    /// <param name="mostTokens">The most that is repeated in any case.</param>
    public static SessionHistory Of(IReadOnlyList<TurnMemory> turns, long tokensLeft, int mostTokens)
    {
        var before = turns.Count == 0 ? 0 : Math.Min(turns[^1].ShortenedTurns, turns.Count);
        var room = (long)Math.Min(mostTokens, MostShareOfLeft * Math.Max(0, tokensLeft));
        if (Tokens(turns, before) <= room)
            return new SessionHistory(turns, before, isShortenedNow: false);
        var shortened = before;
        while (shortened < turns.Count && Tokens(turns, shortened) > room * KeptShare)
            shortened++;
        return new SessionHistory(turns, shortened, shortened > before);
    }

    private static long Tokens(IReadOnlyList<TurnMemory> turns, int shortened) =>
        TokenCount.Of(Summarize(turns, shortened))
        + turns.Skip(shortened).Sum(t => (long)TokenCount.Of(t.Told) + TokenCount.Of(t.Answer));

    private static string Summarize(IReadOnlyList<TurnMemory> turns, int shortened)
    {
        if (shortened == 0)
            return "";
        var text = new StringBuilder("[Earlier in this session, in short]\n");
        foreach (var turn in turns.Take(shortened).Skip(Math.Max(0, shortened - MostShortTurns)))
        {
            text.Append("Question: ").Append(Short(turn.Question, ShortQuestion));
            text.Append("\nAnswer: ").Append(Short(turn.Answer, ShortAnswer)).Append('\n');
        }
        return text.Append("[End]\n").ToString();
    }

    /// <summary>The beginning of a text up to a sentence or word, without its headings, never in the middle of an id or behind a bare number.</summary>
    private static string Short(string text, int most)
    {
        var lines = text.Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#'));
        var flat = string.Join(' ', lines);
        if (flat.Length <= most)
            return flat;
        var end = flat.LastIndexOf(". ", most, StringComparison.Ordinal);
        if (end < most / 3)
            end = flat.LastIndexOf(' ', most);
        var cut = flat[..(end < 0 ? most : end)];
        var opened = cut.LastIndexOf("[[", StringComparison.Ordinal);
        var isCutInId = opened >= 0 && cut.IndexOf("]]", opened, StringComparison.Ordinal) < 0;
        cut = isCutInId ? cut[..opened] : cut;
        // A number that has lost its word (2 sigma) would be another one.
        var last = cut.LastIndexOf(' ');
        return (last > 0 && char.IsAsciiDigit(cut[^1]) ? cut[..last] : cut) + " …";
    }
}
