namespace Waickoff.Analyst.Texts;

/// <summary>How words are put in a row.</summary>
internal static class Words
{
    /// <summary>One, two y three.</summary>
    public static string List<T>(IEnumerable<T> items, ReaderLanguage language)
    {
        var words = items.Select(item => $"{item}").ToArray();
        return words.Length switch
        {
            0 => "",
            1 => words[0],
            _ => string.Join(", ", words[..^1]) + And(words[^1], language) + words[^1],
        };
    }

    /// <summary>The link before the last item: in Spanish e before the sound of an i.</summary>
    private static string And(string next, ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.English => " and ",
            ReaderLanguage.Spanish => next.StartsWith('i') || next.StartsWith('I') ? " e " : " y ",
        };
}
