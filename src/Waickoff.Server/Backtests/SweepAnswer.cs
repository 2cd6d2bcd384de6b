using Waickoff.Backtest.Sweeps;

namespace Waickoff.Server.Backtests;

/// <summary>What a sweep found. The best of many tries is good by chance; the figures beside it say how much.</summary>
/// <param name="Points">All points: market by market, in the order of the grid.</param>
/// <param name="Best">Which of them has the highest Sharpe ratio over the whole period.</param>
/// <param name="ExpectedBestSharpe">What the best of as many tries is expected to have by chance, of one candle.</param>
/// <param name="BestSharpe">The ratio of the best one, of one candle.</param>
/// <param name="DeflatedSharpe">How likely the best point's true ratio lies above that, 0 to 1; left out where it cannot be formed.</param>
/// <param name="WalkForward">What choosing the best of each past and trading it in the next part would have brought.</param>
/// <param name="WalkForwardReturn">What all its steps make together.</param>
internal sealed record SweepAnswer(
    IReadOnlyList<SweepAnswer.Point> Points,
    int Best,
    double? ExpectedBestSharpe,
    double? BestSharpe,
    double? DeflatedSharpe,
    IReadOnlyList<SweepAnswer.Step> WalkForward,
    double WalkForwardReturn
)
{
    /// <param name="Symbol">The market.</param>
    /// <param name="Parameters">The values of the parameters.</param>
    /// <param name="Figures">The figures over the whole period.</param>
    public sealed record Point(string Symbol, IReadOnlyDictionary<string, double> Parameters, BacktestFigures Figures);

    /// <param name="Symbol">The market.</param>
    /// <param name="Part">Which of the five parts of the period was traded, 1 to 4; those before it were learned from.</param>
    /// <param name="Parameters">What was chosen.</param>
    /// <param name="LearnedSharpe">Its ratio in the parts before, of one candle.</param>
    /// <param name="Sharpe">Its ratio in the part that was traded.</param>
    /// <param name="Return">Its return there.</param>
    public sealed record Step(
        string Symbol,
        int Part,
        IReadOnlyDictionary<string, double> Parameters,
        double LearnedSharpe,
        double Sharpe,
        double Return
    );

    public static SweepAnswer Of(SweepResult result) =>
        new(
            [.. result.Points.Select(p => new Point(p.Symbol, p.Parameters, BacktestFigures.Of(p.Performance)))],
            result.Points.ToList().IndexOf(result.Best!),
            BacktestFigures.Known(result.ExpectedBestSharpe),
            BacktestFigures.Known(result.Best!.Whole.Sharpe),
            BacktestFigures.Known(result.DeflatedSharpe),
            [
                .. result.WalkForward.Select(s => new Step(
                    s.Symbol,
                    s.Fold,
                    s.Parameters,
                    s.LearnedSharpe,
                    s.Sharpe,
                    s.Return
                )),
            ],
            result.WalkForwardReturn
        );
}
