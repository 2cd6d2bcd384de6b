namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>How the usage that is told differs from the truth. Figures are decimals, so that they may be any number.</summary>
public sealed record UsageLie
{
    /// <summary>A tenth of the output.</summary>
    public static readonly UsageLie TooLow = new() { Output = truth => truth / 10 };

    /// <summary>Ten times the output.</summary>
    public static readonly UsageLie TooHigh = new() { Output = truth => truth * 10 };

    /// <summary>More output than was asked for at the most, and more than any model writes.</summary>
    public static readonly UsageLie AboveMost = new() { Output = truth => truth + 1_000_000 };

    /// <summary>Less than nothing.</summary>
    public static readonly UsageLie Negative = new() { Output = truth => -truth - 1, Input = truth => -truth - 1 };

    /// <summary>2 to the power of 63, which no long holds.</summary>
    public static readonly UsageLie TooLarge = new() { Output = _ => 9_223_372_036_854_775_808m };

    /// <summary>Nothing at the start, all at the end.</summary>
    public static readonly UsageLie OnlyAtEnd = new() { IsOnlyAtEnd = true };

    /// <summary>No usage at the end.</summary>
    public static readonly UsageLie MissingAtEnd = new() { IsMissingAtEnd = true };

    /// <summary>Whether input, cache and output are 0 at the start and told only at the end.</summary>
    public bool IsOnlyAtEnd { get; init; }

    /// <summary>Whether no usage is told at the end.</summary>
    public bool IsMissingAtEnd { get; init; }

    /// <summary>What is told for the output; it gets the truth.</summary>
    public Func<decimal, decimal>? Output { get; init; }

    /// <summary>What is told for the input behind the last mark, and for a count; it gets the truth.</summary>
    public Func<decimal, decimal>? Input { get; init; }

    /// <summary>What is told for what was read from the cache; it gets the truth.</summary>
    public Func<decimal, decimal>? CacheRead { get; init; }
}
