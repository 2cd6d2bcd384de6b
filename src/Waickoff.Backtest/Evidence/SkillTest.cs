namespace Waickoff.Backtest.Evidence;

/// <summary>Whether forecasts beat the base rate by more than chance: the mean gain in squared error against its own error, one-sided, 95 %.</summary>
/// <remarks>It is asked again at every case, so now and then luck passes for skill: docs/evidence.md says how often, and what was tried.</remarks>
internal sealed class SkillTest
{
    private const double Z95 = 1.6448536269514722;
    private int count;
    private double mean;
    private double squares;

    /// <summary>True once there are enough forecasts and their mean gain lies far enough above 0.</summary>
    public bool IsShown =>
        count >= CalibratedProbability.FewestCases && mean > Z95 * Math.Sqrt(squares / (count - 1) / count);

    /// <summary>Takes how much less the squared error of a forecast was than that of the base rate.</summary>
    public void Add(double gain)
    {
        var distance = gain - mean;
        mean += distance / ++count;
        squares += distance * (gain - mean);
    }
}
