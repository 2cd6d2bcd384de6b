using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>
/// How values of the analysis are written: camelCase names, enums in kebab-case with None as null, numbers that are none as
/// null, all others so that they read back as the same.
/// </summary>
internal static class AnalysisJson
{
    /// <summary>The name of what a finding was measured by.</summary>
    public const string Inputs = "inputs";

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NumberConverter(), new EnumConverterFactory(), new TimeframeConverter() },
    };

    /// <summary>The public properties of a type in order of declaration, without those named.</summary>
    public static IReadOnlyList<JsonProperty> PropertiesOf<T>(params ReadOnlySpan<string> without)
    {
        var skipped = without.ToArray().Select(JsonNamingPolicy.CamelCase.ConvertName).ToHashSet();
        return
        [
            .. Options
                .GetTypeInfo(typeof(T))
                .Properties.Where(p => p.Get is not null && !skipped.Contains(p.Name))
                // What it was measured by comes behind what it is.
                .OrderBy(p => p.Name == Inputs)
                .Select(p => new JsonProperty(p)),
        ];
    }

    /// <summary>How the values of an enum are written, null among them for one that stands for none.</summary>
    public static IReadOnlyList<string?> NamesOf(Type type) => [.. Enum.GetNames(type).Select(NameOf)];

    /// <summary>Abbreviations stay as traders write them: HH, SOS, phase A.</summary>
    private static string? NameOf(string name) =>
        name == "None" ? null
        : name.All(char.IsUpper) ? name
        : JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private sealed class NumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }

    private sealed class TimeframeConverter : JsonConverter<Timeframe>
    {
        public override Timeframe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Timeframe.TryParse(reader.GetString(), out var timeframe) ? timeframe : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Timeframe value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class EnumConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(EnumConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class EnumConverter<TEnum> : JsonConverter<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly Dictionary<TEnum, JsonEncodedText?> Names = Enum.GetValues<TEnum>()
            .ToDictionary(
                v => v,
                v => NameOf(v.ToString()) is { } name ? JsonEncodedText.Encode(name) : (JsonEncodedText?)null
            );

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            return Names.First(pair => pair.Value?.Value == text).Key;
        }

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
        {
            if (Names[value] is { } name)
                writer.WriteStringValue(name);
            else
                writer.WriteNullValue();
        }
    }
}

/// <summary>One property of a value: its name and how it is written.</summary>
internal sealed class JsonProperty(JsonPropertyInfo property)
{
    private readonly JsonEncodedText encodedName = JsonEncodedText.Encode(property.Name);
    private readonly JsonTypeInfo type = AnalysisJson.Options.GetTypeInfo(property.PropertyType);
    private readonly Func<object, object?> valueOf = property.Get!;

    public string Name => property.Name;

    public void Write(Utf8JsonWriter writer, object owner)
    {
        writer.WritePropertyName(encodedName);
        WriteValue(writer, owner);
    }

    public void WriteValue(Utf8JsonWriter writer, object owner)
    {
        // Most values are plain numbers: a long series is written three times as fast past the serializer.
        switch (valueOf(owner))
        {
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case int count:
                writer.WriteNumberValue(count);
                break;
            case var value:
                JsonSerializer.Serialize(writer, value, type);
                break;
        }
    }
}
