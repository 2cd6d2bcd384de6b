using System.Globalization;
using System.Text;

namespace Waickoff.Payments;

/// <summary>
/// The body of a request as Stripe wants it: <c>line_items[0][quantity]=1&amp;metadata[order]=7</c>. Brackets stay as they are and all
/// else is escaped, which is what the official client sends.
/// </summary>
internal sealed class Form
{
    private const int MostMetadata = 50;
    private const int LongestMetadataKey = 40;
    private const int LongestMetadataValue = 500;

    private readonly StringBuilder text = new();

    public bool IsEmpty => text.Length == 0;

    /// <summary>Adds a value; null adds nothing, empty text is sent, since that is how Stripe is told to clear a field.</summary>
    public Form Add(string key, string? value)
    {
        if (value is null)
            return this;
        if (text.Length > 0)
            text.Append('&');
        text.Append(Escape(key)).Append('=').Append(Escape(value));
        return this;
    }

    public Form Add(string key, long? value) => Add(key, value?.ToString(CultureInfo.InvariantCulture));

    public Form Add(string key, bool? value) =>
        Add(
            key,
            value is { } known
                ? known
                    ? "true"
                    : "false"
                : null
        );

    public Form Add(string key, DateTimeOffset? value) => Add(key, value?.ToUnixTimeSeconds());

    public Form Add(string key, IEnumerable<string> values)
    {
        foreach (var (i, value) in values.Index())
            Add($"{key}[{i.ToString(CultureInfo.InvariantCulture)}]", value);
        return this;
    }

    /// <summary>Adds what is kept beside an object for us; Stripe's own limits hold.</summary>
    /// <exception cref="ArgumentException">More than 50 pairs, a key of over 40 characters or with brackets, a value of over 500.</exception>
    public Form Add(string key, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count > MostMetadata)
            throw new ArgumentException($"At most {MostMetadata} pairs.", nameof(metadata));
        foreach (var (name, value) in metadata)
        {
            if (name.Length is 0 or > LongestMetadataKey || name.AsSpan().ContainsAny('[', ']'))
                throw new ArgumentException(
                    $"A key has 1 to {LongestMetadataKey} characters, no brackets.",
                    nameof(metadata)
                );
            if (value.Length > LongestMetadataValue)
                throw new ArgumentException(
                    $"A value has at most {LongestMetadataValue} characters.",
                    nameof(metadata)
                );
            Add($"{key}[{name}]", value);
        }
        return this;
    }

    public override string ToString() => text.ToString();

    private static string Escape(string value) =>
        Uri.EscapeDataString(value)
            .Replace("%5B", "[", StringComparison.Ordinal)
            .Replace("%5D", "]", StringComparison.Ordinal);
}
