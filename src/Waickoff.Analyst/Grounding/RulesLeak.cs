using System.Text;

namespace Waickoff.Analyst.Grounding;

/// <summary>Finds sentences that repeat a text word for word: the rules are no secret, but an answer that recites them is no answer.</summary>
internal sealed class RulesLeak
{
    private const int WordsInARow = 9;

    private readonly HashSet<string> runs = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <param name="text">The text.</param>
    public RulesLeak(string text)
    {
        var (words, starts) = Words(text);
        for (var i = 0; i + WordsInARow < starts.Count; i++)
            runs.Add(Run(words, starts, i).ToString());
        lookup = runs.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>True when nine words in a row stand in the text.</summary>
    public bool IsIn(string sentence)
    {
        var (words, starts) = Words(sentence);
        for (var i = 0; i + WordsInARow < starts.Count; i++)
            if (lookup.Contains(Run(words, starts, i)))
                return true;
        return false;
    }

    private static ReadOnlySpan<char> Run(string words, List<int> starts, int first) =>
        words.AsSpan(starts[first]..starts[first + WordsInARow]);

    /// <summary>The words alone, small, each with a space behind it; where each starts, and where all end.</summary>
    private static (string Words, List<int> Starts) Words(string text)
    {
        var words = new StringBuilder(text.Length + 1);
        var starts = new List<int>();
        var isInside = false;
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                if (!isInside)
                    starts.Add(words.Length);
                words.Append(char.ToLowerInvariant(c));
            }
            else if (isInside)
                words.Append(' ');
            isInside = char.IsLetter(c);
        }
        if (isInside)
            words.Append(' ');
        starts.Add(words.Length);
        return (words.ToString(), starts);
    }
}
