using System.Net;

namespace Waickoff.Payments;

/// <summary>Stripe did not do what was asked, or did not say whether it did.</summary>
/// <param name="error">What it said.</param>
/// <param name="inner">What happened below; null when Stripe answered.</param>
public abstract class StripeException(StripeError error, Exception? inner = null) : Exception(error.Message, inner)
{
    /// <summary>What it said.</summary>
    public StripeError Error { get; } = error;

    /// <summary>The status of the answer; null when none came.</summary>
    public HttpStatusCode? Status { get; internal init; }

    /// <summary>What Stripe calls the request, for its logs; empty when no answer came.</summary>
    public string RequestId { get; internal init; } = "";

    internal static StripeException Of(HttpStatusCode status, StripeError error, string requestId) =>
        (status, error.Type) switch
        {
            (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => new StripeAccessException(error)
            {
                Status = status,
                RequestId = requestId,
            },
            (HttpStatusCode.TooManyRequests, _) => new StripeRateLimitException(error)
            {
                Status = status,
                RequestId = requestId,
            },
            (_, "card_error") => new StripeCardException(error) { Status = status, RequestId = requestId },
            (_, "idempotency_error") => new StripeIdempotencyException(error)
            {
                Status = status,
                RequestId = requestId,
            },
            (>= HttpStatusCode.InternalServerError, _) or (_, "api_error") => new StripeServerException(error)
            {
                Status = status,
                RequestId = requestId,
            },
            _ => new StripeRequestException(error) { Status = status, RequestId = requestId },
        };
}

/// <summary>A card was declined.</summary>
public sealed class StripeCardException(StripeError error) : StripeException(error);

/// <summary>The request is wrong, or what it names does not exist: repeating it changes nothing.</summary>
public sealed class StripeRequestException(StripeError error) : StripeException(error)
{
    /// <summary>What was named does not exist.</summary>
    public bool IsMissing => Status == HttpStatusCode.NotFound || Error.Code == "resource_missing";
}

/// <summary>An idempotency key was used for something else before, or is in use at this moment.</summary>
public sealed class StripeIdempotencyException(StripeError error) : StripeException(error);

/// <summary>The key is wrong or may not do this.</summary>
public sealed class StripeAccessException(StripeError error) : StripeException(error);

/// <summary>Too many requests, still after the repeats.</summary>
public sealed class StripeRateLimitException(StripeError error) : StripeException(error);

/// <summary>Something failed at Stripe. What was asked may have been done: the same key may be sent again.</summary>
public sealed class StripeServerException(StripeError error) : StripeException(error);

/// <summary>No answer came, or none that can be read. What was asked may have been done: the same key may be sent again.</summary>
public sealed class StripeConnectionException(StripeError error, Exception? inner = null)
    : StripeException(error, inner);

/// <summary>What Stripe says of a failure.</summary>
/// <param name="Type"><c>card_error invalid_request_error idempotency_error api_error</c>; empty when it said nothing.</param>
/// <param name="Message">For people who build; never shown to users.</param>
/// <param name="Code">A short name, <c>resource_missing</c>; null where there is none.</param>
/// <param name="DeclineCode">Why the bank said no; null where it did not.</param>
/// <param name="Param">The argument that is wrong; null where none is named.</param>
/// <param name="DocUrl">Where it is explained; null where nowhere.</param>
public sealed record StripeError(
    string Type,
    string Message,
    string? Code = null,
    string? DeclineCode = null,
    string? Param = null,
    string? DocUrl = null
);
