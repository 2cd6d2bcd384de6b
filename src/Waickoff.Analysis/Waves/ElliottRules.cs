namespace Waickoff.Analysis.Waves;

/// <summary>
/// The hard rules: a count that breaks one is wrong. The wave under way is tested by its extreme so far. Where a rule compares two
/// prices or lengths, equality breaks it.
/// </summary>
internal static class ElliottRules
{
    /// <summary>The least share of A that B takes back in a flat.</summary>
    public const double FlatShare = 0.9;

    private static readonly ValueList<string>[] Impulse = Prefixes(
        "wave-2-holds-start-of-1",
        "wave-3-passes-end-of-1",
        "wave-4-stays-out-of-1",
        "wave-3-not-shortest"
    );
    private static readonly ValueList<string>[] Diagonal = Prefixes(
        "wave-2-holds-start-of-1",
        "wave-3-passes-end-of-1",
        "wave-4-holds-end-of-2",
        "waves-shrink-or-grow",
        "wave-3-not-shortest"
    );
    private static readonly ValueList<string> Zigzag = new(["wave-b-holds-start-of-a"]);
    private static readonly ValueList<string> Flat = new(["wave-b-takes-back-nine-tenths"]);

    /// <summary>True when no hard rule of the pattern is broken.</summary>
    public static bool Hold(ElliottPattern pattern, in MeasuredWaves waves) =>
        pattern switch
        {
            ElliottPattern.Impulse => ImpulseHolds(in waves),
            ElliottPattern.Diagonal => DiagonalHolds(in waves),
            ElliottPattern.Zigzag => waves.At[2] > 0,
            ElliottPattern.Flat => waves.Length(2) >= FlatShare * waves.Length(1),
        };

    /// <summary>True when the waves of a diagonal shrink; false when they grow.</summary>
    public static bool Converges(in MeasuredWaves waves) => waves.Length(3) < waves.Length(1);

    /// <summary>The rules that a number of done waves can be tested by.</summary>
    public static ValueList<string> Names(ElliottPattern pattern, int waves) =>
        pattern switch
        {
            ElliottPattern.Impulse => Impulse[waves - 1],
            ElliottPattern.Diagonal => Diagonal[waves],
            ElliottPattern.Zigzag => Zigzag,
            ElliottPattern.Flat => Flat,
        };

    private static bool ImpulseHolds(in MeasuredWaves waves)
    {
        var at = waves.At;
        if (!MotiveHolds(in waves))
            return false;
        // Wave 4, done or under way, keeps clear of wave 1.
        if (waves.Count >= 3 && !((waves.Count == 3 ? waves.Running : at[4]) > at[1]))
            return false;
        return waves.Count < 4 || waves.Length(3) > Math.Min(waves.Length(1), Fifth(in waves));
    }

    private static bool DiagonalHolds(in MeasuredWaves waves)
    {
        var at = waves.At;
        if (waves.Count < 4 || !MotiveHolds(in waves) || !(at[4] <= at[1] && at[4] > at[2]))
            return false;
        var (first, third, fifth) = (waves.Length(1), waves.Length(3), Fifth(in waves));
        return Converges(in waves)
            ? waves.Length(4) < waves.Length(2) && fifth < third
            : third > first && waves.Length(4) > waves.Length(2) && (waves.Count == 4 || fifth > third);
    }

    private static bool MotiveHolds(in MeasuredWaves waves) =>
        waves.At[2] > 0 && (waves.Count < 3 || waves.At[3] > waves.At[1]);

    /// <summary>The length of wave 5, done or so far.</summary>
    private static double Fifth(in MeasuredWaves waves) =>
        waves.Count == 5 ? waves.Length(5) : waves.Running - waves.At[4];

    private static ValueList<string>[] Prefixes(params string[] names) =>
        [.. Enumerable.Range(0, names.Length + 1).Select(count => new ValueList<string>(names.AsSpan(0, count)))];
}
