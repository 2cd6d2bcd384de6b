using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The envelope in which Bybit puts all it says.</summary>
internal static class BybitJson
{
    public static JsonObject Ok(JsonNode result, long nowMs) => Envelope(0, "OK", result, nowMs);

    public static JsonObject Error(int code, string message, long nowMs) =>
        Envelope(code, message, new JsonObject(), nowMs);

    private static JsonObject Envelope(int code, string message, JsonNode result, long nowMs) =>
        new()
        {
            ["retCode"] = code,
            ["retMsg"] = message,
            ["result"] = result,
            ["retExtInfo"] = new JsonObject(),
            ["time"] = nowMs,
        };
}
