using System.Globalization;

namespace Waickoff.Cli.Detect;

/// <summary>
/// One thing that can be chosen about a detector: its name, its default, what is allowed, and how it is read and written.
/// </summary>
/// <param name="Name">As it stands in the parameters of the result; read in any case, with or without hyphens.</param>
/// <param name="Default">The value when it is not set.</param>
/// <param name="Allowed">What is allowed, as the end of a sentence in the reader's language.</param>
/// <param name="TryRead">Reads a text; null when it is not allowed.</param>
/// <param name="AlwaysInId">True for an option whose value tells apart findings that are shown side by side, such as a scale.</param>
internal sealed record DetectorOption(
    string Name,
    object Default,
    Func<Strings, string> Allowed,
    Func<string, object?> TryRead,
    bool AlwaysInId
)
{
    public static DetectorOption Count(string name, int value, int from = 1, int to = 10_000, bool inId = true) =>
        new(
            name,
            value,
            strings => strings.WholeNumber(from, to),
            text =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
                && n >= from
                && n <= to
                    ? n
                    : null,
            inId
        );

    public static DetectorOption Number(string name, double value, double from, double to, bool aboveFrom = false) =>
        new(
            name,
            value,
            strings => aboveFrom ? strings.NumberAbove(from, to) : strings.NumberFrom(from, to),
            text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
                && (aboveFrom ? n > from : n >= from)
                && n <= to
                    ? n
                    : null,
            AlwaysInId: false
        );

    public static DetectorOption Flag(string name, bool value) =>
        new(
            name,
            value,
            strings => strings.TrueOrFalse,
            text => bool.TryParse(text, out var b) ? b : null,
            AlwaysInId: false
        );

    public static DetectorOption Choice(string name, string value, params string[] choices) =>
        new(
            name,
            value,
            strings => strings.OneOf(string.Join(' ', choices)),
            text => choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)),
            AlwaysInId: false
        );

    public bool IsCalled(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Equals(Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>How a value stands in an id; empty where it goes without saying.</summary>
    public string InId(object value) =>
        !AlwaysInId && value.Equals(Default) ? ""
        : value is bool flag ? (flag ? Name : "no" + Name)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
