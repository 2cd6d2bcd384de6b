using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Model;

/// <summary>JSON as the provider writes it: no white space, no needless escapes.</summary>
internal static class ProviderJson
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions PlainWriter = new() { Encoder = Plain.Encoder };

    public static string Text(JsonNode node) => node.ToJsonString(Plain);

    public static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    /// <summary>
    /// An element as the prompt holds it, the same however it was escaped or spaced; marks of the cache, which are no part of a
    /// prompt, are left out of the outermost levels.
    /// </summary>
    /// <param name="element">What was sent.</param>
    /// <param name="markLevels">How many levels of objects may carry a mark.</param>
    public static byte[] Canonical(JsonElement element, int markLevels)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainWriter))
            Write(writer, element, markLevels);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, int markLevels)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    if (markLevels > 0 && property.NameEquals("cache_control"))
                        continue;
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, markLevels - 1);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, markLevels);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
