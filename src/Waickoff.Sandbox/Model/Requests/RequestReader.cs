using System.Text.Json;
using Waickoff.Sandbox.Model.Answers;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>Reads the body of a call for an answer or a count, and refuses what the provider refuses.</summary>
internal sealed class RequestReader(SandboxModelOptions options, TimeProvider time)
{
    private static readonly string[] Known =
    [
        "model",
        "max_tokens",
        "messages",
        "system",
        "stream",
        "stop_sequences",
        "tools",
        "tool_choice",
        "thinking",
        "output_config",
        "metadata",
        "cache_control",
        "service_tier",
        "inference_geo",
        "temperature",
        "top_p",
        "top_k",
        "container",
    ];

    /// <summary>Reads it.</summary>
    /// <param name="body">The JSON.</param>
    /// <param name="version">The version of the protocol the caller speaks.</param>
    /// <param name="isCount">Whether only its tokens are wanted.</param>
    /// <exception cref="ApiErrorException">The provider would refuse it.</exception>
    public MessageRequest Read(JsonElement body, string version, bool isCount)
    {
        var root = new Field(body, "").Object();
        root.Only(Known);
        var card = Card(root.Required("model"));
        var maxTokens = isCount ? 1 : MaxTokens(root.Required("max_tokens"), card);
        CheckSampling(root, version);
        CheckRest(root, card);
        var tools = root.Optional("tools")?.Items() ?? [];
        ToolRules.CheckTools(tools);
        var choice = ToolRules.CheckChoice(root.Optional("tool_choice"), tools, card);
        var messages = root.Required("messages").Items();
        MessageRules.Check(messages);
        ToolRules.CheckResults(messages);

        var prompt = PromptBuilder.Build(root, tools, messages);
        var tokens = TokenMeter.Of(card, options.BytesPerToken).Tokens(prompt.Bytes);
        if (tokens > card.ContextTokens)
            throw new ApiErrorException($"prompt is too long: {tokens} tokens > {card.ContextTokens} maximum");
        return new MessageRequest(
            card,
            maxTokens,
            !isCount && root.Optional("stream")?.Flag() == true,
            root.Optional("inference_geo")?.Text() == "us",
            root.Optional("output_config")?.Optional("format") is not null,
            StopSequences(root),
            prompt,
            PromptReading.Of(root, messages, choice == "none" ? [] : tools)
        );
    }

    private ModelCard Card(Field model)
    {
        var id = model.Text();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return options.Models.FirstOrDefault(m => m.Id == id && (m.RetiredOn is null || today < m.RetiredOn))
            ?? throw new ApiErrorException(ApiError.Of(404, $"model: {id}"));
    }

    private static long MaxTokens(Field maxTokens, ModelCard card)
    {
        var wanted = maxTokens.Whole();
        if (wanted < 1)
            throw maxTokens.Wrong("Input should be greater than or equal to 1");
        if (wanted > card.MaxOutputTokens)
            throw maxTokens.Wrong(
                $"{wanted} > {card.MaxOutputTokens}, which is the maximum allowed number of output tokens for {card.Id}"
            );
        return wanted;
    }

    private static void CheckSampling(Field root, string version)
    {
        foreach (var name in (string[])["temperature", "top_p", "top_k"])
            if (version == ProviderVersions.Latest && root.Value.TryGetProperty(name, out _))
                throw Field.Wrong(name, $"Extra inputs are not permitted in anthropic-version {version}");
    }

    private static void CheckRest(Field root, ModelCard card)
    {
        if (root.Optional("thinking") is { } thinking)
        {
            var type = thinking.Required("type").OneOf("enabled", "disabled", "adaptive", "between_tools");
            if (type == "enabled" && card.RefusesThinkingBudget)
                throw thinking.Wrong(
                    $"\"thinking.type.enabled\" is not supported for {card.Id}. Use \"thinking.type.adaptive\" and \"output_config.effort\"."
                );
        }
        if (root.Optional("output_config") is { } output)
        {
            output.Optional("effort")?.OneOf("low", "medium", "high", "xhigh", "max");
            if (output.Optional("format") is { } format)
            {
                format.Required("type").OneOf("json_schema");
                format.Required("schema").Object();
            }
        }
        root.Optional("metadata")?.Object().Optional("user_id")?.Text();
        root.Optional("service_tier")?.OneOf("auto", "standard_only");
        root.Optional("inference_geo")?.Text();
    }

    private static List<string> StopSequences(Field root)
    {
        var stops = new List<string>();
        foreach (var stop in root.Optional("stop_sequences")?.Items() ?? [])
            stops.Add(
                string.IsNullOrWhiteSpace(stop.Text())
                    ? throw stop.Wrong("each stop sequence must contain non-whitespace")
                    : stop.Text()
            );
        return stops;
    }
}

/// <summary>The versions of the protocol.</summary>
internal static class ProviderVersions
{
    public const string Latest = "2026-10-21";

    public static readonly string[] All = ["2023-06-01", Latest];
}
