using System.Text.RegularExpressions;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>What tools, the choice among them and their results have to be like.</summary>
internal static partial class ToolRules
{
    public static void CheckTools(IReadOnlyList<Field> tools)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in tools)
        {
            var name = tool.Required("name");
            if (!NamePattern().IsMatch(name.Text()))
                throw name.Wrong("String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
            if (!names.Add(name.Text()))
                throw new ApiErrorException("tools: Tool names must be unique.");
            tool.Optional("description")?.Text();
            tool.Required("input_schema").Required("type").OneOf("object");
        }
    }

    /// <summary>Checks which tools may be used; what it says, or null.</summary>
    public static string? CheckChoice(Field? choice, IReadOnlyList<Field> tools, ModelCard card)
    {
        if (choice is not { } given)
            return null;
        var type = given.Required("type").OneOf("auto", "any", "tool", "none");
        if (tools.Count == 0)
            throw given.Wrong("tool_choice may only be specified while providing tools.");
        if (type is "any" or "tool" && card.RefusesForcedTools)
            throw given.Wrong($"Forced tool use (`{type}`) is not supported for {card.Id}. Use `auto`.");
        if (type == "tool")
        {
            var name = given.Required("name").Text();
            if (!tools.Any(t => t.Required("name").Text() == name))
                throw given.Wrong($"Tool '{name}' not found in provided tools");
        }
        return type;
    }

    /// <summary>Each call of a tool is answered in the message behind it, and nothing else is.</summary>
    public static void CheckResults(IReadOnlyList<Field> messages)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < messages.Count; i++)
        {
            var calls = Ids(messages[i], "tool_use", "id");
            foreach (var id in calls.Where(id => !seen.Add(id)))
                throw new ApiErrorException($"messages.{i}: `tool_use` ids must be unique. Found {id} twice.");
            var results = i + 1 < messages.Count ? Ids(messages[i + 1], "tool_result", "tool_use_id") : [];
            if (calls.Except(results).ToList() is { Count: > 0 } open)
                throw new ApiErrorException(
                    $"messages.{i}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}. Each `tool_use` block must have a corresponding `tool_result` block in the next message."
                );
            if (results.Except(calls).FirstOrDefault() is { } stray)
                throw Stray(i + 1, stray);
            if (results.Count != results.Distinct().Count())
                throw new ApiErrorException(
                    $"messages.{i + 1}: each tool_use must have a single result. Found multiple `tool_result` blocks with one id."
                );
            CheckOrder(messages[i]);
        }
        if (Ids(messages[0], "tool_result", "tool_use_id") is [var first, ..])
            throw Stray(0, first);
    }

    private static ApiErrorException Stray(int message, string id) =>
        new(
            $"messages.{message}: unexpected `tool_use_id` found in `tool_result` blocks: {id}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
        );

    private static List<string> Ids(Field message, string type, string name) =>
        [
            .. MessageRules
                .BlocksOf(message)
                .Where(b => b.Required("type").Text() == type)
                .Select(b => b.Required(name).Text()),
        ];

    private static void CheckOrder(Field message)
    {
        var types = MessageRules.BlocksOf(message).Select(b => b.Required("type").Text() == "tool_result").ToList();
        if (types.LastIndexOf(true) > types.IndexOf(false) && types.Contains(false) && types.Contains(true))
            throw message.Wrong("`tool_result` blocks must come first in the content");
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$")]
    private static partial Regex NamePattern();
}
