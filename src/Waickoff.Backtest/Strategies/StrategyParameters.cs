using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Analysis;

namespace Waickoff.Backtest.Strategies;

/// <summary>
/// The numbers of a strategy that have names: <c>"parameters": {"fast": 12}</c>, and <c>"$fast"</c> wherever the number is to stand.
/// </summary>
internal static class StrategyParameters
{
    private const string Member = "parameters";

    /// <summary>The document with numbers in place of names; without parameters it stays as it is.</summary>
    public static JsonElement Apply(JsonElement root, IReadOnlyDictionary<string, double>? values)
    {
        if (root.ValueKind != JsonValueKind.Object || (!root.TryGetProperty(Member, out _) && values is null))
            return root;
        var node = JsonObject.Create(root)!;
        var known = Defaults(root);
        foreach (var (name, value) in values ?? new Dictionary<string, double>())
        {
            if (!known.ContainsKey(name))
                throw new StrategyException($"$.{Member}.{name}", StrategyTexts.UnknownParameter, Allowed(known));
            known[name] = value;
        }
        node.Remove(Member);
        Replace(node, known);
        return JsonSerializer.SerializeToElement(node);
    }

    private static Dictionary<string, double> Defaults(JsonElement root)
    {
        var known = new Dictionary<string, double>();
        if (!root.TryGetProperty(Member, out var parameters))
            return known;
        var place = new JsonPlace(parameters, $"$.{Member}");
        if (!place.IsObject)
            throw place.Refused(StrategyTexts.NamesAndNumbers);
        foreach (var member in parameters.EnumerateObject())
            known[member.Name] = place.Member(member.Name)!.Value.NumberFrom(-1e15, 1e15);
        return known;
    }

    private static void Replace(JsonNode node, Dictionary<string, double> known)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (value is not null && TryValue(value, known, out var number))
                    members[name] = number;
                else if (value is not null)
                    Replace(value, known);
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is { } item && TryValue(item, known, out var number))
                    items[i] = number;
                else if (items[i] is { } other)
                    Replace(other, known);
            }
        }
    }

    private static bool TryValue(JsonNode node, Dictionary<string, double> known, out double number)
    {
        number = double.NaN;
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text) || !text.StartsWith('$'))
            return false;
        return known.TryGetValue(text[1..], out number)
            ? true
            : throw new StrategyException(node.GetPath(), new LocalText($"\"{text}\""), Allowed(known));
    }

    private static LocalText Allowed(Dictionary<string, double> known) =>
        known.Count > 0 ? StrategyTexts.Names(known.Keys.Select(k => "$" + k)) : StrategyTexts.NoParameters;
}
