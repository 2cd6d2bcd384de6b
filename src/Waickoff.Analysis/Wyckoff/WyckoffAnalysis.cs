using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>What the method says at one close. Immutable.</summary>
public sealed record WyckoffAnalysis
{
    private const double TrendLegAtr = 5;

    /// <summary>The events and their lives.</summary>
    public required Findings<WyckoffEvent> Events { get; init; }

    /// <summary>The ranges; the place is the id.</summary>
    public required ReadOnlyMemory<WyckoffRange> Ranges { get; init; }

    /// <summary>The ends of ranges.</summary>
    public required ReadOnlyMemory<RangeEnd> Ends { get; init; }

    /// <summary>The versions of the edges.</summary>
    public required ReadOnlyMemory<EdgeVersion> Edges { get; init; }

    /// <summary>The phases.</summary>
    public required ReadOnlyMemory<PhaseEntry> Phases { get; init; }

    /// <summary>The weights of the readings.</summary>
    public required ReadOnlyMemory<ReadingEntry> Readings { get; init; }

    /// <summary>The evidence behind them.</summary>
    public required ReadOnlyMemory<EvidenceEntry> Evidence { get; init; }

    /// <summary>The range in force, or the last one when price has left it; null before the first whose edges are known.</summary>
    public required CurrentRange? Current { get; init; }

    /// <summary>Between ranges: bullish for markup, bearish for markdown, none where structure and leg do not agree or a range is in force.</summary>
    public required Side Trend { get; init; }

    /// <summary>True while a range is in force.</summary>
    public bool IsInRange => Current is { End: null };

    /// <summary>The nine buying or selling tests; empty before the first range.</summary>
    public required ValueList<WyckoffTest> Tests { get; init; }

    /// <summary>Where cause and effect points; null where no count can be made.</summary>
    public required CauseEffect? Target { get; init; }

    internal static WyckoffAnalysis Of(AnalyzerTrackers trackers, ReadOnlyMemory<Candle> candles)
    {
        var log = trackers.Wyckoff.Wyckoff;
        var state = trackers.WyckoffState;
        var current = CurrentRange.Of(state, trackers.Tape.Index);
        var isInRange = current is { End: null };
        var target = current is null ? null : CauseEffect.Count(current, log, candles.Span, trackers.Tape.Atr);
        return new WyckoffAnalysis
        {
            Events = log.Events.Snapshot(),
            Ranges = log.Ranges.Snapshot(),
            Ends = log.Ends.Snapshot(),
            Edges = log.Edges.Snapshot(),
            Phases = log.Phases.Snapshot(),
            Readings = log.Readings.Snapshot(),
            Evidence = log.Evidence.Snapshot(),
            Current = current,
            Trend = isInRange ? Side.None : TrendOf(trackers),
            Target = target,
            Tests = current is null ? default : NineTests.Take(current, trackers, target, candles.Span[^1].Close),
        };
    }

    /// <summary>Markup or markdown: structure bias and a running leg of at least 5 ATR agree.</summary>
    private static Side TrendOf(AnalyzerTrackers trackers)
    {
        var legs = trackers.Legs;
        var isTrend =
            legs.Direction != Side.None
            && legs.Direction == trackers.InternalStructure.Bias
            && legs.Running.Height >= TrendLegAtr * trackers.Tape.Atr;
        return isTrend ? legs.Direction : Side.None;
    }
}

/// <summary>The range in force, or the last one, as it stands at one close.</summary>
/// <param name="Range">Its beginning.</param>
/// <param name="End">How it ended; null while it is in force.</param>
/// <param name="Support">The lower edge at the close.</param>
/// <param name="Resistance">The upper edge at the close.</param>
/// <param name="Phase">Its last phase entry.</param>
/// <param name="Weights">Its last weights; null before the first evidence.</param>
/// <param name="Evidence">The evidence so far, oldest first.</param>
/// <param name="Falsifiers">The closes that would make each side's reading wrong.</param>
public sealed record CurrentRange(
    WyckoffRange Range,
    RangeEnd? End,
    double Support,
    double Resistance,
    PhaseEntry Phase,
    ReadingEntry? Weights,
    ValueList<EvidenceEntry> Evidence,
    ValueList<Falsifier> Falsifiers
)
{
    /// <summary>Price of the middle between the edges.</summary>
    public double Middle => (Support + Resistance) / 2;

    internal static CurrentRange? Of(WyckoffState state, int index)
    {
        if (state is not { Range: { } range, Support: { } support, Resistance: { } resistance, Phase: { } phase })
            return null;
        var evidence = new List<EvidenceEntry>();
        foreach (var entry in state.Log.Evidence.Span)
        {
            if (entry.RangeId == range.Id)
                evidence.Add(entry);
        }
        var at = Math.Min(index, state.End?.ConfirmedIndex ?? index);
        return new CurrentRange(
            range,
            state.End,
            support.At(at),
            resistance.At(at),
            phase,
            state.Reading,
            new ValueList<EvidenceEntry>([.. evidence]),
            Falsifier.Of(state.Log, range.Id, support.At(at), resistance.At(at))
        );
    }
}

/// <summary>A close that would make a reading of the range wrong.</summary>
/// <param name="Side">The side whose reading it would undo.</param>
/// <param name="Price">The price; a close beyond it counts: below for the bullish side, above for the bearish one.</param>
public readonly record struct Falsifier(Side Side, double Price)
{
    /// <summary>
    /// The bullish reading falls with a close below the last spring that stands, or without one below support by 25 % of the height;
    /// the bearish one mirrored.
    /// </summary>
    public static ValueList<Falsifier> Of(WyckoffLog log, int rangeId, double support, double resistance)
    {
        ArgumentNullException.ThrowIfNull(log);
        var margin = 0.25 * (resistance - support);
        var (below, above) = (support - margin, resistance + margin);
        var events = log.Events.Findings;
        for (var i = events.Length - 1; i >= 0 && events[i].RangeId >= rangeId; i--)
        {
            if (events[i].RangeId != rangeId || !log.Events.IsOpen(i))
                continue;
            if (events[i].Type == WyckoffEventType.Spring)
                below = events[i].Level;
            else if (events[i].Type is WyckoffEventType.UT or WyckoffEventType.UTAD)
                above = events[i].Level;
        }
        return new ValueList<Falsifier>([new Falsifier(Side.Bullish, below), new Falsifier(Side.Bearish, above)]);
    }
}
