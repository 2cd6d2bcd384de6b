using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>A pivot: a high above its neighbours or a low below them.</summary>
/// <param name="Side">Bearish for a high, bullish for a low.</param>
/// <param name="Index">The candle of the pivot.</param>
/// <param name="ConfirmedIndex">The candle N later.</param>
/// <param name="Level">The high or low.</param>
/// <param name="Label">Higher or lower than the pivot of the same side before it; none for the first.</param>
public readonly record struct Swing(Side Side, int Index, int ConfirmedIndex, double Level, SwingLabel Label) : IFinding
{
    /// <inheritdoc />
    public string Kind => Side == Side.Bearish ? "high" : "low";
}

/// <summary>A pivot against the one of its side before it.</summary>
public enum SwingLabel
{
    /// <summary>The first of its side.</summary>
    None,

    /// <summary>Higher high.</summary>
    HH,

    /// <summary>Lower high.</summary>
    LH,

    /// <summary>Equal high.</summary>
    EH,

    /// <summary>Higher low.</summary>
    HL,

    /// <summary>Lower low.</summary>
    LL,

    /// <summary>Equal low.</summary>
    EL,
}

/// <summary>Finds pivots.</summary>
/// <remarks>
/// <para>Definition: a high pivot at i when <c>H[i] &gt; max H[i-N..i-1]</c> and <c>H[i] &gt;= max H[i+1..i+N]</c>; a low pivot
/// mirrored. N = 5 is the internal scale, 50 the swing scale. Both neighbourhoods must be whole: no pivots at the ends.</para>
/// <para>Source: Bill Williams' fractals, with a free length.</para>
/// <para>Units: prices, candles.</para>
/// <para>Confirmation: the close of candle i+N.</para>
/// <para>Life: none; what happens at a pivot is told by the structure.</para>
/// <para>Edge cases: of equal highs the earlier is the pivot. A candle may be both. A partial candle confirms none. Neighbours are
/// counted in candles, so a hole does not widen them.</para>
/// </remarks>
public sealed class Swings : Tracker<Swing>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private PivotSearch highs;
    private PivotSearch lows;
    private double lastHigh = double.NaN;
    private double lastLow = double.NaN;

    /// <summary>Starts on a tape.</summary>
    /// <param name="tape">The candles.</param>
    /// <param name="length">N: how many candles on each side, 1 or more.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public Swings(Tape tape, int length = 5, FindingLog<Swing>? log = null)
        : base(tape, log)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        highs = new PivotSearch(length);
        lows = new PivotSearch(length);
    }

    /// <summary>N: how many candles on each side.</summary>
    public int Length { get; }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        // Lows are kept with their sign turned, so that one search serves both sides.
        var isHigh = highs.Add(closed.High);
        var isLow = lows.Add(-closed.Low);
        if (!Tape.CanConfirm)
            return;
        if (isHigh)
            Confirm(Side.Bearish, highs.Peak, ref lastHigh);
        if (isLow)
            Confirm(Side.Bullish, -lows.Peak, ref lastLow);
    }

    private void Confirm(Side side, double level, ref double last)
    {
        var label = (side == Side.Bearish, level.CompareTo(last), double.IsNaN(last)) switch
        {
            (_, _, true) => SwingLabel.None,
            (true, > 0, _) => SwingLabel.HH,
            (true, < 0, _) => SwingLabel.LH,
            (true, _, _) => SwingLabel.EH,
            (false, > 0, _) => SwingLabel.HL,
            (false, < 0, _) => SwingLabel.LL,
            (false, _, _) => SwingLabel.EL,
        };
        last = level;
        Log.Add(new Swing(side, Tape.Index - Length, Tape.Index, level, label));
    }

    /// <summary>
    /// Looks for peaks with one comparison a candle in most cases. A price above the N before it is a candidate. While it is not
    /// exceeded no later price can be one, since it stands among the N before that price; one that exceeds it is the next candidate at
    /// once. N candles later it is a peak.
    /// </summary>
    private struct PivotSearch(int length)
    {
        /// <summary>The last N prices, in a ring.</summary>
        private readonly double[] before = new double[length];
        private int seen;
        private int next;
        private int age = -1;

        /// <summary>The last candidate.</summary>
        public double Peak { get; private set; }

        /// <summary>Takes the next price; true when the one N before it is now a peak.</summary>
        public bool Add(double price)
        {
            var isPeak = false;
            if (age >= 0)
            {
                age++;
                if (price > Peak)
                    (Peak, age) = (price, 0);
                else if (age == length)
                    (isPeak, age) = (true, -1);
            }
            else if (seen == length && ExceedsAll(price))
                (Peak, age) = (price, 0);

            before[next] = price;
            next = next + 1 == length ? 0 : next + 1;
            if (seen < length)
                seen++;
            return isPeak;
        }

        /// <summary>Goes back from the newest, so that a falling price ends the test at its first step.</summary>
        private readonly bool ExceedsAll(double price)
        {
            for (var i = next - 1; i >= 0; i--)
            {
                if (price <= before[i])
                    return false;
            }
            for (var i = length - 1; i >= next; i--)
            {
                if (price <= before[i])
                    return false;
            }
            return true;
        }
    }
}
