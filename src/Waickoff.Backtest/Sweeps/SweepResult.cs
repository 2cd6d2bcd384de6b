namespace Waickoff.Backtest.Sweeps;

/// <summary>What a sweep found. The best of many tries is good by chance; the figures beside it say how much.</summary>
/// <param name="Points">All points, in the order of the grid.</param>
/// <param name="Best">The point with the highest Sharpe ratio over the whole period; null without points.</param>
/// <param name="ExpectedBestSharpe">What the best of as many tries is expected to have by chance, of one candle.</param>
/// <param name="DeflatedSharpe">How likely the best point's true ratio lies above that, 0 to 1.</param>
/// <param name="WalkForward">What choosing the best of each past and trading it in the next part would have brought.</param>
public sealed record SweepResult(
    IReadOnlyList<SweepPoint> Points,
    SweepPoint? Best,
    double ExpectedBestSharpe,
    double DeflatedSharpe,
    IReadOnlyList<WalkForwardStep> WalkForward
)
{
    /// <summary>What all steps of the walk forward make together; 0 without steps.</summary>
    public double WalkForwardReturn => WalkForward.Aggregate(1.0, (product, step) => product * (1 + step.Return)) - 1;
}

/// <summary>One step of the walk forward on one market.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Fold">Which part was traded; those before it were learned from.</param>
/// <param name="Parameters">What was chosen.</param>
/// <param name="LearnedSharpe">Its ratio in the parts before, of one candle.</param>
/// <param name="Sharpe">Its ratio in the part that was traded.</param>
/// <param name="Return">Its return there.</param>
public sealed record WalkForwardStep(
    string Symbol,
    int Fold,
    IReadOnlyDictionary<string, double> Parameters,
    double LearnedSharpe,
    double Sharpe,
    double Return
);
