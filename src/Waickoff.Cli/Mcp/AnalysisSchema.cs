using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.Mcp;

/// <summary>The JSON schema of values as <see cref="AnalysisJson"/> writes them: its own converters say nothing of themselves.</summary>
internal static class AnalysisSchema
{
    public static AIJsonSchemaCreateOptions Options { get; } =
        new() { TransformSchemaNode = Describe, ParameterDescriptionProvider = p => DescriptionOf(p.Name!) };

    /// <summary>A parameter means the same in all tools.</summary>
    private static string? DescriptionOf(string parameter) =>
        parameter switch
        {
            "symbol" => "The market, such as BTCUSDT.",
            "timeframe" => "Length of a candle: 15m, 1h, 4h, 1d or another multiple of the recorded candles.",
            "limit" => "How many findings at most, newest first; 1 to 200.",
            "at" =>
                "What was known then: a UTC date such as 2025-10-31T12:00, or milliseconds. Null for the end of the data.",
            "all" => "True for those that are over as well.",
            "span" => "The candles of the profile: the last day, the last week, or the Wyckoff range.",
            "setup" => "One setup, such as sos-lps; null for all twelve.",
            "strategy" => "A strategy of the library by its name, such as ema-cross, or rules as JSON.",
            "from" => "Orders count from this UTC time on; what lies before only warms up. Null for all.",
            "to" => "Nothing later than this UTC time is used. Null for the end of the data.",
            "lang" => "Language of the briefing: es or en.",
            _ => null,
        };

    private static JsonNode Describe(AIJsonSchemaCreateContext context, JsonNode schema)
    {
        if (Own(context.TypeInfo.Type) is { } own)
        {
            foreach (var key in (ReadOnlySpan<string>)["description", "default"])
            {
                if (schema is JsonObject before && before.TryGetPropertyValue(key, out var kept))
                    own[key] = kept?.DeepClone();
            }
            return own;
        }
        if (context.TypeInfo.ElementType is { } element && Own(element) is { } items)
            schema[context.TypeInfo.Kind == JsonTypeInfoKind.Dictionary ? "additionalProperties" : "items"] = items;
        return schema;
    }

    /// <summary>The schema of a type with a converter of its own; null for others.</summary>
    private static JsonObject? Own(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(double) ? Typed("number", canBeNull: true)
            : value == typeof(Timeframe) ? Typed("string", value != type)
            : value.IsEnum ? Enumerated(value, value != type)
            : null;
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
