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

    /// <summary>
    /// The intervals of the means of several columns, 95 %, from the same samples of rows: cheaper than one after the other.
    /// </summary>
    /// <param name="rows">The values, row after row.</param>
    /// <param name="columns">How many values a row has, 1 or more.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    /// <param name="samples">How many samples are drawn, 100 or more.</param>
    public static Interval[] MeansOfColumns(ReadOnlySpan<double> rows, int columns, ulong seed, int samples = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var intervals = new Interval[columns];
        Array.Fill(intervals, Interval.None);
        var count = rows.Length / columns;
        if (count == 0)
            return intervals;
        var random = new SeededRandom(seed);
        var means = new double[columns][];
        for (var c = 0; c < columns; c++)
            means[c] = new double[samples];
        Span<double> sums = new double[columns];
        for (var s = 0; s < samples; s++)
        {
            sums.Clear();
            for (var i = 0; i < count; i += 2)
            {
                // Two rows from the halves of one number.
                var bits = random.Next();
                Add(sums, rows, (int)(((bits >> 32) * (ulong)count) >> 32));
                if (i + 1 < count)
                    Add(sums, rows, (int)(((bits & uint.MaxValue) * (ulong)count) >> 32));
            }
            for (var c = 0; c < columns; c++)
                means[c][s] = sums[c] / count;
        }
        for (var c = 0; c < columns; c++)
        {
            Array.Sort(means[c]);
            intervals[c] = new Interval(Quantile(means[c], 0.025), Quantile(means[c], 0.975));
        }
        return intervals;
    }

    private static void Add(Span<double> sums, ReadOnlySpan<double> rows, int row)
    {
        var values = rows.Slice(row * sums.Length, sums.Length);
        if (sums.Length == 3)
        {
            // The usual case, written out: it is most of the cost of an event study's intervals.
            sums[2] += values[2];
            sums[1] += values[1];
            sums[0] += values[0];
            return;
        }
        for (var c = 0; c < sums.Length; c++)
            sums[c] += values[c];
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
