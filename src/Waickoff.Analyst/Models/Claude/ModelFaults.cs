using System.Net;
using System.Text.Json;
using Anthropic.Exceptions;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>What the errors of the SDK mean to us.</summary>
internal static class ModelFaults
{
    /// <summary>The fault an error of a call stands for.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="hasBegun">Whether the answer had begun.</param>
    /// <param name="retryAfter">What the provider said about when to ask again.</param>
    public static ModelFault Of(Exception error, bool hasBegun, TimeSpan? retryAfter)
    {
        var kind = error switch
        {
            ModelFault fault => fault.Kind,
            AnthropicApiException api => OfStatus(api.StatusCode),
            AnthropicSseException => hasBegun ? FaultKind.Cut : FaultKind.Unavailable,
            AnthropicIOException or HttpRequestException or IOException => hasBegun
                ? FaultKind.Cut
                : FaultKind.Unavailable,
            JsonException => hasBegun ? FaultKind.Cut : FaultKind.Malformed,
            _ => hasBegun ? FaultKind.Cut : FaultKind.Malformed,
        };
        return new ModelFault(kind, error.Message, error) { RetryAfter = retryAfter };
    }

    private static FaultKind OfStatus(HttpStatusCode status) =>
        (int)status switch
        {
            429 => FaultKind.RateLimited,
            401 or 402 or 403 => FaultKind.KeyRefused,
            408 or 409 => FaultKind.Unavailable,
            >= 500 => FaultKind.Unavailable,
            _ => FaultKind.RequestRefused,
        };
}
