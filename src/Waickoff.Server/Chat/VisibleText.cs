using System.Globalization;
using System.Text;

namespace Waickoff.Server.Chat;

/// <summary>A text without what nobody sees: control, format, tag and variation characters, lone surrogates.</summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsHidden(rune))
                continue;
            seen.Append(rune.ToString());
        }
        return seen.ToString().Trim();
    }

    private static bool IsHidden(Rune rune) =>
        rune.Value is not ('\n' or '\t')
        && (
            Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
            || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        );
}
