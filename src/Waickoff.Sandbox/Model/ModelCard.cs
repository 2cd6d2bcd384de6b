namespace Waickoff.Sandbox.Model;

/// <summary>What a model is like, as far as a caller can tell.</summary>
public sealed record ModelCard
{
    /// <summary>What it is called by.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Prices; those of a day are the latest that are valid by then.</summary>
    public required IReadOnlyList<CardPrice> Prices { get; init; }

    /// <summary>How many tokens it makes of a text, against the usual count.</summary>
    public double TokenFactor { get; init; } = 1;

    /// <summary>The shortest prefix that is kept in the cache, in tokens.</summary>
    public int CacheMinimumTokens { get; init; } = 1_024;

    /// <summary>The longest prompt, in tokens.</summary>
    public long ContextTokens { get; init; } = 1_000_000;

    /// <summary>The longest answer that may be asked for, in tokens.</summary>
    public long MaxOutputTokens { get; init; } = 128_000;

    /// <summary>True where a tool may not be forced.</summary>
    public bool RefusesForcedTools { get; init; }

    /// <summary>True where thinking with a budget by hand is refused.</summary>
    public bool RefusesThinkingBudget { get; init; } = true;

    /// <summary>When it came, UTC.</summary>
    public DateOnly CreatedOn { get; init; } = new(2026, 1, 1);

    /// <summary>The first day it is gone, UTC; null while nobody said.</summary>
    public DateOnly? RetiredOn { get; init; }

    /// <summary>What a call costs in micro-dollars, rounded up once.</summary>
    public long CostOf(in ProviderUsage usage, DateTimeOffset at, bool isUsOnly = false)
    {
        var price = PriceOf(usage.Prompt, at);
        var sum =
            ((Int128)usage.Input * price.Input)
            + ((Int128)usage.CacheWrite5m * price.Write5m)
            + ((Int128)usage.CacheWrite1h * price.Write1h)
            + ((Int128)usage.CacheRead * price.Read)
            + ((Int128)usage.Output * price.Output);
        // Who wants it computed in one country pays a tenth more.
        var (factor, parts) = isUsOnly ? (11, 10_000_000) : (1, 1_000_000);
        return (long)(((sum * factor) + parts - 1) / parts);
    }

    /// <summary>The price of a day for a prompt of a length.</summary>
    public CardPrice PriceOf(long promptTokens, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        var latest = Prices.Where(p => p.From <= day).Max(p => p.From);
        return Prices
            .Where(p => p.From == latest)
            .OrderBy(p => p.MostPromptTokens)
            .First(p => promptTokens <= p.MostPromptTokens);
    }
}

/// <summary>What a million tokens cost, in micro-dollars.</summary>
/// <param name="Input">Prompt that is neither read from the cache nor written to it.</param>
/// <param name="Output">Answer, thinking included.</param>
/// <param name="Write5m">Prompt kept for five minutes.</param>
/// <param name="Write1h">Prompt kept for an hour.</param>
/// <param name="Read">Prompt that was kept.</param>
public sealed record CardPrice(long Input, long Output, long Write5m, long Write1h, long Read)
{
    /// <summary>The first day, UTC.</summary>
    public DateOnly From { get; init; }

    /// <summary>The longest whole prompt it holds for, in tokens.</summary>
    public long MostPromptTokens { get; init; } = long.MaxValue;
}
