using Waickoff.Analysis.Candles;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

/// <summary>One walk at the prices where arithmetic is hardest, and the comparison all indicators are held to.</summary>
public static class Priced
{
    /// <summary>The largest relative difference from an independent computation.</summary>
    public const double Tolerance = 1e-9;

    public static TheoryData<double> Levels => [0.00001234, 1, 60_000, 1e7];

    public static CandleSeries Walk(double price, int count = 100_000) =>
        RandomCandles.Scale(RandomCandles.Walk(21, count, holes: false), price / 2048);

    public static double[] Closes(this CandleSeries series) => [.. series.Span.ToArray().Select(c => c.Close)];

    /// <summary>Compares relatively, or for a ratio near 0 against 1.</summary>
    public static void ShouldMatch(this double found, double expected, string because, double atLeast = 0)
    {
        if (double.IsNaN(expected))
            found.ShouldBe(double.NaN, because);
        else
            Math.Abs(found - expected)
                .ShouldBeLessThanOrEqualTo(Tolerance * Math.Max(Math.Abs(expected), atLeast), $"{because}: {expected}");
    }

    /// <summary>The indices at which a long series is compared: its start, its end and every 97th between.</summary>
    public static IEnumerable<int> Sample(int count) =>
        Enumerable.Range(0, count).Where(i => i < 300 || i > count - 300 || i % 97 == 0);
}
