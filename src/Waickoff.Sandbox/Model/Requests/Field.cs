using System.Globalization;
using System.Text.Json;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>A place in the body of a request, which errors name.</summary>
internal readonly record struct Field(JsonElement Value, string Path)
{
    public bool IsObject => Value.ValueKind == JsonValueKind.Object;

    public bool IsText => Value.ValueKind == JsonValueKind.String;

    /// <summary>A property that has to be there.</summary>
    public Field Required(string name) => Optional(name) ?? throw Wrong(Named(name), "Field required");

    /// <summary>A property, or null where it is missing or null.</summary>
    public Field? Optional(string name) =>
        Object().Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new Field(value, Named(name))
            : null;

    public Field Object() => IsObject ? this : throw Wrong(Path, "Input should be a valid dictionary");

    public string Text() => IsText ? Value.GetString()! : throw Wrong(Path, "Input should be a valid string");

    public bool Flag() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Value.GetBoolean()
            : throw Wrong(Path, "Input should be a valid boolean");

    public long Whole() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var number)
            ? number
            : throw Wrong(Path, "Input should be a valid integer");

    public IReadOnlyList<Field> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Wrong(Path, "Input should be a valid list");
        var path = Path;
        return
        [
            .. Value
                .EnumerateArray()
                .Select((v, i) => new Field(v, Join(path, i.ToString(CultureInfo.InvariantCulture)))),
        ];
    }

    /// <summary>One of some words.</summary>
    public string OneOf(params ReadOnlySpan<string> allowed)
    {
        var text = Text();
        return allowed.Contains(text)
            ? text
            : throw Wrong(Path, $"Input should be '{string.Join("', '", allowed.ToArray())}'");
    }

    /// <summary>Refuses properties that nobody knows.</summary>
    public void Only(params ReadOnlySpan<string> known)
    {
        foreach (var property in Object().Value.EnumerateObject())
            if (!known.Contains(property.Name))
                throw Wrong(Named(property.Name), "Extra inputs are not permitted");
    }

    public ApiErrorException Wrong(string what) => Wrong(Path, what);

    public static ApiErrorException Wrong(string path, string what) => new(path.Length > 0 ? $"{path}: {what}" : what);

    private string Named(string name) => Join(Path, name);

    private static string Join(string path, string name) => path.Length > 0 ? $"{path}.{name}" : name;
}
