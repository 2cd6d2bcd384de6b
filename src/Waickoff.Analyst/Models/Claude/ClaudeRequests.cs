using System.Text.Json;
using Anthropic.Models.Messages;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>Prompts as the SDK wants them.</summary>
internal static class ClaudeRequests
{
    private static readonly Dictionary<string, JsonElement> NoArguments = [];

    public static MessageCreateParams Create(ModelPrompt prompt, long maxTokens)
    {
        var request = new MessageCreateParams
        {
            Model = prompt.Model,
            MaxTokens = maxTokens,
            System = new MessageCreateParamsSystem(Rules(prompt)),
            Messages = Messages(prompt),
        };
        if (prompt.HasTools)
            request = request with { Tools = [.. ClaudeTools.All.Select(t => new ToolUnion(t))] };
        return prompt.Effort is { } effort
            ? request with
            {
                OutputConfig = new OutputConfig { Effort = effort },
            }
            : request;
    }

    public static MessageCountTokensParams Count(ModelPrompt prompt)
    {
        var request = new MessageCountTokensParams
        {
            Model = prompt.Model,
            System = new MessageCountTokensParamsSystem(Rules(prompt)),
            Messages = Messages(prompt),
        };
        return prompt.HasTools
            ? request with
            {
                Tools = [.. ClaudeTools.All.Select(t => new MessageCountTokensTool(t))],
            }
            : request;
    }

    private static List<TextBlockParam> Rules(ModelPrompt prompt) =>
        [new() { Text = prompt.Rules, CacheControl = AnHour() }];

    private static List<MessageParam> Messages(ModelPrompt prompt)
    {
        var messages = new List<MessageParam>(prompt.Messages.Count);
        foreach (var message in prompt.Messages)
        {
            var parts = new MessageContentParam(message.Parts.Select(Part).ToList());
            messages.Add(
                message.IsReader
                    ? new UserMessageParam { Content = parts }
                    : new AssistantMessageParam { Content = parts }
            );
        }
        return messages;
    }

    private static ContentBlockParam Part(PromptPart part) =>
        part switch
        {
            PromptPart.Text text => Text(text),
            PromptPart.ToolResult result => Result(result),
            PromptPart.Written { Block: var block } => block switch
            {
                AnswerBlock.Text text => new TextBlockParam { Text = text.Written },
                AnswerBlock.Thinking thought => new ThinkingBlockParam
                {
                    Thinking = thought.Thought,
                    Signature = thought.Signature,
                },
                AnswerBlock.Redacted redacted => new RedactedThinkingBlockParam { Data = redacted.Data },
                AnswerBlock.ToolCall call => new ToolUseBlockParam
                {
                    ID = call.Id,
                    Name = call.Name,
                    Input = call.Input is { } input
                        ? input.EnumerateObject().GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value)
                        : NoArguments,
                },
                _ => throw new InvalidOperationException("A block that is not written into prompts."),
            },
            _ => throw new InvalidOperationException("A part that is not written into prompts."),
        };

    private static TextBlockParam Text(PromptPart.Text text) =>
        text.IsMarked ? new() { Text = text.Said, CacheControl = AnHour() } : new() { Text = text.Said };

    private static ToolResultBlockParam Result(PromptPart.ToolResult result)
    {
        var block = new ToolResultBlockParam
        {
            ToolUseID = result.CallId,
            Content = result.Given,
            IsError = result.IsError,
        };
        return result.IsMarked ? block with { CacheControl = AnHour() } : block;
    }

    // Turns are minutes apart, often more than five: an hour costs more to write and is read much more often.
    private static CacheControlEphemeral AnHour() => new() { Ttl = Ttl.Ttl1h };
}
