using System.Text.Json.Nodes;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>Usage as it is told, which a script may falsify.</summary>
internal sealed class UsageJson(ProviderUsage prompt, UsageLie? lie)
{
    private readonly decimal input = lie?.Input?.Invoke(prompt.Input) ?? prompt.Input;
    private readonly decimal read = lie?.CacheRead?.Invoke(prompt.CacheRead) ?? prompt.CacheRead;

    public JsonObject AtStart()
    {
        var isHidden = lie?.IsOnlyAtEnd == true;
        var usage = Input(isHidden);
        usage["cache_creation"] = new JsonObject
        {
            ["ephemeral_5m_input_tokens"] = isHidden ? 0 : prompt.CacheWrite5m,
            ["ephemeral_1h_input_tokens"] = isHidden ? 0 : prompt.CacheWrite1h,
        };
        usage["output_tokens"] = isHidden ? 0 : Output(1);
        usage["service_tier"] = "standard";
        return usage;
    }

    /// <summary>The last word on a stream: all figures are of the whole call.</summary>
    public JsonObject? AtEnd(long output, long thinking)
    {
        if (lie?.IsMissingAtEnd == true)
            return null;
        var usage = Input(isHidden: false);
        usage["output_tokens"] = Output(output);
        usage["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = thinking };
        return usage;
    }

    /// <summary>All of it, for an answer in one piece.</summary>
    public JsonObject? Whole(long output, long thinking)
    {
        if (AtEnd(output, thinking) is not { } usage)
            return null;
        usage["cache_creation"] = new JsonObject
        {
            ["ephemeral_5m_input_tokens"] = prompt.CacheWrite5m,
            ["ephemeral_1h_input_tokens"] = prompt.CacheWrite1h,
        };
        usage["service_tier"] = "standard";
        return usage;
    }

    /// <summary>A whole number stays one: 2.0 would be none to who reads it.</summary>
    private decimal Output(long truth) => decimal.Truncate(lie?.Output?.Invoke(truth) ?? truth);

    private JsonObject Input(bool isHidden) =>
        new()
        {
            ["input_tokens"] = isHidden ? 0 : input,
            ["cache_creation_input_tokens"] = isHidden ? 0 : prompt.CacheWrite,
            ["cache_read_input_tokens"] = isHidden ? 0 : read,
        };
}
