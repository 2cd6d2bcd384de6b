using Waickoff.Analysis.Indicators;

namespace Waickoff.Analysis.Volume;

/// <summary>
/// How unusual a positive quantity is: its logarithm against the mean and population deviation of the 40 values before it.
/// 0 gives <c>NaN</c>, stays out of the window and so meets no threshold; a deviation of 0 gives 0.
/// </summary>
internal sealed class LogScore
{
    public const int WindowCandles = 40;
    private readonly RollingStatistics window = new(WindowCandles);

    public double Add(double log)
    {
        if (double.IsNaN(log))
            return double.NaN;
        var score = double.NaN;
        if (window.IsFull)
        {
            var (mean, deviation) = window.Value;
            score = deviation > 0 ? (log - mean) / deviation : 0;
        }
        window.Add(log);
        return score;
    }

    /// <summary>Puts other values in place of the window's, oldest first.</summary>
    public void Refill(ReadOnlySpan<double> logs)
    {
        foreach (var log in logs)
            window.Add(log);
    }

    public static double Log(double value) => value > 0 ? Math.Log(value) : double.NaN;
}
