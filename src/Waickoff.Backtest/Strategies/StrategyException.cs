using Waickoff.Analysis;

namespace Waickoff.Backtest.Strategies;

/// <summary>A strategy that cannot be read: where in the JSON, and what is allowed there.</summary>
/// <param name="path">The place, as in <c>$.entries[0].when.all[1]</c>.</param>
/// <param name="found">What stands there.</param>
/// <param name="allowed">What may stand there.</param>
public sealed class StrategyException(string path, LocalText found, LocalText allowed)
    : Exception($"{path}: {found.English}; allowed: {allowed.English}")
{
    /// <summary>The place, as in <c>$.entries[0].when.all[1]</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What stands there.</summary>
    public LocalText Found { get; } = found;

    /// <summary>What may stand there.</summary>
    public LocalText Allowed { get; } = allowed;
}
