using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Waickoff.Analysis;

namespace Waickoff.Server.Configuration;

/// <summary>
/// Finds settings of ours that do not exist, which would otherwise do nothing in silence, and values that are not of their kind.
/// </summary>
internal static class SettingsCheck
{
    /// <summary>Read by the commands about candles alone.</summary>
    private static readonly string[] Others = ["Market:Store"];

    public static IEnumerable<LocalText> Problems(IConfiguration configuration) =>
        Settings.Sections.SelectMany(s => OfObject(configuration.GetSection(s.Name), s.Options, s.Name));

    private static IEnumerable<LocalText> OfObject(IConfigurationSection section, Type type, string name)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var key = Settings.IsFile(child.Path) ? child.Key[..^"_FILE".Length] : child.Key;
            var property = properties.FirstOrDefault(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                if (!Others.Contains($"{name}:{key}", StringComparer.OrdinalIgnoreCase))
                    yield return Unknown(child.Path, $"{name}:{Closest(key, properties.Select(p => p.Name))}");
                continue;
            }
            if (key.Length != child.Key.Length)
                continue;
            foreach (var problem in OfProperty(child, property, $"{name}:{property.Name}"))
                yield return problem;
        }
    }

    private static IEnumerable<LocalText> OfProperty(IConfigurationSection section, PropertyInfo property, string name)
    {
        if (Items(property.PropertyType) is { } items)
        {
            if (!string.IsNullOrEmpty(section.Value))
                return [HasItems(name)];
            return section
                .GetChildren()
                .SelectMany(c =>
                    IsSimple(items) ? OfValue(c, items, $"{name}:{c.Key}", null) : OfObject(c, items, $"{name}:{c.Key}")
                );
        }
        return OfValue(section, property.PropertyType, name, property.GetCustomAttribute<RangeAttribute>());
    }

    private static IEnumerable<LocalText> OfValue(
        IConfigurationSection section,
        Type type,
        string name,
        RangeAttribute? range
    )
    {
        foreach (var child in section.GetChildren())
            yield return Unknown(child.Path, name);
        if (section.Value is not { } text)
            yield break;
        object? value = null;
        try
        {
            value = section.Get(type);
        }
        catch (InvalidOperationException) { }
        if (value is null && !(text.Length == 0 && Nullable.GetUnderlyingType(type) is not null))
            yield return WrongKind(name, text, type);
        else if (value is not null && range?.IsValid(value) == false)
            yield return Outside(name, text, range);
        else if (value is TimeSpan time && time < TimeSpan.Zero)
            yield return WrongKind(name, text, type);
    }

    /// <summary>What a list or a dictionary by name holds; null for anything else.</summary>
    private static Type? Items(Type type) =>
        type == typeof(string) || !typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            ? null
            : type.GetGenericArguments()[^1];

    private static bool IsSimple(Type type) =>
        type == typeof(string) || type == typeof(Uri) || (Nullable.GetUnderlyingType(type) ?? type).IsValueType;

    private static LocalText Unknown(string path, string closest) =>
        LocalText.Of(
            $"{path} is no setting; the closest is {closest}",
            $"{path} no es ningún ajuste; el más parecido es {closest}"
        );

    private static LocalText HasItems(string name) =>
        LocalText.Of(
            $"{name} has items and no value of its own: name the first {name}:0",
            $"{name} tiene elementos y no un valor propio: nombra el primero {name}:0"
        );

    private static LocalText Outside(string name, string text, RangeAttribute range)
    {
        var (least, most) = (Shown(range.Minimum), Shown(range.Maximum));
        return LocalText.Of(
            $"{name} is {text}; it must be from {least} to {most}",
            $"{name} es {text}; debe estar entre {least} y {most}"
        );
    }

    private static string Shown(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static LocalText WrongKind(string name, string text, Type type)
    {
        var expected = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(bool) => new LocalText("true or false", "true o false"),
            var t when t == typeof(TimeSpan) => new LocalText("a time such as 00:00:30", "un tiempo como 00:00:30"),
            var t when t == typeof(Uri) => new LocalText("an address", "una dirección"),
            var t when t == typeof(DateOnly) => new LocalText("a day such as 2026-11-01", "un día como 2026-11-01"),
            { IsEnum: true } t => new LocalText(Names(t)),
            _ => new LocalText("a number", "un número"),
        };
        return LocalText.Of(
            $"{name} is \"{text}\"; expected {expected.In("en")}",
            $"{name} es \"{text}\"; se esperaba {expected.In("es")}"
        );
    }

    private static string Names(Type type) => string.Join(" | ", Enum.GetNames(type));

    private static string Closest(string name, IEnumerable<string> known) =>
        known.MinBy(k => Distance(name.ToUpperInvariant(), k.ToUpperInvariant()))!;

    /// <summary>How many letters have to be put in, taken out or changed.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
