namespace Waickoff.Payments;

/// <summary>How Stripe is reached. A class and no record, so that nothing prints the key.</summary>
public sealed class StripeOptions
{
    /// <summary>The secret or restricted key, <c>sk_…</c> or <c>rk_…</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Where the API is; https, or any scheme on this machine, where the sandbox listens.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.stripe.com");

    /// <summary>How long one try may take; more than 0.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is sent again after the first try, 0 to 10.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The pause before the first repeat; each further one is twice as long. 0 or more.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause, also where the answer asks for a longer one.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Real money moves with this key.</summary>
    public bool IsLive => ApiKey.Contains("_live_", StringComparison.Ordinal);

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ApiKey);
        if (ApiKey.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("The key has a character no key has.", nameof(ApiKey));
        if (BaseUrl.Scheme != Uri.UriSchemeHttps && !BaseUrl.IsLoopback)
            throw new ArgumentException("Only https, or a server of this machine.", nameof(BaseUrl));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstPause, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestPause, FirstPause);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxRetries, 10);
    }
}
