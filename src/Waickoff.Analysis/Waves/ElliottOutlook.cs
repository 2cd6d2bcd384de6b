namespace Waickoff.Analysis.Waves;

/// <summary>What a count says about the wave under way: where it is expected to end and what would prove the count wrong.</summary>
internal static class ElliottOutlook
{
    private static readonly double[] Pullback = [0.236, 0.382, 0.5, 0.618, 0.786, 1];
    private static readonly double[] Third = [1, 1.618, 2.618, 4.236];
    private static readonly double[] FifthOrC = [0.618, 1, 1.618, 2.618];
    private static readonly double[] Shrinking = [0.382, 0.618, 1];

    /// <summary>
    /// The price at which no labelled wave can be prolonged any more without breaking a hard rule; where no rule sets one, the
    /// last label.
    /// </summary>
    public static ElliottInvalidation Invalidation(
        ElliottPattern pattern,
        in MeasuredWaves waves,
        ReadOnlySpan<double> levels
    )
    {
        var price = (pattern, waves.Count) switch
        {
            (ElliottPattern.Impulse or ElliottPattern.Zigzag, 2) => levels[0],
            (ElliottPattern.Impulse, 3 or 4) => levels[1],
            (ElliottPattern.Diagonal, 4) when ElliottRules.Converges(in waves) => waves.Price(
                waves.At[3] - waves.Length(2)
            ),
            (ElliottPattern.Diagonal, 4) => levels[2],
            _ => levels[^1],
        };
        var isBelow = waves.IsRising != IsComplete(pattern, waves.Count);
        return new ElliottInvalidation(price, isBelow ? InvalidDirection.Below : InvalidDirection.Above);
    }

    /// <summary>The first band between two usual ratios that the wave under way has not left behind yet.</summary>
    public static ElliottZone Next(ElliottPattern pattern, in MeasuredWaves waves)
    {
        var at = waves.At;
        var end = at[waves.Count];
        return (pattern, waves.Count) switch
        {
            (ElliottPattern.Impulse, 2) => Rise(in waves, waves.Length(1), Third, double.PositiveInfinity),
            (ElliottPattern.Impulse, 3) => Fall(in waves, waves.Length(3), floor: at[1]),
            (ElliottPattern.Impulse, 4) => Rise(in waves, waves.Length(1), FifthOrC, LongestFifth(in waves)),
            (ElliottPattern.Diagonal, 4) when ElliottRules.Converges(in waves) => Rise(
                in waves,
                waves.Length(3),
                Shrinking,
                end + waves.Length(3)
            ),
            (ElliottPattern.Diagonal, 4) => Rise(in waves, waves.Length(3), Third, double.PositiveInfinity),
            (ElliottPattern.Zigzag, 2) => Rise(in waves, waves.Length(1), FifthOrC, double.PositiveInfinity),
            (ElliottPattern.Flat, 2) => Rise(in waves, waves.Length(1), Third, double.PositiveInfinity),
            // A complete count is taken back as a whole; in a flat B may have been its lowest point.
            _ => Fall(in waves, end - Math.Min(0, at[2]), floor: double.NegativeInfinity),
        };
    }

    /// <summary>True when the wave under way is no longer part of the pattern.</summary>
    public static bool IsComplete(ElliottPattern pattern, int waves) =>
        waves == (pattern is ElliottPattern.Impulse or ElliottPattern.Diagonal ? 5 : 3);

    /// <summary>A wave 3 shorter than wave 1 must stay longer than wave 5.</summary>
    private static double LongestFifth(in MeasuredWaves waves) =>
        waves.Length(3) > waves.Length(1) ? double.PositiveInfinity : waves.At[4] + waves.Length(3);

    private static ElliottZone Rise(in MeasuredWaves waves, double unit, double[] ratios, double ceiling)
    {
        var from = waves.At[waves.Count];
        var (near, far) = Band((waves.Running - from) / unit, ratios);
        var top = Math.Min(from + (far * unit), ceiling);
        var bottom = from + (near * unit);
        return Zone(in waves, bottom < top ? bottom : waves.Running, top);
    }

    private static ElliottZone Fall(in MeasuredWaves waves, double unit, double floor)
    {
        var from = waves.At[waves.Count];
        var (near, far) = Band((from - waves.Running) / unit, Pullback);
        var bottom = Math.Max(from - (far * unit), floor);
        var top = from - (near * unit);
        return Zone(in waves, bottom, bottom < top ? top : waves.Running);
    }

    private static (double Near, double Far) Band(double progress, double[] ratios)
    {
        var i = 1;
        while (i < ratios.Length - 1 && progress >= ratios[i])
            i++;
        return (ratios[i - 1], ratios[i]);
    }

    private static ElliottZone Zone(in MeasuredWaves waves, double one, double other)
    {
        var (a, b) = (waves.Price(one), waves.Price(other));
        return new ElliottZone(Top: Math.Max(a, b), Bottom: Math.Max(0, Math.Min(a, b)));
    }
}
