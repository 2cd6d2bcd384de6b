using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>Reading members of objects of the store.</summary>
internal static class StripeJsonReading
{
    public static string? Text(this JsonObject item, string name) => item[name]?.GetValue<string>();

    public static string Id(this JsonObject item) => item.Text("id")!;

    public static long Number(this JsonObject item, string name) => item[name] is JsonValue value ? Whole(value) : 0;

    public static bool Flag(this JsonObject item, string name) => item[name]?.GetValue<bool>() == true;

    public static JsonObject Copy(this JsonObject item) => item.DeepClone().AsObject();

    /// <summary>What was counted here is a long or an int, what was read from a file is a piece of text that says it.</summary>
    private static long Whole(JsonValue value) =>
        value.TryGetValue<long>(out var number) ? number : value.GetValue<int>();
}
