namespace Waickoff.Analyst.Models;

/// <summary>What a million tokens of a model cost at one moment and prompt length, in micro-dollars.</summary>
public readonly record struct ModelPrice(long Input, long Output, long CacheWrite5m, long CacheWrite1h, long CacheRead)
{
    private const long Million = 1_000_000;

    /// <summary>What a call costs in micro-dollars, rounded up once.</summary>
    public long Of(in TokenUsage usage)
    {
        var sum =
            ((Int128)usage.Input * Input)
            + ((Int128)usage.CacheWrite5m * CacheWrite5m)
            + ((Int128)usage.CacheWrite1h * CacheWrite1h)
            + ((Int128)usage.CacheRead * CacheRead)
            + ((Int128)usage.Output * Output);
        return (long)((sum + Million - 1) / Million);
    }

    /// <summary>The most a prompt can cost: as if nothing of it were kept yet and all of it were to be.</summary>
    public long OfPrompt(long tokens) => (long)((((Int128)tokens * DearestInput) + Million - 1) / Million);

    /// <summary>The most that a million metered tokens can cost.</summary>
    public long DearestMetered => Math.Max(Math.Max(DearestInput, Output), 10 * CacheRead);

    private long DearestInput => Math.Max(Input, Math.Max(CacheWrite5m, CacheWrite1h));

    /// <summary>The price of a model on a day for a prompt of a length.</summary>
    /// <exception cref="InvalidOperationException">None is valid: <see cref="ModelCatalog"/> refuses such models.</exception>
    public static ModelPrice Of(ModelOptions model, DateTimeOffset at, long promptTokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        var valid = model.Prices.Where(p => p.ValidFrom <= day).ToList();
        if (valid.Count == 0)
            throw new InvalidOperationException($"{model.Id} has no price on {day:yyyy-MM-dd}.");
        var latest = valid.Max(p => p.ValidFrom);
        var tiers = valid.Where(p => p.ValidFrom == latest).OrderBy(Longest).ToList();
        var tier = tiers.Find(p => promptTokens <= Longest(p)) ?? tiers[^1];
        return new ModelPrice(tier.Input, tier.Output, tier.CacheWrite5m, tier.CacheWrite1h, tier.CacheRead);
    }

    private static long Longest(PriceOptions price) =>
        price.MostPromptTokens == 0 ? long.MaxValue : price.MostPromptTokens;
}
