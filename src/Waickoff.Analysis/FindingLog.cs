namespace Waickoff.Analysis;

/// <summary>
/// The append-only record of one detector: its findings in the order they were confirmed and the events of their lives in
/// the order they happened. Nothing in it is ever changed or removed, so a <see cref="Snapshot"/> costs nothing and stays
/// true while the log grows.
/// </summary>
public sealed class FindingLog<TFinding>
    where TFinding : struct, IFinding
{
    private TFinding[] findings = [];
    private bool[] open = [];
    private LifeEvent[] events = [];

    /// <summary>How many findings there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many events there are.</summary>
    public int EventCount { get; private set; }

    /// <summary>The finding with a number.</summary>
    public ref readonly TFinding this[int number] => ref findings[number];

    /// <summary>All findings, oldest confirmation first.</summary>
    public ReadOnlySpan<TFinding> Findings => findings.AsSpan(0, Count);

    /// <summary>All events, oldest first.</summary>
    public ReadOnlySpan<LifeEvent> Events => events.AsSpan(0, EventCount);

    /// <summary>The findings and events as they stand now, unaffected by later ones.</summary>
    public Findings<TFinding> Snapshot() => new(findings, Count, events, EventCount);

    /// <summary>Adds a finding and returns its number. One with a life stays open until an event ends it.</summary>
    internal int Add(in TFinding finding, bool hasLife = false)
    {
        Room.ForOneMore(ref findings, Count);
        Room.ForOneMore(ref open, Count);
        findings[Count] = finding;
        open[Count] = hasLife;
        return Count++;
    }

    /// <summary>Moves a finding to a later state.</summary>
    internal void Move(int number, FindingState state, int index, bool isEnd = false)
    {
        Room.ForOneMore(ref events, EventCount);
        events[EventCount++] = new LifeEvent(number, state, index);
        if (isEnd)
            open[number] = false;
    }

    /// <summary>Says that a finding can no longer move, without an event.</summary>
    internal void Settle(int number) => open[number] = false;

    /// <summary>True while a finding can still move.</summary>
    internal bool IsOpen(int number) => open[number];

    /// <summary>Ends every open finding at a hole that is too long to see across.</summary>
    internal void Interrupt(int index)
    {
        for (var number = 0; number < Count; number++)
        {
            if (open[number])
                Move(number, FindingState.Interrupted, index, isEnd: true);
        }
    }
}

/// <summary>An immutable view of a <see cref="FindingLog{TFinding}"/> at one moment.</summary>
public sealed class Findings<TFinding>
    where TFinding : struct, IFinding
{
    /// <summary>A view of nothing.</summary>
    public static readonly Findings<TFinding> None = new([], 0, [], 0);

    private readonly TFinding[] findings;
    private readonly LifeEvent[] events;
    private readonly int eventCount;
    private ILookup<int, LifeEvent>? lives;

    internal Findings(TFinding[] findings, int count, LifeEvent[] events, int eventCount)
    {
        this.findings = findings;
        Count = count;
        this.events = events;
        this.eventCount = eventCount;
    }

    /// <summary>How many findings there are.</summary>
    public int Count { get; }

    /// <summary>The finding with a number, which is also its place in the order of confirmation.</summary>
    public ref readonly TFinding this[int number] => ref findings[number];

    /// <summary>All findings, oldest confirmation first.</summary>
    public ReadOnlySpan<TFinding> Span => findings.AsSpan(0, Count);

    /// <summary>All events, oldest first.</summary>
    public ReadOnlySpan<LifeEvent> Events => events.AsSpan(0, eventCount);

    /// <summary>The life of one finding, oldest event first.</summary>
    public IEnumerable<LifeEvent> LifeOf(int number) =>
        (lives ??= events.Take(eventCount).ToLookup(e => e.Finding))[number];

    /// <summary>The last state of each finding, by number, in one pass.</summary>
    public FindingState[] States()
    {
        var states = new FindingState[Count];
        foreach (var e in Events)
            states[e.Finding] = e.State;
        return states;
    }
}
