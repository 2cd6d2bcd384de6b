namespace Waickoff.Analyst.Grounding;

/// <summary>
/// Which of the timeframes or symbols that a text names a number is told of. In this order, the first that names any decides:
/// the name right beside the number, the nearest before it in its clause, the nearest behind it there, the nearest clause before it in
/// the sentence, the nearest behind it, the label of its line ("4h: ..."), the heading of its section. Names in a row (1h y 4h) count as one.
/// </summary>
internal static class ScopeOfNumber
{
    private static readonly string[] SmallWords =
    [
        "en",
        "de",
        "del",
        "el",
        "la",
        "los",
        "las",
        "a",
        "al",
        "gráfico",
        "velas",
        "marco",
        "on",
        "of",
        "in",
        "at",
        "the",
        "for",
        "chart",
        "candles",
        "timeframe",
        "su",
        "its",
    ];

    /// <summary>The names that hold for a number, or none when nothing is named.</summary>
    public static IReadOnlyList<T> Of<T>(string sentence, FoundNumber number, IReadOnlyList<Named<T>> named)
    {
        if (named.Count == 0)
            return [];
        var beside = named.Where(n => IsBeside(sentence, number, n)).Select(n => n.What).ToArray();
        if (beside.Length > 0)
            return beside;

        var clauses = Clauses(sentence);
        var own = ClauseOf(number.Start);
        var groups = Groups(sentence, named);
        var nearest =
            groups.LastOrDefault(g => ClauseOf(g[0].Start) == own && g[0].Start < number.Start)
            ?? groups.FirstOrDefault(g => ClauseOf(g[0].Start) == own)
            ?? groups.LastOrDefault(g => g[0].Start < number.Start)
            ?? groups[0];
        return [.. nearest.Select(n => n.What)];

        int ClauseOf(int position) => clauses.FindLastIndex(c => c <= position);
    }

    /// <summary>The names of the sentence in order, those in a row together.</summary>
    private static List<List<Named<T>>> Groups<T>(string sentence, IReadOnlyList<Named<T>> named)
    {
        var groups = new List<List<Named<T>>>();
        foreach (var name in named)
        {
            var isInRow = groups.Count > 0 && IsLink(sentence[groups[^1][^1].End..name.Start]);
            if (isInRow)
                groups[^1].Add(name);
            else
                groups.Add([name]);
        }
        return groups;

        static bool IsLink(string between) =>
            between
                .Split([' ', ',', '/', '+', '*'], StringSplitOptions.RemoveEmptyEntries)
                .All(word =>
                    word is "y" or "e" or "o" or "and" or "or" or "en" or "in" or "on" or "de" or "la" or "el"
                );
    }

    private static bool IsBeside<T>(string sentence, FoundNumber number, Named<T> name)
    {
        var (from, to) = name.Start >= number.End ? (number.End, name.Start) : (name.End, number.Start);
        if (to < from)
            return false;
        foreach (var word in sentence[from..to].Split([' ', '(', '*', '\u00A0'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!SmallWords.Contains(word, StringComparer.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    /// <summary>Where the clauses of a sentence start. A comma or colon between digits parts nothing.</summary>
    private static List<int> Clauses(string sentence)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < sentence.Length; i++)
        {
            var isBreak = sentence[i] is ',' or ';' or ':' or '(' or ')' or '—' or '–' or '|' or '.' or '\n';
            var isInNumber =
                i > 0
                && i + 1 < sentence.Length
                && char.IsAsciiDigit(sentence[i - 1])
                && char.IsAsciiDigit(sentence[i + 1]);
            if (isBreak && !isInNumber)
                starts.Add(i + 1);
        }
        return starts;
    }
}
