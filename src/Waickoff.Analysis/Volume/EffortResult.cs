using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Volume;

/// <summary>How what was spent compares with what it brought.</summary>
public enum EffortVerdict
{
    /// <summary>There is nothing to compare with yet, or nothing was traded.</summary>
    Unknown,

    /// <summary>The result is about what the effort leads one to expect.</summary>
    Harmony,

    /// <summary>Much volume and little movement: somebody takes the other side.</summary>
    EffortWithoutResult,

    /// <summary>Much movement and little volume: nobody stands in the way, and nobody follows.</summary>
    ResultWithoutEffort,
}

/// <summary>Wyckoff's law of effort against result, at one candle.</summary>
/// <param name="Effort">Volume z-score; <c>NaN</c> where unknown.</param>
/// <param name="Result">Range z-score; <c>NaN</c> where unknown.</param>
/// <param name="Progress">Close less open, in ATR(14); <c>NaN</c> while nothing has moved.</param>
/// <param name="Verdict">How they compare.</param>
/// <remarks>
/// Definition: effort without result is a volume z of 1 or more on a range z of 0 or less, or on a body of a tenth of an ATR or less;
/// result without effort is a range z of 1 or more on a volume z of 0 or less. Source: Richard Wyckoff's third law, measured.
/// Units: standard deviations, ATR. Known at the close of the candle.
/// </remarks>
public readonly record struct EffortResult(double Effort, double Result, double Progress, EffortVerdict Verdict)
{
    private const double Much = 1;
    private const double Little = 0;
    private const double NoProgressAtr = 0.1;

    /// <summary>Against the body of the candle where effort and result part; else none.</summary>
    public Side Side =>
        Verdict is EffortVerdict.Unknown or EffortVerdict.Harmony ? Side.None
        : Progress > 0 ? Side.Bearish
        : Progress < 0 ? Side.Bullish
        : Side.None;

    /// <summary>The current candle of a tape.</summary>
    public static EffortResult Of(Tape tape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ref readonly var candle = ref tape.Current;
        var progress = (candle.Close - candle.Open) / tape.Atr;
        return new EffortResult(
            tape.VolumeZ,
            tape.RangeZ,
            progress,
            VerdictOf(tape.VolumeZ, tape.RangeZ, Math.Abs(progress))
        );
    }

    private static EffortVerdict VerdictOf(double effort, double result, double progress)
    {
        if (double.IsNaN(effort) || double.IsNaN(result))
            return EffortVerdict.Unknown;
        if (effort >= Much && (result <= Little || progress <= NoProgressAtr))
            return EffortVerdict.EffortWithoutResult;
        return result >= Much && effort <= Little ? EffortVerdict.ResultWithoutEffort : EffortVerdict.Harmony;
    }
}
