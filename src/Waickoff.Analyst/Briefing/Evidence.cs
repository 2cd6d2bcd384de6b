using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Briefing;

/// <summary>A computed number that a text may cite.</summary>
/// <param name="Id">What the text cites it by: <c>e12</c>.</param>
/// <param name="Value">The number as computed.</param>
/// <param name="Form">How it is printed.</param>
/// <param name="What">The quantity it is: <c>order-block.top</c>.</param>
/// <param name="Symbol">The market it belongs to.</param>
/// <param name="Timeframe">The timeframe it was found on; null for what belongs to the whole market.</param>
/// <param name="Source">The finding or candle it comes from; empty for what the timeframe has only one of.</param>
public sealed record Evidence(
    string Id,
    double Value,
    NumberForm Form,
    string What,
    string Symbol,
    Timeframe? Timeframe,
    string Source
)
{
    /// <summary>The close at which it was read, in UTC milliseconds; 0 where that was not noted yet.</summary>
    public long AsOfMs { get; init; }
}

/// <summary>A number on its way into a text: evidence that has no id yet.</summary>
/// <param name="What">The quantity it is: <c>order-block.top</c>.</param>
/// <param name="Value">The number; <c>NaN</c> where unknown, and then nothing that needs it is said.</param>
/// <param name="Form">How it is printed.</param>
/// <param name="Timeframe">The timeframe it was found on; null for what belongs to the whole market.</param>
/// <param name="Source">The finding or candle it comes from; empty for what the timeframe has only one of.</param>
public readonly record struct Quantity(
    string What,
    double Value,
    NumberForm Form,
    Timeframe? Timeframe = null,
    string Source = ""
)
{
    public bool IsKnown => double.IsFinite(Value);
}
