using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>A level where orders rest, or what price did to one.</summary>
/// <param name="Side">
/// The direction it argues for: highs that stand and highs that are swept are bearish, highs that price runs through are bullish.
/// </param>
/// <param name="Kind">What it is.</param>
/// <param name="Index">
/// Of equal highs or lows the second pivot, of a previous high or low the candle that made it, of a sweep or run the first candle beyond.
/// </param>
/// <param name="ConfirmedIndex">The candle at whose close it became true.</param>
/// <param name="Level">The price: of two pivots the outer one.</param>
/// <param name="SourceIndex">
/// Of equal highs or lows the first pivot, of a previous high or low the first candle of its period, of a sweep or run the second pivot
/// of the pool.
/// </param>
/// <param name="Period">The period of a previous high or low; null for the others.</param>
/// <param name="Inputs">The numbers that go with it.</param>
public readonly record struct LiquidityEvent(
    Side Side,
    LiquidityKind Kind,
    int Index,
    int ConfirmedIndex,
    double Level,
    int SourceIndex,
    LevelPeriod? Period,
    LiquidityInputs Inputs
) : IFinding
{
    /// <summary>A day's high may also be the week's: the period tells them apart.</summary>
    string? IFinding.Variant =>
        Period switch
        {
            LevelPeriod.FourHours => "4h",
            LevelPeriod.Day => "day",
            LevelPeriod.Week => "week",
            LevelPeriod.Month => "month",
            null => null,
        };

    string IFinding.Kind =>
        Kind switch
        {
            LiquidityKind.EqualHighs => "equal-highs",
            LiquidityKind.EqualLows => "equal-lows",
            LiquidityKind.PreviousHigh => "previous-high",
            LiquidityKind.PreviousLow => "previous-low",
            LiquidityKind.Sweep => "sweep",
            LiquidityKind.Run => "run",
        };
}

/// <summary>The kinds of liquidity findings.</summary>
public enum LiquidityKind
{
    /// <summary>Two neighbouring high pivots at nearly one price: a pool above them.</summary>
    EqualHighs,

    /// <summary>Two neighbouring low pivots at nearly one price: a pool below them.</summary>
    EqualLows,

    /// <summary>The high of the last completed period.</summary>
    PreviousHigh,

    /// <summary>The low of the last completed period.</summary>
    PreviousLow,

    /// <summary>A pool was taken and price closed back.</summary>
    Sweep,

    /// <summary>A pool was taken and price stayed beyond.</summary>
    Run,
}

/// <summary>The periods whose highs and lows are watched; UTC, half-open.</summary>
public enum LevelPeriod
{
    /// <summary>Four hours from a multiple of four.</summary>
    FourHours,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A week from Monday.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,
}

/// <summary>What a liquidity finding was measured by.</summary>
/// <param name="AgeCandles">
/// Candles between the two pivots, from a previous extreme to its confirmation, or from the pool's second pivot to the first candle beyond.
/// </param>
/// <param name="DistanceAtr">
/// The two pivots' distance in ATR(200); of a sweep or run how far price went beyond, in ATR(14); <c>NaN</c> for a previous extreme.
/// </param>
/// <param name="VolumeZ">Volume z-score of the first candle beyond; <c>NaN</c> where unknown and for levels.</param>
/// <param name="Delta">Volume delta from the first candle beyond to the confirmation; <c>NaN</c> for levels.</param>
public readonly record struct LiquidityInputs(int AgeCandles, double DistanceAtr, double VolumeZ, double Delta);

/// <summary>What can be chosen about liquidity.</summary>
/// <param name="Length">N of the pivots, 1 or more.</param>
/// <param name="ToleranceAtr">Two pivots closer than this, in ATR(200), are equal; above 0.</param>
public sealed record LiquidityOptions(int Length = 3, double ToleranceAtr = 0.1);

/// <summary>Finds liquidity: equal highs and lows, what happens at them, and the highs and lows of completed periods.</summary>
/// <remarks>
/// <para>Definition: two neighbouring pivots of one side (N = 3) closer than 0.1 ATR(200), as known at the second's confirmation, hold a
/// pool beyond the outer one. From the first candle beyond it, the first of three closes that is at or inside is a sweep; three closes
/// beyond are a run. The previous high and low are those of the last completed four hours, day, week and month that are longer than the
/// timeframe.</para>
/// <para>Source: the liquidity pools and previous day levels of the smart money literature (ICT).</para>
/// <para>Units: prices; distances in ATR.</para>
/// <para>Confirmation: of a pool the second pivot's; of a sweep the close back, of a run the third close; of a previous level the close of
/// the period's last candle or, where that is missing, of the first candle behind it.</para>
/// <para>Life: a pool ends swept or run, at the confirmation of that. A previous level is broken when price trades beyond it and
/// superseded when the next period of its kind completes.</para>
/// <para>Edge cases: pools of one price taken by one candle give one sweep or run. A period counts only if the fold saw its start or the
/// end of the one before it; a flat one has no levels. A partial candle confirms nothing, and a pool does not count it.</para>
/// </remarks>
public sealed class Liquidity : Tracker<LiquidityEvent>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private readonly Swings swings;
    private readonly LiquidityPools above;
    private readonly LiquidityPools below;
    private readonly PreviousLevels previous;

    /// <summary>Starts on a tape.</summary>
    public Liquidity(Tape tape, LiquidityOptions? options = null, FindingLog<LiquidityEvent>? log = null)
        : base(tape, log)
    {
        options ??= new LiquidityOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ToleranceAtr);
        swings = new Swings(tape, options.Length);
        above = new LiquidityPools(tape, Log, Side.Bearish, options.ToleranceAtr);
        below = new LiquidityPools(tape, Log, Side.Bullish, options.ToleranceAtr);
        previous = new PreviousLevels(tape, Log);
    }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        if (Tape.CanConfirm)
        {
            above.Advance(closed.High, in closed);
            below.Advance(closed.Low, in closed);
        }
        foreach (ref readonly var swing in swings.Add(in closed))
            (swing.Side == Side.Bearish ? above : below).Add(in swing);
        previous.Advance(in closed);
    }
}
