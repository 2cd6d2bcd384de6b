using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Waickoff.Server.Hosting;

/// <summary>Refuses texts with the character NUL, which no text of PostgreSQL can hold, before anybody works with them.</summary>
internal static class NulCheck
{
    public static void Add(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var texts = type.Properties.Where(p => p.PropertyType == typeof(string) && p.Get is not null).ToArray();
        if (texts.Length == 0)
            return;
        type.OnDeserialized = read =>
        {
            foreach (var text in texts)
                if (text.Get!(read) is string value && value.Contains('\0', StringComparison.Ordinal))
                    throw new JsonException(null, $"$.{text.Name}", null, null);
        };
    }
}
