namespace Waickoff.Analysis.Volume;

/// <summary>High and low volume nodes, as places in the rows.</summary>
internal static class ProfileNodes
{
    private const double HighPercentile = 0.8;
    private const double LowPercentile = 0.2;

    /// <summary>
    /// Local extremes of the smoothed rows. Of a stretch of equal rows the middle one stands for it. The lowest and the highest row may be
    /// a maximum but no minimum: every profile thins out at its ends. A stretch without any volume counts as below the percentile.
    /// </summary>
    public static (List<int> High, List<int> Low) Of(ReadOnlySpan<double> volumes)
    {
        Span<double> rows = stackalloc double[volumes.Length];
        Smooth(volumes, rows);
        var (lowLimit, highLimit, rounding) = Limits(rows);
        var (high, low) = (new List<int>(), new List<int>());
        for (var (first, last) = (0, 0); first < rows.Length; first = ++last)
        {
            while (last + 1 < rows.Length && Math.Abs(rows[last + 1] - rows[first]) <= rounding)
                last++;
            var row = rows[first];
            var below = first > 0 ? rows[first - 1] : double.NaN;
            var above = last + 1 < rows.Length ? rows[last + 1] : double.NaN;
            if (row > highLimit && !(below > row) && !(above > row))
                high.Add((first + last) / 2);
            else if ((row < lowLimit || row <= rounding) && below > row && above > row)
                low.Add((first + last) / 2);
        }
        return (high, low);
    }

    /// <summary>Each row counts twice and its neighbours once; an end has one neighbour only.</summary>
    private static void Smooth(ReadOnlySpan<double> volumes, Span<double> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var (sum, weight) = (2 * volumes[i], 2);
            if (i > 0)
                (sum, weight) = (sum + volumes[i - 1], weight + 1);
            if (i + 1 < rows.Length)
                (sum, weight) = (sum + volumes[i + 1], weight + 1);
            rows[i] = sum / weight;
        }
    }

    private static (double Low, double High, double Rounding) Limits(ReadOnlySpan<double> rows)
    {
        Span<double> sorted = stackalloc double[rows.Length];
        rows.CopyTo(sorted);
        sorted.Sort();
        var rounding = sorted[^1] * ProfileArea.Rounding;
        return (Percentile(sorted, LowPercentile) - rounding, Percentile(sorted, HighPercentile) + rounding, rounding);
    }

    /// <summary>Between two ranks in proportion.</summary>
    private static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
