namespace Waickoff.Analysis.Indicators;

/// <summary>
/// The last n values. They are kept twice, n apart, so that they always lie in one piece, oldest first, and a whole window
/// can be read by vector instructions. Mean and deviation are the business of <see cref="RollingStatistics"/>.
/// </summary>
internal sealed class Window
{
    private readonly double[] values;
    private int next;

    public Window(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        values = new double[2 * length];
    }

    public int Length { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == Length;

    /// <summary>The values, oldest first.</summary>
    public ReadOnlySpan<double> Values => IsFull ? values.AsSpan(next, Length) : values.AsSpan(0, Count);

    public void Add(double value)
    {
        values[next] = value;
        values[next + Length] = value;
        next = next + 1 == Length ? 0 : next + 1;
        if (Count < Length)
            Count++;
    }
}
