namespace Waickoff.Backtest.Statistics;

/// <summary>The Sharpe ratio of the best of many, judged by how good the best of as many would be by chance.</summary>
/// <remarks>D. H. Bailey and M. López de Prado, The deflated Sharpe ratio, 2014.</remarks>
public static class DeflatedSharpe
{
    private const double EulerGamma = 0.5772156649015329;

    /// <summary>The Sharpe ratio that the best of some tries is expected to have by chance.</summary>
    /// <param name="variance">Variance of the Sharpe ratios of all tries, of one period each.</param>
    /// <param name="tries">How many, 2 or more; for fewer 0.</param>
    public static double ExpectedBest(double variance, int tries)
    {
        if (tries < 2 || !(variance > 0))
            return 0;
        var one = Quantile(1 - (1.0 / tries));
        var other = Quantile(1 - (1.0 / (tries * Math.E)));
        return Math.Sqrt(variance) * (((1 - EulerGamma) * one) + (EulerGamma * other));
    }

    /// <summary>How likely the true ratio lies above what the best of all tries has by chance; <c>NaN</c> without enough returns.</summary>
    /// <param name="sharpe">Of one period.</param>
    /// <param name="expectedBest">Of <see cref="ExpectedBest"/>.</param>
    /// <param name="periods">How many returns.</param>
    /// <param name="skew">Of the returns.</param>
    /// <param name="kurtosis">Of the returns; 3 for a normal distribution.</param>
    public static double Of(double sharpe, double expectedBest, int periods, double skew, double kurtosis)
    {
        var spread = 1 - (skew * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe);
        return periods > 1 && spread > 0
            ? Proportion.Normal((sharpe - expectedBest) * Math.Sqrt(periods - 1) / Math.Sqrt(spread))
            : double.NaN;
    }

    /// <summary>Where the normal distribution reaches a share, by halving: exact to what <see cref="Proportion.Normal"/> is.</summary>
    private static double Quantile(double share)
    {
        var (low, high) = (-10.0, 10.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Proportion.Normal(middle) < share)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}
