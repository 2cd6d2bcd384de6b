using System.Numerics;
using System.Runtime.InteropServices;

namespace Waickoff.Analysis.Indicators;

/// <summary>Whether the newest of n values is among the smallest: fewer than k of the n are strictly smaller than it.</summary>
/// <remarks>
/// Counting n values at each candle is most of the work, and most candles do not need it: a value that is not below an earlier one which
/// had k smaller ones, and still has them, has at least those k. Only values below that are counted.
/// </remarks>
internal sealed class LowRank(int length, int smallerCount)
{
    private readonly Window values = new(length);
    private double ceiling = double.PositiveInfinity;
    private int belowCeiling;

    public bool IsFull => values.IsFull;

    /// <summary>Takes the next value; false also when all n are equal, and before there are n.</summary>
    public bool Add(double value)
    {
        if (values.IsFull && values.Values[0] < ceiling)
            belowCeiling--;
        if (value < ceiling)
            belowCeiling++;
        values.Add(value);
        if (!values.IsFull || (value >= ceiling && belowCeiling >= smallerCount))
            return false;

        var count = CountSmaller();
        if (count < smallerCount)
            return count > 0 || values.Values.ContainsAnyExcept(value);
        (ceiling, belowCeiling) = (value, count);
        return false;
    }

    /// <summary>How many of the n values are strictly smaller than the newest.</summary>
    public int CountSmaller()
    {
        var all = values.Values;
        var newest = new Vector<double>(all[^1]);
        var counts = Vector<long>.Zero;
        ref var first = ref MemoryMarshal.GetReference(all);
        var i = 0;
        for (; i <= all.Length - Vector<double>.Count; i += Vector<double>.Count)
            counts -= Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i), newest);
        var count = (int)Vector.Sum(counts);
        for (; i < all.Length; i++)
            count += all[i] < all[^1] ? 1 : 0;
        return count;
    }
}
