using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Grounding;

/// <summary>
/// Makes what a model wrote safe to show: addresses are taken out, brackets that could become links or images are turned into round ones,
/// and what could begin HTML is no longer that. Citations are left as they are.
/// </summary>
/// <remarks>
/// The web shows answers as Markdown without HTML and loads nothing from elsewhere; this holds for every other place an answer is read in.
/// </remarks>
internal static partial class PlainText
{
    private const string Address = "(…)";

    private static readonly SearchValues<char> Suspicious = SearchValues.Create("<[]:&.@\\`\t");

    /// <summary>The sentence with its citations, safe to show.</summary>
    public static string Of(string raw)
    {
        if (!raw.AsSpan().ContainsAny(Suspicious))
            return raw;
        var safe = new StringBuilder(raw.Length);
        var from = 0;
        foreach (var citation in MarkedText.Citations(raw))
        {
            safe.Append(Safe(raw[from..citation.Index])).Append(citation.Value);
            from = citation.Index + citation.Length;
        }
        safe.Append(Safe(raw[from..]));
        var text = safe.ToString();
        // Parts that are harmless with a citation between them may not be without it.
        var seen = MarkedText.WithoutCitations(text);
        var again = Safe(seen);
        return again == seen ? text : again;
    }

    private static string Safe(string text)
    {
        text = Addresses().Replace(Entities().Replace(text, " "), Address);
        text = Tags().Replace(text, "‹");
        return text.Replace('[', '(')
            .Replace(']', ')')
            .Replace("`", "'", StringComparison.Ordinal)
            .Replace('\\', '/')
            .Replace('\t', ' ');
    }

    /// <summary>Entities of HTML: what they stand for would only appear when it is shown.</summary>
    [GeneratedRegex(@"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")]
    private static partial Regex Entities();

    /// <summary>Addresses of any scheme, those that a reader's program would guess, and mail addresses.</summary>
    [GeneratedRegex(
        @"\b[a-z][a-z0-9+.\-]{1,20}\s*:\s*//\S*|//[\w\-]+\.\S+|\b(?:javascript|vbscript|data|file|mailto|tel|sms|blob|intent|about|view-source)\s*:\s*[^\s\d]\S*|\bwww\d?\.\S+|\burl\s*\([^)]*\)?|\S+@\S+\.\w+|\b[a-z0-9][a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63})*\.(?:com|net|org|io|dev|app|xyz|info|biz|co|ru|cn|top|site|online|example|test|invalid|local|onion|finance|exchange|me|gg|ly|to|ai)\b(?:/\S*)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Addresses();

    /// <summary>A bracket that begins a tag, a comment or a declaration; a plain "smaller than" stays.</summary>
    [GeneratedRegex(@"<(?=[A-Za-z/!?\[(])")]
    private static partial Regex Tags();
}
