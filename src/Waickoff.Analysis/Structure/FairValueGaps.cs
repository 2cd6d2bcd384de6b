using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>A price zone that three candles in a row left untraded.</summary>
/// <param name="Side">Bullish for a gap left by a rise.</param>
/// <param name="Index">The middle candle of the three; for a joined gap, that of its first part.</param>
/// <param name="ConfirmedIndex">The third candle.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Bottom">Lower edge.</param>
/// <param name="Parts">1, or for a joined gap how many consecutive gaps of one side it spans.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct FairValueGap(
    Side Side,
    int Index,
    int ConfirmedIndex,
    double Top,
    double Bottom,
    int Parts,
    FairValueGapInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => Parts > 1 ? "joined-gap" : "fair-value-gap";

    /// <summary>The near edge: the one price meets first when it comes back.</summary>
    public double Level => Side == Side.Bullish ? Top : Bottom;

    /// <summary>Half way between the edges.</summary>
    public double Midpoint => (Top + Bottom) / 2;
}

/// <summary>What a gap was measured by.</summary>
/// <param name="HeightAtr">Height over ATR(14) at the confirmation.</param>
/// <param name="VolumeZ">Volume z-score of the middle candle; <c>NaN</c> where unknown.</param>
/// <param name="Delta">Volume delta of the middle candle, in base currency.</param>
public readonly record struct FairValueGapInputs(double HeightAtr, double VolumeZ, double Delta);

/// <summary>Finds fair value gaps and follows their lives.</summary>
/// <remarks>
/// <para>Definition: three closed candles with the middle i. Bullish when <c>L[i+1] &gt; H[i-1]</c> and <c>C[i] &gt; O[i]</c>,
/// zone <c>H[i-1]..L[i+1]</c>; bearish when <c>H[i+1] &lt; L[i-1]</c> and <c>C[i] &lt; O[i]</c>. With <c>joined</c>, gaps of one side
/// in consecutive candles are a finding of their own from outer edge to outer edge, known with each further part; the parts stay.</para>
/// <para>Source: the three-candle imbalance of the smart money literature (ICT).</para>
/// <para>Units: prices; height also in ATR(14) as of the third candle.</para>
/// <para>Confirmation: the close of the third candle, i+1.</para>
/// <para>Life, from i+2 on: touched (near edge reached, equality counts), half (middle), filled (far edge), inverted (a close
/// beyond the far edge), which ends it.</para>
/// <para>Edge cases: no gap spans a hole or has a partial candle in it. Equal prices leave no gap.</para>
/// </remarks>
public sealed class FairValueGaps : Tracker<FairValueGap>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private readonly FairValueGapOptions options;
    private readonly EdgeWatch falling;
    private readonly EdgeWatch rising;
    private Candle first;
    private Candle middle;
    private double middleVolumeZ = double.NaN;
    private int adjacent;
    private FairValueGap last;

    /// <summary>Starts on a tape.</summary>
    public FairValueGaps(Tape tape, FairValueGapOptions? options = null, FindingLog<FairValueGap>? log = null)
        : base(tape, log)
    {
        this.options = options ?? new FairValueGapOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.MinimumHeightAtr);
        falling = new EdgeWatch(Log, isBelow: true);
        rising = new EdgeWatch(Log, isBelow: false);
    }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        falling.Advance(closed.Low, closed.Close, Tape.Index);
        rising.Advance(closed.High, closed.Close, Tape.Index);

        adjacent =
            closed.IsPartial ? 0
            : Tape.IsAfterHole ? 1
            : adjacent + 1;
        if (adjacent >= 3)
            Find(in closed);
        (first, middle, middleVolumeZ) = (middle, closed, Tape.VolumeZ);
    }

    private void Find(in Candle third)
    {
        if (third.Low > first.High && middle.Close > middle.Open)
            Open(Side.Bullish, top: third.Low, bottom: first.High);
        else if (third.High < first.Low && middle.Close < middle.Open)
            Open(Side.Bearish, top: first.Low, bottom: third.High);
    }

    private void Open(Side side, double top, double bottom)
    {
        if (top - bottom < options.MinimumHeightAtr * Tape.Atr)
            return;
        var inputs = new FairValueGapInputs((top - bottom) / Tape.Atr, middleVolumeZ, middle.Delta);
        var gap = new FairValueGap(side, Tape.Index - 1, Tape.Index, top, bottom, Parts: 1, inputs);
        Follow(gap);

        var continues = options.Joined && last.Parts > 0 && last.Side == side && last.ConfirmedIndex == Tape.Index - 1;
        last = continues
            ? gap with
            {
                Index = last.Index,
                Top = Math.Max(top, last.Top),
                Bottom = Math.Min(bottom, last.Bottom),
                Parts = last.Parts + 1,
            }
            : gap;
        if (continues)
            Follow(last with { Inputs = inputs with { HeightAtr = (last.Top - last.Bottom) / Tape.Atr } });
    }

    private void Follow(in FairValueGap gap) =>
        (gap.Side == Side.Bullish ? falling : rising).Add(Log.Add(in gap, hasLife: true));

    /// <summary>The gaps that price fills by coming from one side, each waiting for its next edge.</summary>
    private sealed class EdgeWatch(FindingLog<FairValueGap> log, bool isBelow)
    {
        private static readonly FindingState[] Steps = [FindingState.Touched, FindingState.Half, FindingState.Filled];
        private readonly PriceWatch edges = new(isBelow);
        private readonly PriceWatch filled = new(isBelow);

        public void Add(int number) => edges.Add(log[number].Level, number * Steps.Length);

        public void Advance(double extreme, double close, int index)
        {
            while (edges.TryReach(extreme, out var tag))
            {
                var (number, step) = Math.DivRem(tag, Steps.Length);
                log.Move(number, Steps[step], index);
                if (step == 0)
                    edges.Add(log[number].Midpoint, tag + 1);
                else if (step == 1)
                    edges.Add(FarEdge(number), tag + 1);
                else
                    filled.Add(FarEdge(number), number);
            }
            while (filled.TryPass(close, out var number))
                log.Move(number, FindingState.Inverted, index, isEnd: true);
        }

        private double FarEdge(int number) => isBelow ? log[number].Bottom : log[number].Top;
    }
}

/// <summary>What can be chosen about fair value gaps.</summary>
/// <param name="MinimumHeightAtr">Smallest height in ATR(14), 0 or more.</param>
/// <param name="Joined">Whether consecutive gaps of one side are also found as one.</param>
public sealed record FairValueGapOptions(double MinimumHeightAtr = 0, bool Joined = false);
