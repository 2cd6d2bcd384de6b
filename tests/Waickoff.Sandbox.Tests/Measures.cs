namespace Waickoff.Sandbox.Tests;

/// <summary>Statistics by their textbook formulas.</summary>
internal static class Measures
{
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>At lag 1, over several stretches that do not touch.</summary>
    public static double Autocorrelation(IEnumerable<double[]> stretches)
    {
        var parts = stretches.ToList();
        var mean = parts.SelectMany(p => p).Average();
        var variance = parts.Sum(p => p.Sum(v => (v - mean) * (v - mean)));
        return parts.Sum(p => p.Zip(p.Skip(1), (a, b) => (a - mean) * (b - mean)).Sum()) / variance;
    }

    public static double Kurtosis(IReadOnlyCollection<double> values)
    {
        var (mean, deviation) = (values.Average(), Deviation(values));
        return values.Average(v => Math.Pow((v - mean) / deviation, 4));
    }
}
