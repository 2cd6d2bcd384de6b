using Waickoff.Backtest.Simulation;

namespace Waickoff.Backtest.Sweeps;

/// <summary>One point of a grid on one market.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Parameters">The values of the parameters.</param>
/// <param name="Performance">The figures over the whole period.</param>
/// <param name="Folds">What it did in each part of the period.</param>
public sealed record SweepPoint(
    string Symbol,
    IReadOnlyDictionary<string, double> Parameters,
    Performance Performance,
    IReadOnlyList<ReturnSums> Folds
)
{
    /// <summary>All parts together.</summary>
    public ReturnSums Whole => Folds.Aggregate(default(ReturnSums), (all, fold) => all + fold);
}

/// <summary>Sums over returns from close to close, from which the moments of any parts together follow.</summary>
/// <param name="Count">How many returns.</param>
/// <param name="First">Their sum.</param>
/// <param name="Second">Sum of their squares.</param>
/// <param name="Third">Sum of their cubes.</param>
/// <param name="Fourth">Sum of their fourth powers.</param>
/// <param name="Log">Sum of the logarithms of 1 and the return.</param>
public readonly record struct ReturnSums(
    int Count,
    double First,
    double Second,
    double Third,
    double Fourth,
    double Log
)
{
    /// <summary>Mean return.</summary>
    public double Mean => First / Count;

    /// <summary>Population variance.</summary>
    public double Variance => Math.Max(0, (Second / Count) - (Mean * Mean));

    /// <summary>Mean over deviation, of one candle; 0 where nothing moved.</summary>
    public double Sharpe => Count > 0 && Variance > 0 ? Mean / Math.Sqrt(Variance) : 0;

    /// <summary>What all returns make together.</summary>
    public double Return => Math.Exp(Log) - 1;

    /// <summary>Skew of the returns; 0 where nothing moved.</summary>
    public double Skew =>
        Variance > 0
            ? ((Third / Count) - (3 * Mean * Second / Count) + (2 * Mean * Mean * Mean)) / Math.Pow(Variance, 1.5)
            : 0;

    /// <summary>Kurtosis of the returns, 3 for a normal distribution; 3 where nothing moved.</summary>
    public double Kurtosis =>
        Variance > 0
            ? (
                (Fourth / Count)
                - (4 * Mean * Third / Count)
                + (6 * Mean * Mean * Second / Count)
                - (3 * Mean * Mean * Mean * Mean)
            ) / (Variance * Variance)
            : 3;

    /// <summary>Both together.</summary>
    public static ReturnSums operator +(ReturnSums left, ReturnSums right) =>
        new(
            left.Count + right.Count,
            left.First + right.First,
            left.Second + right.Second,
            left.Third + right.Third,
            left.Fourth + right.Fourth,
            left.Log + right.Log
        );

    /// <summary>The sums of the returns between values of equity.</summary>
    internal static ReturnSums Of(ReadOnlySpan<double> equity, double before)
    {
        var sums = default(ReturnSums);
        foreach (var value in equity)
        {
            var change = (value / before) - 1;
            var square = change * change;
            sums += new ReturnSums(
                1,
                change,
                square,
                change * square,
                square * square,
                Math.Log(Math.Max(1e-12, 1 + change))
            );
            before = value;
        }
        return sums;
    }
}
