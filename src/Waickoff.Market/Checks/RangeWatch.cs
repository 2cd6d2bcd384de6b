using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Checks;

/// <summary>
/// Finds candles that are possible and still worth a look: far taller than those before them. A price that was wrong for a moment
/// looks like this, and so does a crash.
/// </summary>
public sealed class RangeWatch
{
    /// <summary>A candle this many times as tall as the mean of those before it is unusual.</summary>
    public const double UnusualRatio = 25;

    private const int MeanOfCandles = 100;

    private int count;
    private double meanRange;

    /// <summary>Takes the next candle.</summary>
    /// <returns>Its range over the mean of the 100 candles before it when that is unusual, else null; null for the first 100.</returns>
    public double? Add(in Candle candle)
    {
        var ratio = candle.Range / meanRange;
        var isUnusual = count >= MeanOfCandles && ratio > UnusualRatio;
        count++;
        meanRange += (candle.Range - meanRange) / Math.Min(count, MeanOfCandles);
        return isUnusual ? ratio : null;
    }
}
