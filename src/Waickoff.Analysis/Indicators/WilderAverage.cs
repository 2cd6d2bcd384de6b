namespace Waickoff.Analysis.Indicators;

/// <summary>
/// Wilder's running mean: the plain mean of the first n values, then <c>previous + (value - previous) / n</c>. Until the seed is
/// complete the mean of the first k values is the same step with k in place of n, so one line serves both.
/// </summary>
internal struct WilderAverage(int length)
{
    private int count;
    private double share;

    /// <summary>The mean; before n values the mean of those so far, 0 before the first.</summary>
    public double Mean { get; private set; }

    public readonly bool IsSeeded => count == length;

    public void Add(double value)
    {
        // A multiplication by 1/n takes a third of the time of the division and differs in the last bit only.
        if (count < length)
            share = 1.0 / ++count;
        Mean += (value - Mean) * share;
    }
}
