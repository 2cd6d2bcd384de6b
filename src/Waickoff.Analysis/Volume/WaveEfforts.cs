using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Volume;

/// <summary>A leg whose volume and length do not go together, against the leg of its side before.</summary>
/// <param name="Side">Against the leg: bearish for a rising one.</param>
/// <param name="Verdict">Effort without result, or result without effort.</param>
/// <param name="Index">The end of the leg.</param>
/// <param name="ConfirmedIndex">The candle that confirmed it.</param>
/// <param name="Level">The price there.</param>
/// <param name="StartIndex">The start of the leg.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct WaveEffort(
    Side Side,
    EffortVerdict Verdict,
    int Index,
    int ConfirmedIndex,
    double Level,
    int StartIndex,
    WaveEffortInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind =>
        Verdict == EffortVerdict.EffortWithoutResult ? "effort-without-result" : "result-without-effort";
}

/// <summary>A leg against the one of its side before.</summary>
/// <param name="VolumeRatio">Its volume over that of the other; <c>NaN</c> where nothing was traded then.</param>
/// <param name="HeightRatio">Its length in price over that of the other.</param>
/// <param name="DeltaShare">Its volume delta over its volume, -1 to 1; <c>NaN</c> where nothing was traded.</param>
/// <param name="PreviousDeltaShare">The same of the other.</param>
public readonly record struct WaveEffortInputs(
    double VolumeRatio,
    double HeightRatio,
    double DeltaShare,
    double PreviousDeltaShare
);

/// <summary>Wyckoff's law of effort against result, per wave.</summary>
/// <remarks>
/// <para>Definition: each leg of the zigzag is compared with the leg of the same direction before it. Effort without result: at least
/// 1.25 times its volume and at most 0.8 times its length. Result without effort: at most 0.8 times its volume and at least 1.25 times
/// its length.</para>
/// <para>Source: David Weis' waves: volume summed up per leg; Richard Wyckoff's third law.</para>
/// <para>Units: ratios.</para>
/// <para>Confirmation: that of the end of the leg.</para>
/// <para>Life: none.</para>
/// <para>Edge cases: the first leg of a side has nothing to be compared with; nor has one after a leg without volume.</para>
/// </remarks>
public sealed class WaveEfforts : Tracker<WaveEffort>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const double Much = 1.25;
    private const double Little = 0.8;

    private readonly Legs legs;
    private Turn lastRise;
    private Turn lastFall;

    /// <summary>Starts on legs that others share.</summary>
    public WaveEfforts(Legs legs, FindingLog<WaveEffort>? log = null)
        : base((legs ?? throw new ArgumentNullException(nameof(legs))).Tape, log) => this.legs = legs;

    /// <summary>The last rising leg against the one before it; null until there were two.</summary>
    public WaveEffortInputs? Rise { get; private set; }

    /// <summary>The last falling leg against the one before it; null until there were two.</summary>
    public WaveEffortInputs? Fall { get; private set; }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        foreach (ref readonly var turn in legs.Add(in closed))
        {
            if (!turn.HasLeg)
                continue;
            // A rising leg ends at a high, which is bearish.
            if (turn.Side == Side.Bearish)
                (Rise, lastRise) = (Compare(in turn, in lastRise), turn);
            else
                (Fall, lastFall) = (Compare(in turn, in lastFall), turn);
        }
    }

    private WaveEffortInputs? Compare(in Turn turn, in Turn previous)
    {
        if (previous.Side == Side.None)
            return null;
        var inputs = new WaveEffortInputs(
            Share(turn.Inputs.Volume, previous.Inputs.Volume),
            turn.Height / previous.Height,
            Share(turn.Inputs.Delta, turn.Inputs.Volume),
            Share(previous.Inputs.Delta, previous.Inputs.Volume)
        );
        var verdict = VerdictOf(in inputs);
        if (verdict != EffortVerdict.Harmony)
            Log.Add(new WaveEffort(turn.Side, verdict, turn.Index, Tape.Index, turn.Level, turn.StartIndex, inputs));
        return inputs;
    }

    private static EffortVerdict VerdictOf(in WaveEffortInputs inputs) =>
        inputs switch
        {
            { VolumeRatio: >= Much, HeightRatio: <= Little } => EffortVerdict.EffortWithoutResult,
            { VolumeRatio: <= Little, HeightRatio: >= Much } => EffortVerdict.ResultWithoutEffort,
            _ => EffortVerdict.Harmony,
        };

    private static double Share(double part, double whole) => whole > 0 ? part / whole : double.NaN;
}
