using System.Text;

namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>Ways to write what nobody sees.</summary>
public enum HiddenWriting
{
    /// <summary>Zero-width spaces, joiners and marks.</summary>
    ZeroWidth,

    /// <summary>Letters of the tag block.</summary>
    Tags,

    /// <summary>Variation selectors, of both blocks.</summary>
    VariationSelectors,

    /// <summary>Marks that turn the direction of writing.</summary>
    Direction,
}

/// <summary>Hides text in text.</summary>
public static class HiddenText
{
    private static readonly string[] ZeroWidths = ["\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF"];
    private static readonly string[] Directions = ["\u202A", "\u202E", "\u202C", "\u2066", "\u2069", "\u200F"];

    /// <summary>Characters nobody sees between the letters of a text.</summary>
    public static string Between(string text, HiddenWriting writing)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hidden = new StringBuilder(text.Length * 2);
        foreach (var (i, rune) in text.EnumerateRunes().Index())
            hidden.Append(rune.ToString()).Append(Mark(i, writing));
        return hidden.ToString();
    }

    /// <summary>A text in the letters of the tag block, which only a machine reads.</summary>
    public static string AsTags(string text) =>
        string.Concat(Encoding.ASCII.GetBytes(text).Select(b => char.ConvertFromUtf32(0xE0000 + b)));

    private static string Mark(int place, HiddenWriting writing) =>
        writing switch
        {
            HiddenWriting.ZeroWidth => ZeroWidths[place % ZeroWidths.Length],
            HiddenWriting.Tags => char.ConvertFromUtf32(0xE0061 + (place % 26)),
            HiddenWriting.VariationSelectors => place % 2 == 0
                ? ((char)(0xFE00 + (place % 16))).ToString()
                : char.ConvertFromUtf32(0xE0100 + (place % 240)),
            HiddenWriting.Direction => Directions[place % Directions.Length],
        };
}
