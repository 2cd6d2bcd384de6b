using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>Something that happened at a pivot: it broke, was swept, or its break failed.</summary>
/// <param name="Side">The direction it argues for: a broken high and a swept low are bullish, a failed bullish break is bearish.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Index">The candle that did it, known at its close.</param>
/// <param name="Level">The price of the pivot.</param>
/// <param name="PivotIndex">The candle of the pivot.</param>
/// <param name="BreakIndex">For a failed break the candle of that break; null otherwise.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct StructureEvent(
    Side Side,
    StructureKind Kind,
    int Index,
    double Level,
    int PivotIndex,
    int? BreakIndex,
    StructureInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public int ConfirmedIndex => Index;

    string IFinding.Kind =>
        Kind switch
        {
            StructureKind.Bos => "bos",
            StructureKind.Choch => "choch",
            StructureKind.Sweep => "sweep",
            StructureKind.Failed => "failed",
        };
}

/// <summary>What can happen at a pivot.</summary>
public enum StructureKind
{
    /// <summary>Break of structure: a close beyond the pivot, with the bias or when there is none yet.</summary>
    Bos,

    /// <summary>Change of character: a close beyond the pivot against the bias.</summary>
    Choch,

    /// <summary>A wick beyond the pivot with the close at or inside it.</summary>
    Sweep,

    /// <summary>A close back inside within three candles of a break.</summary>
    Failed,
}

/// <summary>What an event of the structure was measured by.</summary>
/// <param name="AgeCandles">Candles since the pivot.</param>
/// <param name="BreakAtr">
/// How far beyond the pivot the candle closed, in ATR(14); for a sweep how far its wick went, for a failed break how far inside it closed.
/// </param>
/// <param name="VolumeZ">Volume z-score of the candle; <c>NaN</c> where unknown.</param>
/// <param name="Delta">Volume delta of the candle, in base currency.</param>
public readonly record struct StructureInputs(int AgeCandles, double BreakAtr, double VolumeZ, double Delta);

/// <summary>The newest pivot of a side and what has happened to it.</summary>
/// <param name="Index">Its candle; -1 while there is none.</param>
/// <param name="Level">Its price; <c>NaN</c> while there is none.</param>
/// <param name="IsSwept">Whether a wick went beyond it.</param>
/// <param name="IsCrossed">Whether a candle closed beyond it; it cannot break or be swept again.</param>
public readonly record struct ActivePivot(int Index, double Level, bool IsSwept, bool IsCrossed)
{
    /// <summary>No pivot of this side was confirmed yet.</summary>
    public static readonly ActivePivot None = new(-1, double.NaN, IsSwept: false, IsCrossed: false);
}

/// <summary>Whether the side of a range is defended or aimed at.</summary>
public enum Strength
{
    /// <summary>Nothing broke yet.</summary>
    Unknown,

    /// <summary>Protected: the last break came from there.</summary>
    Strong,

    /// <summary>A target: the last break went that way.</summary>
    Weak,
}

/// <summary>Reads market structure: breaks, changes of character, sweeps and failed breaks of one scale.</summary>
/// <remarks>
/// <para>Definition: at each close the pivots it confirms become active, each in place of the one of its side before it; then a close
/// above the active high is a CHoCH if the bias is bearish, else a BOS, and makes the bias bullish. A wick beyond with the close at or
/// inside is a sweep, the first time. A first close back inside (strictly) one to three candles after a break is a failed break; the
/// bias stays. Mirror for lows.</para>
/// <para>Source: the market structure of the smart money literature (ICT), on Williams' pivots.</para>
/// <para>Units: prices; distances in ATR(14) as of the candle.</para>
/// <para>Confirmation: the close of the candle that does it.</para>
/// <para>Life: none; what follows a break is an event of its own that names it.</para>
/// <para>Edge cases: a pivot breaks once; one that is replaced before it breaks never does. A close exactly at the level neither breaks
/// nor fails. A partial candle breaks, sweeps and fails nothing.</para>
/// </remarks>
public sealed class MarketStructure : Tracker<StructureEvent>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const int FailureCandles = 3;

    /// <summary>Numbers in the log of the breaks that can still fail: at most three of each side.</summary>
    private readonly List<int> recentBreaks = new(2 * FailureCandles);
    private ActivePivot high = ActivePivot.None;
    private ActivePivot low = ActivePivot.None;
    private (int Index, double Price) top = (-1, double.NaN);
    private (int Index, double Price) bottom = (-1, double.NaN);

    /// <summary>Starts on a tape, with pivots of its own.</summary>
    /// <param name="tape">The candles.</param>
    /// <param name="length">N of the pivots: 5 is the internal, 50 the swing scale; 1 or more.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public MarketStructure(Tape tape, int length = 5, FindingLog<StructureEvent>? log = null)
        : this(new Swings(tape, length), log) { }

    /// <summary>Starts on pivots that others share.</summary>
    public MarketStructure(Swings swings, FindingLog<StructureEvent>? log = null)
        : base((swings ?? throw new ArgumentNullException(nameof(swings))).Tape, log) => Swings = swings;

    /// <summary>The pivots it reads.</summary>
    public Swings Swings { get; }

    /// <summary>The side of the last break; none before the first.</summary>
    public Side Bias { get; private set; }

    /// <summary>The newest high pivot.</summary>
    public ActivePivot High => high;

    /// <summary>The newest low pivot.</summary>
    public ActivePivot Low => low;

    /// <summary>The last break, or null before the first.</summary>
    public StructureEvent? LastBreak { get; private set; }

    /// <summary>The high is weak, a target, after a bullish break and strong, protected, after a bearish one.</summary>
    public Strength HighStrength => StrengthFor(Side.Bearish);

    /// <summary>The low is strong, protected, after a bullish break and weak, a target, after a bearish one.</summary>
    public Strength LowStrength => StrengthFor(Side.Bullish);

    /// <summary>
    /// The range price deals in: from the newest low pivot, or the lowest low since it, to the newest high pivot, or the highest high
    /// since it, with the current close.
    /// </summary>
    public DealingRange Range => new(Bias, top.Index, top.Price, bottom.Index, bottom.Price, Tape.Current.Close);

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        if (closed.High > top.Price)
            top = (Tape.Index, closed.High);
        if (closed.Low < bottom.Price)
            bottom = (Tape.Index, closed.Low);
        foreach (ref readonly var swing in Swings.Add(in closed))
            Register(in swing);
        if (!Tape.CanConfirm)
            return;
        if (recentBreaks.Count > 0)
            FindFailures(closed.Close);
        Test(Side.Bullish, ref high, closed.High, closed.Close);
        Test(Side.Bearish, ref low, closed.Low, closed.Close);
    }

    private void Register(in Swing swing)
    {
        var pivot = new ActivePivot(swing.Index, swing.Level, IsSwept: false, IsCrossed: false);
        if (swing.Side == Side.Bearish)
            (high, top) = (pivot, (swing.Index, swing.Level));
        else
            (low, bottom) = (pivot, (swing.Index, swing.Level));
    }

    /// <summary>Tests a pivot that breaks in the direction of <paramref name="side"/>.</summary>
    private void Test(Side side, ref ActivePivot pivot, double extreme, double close)
    {
        var sign = side.Sign();
        var beyond = sign * (extreme - pivot.Level);
        if (!(beyond > 0) || pivot.IsCrossed)
            return;
        var closedBeyond = sign * (close - pivot.Level);
        if (closedBeyond > 0)
            Break(side, ref pivot, closedBeyond);
        else if (!pivot.IsSwept)
        {
            pivot = pivot with { IsSwept = true };
            Write(side.Opposite(), StructureKind.Sweep, pivot.Level, pivot.Index, breakIndex: null, beyond);
        }
    }

    private void Break(Side side, ref ActivePivot pivot, double distance)
    {
        var kind = Bias == side.Opposite() ? StructureKind.Choch : StructureKind.Bos;
        pivot = pivot with { IsCrossed = true };
        Bias = side;
        var number = Write(side, kind, pivot.Level, pivot.Index, breakIndex: null, distance);
        LastBreak = Log[number];
        recentBreaks.Add(number);
    }

    private void FindFailures(double close)
    {
        for (var i = 0; i < recentBreaks.Count; )
        {
            var broken = Log[recentBreaks[i]];
            var inside = broken.Side.Sign() * (broken.Level - close);
            var isInTime = Tape.Index <= broken.Index + FailureCandles;
            if (isInTime && inside > 0)
                Write(
                    broken.Side.Opposite(),
                    StructureKind.Failed,
                    broken.Level,
                    broken.PivotIndex,
                    broken.Index,
                    inside
                );
            if (isInTime && !(inside > 0))
                i++;
            else
                recentBreaks.RemoveAt(i);
        }
    }

    private int Write(Side side, StructureKind kind, double level, int pivotIndex, int? breakIndex, double distance)
    {
        var age = Tape.Index - pivotIndex;
        var inputs = new StructureInputs(age, Tape.InAtr(distance), Tape.VolumeZ, Tape.Current.Delta);
        return Log.Add(new StructureEvent(side, kind, Tape.Index, level, pivotIndex, breakIndex, inputs));
    }

    private Strength StrengthFor(Side side) =>
        Bias == Side.None ? Strength.Unknown
        : Bias == side ? Strength.Strong
        : Strength.Weak;
}
