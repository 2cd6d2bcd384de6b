using System.Globalization;
using System.Text.Json;

namespace Waickoff.Market.Venues;

/// <summary>
/// Values as venues write them: numbers as strings or as numbers. A double takes the text as it stands, so that two readers of one text
/// hold the same price.
/// </summary>
internal static class VenueJson
{
    /// <summary>A number; <c>NaN</c> where there is none.</summary>
    public static double Number(this JsonElement element) =>
        double.TryParse(Text(element), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    /// <summary>A whole number; null where there is none.</summary>
    public static long? Whole(this JsonElement element) =>
        long.TryParse(Text(element), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>An exact number.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static decimal Exact(this JsonElement element) =>
        decimal.Parse(Text(element), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The text of a value; the digits of a number.</summary>
    public static string Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()!
        : element.ValueKind == JsonValueKind.Number ? element.GetRawText()
        : "";

    /// <summary>A member that must be there.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public static JsonElement At(this JsonElement element, string name) => element.GetProperty(name);

    /// <summary>A member that may be missing.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
