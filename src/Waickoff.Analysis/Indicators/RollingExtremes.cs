using System.Runtime.CompilerServices;

namespace Waickoff.Analysis.Indicators;

/// <summary>The highest high and the lowest low of the last n candles, at the same small cost whatever n is.</summary>
/// <remarks>Blocks as in <see cref="RollingStatistics"/>: the extremes of all ends of a block are formed once, when the next begins.</remarks>
internal sealed class RollingExtremes
{
    private readonly (double High, double Low)[] block;
    private (double High, double Low) start;
    private int filled;

    public RollingExtremes(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        block = new (double, double)[length];
        Array.Fill(block, (double.NegativeInfinity, double.PositiveInfinity));
        filled = length;
    }

    /// <summary>The highest high; negative infinity before the first candle.</summary>
    public double High { get; private set; } = double.NegativeInfinity;

    /// <summary>The lowest low; positive infinity before the first candle.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double high, double low)
    {
        if (filled == block.Length)
            StartBlock();
        // Behind the filled part the block holds the extremes of the ends of the one before.
        var end =
            filled + 1 < block.Length
                ? block[filled + 1]
                : (High: double.NegativeInfinity, Low: double.PositiveInfinity);
        block[filled++] = (high, low);
        start = (double.MaxNative(start.High, high), double.MinNative(start.Low, low));
        (High, Low) = (double.MaxNative(start.High, end.High), double.MinNative(start.Low, end.Low));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartBlock()
    {
        start = (double.NegativeInfinity, double.PositiveInfinity);
        var end = start;
        for (var i = filled - 1; i > 0; i--)
            block[i] = end = (double.MaxNative(end.High, block[i].High), double.MinNative(end.Low, block[i].Low));
        filled = 0;
    }
}
