using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// Reads a range candle by candle, each against what was known at the close before it. A range that is confirmed late is read from its
/// reaction on in the same way, so the same events are found as if it had been known; they are confirmed when the range is.
/// </summary>
internal sealed class RangeReader
{
    private const double ClimaxPoints = 0.4;
    private const double SpringFailedPoints = 1.6;
    private const double DriveFailedPoints = 1.8;

    private readonly CandleHistory history;
    private readonly Legs legs;
    private readonly Legs minorLegs;
    private readonly RangeWriter writer;
    private readonly EdgeWatch edges;
    private readonly PullbackWatch pullbacks;
    private readonly TurnReader turns;

    public RangeReader(CandleHistory history, Legs legs, Legs minorLegs, RangeWriter writer)
    {
        (this.history, this.legs, this.minorLegs, this.writer) = (history, legs, minorLegs, writer);
        edges = new EdgeWatch(history, writer);
        pullbacks = new PullbackWatch(history, legs, writer);
        turns = new TurnReader(history, legs, writer);
    }

    /// <summary>Opens a range with its first extremes and reads it up to a candle.</summary>
    public TradingRange Open(in RangeStart start, int upTo)
    {
        var opened = writer.Open(in start);
        var (stop, reaction) = (start.Stop, start.Reaction);
        if (start.IsClimax)
            EmitClimax(opened, in start);
        writer.AddToEdge(opened, stop.Side, stop.Index, stop.Level);
        writer.AddToEdge(opened, reaction.Side, reaction.Index, reaction.Level);
        writer.EmitTurn(opened, WyckoffEventType.AR, stop.Side, in reaction);

        opened.ReadTo = reaction.ConfirmedIndex;
        opened.NextTurn = start.NextTurn;
        opened.NextMinorTurn = FirstMinorTurnAfter(reaction.ConfirmedIndex);
        foreach (var turn in (ReadOnlySpan<Turn>)[stop, reaction])
        {
            var side = opened.Toward(turn.Side);
            side.TakeLow(side.Facing.Turn(turn.Level));
            pullbacks.StartLeg(side, turn.Index, side.Facing.Turn(turn.Level), opened.ReadTo);
        }
        ReadTo(opened, upTo);
        return opened;
    }

    /// <summary>Reads on to a candle; of a range that is over only its last point and its failures.</summary>
    public void ReadTo(TradingRange of, int upTo)
    {
        while (of.ReadTo < upTo)
        {
            var index = ++of.ReadTo;
            // The side price has come back from first: what it takes back must not undo what the other one gains.
            var isLow = history[index].Candle.Close < of.Middle(Facing.Up, index);
            var (first, second) = isLow ? (of.Up, of.Down) : (of.Down, of.Up);
            if (!of.IsOver)
                edges.Read(of, first, index);
            if (!of.IsOver)
                edges.Read(of, second, index);
            pullbacks.Read(of, first, index);
            pullbacks.Read(of, second, index);
            if (!of.IsOver)
                TakeTurns(of, index);
            WatchFailures(of, first, index);
            WatchFailures(of, second, index);
        }
    }

    /// <summary>Says that nothing of a range can fail any more.</summary>
    public void Settle(TradingRange of)
    {
        writer.Settle(of.Up.SpringNumber);
        writer.Settle(of.Up.DriveNumber);
        writer.Settle(of.Down.SpringNumber);
        writer.Settle(of.Down.DriveNumber);
    }

    private void EmitClimax(TradingRange of, in RangeStart start)
    {
        var (facing, stop) = (of.Stop, start.Stop);
        ref readonly var at = ref history[stop.Index];
        of.Climax = (at.Candle.Volume, at.Candle.Range);
        var preliminary = ClimaxRule.PreliminaryTo(stop.Index, facing, start.Trend, history);
        if (preliminary >= 0)
        {
            var candle = history[preliminary].Candle;
            var point = new EventPoint(preliminary, facing.Turn(facing.Low(in candle)));
            writer.Emit(of, facing.IsUp ? WyckoffEventType.PS : WyckoffEventType.PSY, facing.Side, in point);
        }
        var type = facing.IsUp ? WyckoffEventType.SC : WyckoffEventType.BC;
        writer.Emit(of, type, facing.Side, new EventPoint(stop.Index, stop.Level, EdgeAtr: 0));
        writer.Weigh(of, facing.Side, EvidenceType.Climax, ClimaxPoints, at.VolumeZ);
    }

    private int FirstMinorTurnAfter(int index)
    {
        var found = minorLegs.Log.Count;
        while (found > 0 && minorLegs.Log[found - 1].ConfirmedIndex > index)
            found--;
        return found;
    }

    private void TakeTurns(TradingRange of, int index)
    {
        for (; of.NextTurn < legs.Log.Count && legs.Log[of.NextTurn].ConfirmedIndex <= index; of.NextTurn++)
        {
            ref readonly var turn = ref legs.Log[of.NextTurn];
            turns.Take(of, in turn, of.NextTurn);
            var side = of.Toward(turn.Side);
            pullbacks.StartLeg(side, turn.Index, side.Facing.Turn(turn.Level), index);
        }
        for (; of.NextMinorTurn < minorLegs.Log.Count; of.NextMinorTurn++)
        {
            ref readonly var turn = ref minorLegs.Log[of.NextMinorTurn];
            if (turn.ConfirmedIndex > index)
                return;
            turns.TakeMinor(of, in turn);
        }
    }

    /// <summary>A close below its low undoes a spring, a close below mid-range a sign of strength.</summary>
    private void WatchFailures(TradingRange of, RangeSide side, int index)
    {
        var candle = history[index].Candle;
        if (candle.IsPartial)
            return;
        var close = side.Facing.Close(in candle);
        if (side.SpringNumber >= 0 && close < side.SpringLow)
        {
            Fail(of, side.SpringNumber, EvidenceType.FalseBreakFailed, SpringFailedPoints, index);
            side.SpringNumber = -1;
        }
        if (side.DriveNumber >= 0 && close < of.Middle(side.Facing, index))
        {
            Fail(of, side.DriveNumber, EvidenceType.DriveFailed, DriveFailedPoints, index);
            side.DriveNumber = -1;
        }
    }

    private void Fail(TradingRange of, int number, EvidenceType type, double points, int index)
    {
        writer.Fail(number);
        if (of.IsOver)
            return;
        writer.Weigh(of, writer[number].Side.Opposite(), type, points, history[index].Candle.Close);
        if (of.Phase > WyckoffPhase.B)
            writer.Enter(of, WyckoffPhase.B, index);
    }
}
