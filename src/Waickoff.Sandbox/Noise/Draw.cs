namespace Waickoff.Sandbox.Noise;

/// <summary>What a seeded random can be asked for.</summary>
internal static class Draw
{
    public static double Between(this Random random, double low, double high) =>
        low + ((high - low) * random.NextDouble());

    public static bool Chance(this Random random, double share) => random.NextDouble() < share;

    public static double Gauss(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A positive number with this median; its logarithm is normal.</summary>
    public static double Around(this Random random, double median, double logDeviation) =>
        median * Math.Exp(logDeviation * random.Gauss());

    /// <summary>
    /// Student's t by Bailey's polar method, which takes any degrees above 2, scaled to deviation 1. Cut at 12 deviations: a
    /// longer candle tells a detector nothing new and moves every scale for days.
    /// </summary>
    public static double Student(this Random random, double degrees)
    {
        double u,
            w;
        do
        {
            u = random.Between(-1, 1);
            var v = random.Between(-1, 1);
            w = (u * u) + (v * v);
        } while (w is 0 or > 1);
        var t = u * Math.Sqrt(degrees * (Math.Pow(w, -2 / degrees) - 1) / w);
        return Math.Clamp(t * Math.Sqrt((degrees - 2) / degrees), -12, 12);
    }
}
