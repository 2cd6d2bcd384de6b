namespace Waickoff.Backtest.Statistics;

/// <summary>What a mean could have been: means of samples drawn with replacement from the values themselves.</summary>
/// <remarks>B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993; percentile intervals, chapter 13.</remarks>
public static class Bootstrap
{
    /// <summary>The percentile interval of the mean, 95 %.</summary>
    /// <param name="values">The values; without any the interval is <see cref="Interval.None"/>.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <param name="samples">How many samples are drawn, 100 or more.</param>
    public static Interval Mean(ReadOnlySpan<double> values, ulong seed, int samples = 1000)
    {
        if (values.Length == 0)
            return Interval.None;
        var means = Means(values, seed, samples);
        Array.Sort(means);
        return new Interval(Quantile(means, 0.025), Quantile(means, 0.975));
    }

    /// <summary>The mean of each sample.</summary>
    public static double[] Means(ReadOnlySpan<double> values, ulong seed, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 100);
        var random = new SeededRandom(seed);
        var means = new double[samples];
        for (var s = 0; s < samples; s++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
                sum += values[random.Below(values.Length)];
            means[s] = sum / values.Length;
        }
        return means;
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
