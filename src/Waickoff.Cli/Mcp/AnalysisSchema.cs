using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.Mcp;

/// <summary>The JSON schema of values as <see cref="AnalysisJson"/> writes them: its own converters say nothing of themselves.</summary>
internal static class AnalysisSchema
{
    public static AIJsonSchemaCreateOptions Options { get; } = new() { TransformSchemaNode = Describe };

    private static JsonNode Describe(AIJsonSchemaCreateContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var own =
            value == typeof(double) ? Typed("number", canBeNull: true)
            : value == typeof(Timeframe) ? Typed("string", value != type)
            : value.IsEnum ? Enumerated(value, value != type)
            : null;
        if (own is null)
            return schema;
        if (schema is JsonObject before && before.TryGetPropertyValue("description", out var description))
            own["description"] = description?.DeepClone();
        return own;
    }

    private static JsonObject Typed(string name, bool canBeNull) =>
        new() { ["type"] = canBeNull ? new JsonArray(name, "null") : name };

    private static JsonObject Enumerated(Type type, bool canBeNull)
    {
        var names = AnalysisJson.NamesOf(type);
        canBeNull |= names.Contains(null);
        var schema = Typed("string", canBeNull);
        var values = names.OfType<string>().Select(n => (JsonNode?)n);
        schema["enum"] = new JsonArray([.. canBeNull ? values.Append(null) : values]);
        return schema;
    }
}
