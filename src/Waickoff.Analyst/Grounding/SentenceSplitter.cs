using System.Text;

namespace Waickoff.Analyst.Grounding;

/// <summary>Cuts a streamed answer into sentences, headings and list items, as soon as each is complete.</summary>
/// <remarks>
/// A sentence ends at a line break, or at a full stop, question or exclamation mark or ellipsis with white space behind it. It does not
/// end within a citation, behind a list numeral or an abbreviation, nor before the citation of its last number. What comes out, in a
/// row, is exactly what went in.
/// </remarks>
internal sealed class SentenceSplitter
{
    private const int LongestCitation = 90;

    /// <summary>What does not end by then is cut, so that an endless sentence costs no more than a long one.</summary>
    private const int LongestSentence = 2_000;

    private static readonly string[] Abbreviations =
    [
        "aprox.",
        "p.",
        "ej.",
        "EE.",
        "vs.",
        "e.g.",
        "i.e.",
        "máx.",
        "mín.",
        "núm.",
        "approx.",
        "fib.",
    ];

    private readonly StringBuilder pending = new();

    /// <summary>Takes the next piece and returns the sentences it completed.</summary>
    public IEnumerable<string> Add(string delta)
    {
        pending.Append(delta);
        return Take(isLast: false);
    }

    /// <summary>Returns what is left when nothing more comes.</summary>
    public IEnumerable<string> Finish() => Take(isLast: true);

    private List<string> Take(bool isLast)
    {
        var text = pending.ToString();
        var sentences = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = EndOf(text, start, isLast);
            if (end is null && text.Length - start < LongestSentence)
                break;
            end ??= start + LongestSentence;
            sentences.Add(text[start..end.Value]);
            start = end.Value;
        }
        pending.Remove(0, start);
        return sentences;
    }

    /// <summary>The end of the sentence that starts at a place, its white space included; null while it is not certain.</summary>
    private static int? EndOf(string text, int start, bool isLast)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '[' && CitationEnd(text, i) is { } citationEnd)
            {
                if (citationEnd >= text.Length && !isLast && !text.EndsWith("]]", StringComparison.Ordinal))
                    return null;
                i = citationEnd - 1;
                continue;
            }
            if (text[i] == '\n')
                return BehindWhiteSpace(text, i + 1, isLast);
            if (text[i] is not ('.' or '?' or '!' or '…'))
                continue;
            var behind = i + 1;
            while (
                behind < text.Length
                && text[behind] is '.' or '?' or '!' or '…' or '"' or '”' or '»' or ')' or '*' or '_'
            )
                behind++;
            if (behind >= text.Length)
                return isLast ? text.Length : null;
            if (!char.IsWhiteSpace(text[behind]) || IsInside(text, start, i))
            {
                i = behind - 1;
                continue;
            }
            var next = behind;
            while (next < text.Length && text[next] is ' ' or '\t')
                next++;
            if (next >= text.Length - 1 && !isLast && (next >= text.Length || text[next] == '['))
                return null;
            if (text.AsSpan(next).StartsWith("[["))
            {
                i = next - 1;
                continue;
            }
            return BehindWhiteSpace(text, behind, isLast);
        }
        return isLast ? text.Length : null;
    }

    /// <summary>The place behind a citation that starts here, or null when none does.</summary>
    private static int? CitationEnd(string text, int start)
    {
        if (!text.AsSpan(start).StartsWith("[["))
            return null;
        var close = text.IndexOf("]]", start + 2, StringComparison.Ordinal);
        var lineEnd = text.IndexOf('\n', start);
        var limit = Math.Min(lineEnd < 0 ? text.Length : lineEnd, start + LongestCitation);
        return close >= 0 && close < limit ? close + 2 : Math.Min(limit, text.Length);
    }

    private static int? BehindWhiteSpace(string text, int from, bool isLast)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        return from < text.Length || isLast ? from : null;
    }

    /// <summary>True when the full stop belongs to a list numeral or an abbreviation.</summary>
    private static bool IsInside(string text, int start, int stop)
    {
        if (text[stop] != '.')
            return false;
        var soFar = text.AsSpan(start, stop + 1 - start);
        var isNumeral =
            soFar.TrimStart(" \t#>*_-").TrimEnd('.') is { Length: > 0 and <= 2 } digits
            && digits.IndexOfAnyExceptInRange('0', '9') < 0;
        if (isNumeral)
            return true;
        foreach (var abbreviation in Abbreviations)
        {
            var isWhole =
                soFar.EndsWith(abbreviation, StringComparison.OrdinalIgnoreCase)
                && (soFar.Length == abbreviation.Length || !char.IsLetter(soFar[^(abbreviation.Length + 1)]));
            if (isWhole)
                return true;
        }
        return false;
    }
}
