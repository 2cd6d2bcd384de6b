namespace Waickoff.Analysis.Waves;

/// <summary>
/// The guidelines: each is a part between 0 and 1, and a count is as good as its weakest. A ratio is worth 1 at the nearest of its
/// usual values and 0 at three times that value or a third of it. A part of its own is the evidence: the share of five waves that
/// are done.
/// </summary>
internal static class ElliottGuidelines
{
    /// <summary>The most parts a count has.</summary>
    public const int MostParts = 7;

    private const double MostWaves = 5;
    private const double Third = 1.0 / 3;

    private static readonly double[] Wave2 = [0.382, 0.5, 0.618];
    private static readonly double[] Wave3 = [1.618];
    private static readonly double[] Wave4 = [0.236, 0.382];
    private static readonly double[] Wave5 = [0.618, 1];
    private static readonly double[] ZigzagB = [0.5, 0.618, 0.786];
    private static readonly double[] FlatB = [1, 1.236];
    private static readonly double[] ZigzagC = [0.618, 1, 1.618];
    private static readonly double[] FlatC = [1, 1.618];
    private static readonly double[] Retraced = [0.382, 0.5, 0.618];
    private static readonly double[] DiagonalPullback = [0.618, 0.786];
    private static readonly double[] Shrinking = [0.618];
    private static readonly double[] Growing = [1.618];

    private static readonly string[] ImpulseNames =
    [
        "evidence",
        "wave-2",
        "wave-3",
        "wave-4",
        "alternation",
        "channel",
        "wave-5",
    ];
    private static readonly string[] DiagonalNames = ["evidence", "wave-2", "wave-3", "wave-4", "wave-5"];
    private static readonly string[] CorrectionNames = ["evidence", "wave-b", "wave-c", "retraced"];

    /// <summary>Writes the value of each part that the done waves can be measured by; returns how many.</summary>
    public static int Write(ElliottPattern pattern, in MeasuredWaves waves, Span<double> values)
    {
        // The fewer waves, the less there is to fail: without this part two waves with one good ratio would rank above any five.
        values[0] = waves.Count / MostWaves;
        var guidelines = values[1..];
        return 1
            + pattern switch
            {
                ElliottPattern.Impulse => WriteImpulse(in waves, guidelines),
                ElliottPattern.Diagonal => WriteDiagonal(in waves, guidelines),
                ElliottPattern.Zigzag => WriteCorrection(in waves, ZigzagB, ZigzagC, guidelines),
                ElliottPattern.Flat => WriteCorrection(in waves, FlatB, FlatC, guidelines),
            };
    }

    /// <summary>The names of the values, in the order they are written.</summary>
    public static ReadOnlySpan<string> Names(ElliottPattern pattern) =>
        pattern switch
        {
            ElliottPattern.Impulse => ImpulseNames,
            ElliottPattern.Diagonal => DiagonalNames,
            ElliottPattern.Zigzag or ElliottPattern.Flat => CorrectionNames,
        };

    private static int WriteImpulse(in MeasuredWaves waves, Span<double> values)
    {
        values[0] = Closeness(waves.Ratio(2, to: 1), Wave2);
        if (waves.Count == 2)
            return 1;
        values[1] = Closeness(waves.Ratio(3, to: 1), Wave3);
        if (waves.Count == 3)
            return 2;
        values[2] = Closeness(waves.Ratio(4, to: 3), Wave4);
        values[3] = Alternation(in waves);
        values[4] = Channel(in waves, waves.Count);
        if (waves.Count == 4)
            return 5;
        values[5] = Closeness(waves.Ratio(5, to: 1), Wave5);
        return 6;
    }

    private static int WriteDiagonal(in MeasuredWaves waves, Span<double> values)
    {
        var step = ElliottRules.Converges(in waves) ? Shrinking : Growing;
        values[0] = Closeness(waves.Ratio(2, to: 1), DiagonalPullback);
        values[1] = Closeness(waves.Ratio(3, to: 1), step);
        values[2] = Closeness(waves.Ratio(4, to: 3), DiagonalPullback);
        if (waves.Count == 4)
            return 3;
        values[3] = Closeness(waves.Ratio(5, to: 3), step);
        return 4;
    }

    private static int WriteCorrection(in MeasuredWaves waves, double[] b, double[] c, Span<double> values)
    {
        values[0] = Closeness(waves.Ratio(2, to: 1), b);
        if (waves.Count == 2)
            return 1;
        values[1] = Closeness(waves.Ratio(3, to: 1), c);
        if (double.IsNaN(waves.Before))
            return 2;
        values[2] = Closeness(Math.Max(0, waves.At[3]) / waves.Before, Retraced);
        return 3;
    }

    private static double Closeness(double ratio, double[] usual)
    {
        var quotient = 0.0;
        foreach (var value in usual)
            quotient = Math.Max(quotient, Math.Min(ratio / value, value / ratio));
        return Math.Max(0, (quotient - Third) / (1 - Third));
    }

    /// <summary>
    /// Waves 2 and 4 should differ in depth or in duration: 1 when one is twice the other, 0.5 when they are alike, since two
    /// equal corrections are unusual and no more than that.
    /// </summary>
    private static double Alternation(in MeasuredWaves waves)
    {
        var depth = waves.Ratio(2, to: 1) / waves.Ratio(4, to: 3);
        var duration = (double)waves.Duration(2) / waves.Duration(4);
        var likeness = Math.Min(Math.Min(depth, 1 / depth), Math.Min(duration, 1 / duration));
        return 0.5 + Math.Min(0.5, 1 - likeness);
    }

    /// <summary>
    /// The end of wave 4 against the parallel of the line through the ends of 1 and 3 that starts at the end of 2, and the end of
    /// wave 5 against that of 2 and 4 from the end of 3: 1 on it, 0.5 when it is missed by the height of the channel.
    /// </summary>
    private static double Channel(in MeasuredWaves waves, int wave)
    {
        var at = waves.At;
        var indices = waves.Indices;
        var (from, between, to) = (wave - 3, wave - 2, wave - 1);
        var slope = (at[to] - at[from]) / (indices[to] - indices[from]);
        var height = at[between] - (at[from] + (slope * (indices[between] - indices[from])));
        var expected = at[between] + (slope * (indices[wave] - indices[between]));
        return 1 / (1 + Math.Abs((at[wave] - expected) / height));
    }
}
