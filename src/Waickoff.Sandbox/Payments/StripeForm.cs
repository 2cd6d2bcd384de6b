using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Waickoff.Sandbox.Payments;

/// <summary>What a request says: fields by their names as they were written, <c>line_items[0][quantity]</c>.</summary>
internal sealed partial class StripeForm
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    public static StripeForm Parse(string text)
    {
        var form = new StripeForm();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var name = WebUtility.UrlDecode(cut < 0 ? pair : pair[..cut]);
            // What is written without a number is numbered: expand[]=a&expand[]=b.
            for (var i = 0; name.EndsWith("[]", StringComparison.Ordinal); i++)
            {
                var numbered = $"{name[..^2]}[{i.ToString(CultureInfo.InvariantCulture)}]";
                if (!form.fields.ContainsKey(numbered))
                    name = numbered;
            }
            form.fields[name] = cut < 0 ? "" : WebUtility.UrlDecode(pair[(cut + 1)..]);
        }
        return form;
    }

    /// <summary>A field; null where it is missing or empty.</summary>
    public string? this[string name] => fields.GetValueOrDefault(name) is { Length: > 0 } found ? found : null;

    public string Required(string name) =>
        this[name] ?? throw StripeRefusal.Invalid($"Missing required param: {name}.", name, "parameter_missing");

    public long? Integer(string name) =>
        this[name] is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw StripeRefusal.Invalid($"Invalid integer: {text}", name, "parameter_invalid_integer");

    public bool Flag(string name) =>
        this[name] switch
        {
            null or "false" => false,
            "true" => true,
            var other => throw StripeRefusal.Invalid($"Invalid boolean: {other}", name),
        };

    public bool Has(string prefix) => fields.Keys.Any(k => k.StartsWith(prefix, StringComparison.Ordinal));

    public IEnumerable<string> Values(string name)
    {
        for (var i = 0; this[$"{name}[{i.ToString(CultureInfo.InvariantCulture)}]"] is { } value; i++)
            yield return value;
    }

    public JsonObject Metadata(string name)
    {
        var metadata = new JsonObject();
        foreach (var (key, value) in fields)
        {
            if (!key.StartsWith($"{name}[", StringComparison.Ordinal) || key[^1] != ']')
                continue;
            var inner = key[(name.Length + 1)..^1];
            if (inner.Length > 40)
                throw StripeRefusal.Invalid("Metadata keys have up to 40 characters.", name);
            if (value.Length > 500)
                throw StripeRefusal.Invalid("Metadata values have up to 500 characters.", name);
            // An empty value takes the key away, as it does at Stripe.
            if (value.Length > 0)
                metadata[inner] = value;
        }
        return metadata.Count <= 50
            ? metadata
            : throw StripeRefusal.Invalid("You can have up to 50 metadata keys.", name);
    }

    /// <summary>Refuses fields that are not among the known ones, whose numbers and free names are written <c>[]</c>.</summary>
    public StripeForm Only(params string[] known)
    {
        foreach (var name in fields.Keys)
        {
            var shape = Number().Replace(name, "[]");
            shape = Metadatum().Replace(shape, "$1[]");
            if (!known.Contains(shape) && shape != "expand[]")
                throw StripeRefusal.Invalid($"Received unknown parameter: {name}", name, "parameter_unknown");
        }
        return this;
    }

    [GeneratedRegex(@"\[\d{0,4}\]")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(metadata|.*\[metadata\])\[[^\[\]]+\]$")]
    private static partial Regex Metadatum();
}
