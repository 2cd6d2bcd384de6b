using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Analysis.Volume;

/// <summary>Price went further than at the pivot before, and the volume delta did not follow.</summary>
/// <param name="Side">Bearish for a higher high on a lower CVD, bullish for a lower low on a higher one.</param>
/// <param name="Index">The later pivot.</param>
/// <param name="ConfirmedIndex">The candle that confirmed it.</param>
/// <param name="Level">Its price.</param>
/// <param name="PreviousIndex">The pivot of the same side before it.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct DeltaDivergence(
    Side Side,
    int Index,
    int ConfirmedIndex,
    double Level,
    int PreviousIndex,
    DeltaDivergenceInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => "delta-divergence";
}

/// <summary>What a divergence was measured by.</summary>
/// <param name="PreviousLevel">Price of the earlier pivot.</param>
/// <param name="MoveAtr">How much further price went, in ATR(14) at the confirmation.</param>
/// <param name="CvdChange">CVD at the later pivot less CVD at the earlier, in base currency; against the move of price.</param>
/// <param name="Estimated">Whether the deltas between the pivots are estimates.</param>
public readonly record struct DeltaDivergenceInputs(
    double PreviousLevel,
    double MoveAtr,
    double CvdChange,
    bool Estimated
);

/// <summary>Finds divergences between price and cumulative volume delta at confirmed pivots.</summary>
/// <remarks>
/// <para>Definition: of two neighbouring confirmed pivots of one side the later is a higher high and the CVD at its candle is lower
/// than at the earlier one; or a lower low on a higher CVD.</para>
/// <para>Source: the regular divergence of the technical literature, on order flow.</para>
/// <para>Units: prices; CVD in base currency.</para>
/// <para>Confirmation: that of the later pivot.</para>
/// <para>Life: none.</para>
/// <para>Edge cases: the CVD is an unanchored sum, for the change between two pivots must not depend on midnight. It restarts when
/// measured and estimated deltas change places, and no divergence is found across that. Equal prices or equal sums are none.</para>
/// </remarks>
public sealed class DeltaDivergences : Tracker<DeltaDivergence>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private readonly Swings swings;
    private readonly (double Cvd, int Stretch)[] recent;
    private Pivot high;
    private Pivot low;
    private double cvd;
    private int stretch;
    private bool isEstimated;

    /// <summary>Starts on a tape, with pivots of its own.</summary>
    /// <param name="tape">The candles.</param>
    /// <param name="length">N of the pivots, 1 or more.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public DeltaDivergences(Tape tape, int length = 5, FindingLog<DeltaDivergence>? log = null)
        : this(new Swings(tape, length), log) { }

    /// <summary>Starts on pivots that others share.</summary>
    public DeltaDivergences(Swings swings, FindingLog<DeltaDivergence>? log = null)
        : base((swings ?? throw new ArgumentNullException(nameof(swings))).Tape, log)
    {
        this.swings = swings;
        recent = new (double, int)[swings.Length + 1];
    }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        Sum(in closed);
        recent[Tape.Index % recent.Length] = (cvd, stretch);
        foreach (ref readonly var swing in swings.Add(in closed))
        {
            var (pivotCvd, pivotStretch) = recent[swing.Index % recent.Length];
            ref var previous = ref swing.Side == Side.Bearish ? ref high : ref low;
            var pivot = new Pivot(swing.Index, swing.Level, pivotCvd, pivotStretch);
            Compare(in swing, in previous, in pivot);
            previous = pivot;
        }
    }

    private void Sum(in Candle closed)
    {
        if (stretch == 0 || closed.IsDeltaEstimated != isEstimated)
            (cvd, stretch, isEstimated) = (0, stretch + 1, closed.IsDeltaEstimated);
        cvd += closed.Delta;
    }

    private void Compare(in Swing swing, in Pivot previous, in Pivot pivot)
    {
        if (previous.Stretch == 0 || previous.Stretch != pivot.Stretch)
            return;
        // A high argues for lower prices, so its move is measured against its side.
        var move = -swing.Side.Sign() * (pivot.Level - previous.Level);
        var change = pivot.Cvd - previous.Cvd;
        if (!(move > 0 && swing.Side.Sign() * change > 0))
            return;
        var inputs = new DeltaDivergenceInputs(previous.Level, move / Tape.Atr, change, isEstimated);
        Log.Add(new DeltaDivergence(swing.Side, swing.Index, Tape.Index, swing.Level, previous.Index, inputs));
    }

    /// <summary>A pivot with the sum at its candle; the stretch tells sums apart that must not be compared, 0 is none.</summary>
    private readonly record struct Pivot(int Index, double Level, double Cvd, int Stretch);
}
