namespace Waickoff.Analyst.Models;

/// <summary>What a model is asked for.</summary>
public enum ModelRole
{
    /// <summary>First analyses and deep questions.</summary>
    Deep,

    /// <summary>Short follow-ups.</summary>
    FollowUp,
}

/// <summary>A model that can be asked, with what it costs.</summary>
public sealed class ModelOptions
{
    /// <summary>What the provider calls it: <c>claude-sonnet-5-5</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is asked for; of two with one role the first is asked first.</summary>
    public ModelRole Role { get; set; }

    /// <summary>The shortest prompt part the provider keeps in its cache, in tokens; a shorter one is paid in full each time.</summary>
    public int CacheMinimumTokens { get; set; } = 1_024;

    /// <summary>How hard it thinks: <c>low</c>, <c>medium</c>, <c>high</c>; null for what the model does by itself.</summary>
    public string? Effort { get; set; }

    /// <summary>Its prices; those of a day are the latest that are valid by then.</summary>
    public List<PriceOptions> Prices { get; set; } = [];
}

/// <summary>What a million tokens cost from a day on, in micro-dollars.</summary>
public sealed class PriceOptions
{
    /// <summary>The first day, UTC.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>The longest whole prompt these prices hold for, in tokens; 0 for any length.</summary>
    public int MostPromptTokens { get; set; }

    /// <summary>Input that is neither read from a cache nor written to it.</summary>
    public long Input { get; set; }

    /// <summary>Output, thinking included.</summary>
    public long Output { get; set; }

    /// <summary>Input that is kept for five minutes.</summary>
    public long CacheWrite5m { get; set; }

    /// <summary>Input that is kept for an hour.</summary>
    public long CacheWrite1h { get; set; }

    /// <summary>Input that was kept.</summary>
    public long CacheRead { get; set; }
}
