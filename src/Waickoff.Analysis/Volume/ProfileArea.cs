namespace Waickoff.Analysis.Volume;

/// <summary>Point of control and value area, as places in the rows.</summary>
internal readonly record struct ProfileArea(int Poc, int First, int Last, double Total)
{
    /// <summary>Volumes that differ by less than this part are equal: they were summed in another order.</summary>
    public const double Rounding = 1e-9;

    public static ProfileArea Of(ReadOnlySpan<double> volumes, double share)
    {
        var (total, largest) = (0.0, 0.0);
        foreach (var volume in volumes)
            (total, largest) = (total + volume, Math.Max(largest, volume));
        var poc = Control(volumes, largest * (1 - Rounding));
        var (first, last, held) = (poc, poc, volumes[poc]);
        while (held < share * total * (1 - Rounding))
        {
            var above = volumes[(last + 1)..Math.Min(last + 3, volumes.Length)];
            var below = volumes[Math.Max(first - 2, 0)..first];
            var (up, down) = (Sum(above), Sum(below));
            var growsUp = !above.IsEmpty && (below.IsEmpty || up >= down * (1 - Rounding));
            if (growsUp)
                (last, held) = (last + above.Length, held + up);
            else
                (first, held) = (first - below.Length, held + down);
        }
        return new ProfileArea(poc, first, last, total);
    }

    private static int Control(ReadOnlySpan<double> volumes, double atLeast)
    {
        var (best, bestDistance) = (-1, int.MaxValue);
        for (var i = 0; i < volumes.Length; i++)
        {
            // Twice the distance from the middle row, so that it is a whole number.
            var distance = Math.Abs((2 * i) - (volumes.Length - 1));
            if (volumes[i] >= atLeast && distance < bestDistance)
                (best, bestDistance) = (i, distance);
        }
        return best;
    }

    private static double Sum(ReadOnlySpan<double> pair)
    {
        var sum = 0.0;
        foreach (var volume in pair)
            sum += volume;
        return sum;
    }
}
