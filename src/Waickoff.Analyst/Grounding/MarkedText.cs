using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Grounding;

/// <summary>A piece of an answer parted into what the reader sees and the citations that stood in it.</summary>
/// <param name="Text">Without citations and invisible characters, all digits those of ASCII.</param>
/// <param name="Markers">The citations with the place in <paramref name="Text"/> where they stood.</param>
internal sealed partial record MarkedText(string Text, IReadOnlyList<Marker> Markers)
{
    public static MarkedText Read(string raw)
    {
        var visible = PlainText.Of(Visible(raw));
        var text = new StringBuilder(visible.Length);
        var markers = new List<Marker>();
        var from = 0;
        foreach (Match match in MarkerPattern().Matches(visible))
        {
            text.Append(visible, from, match.Index - from);
            from = match.Index + match.Length;
            var isBetweenDigits =
                text.Length > 0
                && char.IsAsciiDigit(text[^1])
                && from < visible.Length
                && char.IsAsciiDigit(visible[from]);
            // A citation must not glue two numbers to a third that nobody checked.
            if (!isBetweenDigits)
                DropSpaceBefore(text, visible, from);
            markers.Add(new Marker(text.Length, match.Groups["inside"].Value.Trim()));
            if (isBetweenDigits)
                text.Append(' ');
        }
        text.Append(visible, from, visible.Length - from);
        return new MarkedText(text.ToString(), markers);
    }

    /// <summary>A space that only parted the number from its citation goes with it.</summary>
    private static void DropSpaceBefore(StringBuilder text, string visible, int next)
    {
        var isLoose = next >= visible.Length || !char.IsLetterOrDigit(visible[next]);
        if (isLoose && text.Length > 0 && text[^1] == ' ')
            text.Length--;
    }

    /// <summary>Without characters nobody sees, and with every decimal digit as 0 to 9: what is shown is what is checked.</summary>
    private static string Visible(string raw)
    {
        if (Ascii.IsValid(raw) && !raw.AsSpan().ContainsAnyInRange('\0', '\b'))
            return raw;
        var text = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                text.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else if (!HiddenCharacters.IsHidden(rune))
                text.Append(rune.ToString());
        }
        return text.ToString();
    }

    /// <summary>The places of a text that are read as citations.</summary>
    public static IEnumerable<Match> Citations(string text) => MarkerPattern().Matches(text);

    /// <summary>A text without its citations.</summary>
    public static string WithoutCitations(string text) => MarkerPattern().Replace(text, "");

    /// <summary>One that is never closed ends with the line: the reader does not see it either.</summary>
    [GeneratedRegex(@"\[\[(?<inside>[^\[\]\n]{0,80})(?:\]\]|\](?!\])|(?=\n)|$|(?=\[))")]
    private static partial Regex MarkerPattern();
}

/// <summary>A citation as it stood in the text.</summary>
/// <param name="Position">Where it stood, in the text without citations.</param>
/// <param name="Inside">What stood between its brackets.</param>
internal readonly record struct Marker(int Position, string Inside);
