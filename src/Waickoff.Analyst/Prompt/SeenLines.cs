using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Prompt;

/// <summary>
/// What a briefing said in words: each line without its numbers, as a small hash. A later briefing is compared with it, and what says the same
/// in other numbers is no news.
/// </summary>
internal static partial class SeenLines
{
    /// <summary>The lines of a briefing, headings left out.</summary>
    public static IReadOnlyList<uint> Of(string text)
    {
        var seen = new List<uint>();
        var heading = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                heading = line;
            else
                seen.Add(Of(heading, line));
        }
        return seen;
    }

    /// <summary>One line under its heading.</summary>
    public static uint Of(string heading, string line)
    {
        // FNV-1a: small, the same in every process, and nobody gains by a collision.
        var hash = 2166136261u;
        foreach (var c in heading + "\n" + CitedNumber().Replace(line, "#"))
            hash = (hash ^ c) * 16777619;
        return hash;
    }

    [GeneratedRegex(@"[-+]?\d[\d.,]*(?:\s?[%RkM])?\[\[[^\]\n]*\]\]")]
    private static partial Regex CitedNumber();
}
