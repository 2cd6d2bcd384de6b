namespace Waickoff.Backtest.Statistics;

/// <summary>The correction for looking at many rules at once.</summary>
/// <remarks>Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, 1995.</remarks>
public static class FalseDiscovery
{
    /// <summary>
    /// The adjusted chance of each: at or below q it is a discovery, and of all discoveries at most the share q is expected to be false.
    /// </summary>
    /// <param name="chances">The chances as they came, 0 to 1, in any order.</param>
    public static double[] Adjust(ReadOnlySpan<double> chances)
    {
        var sorted = chances.ToArray();
        var places = new int[sorted.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        Array.Sort(sorted, places);
        var adjusted = new double[sorted.Length];
        var least = 1.0;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, sorted[i] * sorted.Length / (i + 1));
            adjusted[places[i]] = least;
        }
        return adjusted;
    }
}
