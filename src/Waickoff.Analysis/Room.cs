namespace Waickoff.Analysis;

/// <summary>Room for lists that only grow and whose readers keep the arrays they were given.</summary>
internal static class Room
{
    private const int FewestEntries = 16;

    /// <summary>Room for so many entries. What is not yet written is never read, so it is not cleared.</summary>
    public static T[] For<T>(int capacity) => capacity > 0 ? GC.AllocateUninitializedArray<T>(capacity) : [];

    /// <summary>Makes room for one more entry: twice as much in a new array, so that views of the old one stay true.</summary>
    public static void ForOneMore<T>(ref T[] entries, int count)
    {
        if (count < entries.Length)
            return;
        var larger = For<T>(Math.Max(FewestEntries, 2 * count));
        entries.AsSpan(0, count).CopyTo(larger);
        entries = larger;
    }
}
