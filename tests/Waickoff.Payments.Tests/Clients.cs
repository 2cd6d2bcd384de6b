namespace Waickoff.Payments.Tests;

internal static class Clients
{
    /// <summary>A client that does not wait long.</summary>
    public static StripeClient At(Uri address, TimeSpan? timeout = null, int maxRetries = 3) =>
        new(
            new StripeOptions
            {
                ApiKey = OfficialClient.Key,
                BaseUrl = address,
                Timeout = timeout ?? TimeSpan.FromSeconds(20),
                MaxRetries = maxRetries,
                FirstPause = TimeSpan.FromMilliseconds(5),
                LongestPause = TimeSpan.FromMilliseconds(20),
            }
        );
}
