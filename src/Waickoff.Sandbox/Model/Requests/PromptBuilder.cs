using System.Text;
using System.Text.Json;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>Lays a request out as the prompt: tools, system, messages.</summary>
internal static class PromptBuilder
{
    public static CanonicalPrompt Build(Field root, IReadOnlyList<Field> tools, IReadOnlyList<Field> messages)
    {
        var prompt = new CanonicalPrompt();
        foreach (var tool in tools)
            prompt.Add("\ntool ", ProviderJson.Canonical(tool.Value, markLevels: 1), MarkOf(tool));
        AddSystem(prompt, root.Optional("system"));
        // Tools and rules stay what they are when a call is made otherwise; the conversation does not.
        foreach (var name in (string[])["tool_choice", "thinking"])
            if (root.Optional(name) is { } way)
                prompt.Vary(ProviderJson.Canonical(way.Value, markLevels: 0));
        foreach (var message in messages)
            AddMessage(prompt, message);
        if (root.Optional("cache_control") is { } mark)
            prompt.MarkLast(Lifetime(mark));
        prompt.CheckMarks();
        return prompt;
    }

    private static void AddSystem(CanonicalPrompt prompt, Field? system)
    {
        if (system is not { } given)
            return;
        if (given.IsText)
        {
            prompt.Add("\nsystem ", Encoding.UTF8.GetBytes(given.Text()), mark: null);
            return;
        }
        foreach (var block in given.Items())
        {
            block.Required("type").OneOf("text");
            if (block.Required("text").Text().Length == 0)
                throw block.Wrong("text content blocks must be non-empty");
            prompt.Add("\nsystem ", Content(block), MarkOf(block));
        }
    }

    private static void AddMessage(CanonicalPrompt prompt, Field message)
    {
        var head = $"\n{MessageRules.RoleOf(message)} ";
        var content = message.Required("content");
        if (content.IsText)
        {
            prompt.Add(head, Encoding.UTF8.GetBytes(content.Text()), mark: null);
            return;
        }
        foreach (var block in content.Items())
        {
            prompt.Add(head, Content(block), MarkOf(block));
            head = "\n";
        }
    }

    /// <summary>Text as it is, anything else as JSON.</summary>
    private static byte[] Content(Field block) =>
        block.Required("type").Text() == "text"
            ? Encoding.UTF8.GetBytes(block.Required("text").Text())
            : ProviderJson.Canonical(block.Value, markLevels: 3);

    private static CacheLifetime? MarkOf(Field block) =>
        block.Optional("cache_control") is { } mark ? Lifetime(mark) : NestedMark(block);

    /// <summary>A mark inside the result of a tool stands for that result.</summary>
    private static CacheLifetime? NestedMark(Field block)
    {
        if (!block.IsObject || block.Optional("content") is not { Value.ValueKind: JsonValueKind.Array } content)
            return null;
        var marks = content.Items().Where(i => i.IsObject).Select(i => i.Optional("cache_control")).OfType<Field>();
        return marks.Select(m => (CacheLifetime?)Lifetime(m)).LastOrDefault();
    }

    private static CacheLifetime Lifetime(Field mark)
    {
        mark.Only("type", "ttl");
        mark.Required("type").OneOf("ephemeral");
        return mark.Optional("ttl")?.OneOf("5m", "1h") == "1h" ? CacheLifetime.Hour : CacheLifetime.Minutes5;
    }
}
