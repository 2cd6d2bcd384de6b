using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Exchange;

/// <summary>What a venue answers to a request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON.</param>
internal sealed record VenueAnswer(int Status, JsonNode Body)
{
    private static readonly JsonSerializerOptions AsVenuesWrite = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static VenueAnswer Ok(JsonNode body) => new(StatusCodes.Status200OK, body);

    /// <summary>The JSON without white space.</summary>
    public static string Text(JsonNode node) => node.ToJsonString(AsVenuesWrite);

    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        return context.Response.WriteAsync(Text(Body), context.RequestAborted);
    }
}

/// <summary>A request that a venue refuses, with its own code and words.</summary>
internal sealed class RefusedRequestException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
