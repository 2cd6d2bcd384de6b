namespace Waickoff.Backtest.Evidence;

/// <summary>What an event study assumes.</summary>
public sealed record StudyOptions
{
    /// <summary>How a case is decided.</summary>
    public OutcomeRecipe Recipe { get; init; } = new();

    /// <summary>Random entries for each case, as long as there are not more than <see cref="MostRandomEntries"/>; 1 or more.</summary>
    public int RandomEntries { get; init; } = 20;

    /// <summary>About the most random entries of a setup; no case has fewer than 2.</summary>
    public int MostRandomEntries { get; init; } = 4_000;

    /// <summary>Samples of each bootstrap, 100 or more.</summary>
    public int Samples { get; init; } = 1_000;

    /// <summary>The same seed gives the same figures.</summary>
    public ulong Seed { get; init; } = 1;
}
