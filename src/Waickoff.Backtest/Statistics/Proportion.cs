namespace Waickoff.Backtest.Statistics;

/// <summary>Shares of a count.</summary>
public static class Proportion
{
    /// <summary>The deviations that hold 95 % of a normal distribution.</summary>
    private const double Z95 = 1.959963984540054;

    /// <summary>Wilson's score interval, 95 %, without correction for continuity.</summary>
    /// <remarks>E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.</remarks>
    /// <param name="hits">0 to <paramref name="count"/>.</param>
    /// <param name="count">0 or more; without any the interval is <see cref="Interval.None"/>.</param>
    public static Interval Wilson(int hits, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        if (count == 0)
            return Interval.None;
        double n = count;
        var share = hits / n;
        var square = Z95 * Z95;
        var middle = share + (square / (2 * n));
        var half = Z95 * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n)));
        var scale = 1 + (square / n);
        return new Interval(Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
    }

    /// <summary>
    /// How likely a share at least this much above the other is when both are the same: the one-sided test of two shares with a
    /// pooled variance. 1 where there is nothing to compare.
    /// </summary>
    public static double ChanceOfMore(int hits, int count, int otherHits, int otherCount)
    {
        if (count == 0 || otherCount == 0)
            return 1;
        var pooled = (hits + otherHits) / (double)(count + otherCount);
        var variance = pooled * (1 - pooled) * ((1.0 / count) + (1.0 / otherCount));
        if (!(variance > 0))
            return 1;
        var z = (((double)hits / count) - ((double)otherHits / otherCount)) / Math.Sqrt(variance);
        return 1 - Normal(z);
    }

    /// <summary>The normal distribution up to z, within 7.5e-8: Abramowitz and Stegun, 26.2.17.</summary>
    internal static double Normal(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail =
            Math.Exp(-z * z / 2)
            / Math.Sqrt(2 * Math.PI)
            * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z >= 0 ? 1 - tail : tail;
    }
}
