using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>Everything the Wyckoff tracker has ever said, append-only: a changed mind is a new entry.</summary>
public sealed class WyckoffLog(FindingLog<WyckoffEvent>? events = null)
{
    /// <summary>The events and their lives.</summary>
    public FindingLog<WyckoffEvent> Events { get; } = events ?? new();

    /// <summary>The ranges, in the order they were confirmed; the place is the range's id.</summary>
    public AppendLog<WyckoffRange> Ranges { get; } = new();

    /// <summary>The ends of ranges.</summary>
    public AppendLog<RangeEnd> Ends { get; } = new();

    /// <summary>The versions of the edges.</summary>
    public AppendLog<EdgeVersion> Edges { get; } = new();

    /// <summary>The phases.</summary>
    public AppendLog<PhaseEntry> Phases { get; } = new();

    /// <summary>The weights of the readings.</summary>
    public AppendLog<ReadingEntry> Readings { get; } = new();

    /// <summary>The evidence behind the weights.</summary>
    public AppendLog<EvidenceEntry> Evidence { get; } = new();
}

/// <summary>A trading range when it was confirmed.</summary>
/// <param name="Id">Its number, counted from 0.</param>
/// <param name="Start">The extreme at which the trend stopped: a climax, or the first of the four turns of a stepping-stone range.</param>
/// <param name="ConfirmedIndex">When the return to that extreme was known, in a stepping-stone range the second reach of the other edge.</param>
/// <param name="PriorTrend">The direction of the leg before it.</param>
/// <param name="HasClimax">False for a stepping-stone range whose stopping extreme met no climax rule.</param>
/// <param name="TrendStart">Where the leg before it began.</param>
public readonly record struct WyckoffRange(
    int Id,
    int Start,
    int ConfirmedIndex,
    Side PriorTrend,
    bool HasClimax,
    int TrendStart
);

/// <summary>The end of a range.</summary>
/// <param name="RangeId">The range.</param>
/// <param name="End">The first close outside that was not undone, or the last candle seen.</param>
/// <param name="ConfirmedIndex">When that was known.</param>
/// <param name="Exit">The side price left by; none when it ended otherwise.</param>
/// <param name="State">Released, expired or interrupted.</param>
public readonly record struct RangeEnd(int RangeId, int End, int ConfirmedIndex, Side Exit, FindingState State);

/// <summary>An edge as a line; a later version takes its place.</summary>
/// <param name="RangeId">The range.</param>
/// <param name="IsResistance">True for the upper edge.</param>
/// <param name="ConfirmedIndex">The candle at whose close this version was fitted; tests use it from the next candle on.</param>
/// <param name="AnchorIndex">A candle on the line.</param>
/// <param name="Level">The price of the line there.</param>
/// <param name="Slope">Price per candle.</param>
/// <param name="RangeStart">The candle the range starts at.</param>
/// <param name="MostRise">The most the line may rise or fall over the range's length so far, in price.</param>
public readonly record struct EdgeVersion(
    int RangeId,
    bool IsResistance,
    int ConfirmedIndex,
    int AnchorIndex,
    double Level,
    double Slope,
    int RangeStart,
    double MostRise
)
{
    /// <summary>
    /// The price of the line at a candle. The longer the range, the flatter the line may be: a slope of two turns close together does
    /// not carry the edge away from price.
    /// </summary>
    public double At(int index)
    {
        var most = MostRise / Math.Max(1, index - RangeStart);
        return Level + (Math.Clamp(Slope, -most, most) * (index - AnchorIndex));
    }
}

/// <summary>What a range is taken for.</summary>
public enum WyckoffReading
{
    /// <summary>The evidence does not decide.</summary>
    Unknown,

    /// <summary>Buying under cover after a decline.</summary>
    Accumulation,

    /// <summary>Selling under cover after a rise.</summary>
    Distribution,

    /// <summary>A pause of buyers in a rise.</summary>
    ReAccumulation,

    /// <summary>A pause of sellers in a decline.</summary>
    ReDistribution,
}

/// <summary>What readings argue for.</summary>
public static class WyckoffReadings
{
    /// <summary>The side a range is expected to be left on; none while the evidence does not decide.</summary>
    public static Side SideOf(this WyckoffReading reading) =>
        reading switch
        {
            WyckoffReading.Accumulation or WyckoffReading.ReAccumulation => Side.Bullish,
            WyckoffReading.Distribution or WyckoffReading.ReDistribution => Side.Bearish,
            WyckoffReading.Unknown => Side.None,
        };
}

/// <summary>The five phases of a range.</summary>
public enum WyckoffPhase
{
    /// <summary>The prior trend stops.</summary>
    A,

    /// <summary>The cause is built.</summary>
    B,

    /// <summary>The test.</summary>
    C,

    /// <summary>The trend within the range.</summary>
    D,

    /// <summary>The trend out of the range.</summary>
    E,
}

/// <summary>An entry of the phase log; it holds until the next entry of its range.</summary>
/// <param name="RangeId">The range.</param>
/// <param name="Reading">What the range was taken for.</param>
/// <param name="Phase">The phase.</param>
/// <param name="From">Where it began; may lie before the confirmation.</param>
/// <param name="ConfirmedIndex">When it was known.</param>
public readonly record struct PhaseEntry(
    int RangeId,
    WyckoffReading Reading,
    WyckoffPhase Phase,
    int From,
    int ConfirmedIndex
);

/// <summary>The weights of the readings from one close on. They are shares of a score, not probabilities, and add up to 1.</summary>
/// <param name="RangeId">The range.</param>
/// <param name="Index">The close from which they hold.</param>
/// <param name="Bullish">Share of accumulation or re-accumulation, whichever the prior trend allows.</param>
/// <param name="Bearish">Share of distribution or re-distribution.</param>
/// <param name="Unknown">Share of neither.</param>
public readonly record struct ReadingEntry(int RangeId, int Index, double Bullish, double Bearish, double Unknown);

/// <summary>One piece of evidence.</summary>
/// <param name="RangeId">The range.</param>
/// <param name="Index">When it was known.</param>
/// <param name="For">The side it argues for.</param>
/// <param name="Type">What it is.</param>
/// <param name="Points">What it adds to the score of that side.</param>
/// <param name="Value">The number behind it: a level, a ratio or a z-score, as the type says.</param>
public readonly record struct EvidenceEntry(
    int RangeId,
    int Index,
    Side For,
    EvidenceType Type,
    double Points,
    double Value
);

/// <summary>The kinds of evidence a reading is weighed by.</summary>
public enum EvidenceType
{
    /// <summary>The trend stopped at a climax; value: its volume z-score.</summary>
    Climax,

    /// <summary>A spring, or an upthrust after distribution; value: its level.</summary>
    FalseBreak,

    /// <summary>It failed; value: the close that undid it.</summary>
    FalseBreakFailed,

    /// <summary>A test on less volume held; value: its level.</summary>
    TestHeld,

    /// <summary>A sign of strength or weakness; value: its level.</summary>
    Drive,

    /// <summary>It failed; value: the close that undid it.</summary>
    DriveFailed,

    /// <summary>A last point of support or supply; value: its level.</summary>
    LastPoint,

    /// <summary>Volume per candle of the waves up against the waves down; value: the ratio.</summary>
    WaveVolume,

    /// <summary>Cumulated delta leans; value: its share of the volume.</summary>
    Delta,

    /// <summary>Price closes beyond the edge, twice far beyond it; without points when it is back inside; value: the close.</summary>
    Exit,
}
