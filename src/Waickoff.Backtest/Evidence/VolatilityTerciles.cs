using System.Numerics;

namespace Waickoff.Backtest.Evidence;

/// <summary>In which third of its last 500 values the volatility lies, as of each candle. The middle one until there are 100.</summary>
/// <remarks>All of the 500 are counted anew, a vector at a time: that is faster than keeping them sorted.</remarks>
internal sealed class VolatilityTerciles
{
    private const int Window = 500;
    private const int Fewest = 100;

    /// <summary>The last values in a ring; the places behind those seen hold infinity, which is smaller than nothing.</summary>
    private readonly double[] recent = new double[RoundedUp()];
    private int seen;

    public VolatilityTerciles() => Array.Fill(recent, double.PositiveInfinity);

    /// <summary>Takes the value at a candle and returns its third: 0, 1 or 2.</summary>
    public int Add(double value)
    {
        var count = Math.Min(seen, Window);
        var smaller = count < Fewest ? 0 : CountSmaller(value);
        recent[seen++ % Window] = value;
        return count < Fewest ? 1
            : smaller * 3 < count ? 0
            : smaller * 3 >= 2 * count ? 2
            : 1;
    }

    private int CountSmaller(double value)
    {
        var (limit, counts) = (new Vector<double>(value), Vector<long>.Zero);
        for (var i = 0; i < recent.Length; i += Vector<double>.Count)
            counts -= Vector.LessThan(new Vector<double>(recent, i), limit);
        return (int)Vector.Sum(counts);
    }

    private static int RoundedUp() => (Window + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
}
