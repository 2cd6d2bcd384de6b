using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// Waits for the pullback after a leg toward resistance to end: then it is a last point of support, and when the leg only reached
/// resistance, this is what makes it a sign of strength.
/// </summary>
/// <remarks>
/// <para>A pullback of at least 0.5 ATR ends when price makes a new high over the leg or stands 3 ATR above the pullback's low.</para>
/// <para>SOS that only reaches, upside down SOW: the leg comes from below mid-range to at most 0.3 ATR under resistance, trades more per
/// candle than the leg before it and has a candle with volume z or range z of at least 1; the pullback gives back 25 to 62 % of it and
/// keeps above mid-range.</para>
/// <para>LPS, upside down LPSY: the first such pullback after a sign of strength, on less volume per candle than the leg; BU when its low
/// lies within 0.5 ATR of the edge. After a close beyond the edge only the latter counts.</para>
/// </remarks>
internal sealed class PullbackWatch(CandleHistory history, Legs legs, RangeWriter writer)
{
    private const double LeastPullbackAtr = 0.5;
    private const double ResumedAtr = 3;
    private const double NearEdgeAtr = 0.3;
    private const double LeastGivenBack = 0.25;
    private const double MostGivenBack = 0.62;
    private const double BackUpAtr = 0.5;
    private const double Effort = 1;
    private const int LeastCandlesToDrive = 10;

    private const double ReachPoints = 1;
    private const double LastPointPoints = 0.6;

    /// <summary>Reads a candle as a side sees it.</summary>
    public void Read(TradingRange of, RangeSide side, int index)
    {
        ref readonly var at = ref history[index];
        var candle = at.Candle;
        var (high, low) = (side.Facing.High(in candle), side.Facing.Low(in candle));
        var leg = side.Leg;
        if (low < leg.Low)
        {
            leg.Start(index, low);
            return;
        }
        var isOver = low >= leg.Pullback && leg.High - leg.Pullback >= LeastPullbackAtr * at.Atr;
        var isResumed = isOver && (high > leg.High || high - leg.Pullback >= ResumedAtr * at.Atr);
        if (isResumed && !leg.IsWeighed && !candle.IsPartial)
            Weigh(of, side);
        leg.Extend(index, high, low);
    }

    /// <summary>Starts the leg of a side at a low and reads on to a candle.</summary>
    public void StartLeg(RangeSide side, int lowIndex, double low, int upTo)
    {
        side.Leg.Start(lowIndex, low);
        for (var i = lowIndex + 1; i <= upTo; i++)
        {
            var candle = history[i].Candle;
            side.Leg.Extend(i, side.Facing.High(in candle), side.Facing.Low(in candle));
        }
    }

    private void Weigh(TradingRange of, RangeSide side)
    {
        var leg = side.Leg;
        leg.IsWeighed = true;
        if (leg.Pullback < of.Middle(side.Facing, leg.PullbackIndex) || leg.GivenBack > MostGivenBack)
            return;
        if (side.DriveNumber < 0 && !of.IsOver)
            TakeReach(of, side);
        if (side.DriveNumber >= 0 && !side.HasLastPoint)
            TakeLastPoint(of, side);
    }

    private void TakeReach(TradingRange of, RangeSide side)
    {
        var (facing, leg) = (side.Facing, side.Leg);
        var edge = of.Resistance(facing, leg.HighIndex);
        var atr = history[leg.HighIndex].Atr;
        if (of.Phase == WyckoffPhase.A || leg.HighIndex - of.Start < LeastCandlesToDrive)
            return;
        if (leg.High < edge - (NearEdgeAtr * atr) || leg.Low > of.Middle(facing, leg.HighIndex))
            return;
        // A leg that ended in a false break did not reach the edge: it was turned away beyond it.
        if (leg.HighIndex == of.Toward(facing.Side.Opposite()).SpringIndex)
            return;
        if (leg.GivenBack < LeastGivenBack || !IsEffort(leg, out var share))
            return;
        var type = facing.IsUp ? WyckoffEventType.SOS : WyckoffEventType.SOW;
        var level = facing.Turn(leg.High);
        var point = new EventPoint(leg.HighIndex, level, (leg.High - edge) / atr, share);
        side.StandOn(writer.Emit(of, type, facing.Side, in point), isBreak: false);
        writer.Weigh(of, facing.Side, EvidenceType.Drive, ReachPoints, level);
        writer.EnterDrive(of, leg.LowIndex);
    }

    private void TakeLastPoint(TradingRange of, RangeSide side)
    {
        var (facing, leg) = (side.Facing, side.Leg);
        if (leg.HighIndex < writer[side.DriveNumber].Index)
            return;
        var over = (leg.Pullback - of.Resistance(facing, leg.PullbackIndex)) / history[leg.PullbackIndex].Atr;
        var isBackUp = Math.Abs(over) <= BackUpAtr;
        var share = MeanVolume(leg.HighIndex + 1, leg.PullbackIndex) / MeanVolume(leg.LowIndex + 1, leg.HighIndex);
        if (!(share < 1) || (side.HasBroken && !isBackUp))
            return;
        side.HasLastPoint = true;
        var level = facing.Turn(leg.Pullback);
        var type =
            !facing.IsUp ? WyckoffEventType.LPSY
            : isBackUp ? WyckoffEventType.BU
            : WyckoffEventType.LPS;
        writer.Emit(of, type, facing.Side, new EventPoint(leg.PullbackIndex, level, over, share));
        if (!of.IsOver)
            writer.Weigh(of, facing.Side, EvidenceType.LastPoint, LastPointPoints, level);
    }

    /// <summary>More volume per candle than in the leg before, and a wide or busy candle.</summary>
    private bool IsEffort(DriveLeg leg, out double share)
    {
        share = MeanVolume(leg.LowIndex + 1, leg.HighIndex) / MeanVolume(TurnBefore(leg.LowIndex) + 1, leg.LowIndex);
        if (!(share > 1))
            return false;
        for (var i = leg.LowIndex + 1; i <= leg.HighIndex; i++)
        {
            if (history[i].VolumeZ >= Effort || history[i].RangeZ >= Effort)
                return true;
        }
        return false;
    }

    private int TurnBefore(int index)
    {
        var turns = legs.Log.Findings;
        var last = turns.Length - 1;
        while (last >= 0 && turns[last].Index >= index)
            last--;
        return last < 0 ? int.MinValue : turns[last].Index;
    }

    private double MeanVolume(int first, int last)
    {
        if (last < first || first < history.FirstIndex)
            return double.NaN;
        var sum = 0.0;
        for (var i = first; i <= last; i++)
            sum += history[i].Candle.Volume;
        return sum / (last - first + 1);
    }
}
