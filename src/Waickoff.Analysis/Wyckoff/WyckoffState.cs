namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// Follows a <see cref="WyckoffLog"/> entry by entry and knows what holds at its end: the range in force, its edges, its phase and its
/// weights. Each entry is read once.
/// </summary>
public sealed class WyckoffState(WyckoffLog log)
{
    private int ranges;
    private int ends;
    private int edges;
    private int phases;
    private int readings;

    /// <summary>The log that is followed.</summary>
    public WyckoffLog Log { get; } = log;

    /// <summary>The newest range, also when it has ended; null before the first.</summary>
    public WyckoffRange? Range { get; private set; }

    /// <summary>How the newest range ended; null while it is in force.</summary>
    public RangeEnd? End { get; private set; }

    /// <summary>The newest version of its lower edge; null while unknown.</summary>
    public EdgeVersion? Support { get; private set; }

    /// <summary>The newest version of its upper edge; null while unknown.</summary>
    public EdgeVersion? Resistance { get; private set; }

    /// <summary>Its last phase entry.</summary>
    public PhaseEntry? Phase { get; private set; }

    /// <summary>Its last weights.</summary>
    public ReadingEntry? Reading { get; private set; }

    /// <summary>True while a range with both edges is in force.</summary>
    public bool IsInRange => Range is not null && End is null && Support is not null && Resistance is not null;

    /// <summary>Reads what was added to the log since the last call.</summary>
    public void Advance()
    {
        while (ranges < Log.Ranges.Count)
        {
            (Range, End, Support, Resistance) = (Log.Ranges[ranges++], null, null, null);
            (Phase, Reading) = (null, null);
        }
        for (; ends < Log.Ends.Count; ends++)
        {
            if (Log.Ends[ends].RangeId == Range?.Id)
                End = Log.Ends[ends];
        }
        for (; edges < Log.Edges.Count; edges++)
        {
            var edge = Log.Edges[edges];
            if (edge.RangeId != Range?.Id)
                continue;
            if (edge.IsResistance)
                Resistance = edge;
            else
                Support = edge;
        }
        for (; phases < Log.Phases.Count; phases++)
        {
            if (Log.Phases[phases].RangeId == Range?.Id)
                Phase = Log.Phases[phases];
        }
        for (; readings < Log.Readings.Count; readings++)
        {
            if (Log.Readings[readings].RangeId == Range?.Id)
                Reading = Log.Readings[readings];
        }
    }
}
