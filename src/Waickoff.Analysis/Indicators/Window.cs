using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Waickoff.Analysis.Indicators;

/// <summary>
/// The last n values. They are kept twice, n apart, so that they always lie in one piece, oldest first, and a whole window
/// can be read by vector instructions. Sums are formed anew each time instead of being carried along: a running sum drifts,
/// and a window that has become flat must have a deviation of exactly 0.
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

    /// <summary>Mean and population deviation, measured from one of the values so that equal values give exactly 0.</summary>
    public (double Mean, double Deviation) Statistics()
    {
        var span = Values;
        var reference = span[^1];
        var sum = 0.0;
        var squares = 0.0;
        var i = 0;
        if (Vector256.IsHardwareAccelerated && span.Length >= 4)
        {
            var shift = Vector256.Create(reference);
            var sums = Vector256<double>.Zero;
            var squareSums = Vector256<double>.Zero;
            ref var start = ref MemoryMarshal.GetReference(span);
            for (; i <= span.Length - 4; i += 4)
            {
                var d = Vector256.LoadUnsafe(ref start, (nuint)i) - shift;
                sums += d;
                squareSums += d * d;
            }
            sum = Vector256.Sum(sums);
            squares = Vector256.Sum(squareSums);
        }
        for (; i < span.Length; i++)
        {
            var d = span[i] - reference;
            sum += d;
            squares += d * d;
        }
        var mean = sum / span.Length;
        return (reference + mean, Math.Sqrt(Math.Max(0, (squares / span.Length) - (mean * mean))));
    }
}
