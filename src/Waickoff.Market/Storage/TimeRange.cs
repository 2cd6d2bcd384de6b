using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>A stretch of open times on the grid of a timeframe.</summary>
/// <param name="FromMs">The first open time.</param>
/// <param name="ToMs">The open time after the last one.</param>
public readonly record struct TimeRange(long FromMs, long ToMs)
{
    /// <summary>How many candles it holds.</summary>
    public long CountOf(Timeframe timeframe) => (ToMs - FromMs) / timeframe.Milliseconds;
}
