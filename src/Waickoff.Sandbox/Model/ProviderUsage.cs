namespace Waickoff.Sandbox.Model;

/// <summary>What a call used, in tokens, as it is billed.</summary>
/// <param name="Input">Prompt that was neither read from the cache nor written to it.</param>
/// <param name="CacheWrite5m">Prompt kept for five minutes.</param>
/// <param name="CacheWrite1h">Prompt kept for an hour.</param>
/// <param name="CacheRead">Prompt read from the cache.</param>
/// <param name="Output">Answer, thinking included.</param>
/// <param name="Thinking">How much of the answer was thinking.</param>
public readonly record struct ProviderUsage(
    long Input,
    long CacheWrite5m,
    long CacheWrite1h,
    long CacheRead,
    long Output = 0,
    long Thinking = 0
)
{
    /// <summary>Kept in the cache for either time.</summary>
    public long CacheWrite => CacheWrite5m + CacheWrite1h;

    /// <summary>The whole prompt.</summary>
    public long Prompt => Input + CacheWrite + CacheRead;

    /// <summary>Adds two calls.</summary>
    public static ProviderUsage operator +(ProviderUsage a, ProviderUsage b) =>
        new(
            a.Input + b.Input,
            a.CacheWrite5m + b.CacheWrite5m,
            a.CacheWrite1h + b.CacheWrite1h,
            a.CacheRead + b.CacheRead,
            a.Output + b.Output,
            a.Thinking + b.Thinking
        );

    /// <summary>Adds two calls.</summary>
    public static ProviderUsage Add(ProviderUsage left, ProviderUsage right) => left + right;
}
