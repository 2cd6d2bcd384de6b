using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Backtest.Setups;

/// <summary>
/// After a change of character of the internal scale, the first candle that reaches half of the leg and closes above 0.618 of it. The leg
/// runs from the protected extreme of the structure to the furthest price before that candle; a deeper close, the other break, or 50
/// candles end the wait.
/// </summary>
internal sealed class ChochPullbackSetup : SetupRule
{
    private const int PatienceCandles = 50;
    private const double Half = 0.5;
    private const double Deepest = 0.618;

    private Side side;
    private int since;
    private double origin;
    private double furthest;

    public override MarketParts Parts => MarketParts.Internal;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        ref readonly var candle = ref fold.Tape.Current;
        if (side != Side.None)
            Wait(fold, in candle, number, found);
        foreach (ref readonly var e in fold.Internal!.Confirmed)
        {
            if (e.Kind is not (StructureKind.Choch or StructureKind.Bos))
                continue;
            if (e.Kind == StructureKind.Choch)
            {
                var range = fold.Internal.Range;
                (side, since) = (e.Side, e.Index);
                (origin, furthest) = side == Side.Bullish ? (range.Low, candle.High) : (range.High, candle.Low);
            }
            else if (e.Side != side)
                side = Side.None;
        }
    }

    private void Wait(MarketFold fold, in Candle candle, int number, List<SetupSignal> found)
    {
        var sign = side.Sign();
        var (back, beyond) = sign > 0 ? (candle.Low, candle.High) : (candle.High, candle.Low);
        var height = furthest - origin;
        var isReached = sign * (back - (furthest - (Half * height))) <= 0;
        var isTooDeep = sign * (candle.Close - (furthest - (Deepest * height))) < 0;
        if (isReached && !isTooDeep)
            found.Add(new SetupSignal(number, side, origin));
        if (isReached || isTooDeep || fold.Tape.Index - since >= PatienceCandles)
            side = Side.None;
        else if (sign * (beyond - furthest) > 0)
            furthest = beyond;
    }

    protected override void Forget() => side = Side.None;
}
