using System.Globalization;

namespace Waickoff.Analysis;

/// <summary>A sentence without its end in both languages of the product.</summary>
/// <param name="English">In English; what exceptions and logs say.</param>
/// <param name="Spanish">In Spanish.</param>
public sealed record LocalText(string English, string Spanish)
{
    /// <summary>The same text in both: names, paths, file contents.</summary>
    public LocalText(string both)
        : this(both, both) { }

    /// <summary>The text in a language: <c>es</c> or <c>en</c>.</summary>
    public string In(string language) => language == "es" ? Spanish : English;

    /// <summary>From two templates whose numbers are written as in files: with a point.</summary>
    public static LocalText Of(FormattableString english, FormattableString spanish)
    {
        ArgumentNullException.ThrowIfNull(english);
        ArgumentNullException.ThrowIfNull(spanish);
        return new LocalText(
            english.ToString(CultureInfo.InvariantCulture),
            spanish.ToString(CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The English text.</summary>
    public override string ToString() => English;
}
