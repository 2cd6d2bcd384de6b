using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>What must be true of a drawn range whatever the noise did. Measured on the finished candles.</summary>
internal static class RangeFacts
{
    private const int ShortestCandles = 30;
    private const int LongestCandles = 300;
    private const double BreakAtr = 0.5;
    private const double ShortestTrendAtr = 8.5;

    /// <summary>The second of two closes in a row above the upper edge by 0.5 ATR, or -1.</summary>
    public static int BreakOut(IReadOnlyList<SketchCandle> candles, FittedEdge high, int from, double scale)
    {
        var atr = AverageRange(candles);
        var row = 0;
        for (var i = from; i < candles.Count; i++)
        {
            row = candles[i].Close > high.KnownAt(i) + (BreakAtr * scale * atr[i]) ? row + 1 : 0;
            if (row == 2)
                return i;
        }
        return -1;
    }

    /// <summary>No break out on either side before the range is done.</summary>
    public static bool StaysInside(
        IReadOnlyList<SketchCandle> candles,
        FittedEdge low,
        FittedEdge high,
        (int From, int To) span,
        double scale
    )
    {
        var atr = AverageRange(candles);
        var (above, below) = (0, 0);
        for (var i = span.From + 1; i <= span.To; i++)
        {
            above = candles[i].Close > high.KnownAt(i) + (BreakAtr * scale * atr[i]) ? above + 1 : 0;
            below = candles[i].Close < low.KnownAt(i) - (BreakAtr * scale * atr[i]) ? below + 1 : 0;
            if (above == 2 || below == 2)
                return false;
        }
        return true;
    }

    public static bool LengthFits(int candles, double scale) =>
        candles >= ShortestCandles * scale * scale && candles <= LongestCandles * scale * scale;

    /// <summary>The trend before the climax is long also in the volatility it had just before.</summary>
    public static bool TrendIsLong(IReadOnlyList<SketchCandle> candles, int climax, double scale)
    {
        var (low, high) = (candles[climax].Low, candles[climax].High);
        for (var i = 0; i < climax; i++)
            (low, high) = (Math.Min(low, candles[i].Low), Math.Max(high, candles[i].High));
        return high - low >= ShortestTrendAtr * scale * AverageRange(candles)[climax - 1];
    }

    /// <summary>Wilder's ATR(14).</summary>
    private static double[] AverageRange(IReadOnlyList<SketchCandle> candles)
    {
        var average = new double[candles.Count];
        var value = 0.0;
        for (var i = 0; i < average.Length; i++)
        {
            value += (candles[i].High - candles[i].Low - value) / Math.Min(i + 1, 14);
            average[i] = value;
        }
        return average;
    }
}
