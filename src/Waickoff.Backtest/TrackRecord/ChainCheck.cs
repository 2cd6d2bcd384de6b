namespace Waickoff.Backtest.TrackRecord;

/// <summary>Recomputes a track record from its first entry on: a fold over its rows that stops at the first fault.</summary>
/// <param name="noted">A head that was noted earlier and has to be an entry of the record; null for none.</param>
public sealed class ChainCheck(RecordHead? noted = null)
{
    private readonly SortedDictionary<long, Ungraded> ungraded = [];
    private readonly Dictionary<string, Last> lasts = new(StringComparer.Ordinal);

    /// <summary>The first fault; null while there is none.</summary>
    public ChainFault? Fault { get; private set; }

    /// <summary>The last entry that was taken.</summary>
    public RecordHead Head { get; private set; } = RecordHead.Empty;

    /// <summary>How many scenarios were taken.</summary>
    public long Scenarios { get; private set; }

    /// <summary>How many grades were taken.</summary>
    public long Grades { get; private set; }

    /// <summary>Takes the next row by number.</summary>
    /// <returns>False when it is broken; nothing behind it is looked at.</returns>
    public bool Add(RecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Fault ??= FaultOf(row);
        return Fault is null;
    }

    /// <summary>Takes the end: what the record says of itself has to be what was found.</summary>
    /// <param name="head">The stored head.</param>
    /// <param name="waiting">The numbers of the scenarios that wait for their grade.</param>
    public void End(RecordHead head, IEnumerable<long> waiting)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(waiting);
        if (head != Head)
            Fault ??= new(Head.Number + 1, "", ChainFaultKind.Head, head.ToString(), Head.ToString());
        if (noted is { } told && told.Number > Head.Number)
            Fault ??= new(told.Number, "", ChainFaultKind.Noted, told.ToString(), "");
        foreach (var number in waiting.Order())
        {
            if (!ungraded.Remove(number, out _))
                Fault ??= new(number, "", ChainFaultKind.Waiting, "", "waiting");
        }
        foreach (var (number, left) in ungraded)
            Fault ??= new(number, left.Entry.Id, ChainFaultKind.Waiting, "waiting", "");
    }

    private ChainFault? FaultOf(RecordRow row)
    {
        var columns = row.Columns;
        ChainFault Wrong(ChainFaultKind kind, string expected, string found) =>
            new(columns.Number, columns.Id, kind, expected, found);

        if (columns.Number != Head.Number + 1)
            return new(Head.Number + 1, "", ChainFaultKind.Number, $"{Head.Number + 1}", $"{columns.Number}");
        if (row.Previous != Head.Hash)
            return Wrong(ChainFaultKind.Previous, Head.Hash, row.Previous);
        if (RecordChain.HashOf(row.Previous, row.Text) is var hash && hash != row.Hash)
            return Wrong(ChainFaultKind.Hash, hash, row.Hash);
        if (noted?.Number == columns.Number && noted.Hash != row.Hash)
            return Wrong(ChainFaultKind.Noted, noted.Hash, row.Hash);
        RecordEntry entry;
        try
        {
            entry = RecordText.Read(row.Text);
        }
        catch (FormatException e)
        {
            return Wrong(ChainFaultKind.Text, e.Message, row.Text);
        }
        if (entry.Number != columns.Number)
            return Wrong(ChainFaultKind.Text, $"{columns.Number}", $"{entry.Number}");
        var fault = entry is ScenarioEntry scenario
            ? FaultOf(scenario, row, Wrong)
            : FaultOf((GradeEntry)entry, columns, Wrong);
        if (fault is null)
            Head = new RecordHead(columns.Number, row.Hash);
        return fault;
    }

    private ChainFault? FaultOf(
        ScenarioEntry entry,
        RecordRow row,
        Func<ChainFaultKind, string, string, ChainFault> wrong
    )
    {
        if (RecordColumns.Of(entry) is var columns && columns != row.Columns)
            return wrong(ChainFaultKind.Columns, $"{columns}", $"{row.Columns}");
        var made = entry.Scenario;
        var last = lasts.GetValueOrDefault(made.Series);
        if (made.MadeMs <= last.MadeMs)
            return wrong(ChainFaultKind.Order, $"> {last.MadeMs}", $"{made.MadeMs}");
        var isApart = made.MadeMs >= last.ApartUntilMs;
        if (entry.IsApart != isApart)
            return wrong(ChainFaultKind.Order, $"{isApart}", $"{entry.IsApart}");
        lasts[made.Series] = new Last(made.MadeMs, isApart ? made.DueMs : last.ApartUntilMs);
        ungraded[entry.Number] = new Ungraded(entry, row.Hash);
        Scenarios++;
        return null;
    }

    private ChainFault? FaultOf(
        GradeEntry entry,
        RecordColumns found,
        Func<ChainFaultKind, string, string, ChainFault> wrong
    )
    {
        if (!ungraded.TryGetValue(entry.Of, out var graded))
            return wrong(ChainFaultKind.Grade, "", $"{entry.Of}");
        if (graded.Hash != entry.OfHash)
            return wrong(ChainFaultKind.Grade, graded.Hash, entry.OfHash);
        if (RecordColumns.Of(entry, graded.Entry) is var columns && columns != found)
            return wrong(ChainFaultKind.Columns, $"{columns}", $"{found}");
        ungraded.Remove(entry.Of);
        Grades++;
        return null;
    }

    private readonly record struct Ungraded(ScenarioEntry Entry, string Hash);

    private readonly record struct Last(long MadeMs, long ApartUntilMs);
}
