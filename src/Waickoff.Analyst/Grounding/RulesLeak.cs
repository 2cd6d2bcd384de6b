using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Grounding;

/// <summary>Finds sentences that repeat a text word for word: the rules are no secret, but an answer that recites them is no answer.</summary>
/// <param name="text">The text.</param>
internal sealed partial class RulesLeak(string text)
{
    private const int WordsInARow = 9;

    private readonly HashSet<string> runs = [.. Runs(text)];

    /// <summary>True when nine words in a row stand in the text.</summary>
    public bool IsIn(string sentence) => Runs(sentence).Any(runs.Contains);

    private static IEnumerable<string> Runs(string text)
    {
        var words = Words().Matches(text.ToLowerInvariant()).Select(m => m.Value).ToArray();
        for (var i = 0; i + WordsInARow <= words.Length; i++)
            yield return string.Join(' ', words, i, WordsInARow);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}
