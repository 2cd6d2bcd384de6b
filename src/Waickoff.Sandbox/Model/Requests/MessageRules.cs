namespace Waickoff.Sandbox.Model.Requests;

/// <summary>What messages have to be like.</summary>
internal static class MessageRules
{
    private static readonly string[] OfReader = ["text", "image", "document", "search_result", "tool_result"];

    private static readonly string[] OfModel = ["text", "thinking", "redacted_thinking", "tool_use"];

    public static void Check(IReadOnlyList<Field> messages)
    {
        if (messages.Count == 0)
            throw new ApiErrorException("messages: at least one message is required");
        foreach (var message in messages)
        {
            message.Only("role", "content");
            var role = message.Required("role").OneOf("user", "assistant", "system");
            CheckContent(message.Required("content"), role);
        }
        if (RoleOf(messages[0]) == "assistant")
            throw new ApiErrorException("messages: first message must use the \"user\" role");
        if (RoleOf(messages[^1]) == "assistant")
            throw new ApiErrorException(
                "This model does not support assistant message prefill. The conversation must end with a user message."
            );
    }

    public static string RoleOf(Field message) => message.Required("role").Text();

    public static IReadOnlyList<Field> BlocksOf(Field message)
    {
        var content = message.Required("content");
        return content.IsText ? [] : content.Items();
    }

    private static void CheckContent(Field content, string role)
    {
        if (content.IsText)
        {
            CheckText(content, content.Text());
            return;
        }
        var blocks = content.Items();
        if (blocks.Count == 0)
            throw content.Wrong("all messages must have non-empty content");
        foreach (var block in blocks)
        {
            var type = block
                .Required("type")
                .OneOf(
                    role switch
                    {
                        "assistant" => OfModel,
                        "user" => OfReader,
                        _ => ["text"],
                    }
                );
            if (type == "text")
                CheckText(block, block.Required("text").Text());
            if (type is "thinking" or "redacted_thinking" && block.Optional("cache_control") is { } mark)
                throw mark.Wrong("Extra inputs are not permitted");
        }
    }

    private static void CheckText(Field field, string text)
    {
        if (text.Length == 0)
            throw field.Wrong("text content blocks must be non-empty");
        if (string.IsNullOrWhiteSpace(text))
            throw field.Wrong("text content blocks must contain non-whitespace text");
    }
}
