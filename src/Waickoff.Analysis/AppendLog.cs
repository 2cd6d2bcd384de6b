namespace Waickoff.Analysis;

/// <summary>
/// A list that only grows. What was added is never changed, so a <see cref="Snapshot"/> costs nothing and stays true while the
/// list grows.
/// </summary>
/// <param name="capacity">How many entries to make room for at once.</param>
public sealed class AppendLog<T>(int capacity = 0)
    where T : struct
{
    private T[] entries = Room.For<T>(capacity);

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The entry at a place.</summary>
    public ref readonly T this[int place] => ref entries[place];

    /// <summary>All entries, oldest first.</summary>
    public ReadOnlySpan<T> Span => entries.AsSpan(0, Count);

    /// <summary>The entries as they stand now, unaffected by later ones.</summary>
    public ReadOnlyMemory<T> Snapshot() => entries.AsMemory(0, Count);

    /// <summary>Adds an entry and returns its place.</summary>
    internal int Add(in T entry)
    {
        Room.ForOneMore(ref entries, Count);
        entries[Count] = entry;
        return Count++;
    }
}
