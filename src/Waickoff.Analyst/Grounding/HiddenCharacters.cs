using System.Globalization;
using System.Text;

namespace Waickoff.Analyst.Grounding;

/// <summary>Takes out what nobody sees: zero-width and direction marks, tags, variation selectors, fillers, control and unassigned characters.</summary>
internal static class HiddenCharacters
{
    public static string Strip(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!IsHidden(rune))
                kept.Append(rune.ToString());
        return kept.ToString();
    }

    public static bool IsHidden(Rune rune)
    {
        if (rune.Value is '\n' or '\t')
            return false;
        var category = Rune.GetUnicodeCategory(rune);
        return category
                is UnicodeCategory.Format
                    or UnicodeCategory.Control
                    or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
            || rune.Value
                is (>= 0xFE00 and <= 0xFE0F)
                    or (>= 0xE0000 and <= 0xE0FFF)
                    or (>= 0x180B and <= 0x180F)
                    or 0x034F
                    or 0x115F
                    or 0x1160
                    or 0x17B4
                    or 0x17B5
                    or 0x2800
                    or 0x3164
                    or 0xFFA0
                    or 0xFFFD;
    }
}
