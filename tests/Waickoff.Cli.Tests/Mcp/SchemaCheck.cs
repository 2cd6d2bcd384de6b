using System.Text.Json;

namespace Waickoff.Cli.Tests.Mcp;

/// <summary>Holds a value against the part of JSON Schema that the tools use: type, enum, properties, required, items, local references.</summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong and where; null when nothing is.</summary>
    public static string? Problem(JsonElement schema, JsonElement value) => Problem(schema, schema, value, "#");

    private static string? Problem(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        if (schema.ValueKind is JsonValueKind.True)
            return $"{path}: says nothing";
        if (schema.TryGetProperty("$ref", out var reference))
            return Problem(root, Resolve(root, reference.GetString()!), value, path);
        if (!schema.TryGetProperty("type", out var type))
            return $"{path}: has no type";
        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : default;
        var names =
            type.ValueKind == JsonValueKind.Array ? types.Select(t => t.GetString()!).ToArray() : [type.GetString()!];
        if (!names.Any(name => IsOf(name, value)))
            return $"{path}: {value.ValueKind} is not {string.Join('|', names)}";
        if (
            schema.TryGetProperty("enum", out var allowed)
            && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value))
        )
            return $"{path}: {value} is not allowed";
        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(root, schema, value, path),
            JsonValueKind.Array => Items(root, schema, value, path),
            _ => null,
        };
    }

    private static string? Members(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            var missing = required
                .EnumerateArray()
                .Select(r => r.GetString()!)
                .FirstOrDefault(r => !value.TryGetProperty(r, out _));
            if (missing is not null)
                return $"{path}: {missing} is missing";
        }
        foreach (var member in value.EnumerateObject())
        {
            var known =
                schema.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty(member.Name, out _);
            var part =
                known ? properties.GetProperty(member.Name)
                : schema.TryGetProperty("additionalProperties", out var additional) ? additional
                : default;
            var problem =
                part.ValueKind == JsonValueKind.Undefined
                    ? $"{path}/{member.Name}: is not in the schema"
                    : Problem(root, part, member.Value, $"{path}/{member.Name}");
            if (problem is not null)
                return problem;
        }
        return null;
    }

    private static string? Items(JsonElement root, JsonElement schema, JsonElement value, string path) =>
        value
            .EnumerateArray()
            .Select((item, i) => Problem(root, schema.GetProperty("items"), item, $"{path}/{i}"))
            .FirstOrDefault(problem => problem is not null);

    private static JsonElement Resolve(JsonElement root, string reference) =>
        reference
            .Split('/')
            .Skip(1)
            .Aggregate(
                root,
                (at, part) =>
                    at.ValueKind == JsonValueKind.Array
                        ? at[int.Parse(part, null)]
                        : at.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal))
            );

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => false,
        };
}
