using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// What becomes of a stay beyond an edge: a false break that closes back inside, or a sign of strength that stays, and the exit.
/// </summary>
/// <remarks>
/// <para>Spring, upside down UT and UTAD: price goes beyond the edge by at least 0.1 ATR and at most 25 % of the height, below the last
/// two lows and below the spring before, and closes inside by 0.1 ATR after at most three closes outside.</para>
/// <para>JAC, upside down SOW: the fourth close outside, at least 10 candles into the range; <c>Index</c> is the first of them. Which of the
/// two it will be is not known before, so neither is said before.</para>
/// <para>Exit: two closes in a row beyond the edge by 0.5 ATR begin phase E; the range is over with the fourth close outside. When price
/// comes back inside before that, phase B goes on.</para>
/// </remarks>
internal sealed class EdgeWatch(CandleHistory history, RangeWriter writer)
{
    private const double LeastDepthAtr = 0.1;
    private const double MostDepthShare = 0.25;
    private const double InsideAtr = 0.1;
    private const int MostClosesOutside = 3;
    private const double PressingAtr = 0.25;
    private const double ExitAtr = 0.5;
    private const int ExitCloses = 2;
    private const int LeastCandlesToDrive = 10;
    private const int TestsBeforeLate = 2;

    private const double LatePoints = 1.4;
    private const double EarlyPoints = 0.7;
    private const double PressingPoints = 1.5;
    private const double DrivePoints = 1.5;
    private const double ExitPoints = 2;

    /// <summary>Reads a candle against the resistance a side sees.</summary>
    public void Read(TradingRange of, RangeSide side, int index)
    {
        ref readonly var at = ref history[index];
        var candle = at.Candle;
        var (high, close) = (side.Facing.High(in candle), side.Facing.Close(in candle));
        var edge = of.Resistance(side.Facing, index);
        var outside = side.Outside;
        if (!outside.IsOpen)
        {
            if (high <= edge + (LeastDepthAtr * at.Atr) && close <= edge)
                return;
            outside.Open();
        }
        outside.Extend(index, high, edge);
        if (close > edge)
        {
            outside.CloseOutside(index, isFar: close > edge + (ExitAtr * at.Atr));
            if (!candle.IsPartial)
                Stay(of, side, index, (close - edge) / at.Atr);
        }
        else if (close <= edge - (InsideAtr * at.Atr))
        {
            outside.End();
            if (!candle.IsPartial)
                Return(of, side, index);
        }
    }

    private void Stay(TradingRange of, RangeSide side, int index, double overAtr)
    {
        var outside = side.Outside;
        var close = history[index].Candle.Close;
        if (of.Phase != WyckoffPhase.A && !outside.IsExit)
        {
            if (outside.FarCloses >= ExitCloses)
            {
                outside.IsExit = true;
                writer.Put(of, side.Facing.Side, EvidenceType.Exit, ExitPoints, close);
                writer.EnterDrive(of, side.Leg.LowIndex);
                writer.Enter(of, WyckoffPhase.E, outside.FirstFarClose);
            }
            else if (!outside.IsPressing && overAtr > PressingAtr)
            {
                outside.IsPressing = true;
                writer.Put(of, side.Facing.Side, EvidenceType.Exit, PressingPoints, close);
            }
        }
        if (outside.Closes <= MostClosesOutside)
            return;
        if (!outside.IsDrive)
            TakeBreak(of, side);
        if (outside.IsExit || (of.Phase == WyckoffPhase.A && outside.FarCloses >= ExitCloses))
            writer.End(of, side.Facing.Side, outside.FirstClose, FindingState.Released);
    }

    private void TakeBreak(TradingRange of, RangeSide side)
    {
        var outside = side.Outside;
        outside.IsDrive = true;
        var isEarly = of.Phase == WyckoffPhase.A || outside.FirstClose - of.Start < LeastCandlesToDrive;
        if (isEarly || (side.DriveNumber >= 0 && side.HasBroken))
            return;
        var facing = side.Facing;
        ref readonly var first = ref history[outside.FirstClose];
        var level = first.Candle.Close;
        var over = (facing.Turn(level) - of.Resistance(facing, outside.FirstClose)) / first.Atr;
        writer.Settle(side.DriveNumber);
        var type = facing.IsUp ? WyckoffEventType.JAC : WyckoffEventType.SOW;
        side.StandOn(
            writer.Emit(of, type, facing.Side, new EventPoint(outside.FirstClose, level, over)),
            isBreak: true
        );
        writer.Weigh(of, facing.Side, EvidenceType.Drive, DrivePoints, level);
        writer.EnterDrive(of, side.Leg.LowIndex);
    }

    private void Return(TradingRange of, RangeSide side, int index)
    {
        var outside = side.Outside;
        if (outside.IsPressing || outside.IsExit)
            writer.Put(of, side.Facing.Side, EvidenceType.Exit, 0, history[index].Candle.Close);
        if (of.Phase == WyckoffPhase.E)
            writer.Enter(of, WyckoffPhase.B, index);
        if (outside.Closes <= MostClosesOutside)
            TakeFalseBreak(of, of.Toward(side.Facing.Side.Opposite()), outside, index);
    }

    private void TakeFalseBreak(TradingRange of, RangeSide side, Excursion outside, int index)
    {
        var facing = side.Facing;
        var (low, atr) = (-outside.High, history[index].Atr);
        if (outside.Depth < LeastDepthAtr * atr || outside.Depth > MostDepthShare * of.Height)
            return;
        if (low >= side.SpringLow || low >= side.LowToUndercut)
            return;
        var isLate = of.Tests >= TestsBeforeLate;
        var type =
            facing.IsUp ? WyckoffEventType.Spring
            : isLate ? WyckoffEventType.UTAD
            : WyckoffEventType.UT;
        var level = facing.Turn(low);
        writer.Settle(side.SpringNumber);
        var point = new EventPoint(outside.HighIndex, level, outside.Depth / atr);
        side.SpringNumber = writer.Emit(of, type, facing.Side, in point);
        (side.SpringLow, side.SpringIndex, side.HasTest) = (low, outside.HighIndex, false);
        writer.AddToEdge(of, facing.Side, outside.HighIndex, level);
        if (of.Phase == WyckoffPhase.A)
            return;
        writer.Weigh(of, facing.Side, EvidenceType.FalseBreak, isLate ? LatePoints : EarlyPoints, level);
        if (isLate)
            writer.Enter(of, WyckoffPhase.C, outside.HighIndex);
    }
}
