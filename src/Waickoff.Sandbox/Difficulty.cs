using System.Runtime.CompilerServices;

namespace Waickoff.Sandbox;

/// <summary>
/// How far simulated candles are from a textbook. The defaults are what was measured on real crypto candles: a detector that
/// reads these has a chance on a real chart, one tuned on <see cref="Textbook"/> has none.
/// </summary>
public sealed record Difficulty
{
    /// <summary>Fat tails, loud and unrelated volume, muted events, failures and decoys.</summary>
    public static readonly Difficulty Real = new();

    /// <summary>Thin tails, tidy volume, every event as loud as the books draw it, nothing fails, no decoys.</summary>
    public static readonly Difficulty Textbook = new()
    {
        TailDegrees = 30,
        VolumeNoise = 0.3,
        SpikeShare = 0,
        MutedShare = 0,
        FailureShare = 0,
        PokeShare = 0,
        Decoys = 0,
        HeightSpread = 0.15,
    };

    /// <summary>Degrees of freedom of Student's t behind the returns, 2.1 to 100; 3 to 4 is crypto.</summary>
    public double TailDegrees
    {
        get;
        init => field = Within(value, 2.1, 100);
    } = 3.5;

    /// <summary>Share of the return noise that takes back the one before it, 0 to 1: what makes returns inside a range uncorrelated although its legs drift.</summary>
    public double Reversion
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.45;

    /// <summary>1 gives log volume a deviation of 0.65 and an autocorrelation of 0.65; 0 gives no noise.</summary>
    public double VolumeNoise
    {
        get;
        init => field = Within(value, 0, 3);
    } = 1;

    /// <summary>Share of candles with a volume spike that belongs to nothing.</summary>
    public double SpikeShare
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.015;

    /// <summary>Share of events that show in neither volume nor range.</summary>
    public double MutedShare
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.25;

    /// <summary>Chance of each turn in phase B to be a break that fails, 0 to 0.5.</summary>
    public double FailureShare
    {
        get;
        init => field = Within(value, 0, 0.5);
    } = 0.1;

    /// <summary>Chance of each high in phase B (of each low, where the range breaks down), 0 to 0.5, to poke through the edge and come back: a UT in an accumulation, a spring that fails in a distribution.</summary>
    public double PokeShare
    {
        get;
        init => field = Within(value, 0, 0.5);
    } = 0.2;

    /// <summary>Share of ranges with a spring or UTAD (schematic 1).</summary>
    public double SpringShare
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.6;

    /// <summary>Median height of a range in mean candle ranges, 8 to 20.</summary>
    public double Height
    {
        get;
        init => field = Within(value, 8, 20);
    } = 9;

    /// <summary>Deviation of the logarithm of the height; heights stay within a third and three times the median.</summary>
    public double HeightSpread
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.42;

    /// <summary>Stretches without a range, before and behind each one: V-turns, pauses and walks.</summary>
    public int Decoys
    {
        get;
        init => field = Within(value, 0, 10);
    } = 1;

    private static T Within<T>(T value, T least, T most, [CallerMemberName] string? name = null)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                FormattableString.Invariant($"{name} must be {least} to {most}.")
            );
}
