using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Schematics;

/// <summary>Simulated candles and what was drawn into them.</summary>
/// <param name="Candles">The candles, with taker volume.</param>
/// <param name="Ranges">The ranges in time order; what lies between them has no label.</param>
public sealed record LabelledSeries(CandleSeries Candles, IReadOnlyList<LabelledRange> Ranges);

/// <summary>The four trading ranges: by the trend before them and the side they leave on.</summary>
public enum SchematicKind
{
    /// <summary>After a fall, left upwards.</summary>
    Accumulation,

    /// <summary>After a rise, left downwards.</summary>
    Distribution,

    /// <summary>After a rise, left upwards.</summary>
    Reaccumulation,

    /// <summary>After a fall, left downwards.</summary>
    Redistribution,
}

/// <summary>A range that was drawn.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Schematic">1 with a spring or UTAD in phase C, 2 without.</param>
/// <param name="StartIndex">The climax: the extreme at which the trend before it stopped.</param>
/// <param name="PhaseCEndIndex">The test behind the spring or UTAD; without a test that extreme itself; without a spring the last turn before the break leg.</param>
/// <param name="EndIndex">The break out: the second of two closes in a row beyond the edge by 0.5 ATR(14).</param>
/// <param name="Break">The side it is left on.</param>
/// <param name="Support">Price of the lower edge where it was first set, by the climax or the automatic reaction.</param>
/// <param name="Resistance">Price of the upper edge where it was first set.</param>
/// <param name="Events">Its events in time order.</param>
public sealed record LabelledRange(
    SchematicKind Kind,
    int Schematic,
    int StartIndex,
    int PhaseCEndIndex,
    int EndIndex,
    Side Break,
    double Support,
    double Resistance,
    IReadOnlyList<LabelledEvent> Events
)
{
    /// <summary>Candles from the climax to the break out.</summary>
    public int Length => EndIndex - StartIndex + 1;
}

/// <summary>An event that was drawn.</summary>
/// <param name="Kind">As the contract of <c>detect wyckoff</c> spells it: <c>SC</c>, <c>Spring</c>, <c>SOS</c>.</param>
/// <param name="Index">The candle of its extreme; for a SOS or SOW that closes beyond the edge the first such close.</param>
/// <param name="HasFailed">True when what it promises does not happen: a break that falls back, a spring in a range that breaks down.</param>
/// <param name="IsMuted">True when neither volume nor range shows it.</param>
public readonly record struct LabelledEvent(string Kind, int Index, bool HasFailed = false, bool IsMuted = false);
