using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Waickoff.Server.Configuration;

/// <summary>What a setting is in the end, configured or not. Of a secret only whether it is there.</summary>
/// <param name="Name">Its name, <c>Server:Data</c>.</param>
/// <param name="Value">Its value; empty where there is none.</param>
public sealed record EffectiveSetting(string Name, string Value)
{
    private const string Hidden = "********";

    /// <summary>All of them, in the order of the documentation.</summary>
    /// <param name="configuration">What <see cref="Settings.Read"/> read.</param>
    public static IReadOnlyList<EffectiveSetting> All(IConfiguration configuration) =>
        [.. Settings.Sections.SelectMany(s => Of(configuration.GetSection(s.Name), s.Options))];

    private static IEnumerable<EffectiveSetting> Of(IConfigurationSection section, Type type)
    {
        var options = section.Get(type) ?? Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = $"{section.Path}:{property.Name}";
            var value = property.GetValue(options);
            if (value is IEnumerable and not string)
            {
                // What it holds goes by the names it was configured with.
                foreach (var item in section.GetSection(property.Name).AsEnumerable().OrderBy(i => i.Key))
                {
                    if (item.Value is { } text)
                        yield return new EffectiveSetting(item.Key, text);
                }
                continue;
            }
            var shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            var isSecret = property.GetCustomAttribute<PasswordPropertyTextAttribute>() is { Password: true };
            yield return new EffectiveSetting(name, isSecret && shown.Length > 0 ? Hidden : shown);
        }
    }
}
