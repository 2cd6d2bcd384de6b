namespace Waickoff.Analyst.Models;

/// <summary>The tokens of one call, as the provider told them.</summary>
/// <param name="Input">Behind the last mark of the cache.</param>
/// <param name="CacheWrite5m">Kept for five minutes.</param>
/// <param name="CacheWrite1h">Kept for an hour.</param>
/// <param name="CacheRead">Read from what was kept.</param>
/// <param name="Output">Written, thinking included.</param>
/// <param name="IsEstimated">Whether a part was not told and had to be estimated.</param>
public readonly record struct TokenUsage(
    long Input,
    long CacheWrite5m,
    long CacheWrite1h,
    long CacheRead,
    long Output,
    bool IsEstimated = false
)
{
    /// <summary>All of the prompt.</summary>
    public long Prompt => Input + CacheWrite5m + CacheWrite1h + CacheRead;

    /// <summary>What the reader pays for: all but cache reads, which count a tenth; rounded up.</summary>
    public long Metered => Input + CacheWrite5m + CacheWrite1h + Output + ((CacheRead + 9) / 10);
}
