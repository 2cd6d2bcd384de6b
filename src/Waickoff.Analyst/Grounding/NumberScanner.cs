using System.Globalization;
using System.Text.RegularExpressions;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Grounding;

/// <summary>A number as it stands in a text.</summary>
/// <param name="Start">Where it starts, its sign included.</param>
/// <param name="End">Behind it, its unit included.</param>
/// <param name="DigitsStart">Where its digits start.</param>
/// <param name="DigitsEnd">Behind its digits.</param>
/// <param name="Value">What it says; null when it can be read as no number, such as 1.2.3, or is spelled in words.</param>
/// <param name="IsSigned">Whether a sign stands before it.</param>
/// <param name="Unit">The unit that belongs to it.</param>
internal readonly record struct FoundNumber(
    int Start,
    int End,
    int DigitsStart,
    int DigitsEnd,
    decimal? Value,
    bool IsSigned,
    NumberUnit Unit
);

/// <summary>Finds every number of a text, in the notation of either language.</summary>
/// <remarks>
/// <para>Digits with points, commas, apostrophes or thin spaces between them are one number; so are groups of three behind a space, before any point or comma. When
/// it can be read in two ways (1.250) the language of the text decides; when only the other language reads it (67,412.5 in Spanish) that
/// one does; else (1.2.3) it has no value.</para>
/// <para>A sign counts when no digit, letter or closing bracket stands before it. Behind it: %, the word for it, R, k, M, or a word
/// for thousands or millions. Words for numbers from twenty on are found too, and have no value.</para>
/// </remarks>
internal static partial class NumberScanner
{
    /// <param name="text">The text without citations.</param>
    /// <param name="language">The language it is in.</param>
    /// <param name="citedAt">Where citations stood: a space there parts two numbers, not the groups of one.</param>
    public static List<FoundNumber> Scan(string text, ReaderLanguage language, IReadOnlySet<int>? citedAt = null)
    {
        var found = new List<FoundNumber>();
        for (var i = 0; i < text.Length; )
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var number = Read(text, i, language, citedAt ?? NoCitations);
                found.Add(number);
                i = number.End;
            }
            else if (CharUnicodeInfo.GetNumericValue(text[i]) >= 0)
            {
                // Halves, circled digits and superscripts say something, and nothing can be compared with it.
                found.Add(new FoundNumber(i, i + 1, i, i + 1, null, IsSigned: false, NumberUnit.None));
                i++;
            }
            else
            {
                i++;
            }
        }
        AddWords(text, found);
        return found;
    }

    private static readonly HashSet<int> NoCitations = [];

    private static FoundNumber Read(string text, int start, ReaderLanguage language, IReadOnlySet<int> citedAt)
    {
        var end = DigitsEnd(text, start, citedAt);
        var value = Parse(text.AsSpan(start, end - start), language);
        var sign = SignBefore(text, start);
        if (sign == '-')
            value = -value;
        var (behind, scale, unit) = ReadUnit(text, end);
        return new FoundNumber(
            sign is null ? start : start - 1,
            behind,
            start,
            end,
            value * scale,
            sign is not null,
            unit
        );
    }

    private static int DigitsEnd(string text, int start, IReadOnlySet<int> citedAt)
    {
        var end = start;
        var group = 0;
        var hasPoint = false;
        while (end < text.Length)
        {
            if (char.IsAsciiDigit(text[end]))
            {
                end++;
                group++;
                continue;
            }
            var isFollowedByDigit = end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
            var isPoint = text[end] is '.' or ',';
            var isGroup = !hasPoint && !citedAt.Contains(end) && IsGroupSpace(text, end, group);
            if (!isFollowedByDigit || !(isPoint || isGroup))
                break;
            hasPoint |= isPoint;
            end++;
            group = 0;
        }
        return end;
    }

    /// <summary>A space or apostrophe parts groups when exactly three digits follow it and at most three stand before it.</summary>
    private static bool IsGroupSpace(string text, int at, int digitsBefore)
    {
        if (text[at] is not (' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '’') || digitsBefore > 3)
            return false;
        var end = at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - at - 1 == 3;
    }

    private static decimal? Parse(ReadOnlySpan<char> digits, ReaderLanguage language)
    {
        var (group, point) = NumberFormat.Separators(language);
        Span<char> plain = stackalloc char[digits.Length];
        var length = 0;
        var hasSpaces = false;
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit(c) || c is '.' or ',')
                plain[length++] = c;
            else
                hasSpaces = true;
        }
        plain = plain[..length];
        var points = plain.Count('.');
        var commas = plain.Count(',');
        char? decimalPoint = (points, commas) switch
        {
            (0, 0) => null,
            (> 0, > 0) => plain.LastIndexOf('.') > plain.LastIndexOf(',') ? '.' : ',',
            (> 1, 0) or (0, > 1) => null,
            _ => SinglePoint(plain, group, point, hasSpaces),
        };
        if (!TryDropGroups(ref plain, decimalPoint))
            return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    /// <summary>What a single separator means: decimals, unless it is the language's own for thousands and groups as one.</summary>
    private static char? SinglePoint(ReadOnlySpan<char> plain, char group, char point, bool hasSpaces)
    {
        var at = plain.IndexOfAny('.', ',');
        var isGrouping = plain[at] == group && plain.Length - at - 1 == 3 && at is >= 1 and <= 3 && plain[0] != '0';
        return isGrouping && !hasSpaces ? null
            : plain[at] == group ? group
            : point;
    }

    /// <summary>Takes the separators of thousands out and writes the decimal one as a point; false when they do not part groups of three.</summary>
    private static bool TryDropGroups(ref Span<char> plain, char? decimalPoint)
    {
        var to = 0;
        var sinceGroup = -1;
        var isFraction = false;
        foreach (var c in plain)
        {
            if (char.IsAsciiDigit(c))
            {
                plain[to++] = c;
                sinceGroup += sinceGroup >= 0 && !isFraction ? 1 : 0;
                continue;
            }
            if (isFraction || sinceGroup is not (-1 or 3) || (sinceGroup < 0 && to > 3 && c != decimalPoint))
                return false;
            if (c == decimalPoint)
            {
                plain[to++] = '.';
                isFraction = true;
            }
            else
            {
                sinceGroup = 0;
            }
        }
        plain = plain[..to];
        return sinceGroup is -1 or 3;
    }

    private static char? SignBefore(string text, int start)
    {
        if (start == 0 || text[start - 1] is not ('-' or '+' or '−'))
            return null;
        var isSign = start == 1 || !(char.IsLetterOrDigit(text[start - 2]) || text[start - 2] is ')' or ']' or '%');
        return !isSign ? null
            : text[start - 1] == '+' ? '+'
            : '-';
    }

    private static (int End, decimal Scale, NumberUnit Unit) ReadUnit(string text, int end)
    {
        var match = UnitPattern().Match(text, end, text.Length - end);
        if (!match.Success)
            return (end, 1, NumberUnit.None);
        var behind = match.Index + match.Length;
        if (match.Groups["percent"].Success)
            return (behind, 1, NumberUnit.Percent);
        if (match.Groups["risk"].Success)
            return (behind, 1, NumberUnit.Risk);
        if (match.Groups["thousand"].Success)
            return (behind, 1_000, NumberUnit.None);
        return (behind, match.Groups["million"].Success ? 1_000_000 : 1_000_000_000, NumberUnit.None);
    }

    private static void AddWords(string text, List<FoundNumber> found)
    {
        foreach (Match word in WordPattern().Matches(text))
        {
            var (start, end) = (word.Index, word.Index + word.Length);
            if (found.Exists(f => f.Start < end && start < f.End))
                continue;
            var place = found.FindIndex(f => f.Start > start);
            var number = new FoundNumber(start, end, start, end, null, IsSigned: false, NumberUnit.None);
            found.Insert(place < 0 ? found.Count : place, number);
        }
    }

    [GeneratedRegex(
        @"\G(?:[ \u00A0\u202F]?(?:(?<percent>%|％|(?:por ciento|per ?cent|pct)\b)|(?<risk>R\b)|(?<million>millones\b|mill[oó]n\b|millions?\b))"
            + @"|(?<thousand>[ \u00A0]?(?:mil|thousand)\b|[kK]\b)|(?<million>M\b)|(?<billion>(?:B|bn)\b|[ \u00A0](?:billions?)\b))"
    )]
    private static partial Regex UnitPattern();

    [GeneratedRegex(
        @"\b(?:veinti\w+|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|cientos?|\w+cient[oa]s|quinient[oa]s|mil|miles de|mill[oó]n|millones"
            + @"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WordPattern();
}
