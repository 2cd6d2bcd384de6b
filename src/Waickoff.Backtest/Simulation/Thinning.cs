namespace Waickoff.Backtest.Simulation;

/// <summary>Fewer of many values, for drawing: what is left out lies between what stays, so that no peak and no drawdown is lost.</summary>
public static class Thinning
{
    /// <summary>
    /// Which values stay: of each stretch the lowest and the highest, in the order they came, and the last value of all; all of them where
    /// they are few enough.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="most">About how many stay, 2 or more: at most one more.</param>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> values, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        var kept = new List<int>();
        var stretches = most / 2;
        var stretch = values.Length <= most ? 1 : (values.Length + stretches - 1) / stretches;
        for (var start = 0; start < values.Length; start += stretch)
        {
            var (low, high) = (start, start);
            for (var i = start; i < Math.Min(start + stretch, values.Length); i++)
                (low, high) = (values[i] < values[low] ? i : low, values[i] > values[high] ? i : high);
            kept.Add(Math.Min(low, high));
            if (low != high)
                kept.Add(Math.Max(low, high));
        }
        if (values.Length > 0 && kept[^1] != values.Length - 1)
            kept.Add(values.Length - 1);
        return kept;
    }
}
