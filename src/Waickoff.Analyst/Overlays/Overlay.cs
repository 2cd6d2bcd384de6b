using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Overlays;

/// <summary>
/// Something that was found, as a chart draws it: where it lies, when it was known, what became of it, and the numbers that answers cite of
/// it. Its id is the source that evidence names, so a cited number leads to what it was read from.
/// </summary>
public sealed record Overlay
{
    /// <summary>What evidence names as its source.</summary>
    public required string Id { get; init; }

    /// <summary>The hue and the layer it belongs to.</summary>
    public required OverlayFamily Family { get; init; }

    /// <summary>What it is, as the API spells it: <c>order-block</c>, <c>bos</c>, <c>Spring</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is called, in the reader's language.</summary>
    public required string Label { get; init; }

    /// <summary>What stands on the chart: its name in at most 14 signs.</summary>
    public required string Mark { get; init; }

    /// <summary>The direction it argues for.</summary>
    public required Side Side { get; init; }

    /// <summary>How it is drawn.</summary>
    public required OverlayForm Form { get; init; }

    /// <summary>Where it begins: open time of a candle, in UTC milliseconds.</summary>
    public required long FromMs { get; init; }

    /// <summary>Where it ends; null while it still stands.</summary>
    public long? ToMs { get; init; }

    /// <summary>The close at which it was known.</summary>
    public required long KnownMs { get; init; }

    /// <summary>Upper edge, in quote currency; null where it has no price.</summary>
    public double? Top { get; init; }

    /// <summary>Lower edge; equal to <see cref="Top"/> for a single price.</summary>
    public double? Bottom { get; init; }

    /// <summary>The points of a path, in order of time; the levels that go with a zone.</summary>
    public IReadOnlyList<OverlayPoint> Points { get; init; } = [];

    /// <summary>The rows of a volume profile, lowest first.</summary>
    public IReadOnlyList<OverlayRow> Rows { get; init; } = [];

    /// <summary>Its last state, in the reader's language; empty where it has no life.</summary>
    public string State { get; init; } = "";

    /// <summary>Whether it still matters at the close the chart speaks of.</summary>
    public bool IsStanding { get; init; } = true;

    /// <summary>What became of it, oldest first.</summary>
    public IReadOnlyList<OverlayStep> Life { get; init; } = [];

    /// <summary>Its rule in one line.</summary>
    public required string Rule { get; init; }

    /// <summary>The numbers that answers cite of it.</summary>
    public IReadOnlyList<OverlayNumber> Numbers { get; init; } = [];
}

/// <summary>A point of an overlay.</summary>
/// <param name="TimeMs">Open time of the candle, in UTC milliseconds.</param>
/// <param name="Price">In quote currency.</param>
/// <param name="Label">What is written there; null for nothing.</param>
public readonly record struct OverlayPoint(long TimeMs, double Price, string? Label = null);

/// <summary>A row of a volume profile.</summary>
/// <param name="Low">Lower edge.</param>
/// <param name="High">Upper edge.</param>
/// <param name="Volume">Base volume traded between.</param>
public readonly record struct OverlayRow(double Low, double High, double Volume);

/// <summary>A step in the life of an overlay.</summary>
/// <param name="TimeMs">The close at which it was known.</param>
/// <param name="Label">What it became, in the reader's language.</param>
public readonly record struct OverlayStep(long TimeMs, string Label);

/// <summary>A number of an overlay.</summary>
/// <param name="What">The quantity, as evidence names it: <c>order-block.top</c>.</param>
/// <param name="Label">What it is called, in the reader's language.</param>
/// <param name="Value">As computed.</param>
/// <param name="Text">As it is printed in answers.</param>
public readonly record struct OverlayNumber(string What, string Label, double Value, string Text);

/// <summary>The layers of a chart.</summary>
public enum OverlayFamily
{
    /// <summary>Ranges, phases, events.</summary>
    Wyckoff,

    /// <summary>Breaks, sweeps, pivots.</summary>
    Structure,

    /// <summary>Order blocks, gaps, liquidity.</summary>
    Zones,

    /// <summary>Profiles, delta, volume-weighted prices.</summary>
    Volume,

    /// <summary>Legs, retracements, counts.</summary>
    Waves,

    /// <summary>Bands, channels, squeezes.</summary>
    Bands,

    /// <summary>Scenarios and where levels meet.</summary>
    Scenarios,
}

/// <summary>How an overlay is drawn.</summary>
public enum OverlayForm
{
    /// <summary>A box between two prices.</summary>
    Zone,

    /// <summary>A horizontal line.</summary>
    Level,

    /// <summary>A line through points.</summary>
    Path,

    /// <summary>A label at one point.</summary>
    Mark,

    /// <summary>A stretch of time along the top.</summary>
    Band,

    /// <summary>Volume by price.</summary>
    Profile,

    /// <summary>No shape of its own: a measurement at the last candle.</summary>
    Value,
}
