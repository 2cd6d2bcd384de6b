namespace Waickoff.Backtest.Statistics;

/// <summary>Where a measured value lies, with the certainty that goes with it. <c>NaN</c> on both sides where nothing was measured.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Nothing was measured.</summary>
    public static readonly Interval None = new(double.NaN, double.NaN);

    /// <summary>Whether a value lies inside, the ends included.</summary>
    public bool Covers(double value) => Low <= value && value <= High;
}
