using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.Tests.Statistics;

/// <summary>Values that were published beside the methods.</summary>
public class PublishedValuesTests
{
    /// <summary>R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson(int hits, int count, double low, double high)
    {
        var interval = Proportion.Wilson(hits, count);
        interval.Low.ShouldBe(low, 0.00005);
        interval.High.ShouldBe(high, 0.00005);
    }

    /// <summary>Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, 1995, section 3.2: the first four of fifteen.</summary>
    [Fact]
    public void Benjamini_and_Hochberg()
    {
        double[] chances =
        [
            0.0459,
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1.0000,
        ];
        var adjusted = FalseDiscovery.Adjust(chances);
        adjusted.Select(a => a <= 0.05).ShouldBe([false, true, true, true, true, .. Enumerable.Repeat(false, 10)]);
        adjusted[4].ShouldBe(0.0095 * 15 / 4, 1e-12);
    }

    /// <summary>
    /// G. W. Brier, Verification of forecasts expressed in terms of probability, 1950, table 1: ten forecasts of rain score 0.19 over both
    /// classes, so half of it over one.
    /// </summary>
    [Fact]
    public void Brier()
    {
        double[] forecasts = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1];
        bool[] rains = [false, true, true, true, false, false, false, false, false, false];
        var all = forecasts.Zip(rains, (f, r) => new Forecast(f, 0.3, r, Abstention.None)).ToList();
        (2 * ForecastScore.BrierOf(all)).ShouldBe(0.19, 1e-12);
    }

    /// <summary>
    /// B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, table 2.2: the mean of the treated mice has a bootstrap standard
    /// error of 23.36 with samples without end.
    /// </summary>
    [Fact]
    public void Bootstrap_of_the_mice()
    {
        double[] treated = [94, 197, 16, 38, 99, 141, 23];
        var means = Bootstrap.Means(treated, seed: 3, samples: 40_000);
        var mean = means.Average();
        mean.ShouldBe(86.86, 0.5);
        Math.Sqrt(means.Average(m => (m - mean) * (m - mean))).ShouldBe(23.36, 0.3);
        var interval = Bootstrap.Mean(treated, seed: 3, samples: 40_000);
        // Half of what is outside lies on each side.
        (means.Count(m => m < interval.Low) / 40_000.0).ShouldBe(0.025, 0.002);
        (means.Count(m => m > interval.High) / 40_000.0).ShouldBe(0.025, 0.002);
    }

    [Fact]
    public void Columns_have_the_intervals_they_have_alone()
    {
        double[] rows = [94, 52, 197, 104, 16, 146, 38, 10, 99, 51, 141, 30, 23, 40];
        var intervals = Bootstrap.MeansOfColumns(rows, columns: 2, seed: 1, samples: 40_000);
        for (var column = 0; column < 2; column++)
        {
            var alone = Bootstrap.Mean([.. rows.Where((_, i) => i % 2 == column)], seed: 2, samples: 40_000);
            intervals[column].Low.ShouldBe(alone.Low, 1);
            intervals[column].High.ShouldBe(alone.High, 1);
        }
    }

    /// <summary>Tables of the normal distribution.</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.96, 0.9750021)]
    [InlineData(-1.644854, 0.05)]
    public void The_normal_distribution(double z, double share) => Proportion.Normal(z).ShouldBe(share, 1e-6);
}
