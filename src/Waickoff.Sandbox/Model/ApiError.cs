using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Model;

/// <summary>An error as the provider words it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">Its kind: <c>rate_limit_error</c>.</param>
/// <param name="Message">What it says.</param>
/// <param name="RetryAfterSeconds">The <c>retry-after</c> header; null for none.</param>
public sealed record ApiError(int Status, string Type, string Message, int? RetryAfterSeconds = null)
{
    /// <summary>The error of a status in its usual words.</summary>
    public static ApiError Of(int status, string? message = null, int? retryAfterSeconds = null)
    {
        var (type, usual) = status switch
        {
            400 => ("invalid_request_error", "Your request is not valid."),
            401 => ("authentication_error", "invalid x-api-key"),
            402 => ("billing_error", "There is an issue with your billing or payment information."),
            403 => ("permission_error", "Your API key does not have permission to use the specified resource."),
            404 => ("not_found_error", "Not found"),
            409 => ("conflict_error", "The request conflicts with another one."),
            413 => ("request_too_large", "Request exceeds the maximum size"),
            429 => ("rate_limit_error", "This request would exceed the rate limit of your organization."),
            504 => ("timeout_error", "The request timed out."),
            529 => ("overloaded_error", "Overloaded"),
            >= 500 => ("api_error", "Internal server error"),
            _ => ("invalid_request_error", "Your request is not valid."),
        };
        return new ApiError(status, type, message ?? usual, retryAfterSeconds);
    }

    internal string Body(string requestId) =>
        ProviderJson.Text(
            new JsonObject
            {
                ["type"] = "error",
                ["error"] = new JsonObject { ["type"] = Type, ["message"] = Message },
                ["request_id"] = requestId,
            }
        );

    internal Task WriteAsync(HttpContext context, string requestId)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        if (RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(Body(requestId), context.RequestAborted);
    }
}

/// <summary>A request that is answered with an error.</summary>
internal sealed class ApiErrorException(ApiError error) : Exception(error.Message)
{
    public ApiErrorException(string message)
        : this(ApiError.Of(400, message)) { }

    public ApiError Error { get; } = error;
}
