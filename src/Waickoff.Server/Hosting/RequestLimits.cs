using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Waickoff.Server.Hosting;

/// <summary>
/// How many requests a person, or an address without one, may make: a bucket that refills steadily. Each process counts for itself; every
/// answer says what is left by the fields <c>RateLimit</c> and <c>RateLimit-Policy</c> of the IETF draft.
/// </summary>
internal sealed class RequestLimits : IConfigureOptions<RateLimiterOptions>
{
    private readonly PartitionedRateLimiter<HttpContext> limiter;
    private readonly int most;
    private readonly int refill;
    private readonly int seconds;
    private readonly string policy;

    public RequestLimits(ServerOptions options)
    {
        most = options.RequestsPerMinute;
        (refill, seconds) = most >= 60 ? (most / 60, 1) : (1, (59 + most) / most);
        policy = string.Create(CultureInfo.InvariantCulture, $"\"requests\";q={most};w={UntilFull(0)}");
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            RateLimitPartition.GetTokenBucketLimiter(
                Who(http),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = most,
                    TokensPerPeriod = refill,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(seconds),
                    QueueLimit = 0,
                }
            )
        );
    }

    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = limiter;
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? after
                : TimeSpan.FromSeconds(1);
            var http = context.HttpContext;
            await Problems.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))).Result(http).ExecuteAsync(http);
        };
    }

    /// <summary>Writes what is left and in how many seconds all of it is there again, on whatever the answer becomes.</summary>
    public Task TellAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var left = limiter.GetStatistics(http)?.CurrentAvailablePermits ?? most;
            http.Response.Headers["RateLimit-Policy"] = policy;
            http.Response.Headers["RateLimit"] = string.Create(
                CultureInfo.InvariantCulture,
                $"\"requests\";r={left};t={UntilFull(left)}"
            );
            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>Seconds until the bucket is full again when this much is left.</summary>
    private long UntilFull(long left) => (most - left + refill - 1) / refill * seconds;

    private static string Who(HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true, Name: { } name }
            ? $"person {name}"
            : $"address {http.Connection.RemoteIpAddress}";
}
