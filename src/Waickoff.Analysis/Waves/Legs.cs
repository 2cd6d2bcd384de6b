using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Waves;

/// <summary>A turning point of the zigzag, with the leg that ended there.</summary>
/// <param name="Side">Bearish for a high, bullish for a low.</param>
/// <param name="Index">The candle of the extreme.</param>
/// <param name="ConfirmedIndex">The candle that reversed far enough.</param>
/// <param name="Level">The extreme price.</param>
/// <param name="StartIndex">The turning point before it; -1 for the first.</param>
/// <param name="StartLevel">Its price; <c>NaN</c> for the first.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct Turn(
    Side Side,
    int Index,
    int ConfirmedIndex,
    double Level,
    int StartIndex,
    double StartLevel,
    TurnInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => Side == Side.Bearish ? "high" : "low";

    /// <summary>True when a leg ended here: for all but the first turning point.</summary>
    public bool HasLeg => StartIndex >= 0;

    /// <summary>The length of the leg in price, always positive.</summary>
    public double Height => Math.Abs(Level - StartLevel);
}

/// <summary>What a turning point was measured by.</summary>
/// <param name="ReversalAtr">The reversal in ATR(14) at the confirmation.</param>
/// <param name="Atr">ATR(14) at the confirmation, in price units.</param>
/// <param name="Volume">Base volume of the leg, from the candle behind its start to its end.</param>
/// <param name="Delta">Volume delta of the same candles.</param>
public readonly record struct TurnInputs(double ReversalAtr, double Atr, double Volume, double Delta);

/// <summary>The causal zigzag: legs between alternating turning points.</summary>
/// <remarks>
/// <para>Definition: from the running extreme a reversal of at least k * ATR(14), on the high or low of the candle that
/// reverses and with the ATR of that candle, confirms the extreme as a turning point.</para>
/// <para>Source: the zigzag of the technical literature, made causal.</para>
/// <para>Units: prices; ATR(14), before 14 candles the mean true range so far.</para>
/// <para>Confirmation: the candle that reverses.</para>
/// <para>Life: none. The last leg is provisional and is offered apart, as <see cref="Running"/>.</para>
/// <para>Edge cases: a candle that makes a new extreme and reverses is a new extreme. Equal extremes: the earlier. At the start both
/// extremes run until one is reversed; when one candle does both, the earlier extreme is the turning point. A partial candle confirms
/// none.</para>
/// </remarks>
public sealed class Legs : Tracker<Turn>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private readonly double reversalAtr;
    private RunningLeg up = new(Side.Bullish);
    private RunningLeg down = new(Side.Bearish);
    private Turn last = new(Side.None, -1, -1, double.NaN, -1, double.NaN, default);
    private Extreme lastTurn;
    private double volume;
    private double delta;

    /// <summary>Starts on a tape.</summary>
    /// <param name="tape">The candles.</param>
    /// <param name="reversalAtr">k: the reversal that ends a leg, in ATR(14), above 0.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public Legs(Tape tape, double reversalAtr = 3, FindingLog<Turn>? log = null)
        : base(tape, log)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(reversalAtr, 0);
        this.reversalAtr = reversalAtr;
    }

    /// <summary>The direction of the running leg; none before the first turning point.</summary>
    public Side Direction { get; private set; }

    /// <summary>The provisional end of the running leg: its extreme so far, confirmed by nothing yet. Only once there is a direction.</summary>
    public Turn Running => Direction == Side.Bullish ? ToTurn(in up) : ToTurn(in down);

    /// <summary>The last confirmed turning point.</summary>
    public Turn Last => last;

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        volume += closed.Volume;
        delta += closed.Delta;
        var at = new Extreme(Tape.Index, double.NaN, volume, delta);
        var rises = Direction != Side.Bearish && Follow(ref up, closed.High, closed.Low, at);
        var falls = Direction != Side.Bullish && Follow(ref down, closed.Low, closed.High, at);
        if (rises && falls)
            (rises, falls) = (up.Extreme.Index <= down.Extreme.Index, up.Extreme.Index > down.Extreme.Index);
        if (rises)
            Confirm(in up, closed.Low);
        else if (falls)
            Confirm(in down, closed.High);
    }

    /// <summary>Adds a candle to a running leg; true when it reverses the leg.</summary>
    private bool Follow(ref RunningLeg leg, double forward, double backward, in Extreme at)
    {
        if (leg.Add(at with { Price = forward }, at with { Price = backward }) || !Tape.CanConfirm)
            return false;
        var distance = reversalAtr * Tape.Atr;
        return distance > 0 && Math.Abs(leg.Extreme.Price - backward) >= distance;
    }

    private void Confirm(in RunningLeg ended, double reversedTo)
    {
        var turn = ToTurn(in ended);
        var reversalInAtr = Math.Abs(turn.Level - reversedTo) / Tape.Atr;
        last = turn with { Inputs = turn.Inputs with { ReversalAtr = reversalInAtr } };
        lastTurn = ended.Extreme;
        Log.Add(in last);
        var next = ended.Reverse();
        Direction = next.Direction;
        if (Direction == Side.Bullish)
            up = next;
        else
            down = next;
    }

    private Turn ToTurn(in RunningLeg leg)
    {
        var end = leg.Extreme;
        var inputs = new TurnInputs(0, Tape.Atr, end.Volume - lastTurn.Volume, end.Delta - lastTurn.Delta);
        return new Turn(leg.Direction.Opposite(), end.Index, Tape.Index, end.Price, last.Index, last.Level, inputs);
    }

    /// <summary>A price at a candle, with the volume and delta summed up to there.</summary>
    private readonly record struct Extreme(int Index, double Price, double Volume, double Delta)
    {
        public static readonly Extreme None = new(-1, double.NaN, 0, 0);
    }

    /// <summary>
    /// A leg under way: its extreme, the furthest pullback behind that, and the furthest bounce behind that. When the pullback
    /// proves to be the next leg, the two behind it are its extreme and its pullback.
    /// </summary>
    private struct RunningLeg(Side direction)
    {
        public readonly Side Direction => direction;

        public Extreme Extreme { get; private set; } = Extreme.None;

        private Extreme Pullback { get; set; } = Extreme.None;

        private Extreme Bounce { get; set; } = Extreme.None;

        /// <summary>Adds the extremes of a candle; true when it is a new extreme of the leg.</summary>
        public bool Add(in Extreme forward, in Extreme backward)
        {
            var sign = direction.Sign();
            if (IsBeyond(forward, Extreme, sign))
            {
                (Extreme, Pullback, Bounce) = (forward, Extreme.None, Extreme.None);
                return true;
            }
            if (IsBeyond(backward, Pullback, -sign))
                (Pullback, Bounce) = (backward, Extreme.None);
            else if (IsBeyond(forward, Bounce, sign))
                Bounce = forward;
            return false;
        }

        public readonly RunningLeg Reverse() => new(direction.Opposite()) { Extreme = Pullback, Pullback = Bounce };

        private static bool IsBeyond(in Extreme candidate, in Extreme than, int sign) =>
            double.IsNaN(than.Price) || sign * (candidate.Price - than.Price) > 0;
    }
}
