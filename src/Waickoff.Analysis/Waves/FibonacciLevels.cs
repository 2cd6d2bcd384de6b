using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Analysis.Waves;

/// <summary>A completed leg from A to B with the prices that divide and prolong it.</summary>
/// <param name="Side">The direction of the leg: the sign of B - A.</param>
/// <param name="Index">The candle of B.</param>
/// <param name="ConfirmedIndex">The candle that confirmed B.</param>
/// <param name="Level">B, in quote currency.</param>
/// <param name="StartIndex">The candle of A.</param>
/// <param name="StartLevel">A, in quote currency.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct FibonacciLeg(
    Side Side,
    int Index,
    int ConfirmedIndex,
    double Level,
    int StartIndex,
    double StartLevel,
    FibonacciInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => "fibonacci-leg";

    /// <summary>The direction of the leg; extensions lie that way.</summary>
    public Side Direction => Side;

    /// <summary>The upper end of the leg.</summary>
    public double High => Math.Max(StartLevel, Level);

    /// <summary>The lower end of the leg; always below <see cref="High"/>.</summary>
    public double Low => Math.Min(StartLevel, Level);

    /// <summary>The retracements, then the extensions, each from the nearest to B on.</summary>
    public FibonacciGrid Levels => new(StartLevel, Level);
}

/// <summary>What a leg was measured by.</summary>
/// <param name="HeightAtr">Its height over ATR(14) at the confirmation.</param>
/// <param name="HeightPercent">Its height in percent of A, above 0.</param>
public readonly record struct FibonacciInputs(double HeightAtr, double HeightPercent);

/// <summary>Measures each completed leg in Fibonacci ratios.</summary>
/// <remarks>
/// <para>Definition: for the leg from A to B, retracements <c>B - r(B-A)</c> at 0.236 0.382 0.5 0.618 0.705 0.786 and extensions
/// <c>A + e(B-A)</c> at 1.272 1.414 1.618 2 2.618. A leg is one of the causal zigzag or, on the swing scale, runs from the last
/// opposite pivot to a pivot that is the furthest since.</para>
/// <para>Source: retracement and extension levels of the technical literature; 0.705 is the middle of ICT's optimal entry.</para>
/// <para>Units: prices, linear; height also in ATR(14) as of the confirmation.</para>
/// <para>Confirmation: that of B.</para>
/// <para>Life: superseded when the next leg is confirmed.</para>
/// <para>Edge cases: the first turning point has no leg. On the swing scale a candle that is both pivots starts two legs from the pivots
/// before it and is no leg of its own; a second high below the first one, with no low between, is the end of none. A falling leg that
/// lost more than 38 % has its furthest extension below 0: the number stays, nothing trades there.</para>
/// </remarks>
public sealed class FibonacciLevels : Tracker<FibonacciLeg>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private readonly Legs? legs;
    private readonly Swings? swings;
    private Pivot high = Pivot.None;
    private Pivot low = Pivot.None;
    private int firstCurrent;
    private int currentSince = -1;

    /// <summary>Measures the legs of a zigzag.</summary>
    public FibonacciLevels(Legs legs, FindingLog<FibonacciLeg>? log = null)
        : base((legs ?? throw new ArgumentNullException(nameof(legs))).Tape, log)
    {
        this.legs = legs;
        firstCurrent = Log.Count;
    }

    /// <summary>Measures the legs between pivots; those of length 50 are the swing scale.</summary>
    public FibonacciLevels(Swings swings, FindingLog<FibonacciLeg>? log = null)
        : base((swings ?? throw new ArgumentNullException(nameof(swings))).Tape, log)
    {
        this.swings = swings;
        firstCurrent = Log.Count;
    }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        if (swings is not null)
        {
            Connect(swings.Add(in closed));
            return;
        }
        foreach (ref readonly var turn in legs!.Add(in closed))
        {
            if (turn.HasLeg)
                Confirm(new Pivot(turn.StartIndex, turn.StartLevel), new Pivot(turn.Index, turn.Level));
        }
    }

    private void Connect(ReadOnlySpan<Swing> pivots)
    {
        // Where one candle is both pivots, each is connected to what was there before it, so that neither comes first.
        var (highBefore, lowBefore) = (high, low);
        foreach (ref readonly var pivot in pivots)
        {
            var end = new Pivot(pivot.Index, pivot.Level);
            if (pivot.Side == Side.Bearish)
                Connect(in lowBefore, end, ref high, sign: 1);
            else
                Connect(in highBefore, end, ref low, sign: -1);
        }
    }

    private void Connect(in Pivot start, Pivot end, ref Pivot furthest, int sign)
    {
        if (furthest.Index > start.Index && sign * (end.Level - furthest.Level) <= 0)
            return;
        furthest = end;
        if (sign * (end.Level - start.Level) > 0)
            Confirm(in start, in end);
    }

    private void Confirm(in Pivot start, in Pivot end)
    {
        if (currentSince != Tape.Index)
        {
            for (var number = firstCurrent; number < Log.Count; number++)
                Log.Move(number, FindingState.Superseded, Tape.Index, isEnd: true);
            (firstCurrent, currentSince) = (Log.Count, Tape.Index);
        }
        var height = Math.Abs(end.Level - start.Level);
        var inputs = new FibonacciInputs(height / Tape.Atr, 100 * height / start.Level);
        var side = end.Level > start.Level ? Side.Bullish : Side.Bearish;
        Log.Add(
            new FibonacciLeg(side, end.Index, Tape.Index, end.Level, start.Index, start.Level, inputs),
            hasLife: true
        );
    }

    private readonly record struct Pivot(int Index, double Level)
    {
        public static readonly Pivot None = new(-1, double.NaN);
    }
}
