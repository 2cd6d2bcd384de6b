namespace Waickoff.Analysis.Indicators;

/// <summary>The end value of the regression line through the last n values, at the same small cost whatever n is.</summary>
/// <remarks>
/// The end of the line is <c>sum of (6 (p+1) / (n (n+1)) - 2/n) x</c> over the places p = 0 (oldest) to n-1, so it needs the sum of
/// the values and that of the values times their places. Both come from blocks as in <see cref="RollingStatistics"/>.
/// </remarks>
internal sealed class RollingLine
{
    private readonly double[] block;
    private readonly (double Sum, double Moment)[] ends;
    private readonly double placeWeight;
    private double sum;
    private double moment;
    private int filled;
    private bool isFull;

    public RollingLine(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        block = new double[length];
        ends = new (double, double)[length + 1];
        placeWeight = 6 / (length * (length + 1.0));
        filled = length;
    }

    /// <summary>Takes the next value; <c>NaN</c> until there are n.</summary>
    public double Add(double value)
    {
        if (filled == block.Length)
            StartBlock();
        sum += value;
        moment += filled * value;
        block[filled++] = value;
        isFull |= filled == block.Length;
        if (!isFull)
            return double.NaN;
        // The end of the last block comes first, at the places from 0, this block's start behind it.
        var (endSum, endMoment) = ends[filled];
        var moments = endMoment - (filled * endSum) + moment + ((block.Length - filled) * sum);
        var sums = endSum + sum;
        return (placeWeight * (moments + sums)) - (2 * sums / block.Length);
    }

    private void StartBlock()
    {
        var (endSum, endMoment) = (0.0, 0.0);
        for (var i = filled - 1; i > 0; i--)
        {
            endSum += block[i];
            endMoment += i * block[i];
            ends[i] = (endSum, endMoment);
        }
        (sum, moment, filled) = (0, 0, 0);
    }
}
