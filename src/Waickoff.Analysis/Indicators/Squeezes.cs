using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>A stretch in which the bands are narrow, its end, or a walk along a band.</summary>
/// <param name="Side">For a release the sign of the momentum, for a walk the side of the band; a squeeze argues for neither.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Index">The first candle of it.</param>
/// <param name="ConfirmedIndex">The candle at which it had lasted long enough; a release is known at its own candle.</param>
/// <param name="Level">For a squeeze the middle band, for a release the close, for a walk the band that was left.</param>
/// <param name="StartIndex">For a release the first candle of the squeeze it ends; else <paramref name="Index"/>.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct Squeeze(
    Side Side,
    SqueezeKind Kind,
    int Index,
    int ConfirmedIndex,
    double Level,
    int StartIndex,
    SqueezeInputs Inputs
) : IFinding
{
    string IFinding.Kind =>
        Kind switch
        {
            SqueezeKind.SqueezeA => "squeeze-a",
            SqueezeKind.SqueezeB => "squeeze-b",
            SqueezeKind.ReleaseA => "release-a",
            SqueezeKind.ReleaseB => "release-b",
            SqueezeKind.BandWalk => "band-walk",
        };
}

/// <summary>What can be found about the bands.</summary>
public enum SqueezeKind
{
    /// <summary>The bandwidth is among the smallest of its own recent past.</summary>
    SqueezeA,

    /// <summary>The Bollinger bands lie inside the Keltner channel.</summary>
    SqueezeB,

    /// <summary>The first candle out of squeeze A.</summary>
    ReleaseA,

    /// <summary>The first candle out of squeeze B.</summary>
    ReleaseB,

    /// <summary>Closes in a row outside one band.</summary>
    BandWalk,
}

/// <summary>What the bands measured at the confirmation.</summary>
/// <param name="Bandwidth">Of the Bollinger bands, over their middle.</param>
/// <param name="NarrowerCount">How many of the last 125 bandwidths are smaller; <c>NaN</c> before there are 125.</param>
/// <param name="KeltnerShare">Width of the Bollinger bands over that of the Keltner channel.</param>
/// <param name="Momentum">In price units; <c>NaN</c> in its warm-up.</param>
/// <param name="MomentumAtr">The same in ATR(14).</param>
/// <param name="VolumeZ">Volume z-score of the candle; <c>NaN</c> where unknown.</param>
public readonly record struct SqueezeInputs(
    double Bandwidth,
    double NarrowerCount,
    double KeltnerShare,
    double Momentum,
    double MomentumAtr,
    double VolumeZ
);

/// <summary>The squeezes at one candle.</summary>
/// <param name="A">Whether squeeze A is on; null in warm-up.</param>
/// <param name="B">Whether squeeze B is on; null in warm-up.</param>
/// <param name="Momentum">In price units; <c>NaN</c> in warm-up.</param>
public readonly record struct SqueezeValue(bool? A, bool? B, double Momentum);

/// <summary>Finds squeezes, their releases and band walks.</summary>
/// <remarks>
/// <para>Definition: squeeze A is on when fewer than 25 of the last 125 bandwidths, the current one included, are strictly smaller than
/// it, and never when all are equal; squeeze B when the Bollinger bands (20, 2) lie strictly inside the Keltner channel (20, 1.5) on both
/// sides. A release is the first candle out of a squeeze that was found. A band walk is three closes in a row strictly outside one
/// band.</para>
/// <para>Source: A from John Bollinger's squeeze (lowest bandwidth of six months, here the lowest fifth of 125 candles); B and the
/// momentum from John Carter's TTM squeeze.</para>
/// <para>Units: prices; bandwidth as a ratio to the middle band; momentum in price and in ATR(14).</para>
/// <para>Confirmation: A at its fifth candle on, B at its first, a release at its candle, a walk at its third close.</para>
/// <para>Life: released at the first candle out, for a walk at the first close that is not outside that band. The direction of a release
/// is a finding of its own, for it is not known before.</para>
/// <para>Edge cases: no momentum yet, or exactly none, gives a release no side. A short hole starts the candles in a row anew but ends
/// nothing that was found. A partial candle moves the bands, confirms and ends nothing, and starts the candles in a row anew.</para>
/// </remarks>
public sealed class Squeezes : Tracker<Squeeze>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const int Length = 20;
    private const int BandwidthCandles = 125;
    private const int NarrowCount = 25;
    private const int CandlesToFindA = 5;
    private const int CandlesToFindB = 1;
    private const int ClosesToFindWalk = 3;

    private readonly BollingerBands bollinger = new(Length);
    private readonly KeltnerChannel keltner;
    private readonly SqueezeMomentum momentum = new(Length);

    private readonly LowRank bandwidths = new(BandwidthCandles, NarrowCount);
    private Row a;
    private Row b;
    private Row above;
    private Row below;
    private BollingerValue bands = BollingerValue.None;
    private KeltnerValue channel = KeltnerValue.None;

    /// <summary>Starts on a tape.</summary>
    public Squeezes(Tape tape, FindingLog<Squeeze>? log = null)
        : base(tape, log) => keltner = new KeltnerChannel(tape.Timeframe, Length);

    /// <summary>The Bollinger bands (20, 2) at the current candle.</summary>
    public ref readonly BollingerValue Bollinger => ref bands;

    /// <summary>The Keltner channel (20, 1.5) at the current candle.</summary>
    public ref readonly KeltnerValue Keltner => ref channel;

    /// <summary>What is on at the current candle, found or not yet.</summary>
    public SqueezeValue Current { get; private set; } = new(null, null, double.NaN);

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        bollinger.Add(in closed, out bands);
        keltner.Add(in closed, Tape.TrueRange, out channel);
        var lean = momentum.Add(in closed, bands.Middle);
        if (double.IsNaN(bands.Middle))
            return;
        var isA = bandwidths.Add(bands.Bandwidth);
        var isB = bands.Upper < channel.Upper && bands.Lower > channel.Lower;
        Current = new SqueezeValue(bandwidths.IsFull ? isA : null, isB, lean);

        if (Tape.IsAfterHole || !Tape.CanConfirm)
            BreakRows();
        if (!Tape.CanConfirm)
            return;
        FollowSqueeze(ref a, isA, CandlesToFindA, SqueezeKind.SqueezeA, SqueezeKind.ReleaseA);
        FollowSqueeze(ref b, isB, CandlesToFindB, SqueezeKind.SqueezeB, SqueezeKind.ReleaseB);
        FollowWalk(ref above, closed.Close > bands.Upper, Side.Bullish);
        FollowWalk(ref below, closed.Close < bands.Lower, Side.Bearish);
    }

    private void BreakRows()
    {
        a.Break();
        b.Break();
        above.Break();
        below.Break();
    }

    private void FollowSqueeze(ref Row row, bool isOn, int candlesToFind, SqueezeKind kind, SqueezeKind release)
    {
        var start = row.Start;
        switch (row.Add(isOn, candlesToFind, Tape.Index))
        {
            case Step.Found:
                Find(ref row, Side.None, kind, bands.Middle);
                break;
            case Step.Ended:
                Log.Move(row.Number, FindingState.Released, Tape.Index, isEnd: true);
                var side = SideOf(Current.Momentum);
                Log.Add(new Squeeze(side, release, Tape.Index, Tape.Index, Tape.Current.Close, start, Inputs()));
                break;
            case Step.None:
                break;
        }
    }

    private void FollowWalk(ref Row row, bool isOutside, Side side)
    {
        switch (row.Add(isOutside, ClosesToFindWalk, Tape.Index))
        {
            case Step.Found:
                Find(ref row, side, SqueezeKind.BandWalk, side == Side.Bullish ? bands.Upper : bands.Lower);
                break;
            case Step.Ended:
                Log.Move(row.Number, FindingState.Released, Tape.Index, isEnd: true);
                break;
            case Step.None:
                break;
        }
    }

    private void Find(ref Row row, Side side, SqueezeKind kind, double level) =>
        row.Number = Log.Add(new Squeeze(side, kind, row.Start, Tape.Index, level, row.Start, Inputs()), hasLife: true);

    private SqueezeInputs Inputs() =>
        new(
            bands.Bandwidth,
            bandwidths.IsFull ? bandwidths.CountSmaller() : double.NaN,
            (bands.Upper - bands.Lower) / (channel.Upper - channel.Lower),
            Current.Momentum,
            Current.Momentum / Tape.Atr,
            Tape.VolumeZ
        );

    private static Side SideOf(double momentum) =>
        momentum > 0 ? Side.Bullish
        : momentum < 0 ? Side.Bearish
        : Side.None;

    private enum Step
    {
        None,
        Found,
        Ended,
    }

    /// <summary>Candles in a row for which something holds, found once there are enough of them.</summary>
    private struct Row
    {
        private int count;
        private bool isFound;

        public int Start { get; private set; }

        /// <summary>Its number in the log, from when it is found.</summary>
        public int Number { get; set; }

        public Step Add(bool holds, int candlesToFind, int index)
        {
            if (!holds)
                return count == 0 ? Step.None : End();
            if (count++ == 0)
                Start = index;
            if (isFound || count < candlesToFind)
                return Step.None;
            isFound = true;
            return Step.Found;
        }

        /// <summary>Starts anew what was not found yet.</summary>
        public void Break()
        {
            if (!isFound)
                count = 0;
        }

        private Step End()
        {
            var step = isFound ? Step.Ended : Step.None;
            (count, isFound) = (0, false);
            return step;
        }
    }
}
