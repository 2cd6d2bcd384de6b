namespace Waickoff.Sandbox.Payments;

/// <summary>An answer as it is sent.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">JSON.</param>
/// <param name="IsReplayed">It is that of an earlier request with the same key.</param>
internal sealed record StripeAnswer(int Status, string Body, bool IsReplayed = false);

/// <summary>
/// Keys that were used in the last 24 hours: the first answer is given again, another request is refused. The caller holds the
/// store's gate, so no two requests with the same key are under way.
/// </summary>
internal sealed class StripeIdempotency(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly Dictionary<string, (string Request, StripeAnswer Answer, DateTimeOffset At)> kept = [];

    public StripeAnswer Answer(string? key, string request, Func<StripeAnswer> make)
    {
        if (key is null)
            return make();
        if (key.Length is 0 or > 255)
            throw StripeRefusal.Invalid("Idempotency keys have 1 to 255 characters.");
        var now = time.GetUtcNow();
        if (kept.TryGetValue(key, out var found) && now - found.At < Life)
            return found.Request == request
                ? found.Answer with
                {
                    IsReplayed = true,
                }
                : throw new StripeRefusal(
                    400,
                    "idempotency_error",
                    "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                        + $"Try using a key other than '{key}' if you meant to execute a different request."
                );
        // What is refused throws, and is not kept: a request that is mended may use its key.
        var answer = make();
        kept[key] = (request, answer, now);
        return answer;
    }
}
