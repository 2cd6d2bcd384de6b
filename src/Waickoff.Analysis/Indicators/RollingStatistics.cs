using System.Runtime.CompilerServices;

namespace Waickoff.Analysis.Indicators;

/// <summary>Mean and population deviation of the last n values, at the same small cost whatever n is.</summary>
/// <remarks>
/// A running sum that takes the oldest value off again drifts, and after a jump it leaves rubble where the deviation should be 0.
/// So nothing is ever taken off: values come in blocks of n, a window is the end of one block and the start of the next, and the
/// sums over all ends of a block are formed once, when the next one begins. Both are measured from the first value of the running
/// block, which is always in the window and so never further than sqrt(n) deviations from its mean: no digits are lost at any price,
/// and equal values give exactly 0.
/// </remarks>
internal sealed class RollingStatistics
{
    private readonly double[] block;
    private readonly (double Sum, double Squares)[] ends;
    private readonly double share;
    private double reference;
    private double distance;
    private double sum;
    private double squares;
    private int filled;

    public RollingStatistics(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        block = new double[length];
        ends = new (double, double)[length + 1];
        share = 1.0 / length;
        // As if a block had just ended: the first value starts one, as in all later cases.
        filled = length;
    }

    public int Length => block.Length;

    public bool IsFull { get; private set; }

    /// <summary>Mean and population deviation, once full; the deviation of equal values is exactly 0.</summary>
    public (double Mean, double Deviation) Value
    {
        get
        {
            var (offset, deviation) = FromNewest;
            return (reference + (distance + offset), deviation);
        }
    }

    /// <summary>The same with the mean as its distance from the newest value, which has more digits than their difference.</summary>
    public (double Offset, double Deviation) FromNewest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref readonly var end = ref ends[filled];
            var mean = (sum + end.Sum) * share;
            var variance = ((squares + end.Squares) * share) - (mean * mean);
            // Rounding may leave a variance a hair below 0.
            return (mean - distance, variance > 0 ? Math.Sqrt(variance) : 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (filled == block.Length)
            StartBlock(value);
        block[filled++] = value;
        distance = value - reference;
        sum += distance;
        squares += distance * distance;
        if (filled == block.Length)
            IsFull = true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartBlock(double value)
    {
        var (endSum, endSquares) = (0.0, 0.0);
        for (var i = filled - 1; i > 0; i--)
        {
            var distance = block[i] - value;
            endSum += distance;
            endSquares += distance * distance;
            ends[i] = (endSum, endSquares);
        }
        (reference, sum, squares, filled) = (value, 0, 0, 0);
    }
}
