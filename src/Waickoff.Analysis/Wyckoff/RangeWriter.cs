using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>Writes what is known of a range to the log, all of it as known at the close the tape stands at.</summary>
internal sealed class RangeWriter(Tape tape, WyckoffLog log, CandleHistory history)
{
    private readonly List<int> failedAtOnce = [];

    public WyckoffEvent this[int number] => log.Events[number];

    public TradingRange Open(in RangeStart start)
    {
        var opened = new TradingRange(log.Ranges.Count, in start);
        var (index, side) = (start.Stop.Index, start.Stop.Side);
        log.Ranges.Add(
            new WyckoffRange(opened.Id, index, tape.Index, side.Opposite(), start.IsClimax, start.Trend.StartIndex)
        );
        Enter(opened, WyckoffPhase.A, index);
        return opened;
    }

    /// <summary>An event, by its number in the log.</summary>
    public int Emit(TradingRange of, WyckoffEventType type, Side side, in EventPoint at)
    {
        ref readonly var measured = ref history[at.Index];
        var inputs = new WyckoffEventInputs(measured.VolumeZ, measured.RangeZ, at.EdgeAtr, at.VolumeShare);
        var found = new WyckoffEvent(type, side, at.Index, tape.Index, at.Level, of.Id, inputs);
        return log.Events.Add(in found, CanFail(type));
    }

    /// <summary>An event at a turning point.</summary>
    public void EmitTurn(
        TradingRange of,
        WyckoffEventType type,
        Side side,
        in Turn turn,
        double volumeShare = double.NaN
    )
    {
        var facing = new Facing(turn.Side);
        var beyond = of.Support(facing, turn.Index) - facing.Turn(turn.Level);
        Emit(of, type, side, new EventPoint(turn.Index, turn.Level, beyond / history[turn.Index].Atr, volumeShare));
    }

    /// <summary>Adds a turn to the edge of its side.</summary>
    public void AddToEdge(TradingRange of, Side side, int index, double level)
    {
        var edge = of.Edge(side);
        if (edge.Add(index, level, tape.Index))
            log.Edges.Add(edge.Version);
    }

    public void Enter(TradingRange of, WyckoffPhase phase, int from)
    {
        of.Phase = phase;
        log.Phases.Add(new PhaseEntry(of.Id, of.Reading, phase, from, tape.Index));
    }

    /// <summary>Phase D, behind a phase C that a range without a spring has had at the last low before its drive.</summary>
    public void EnterDrive(TradingRange of, int lowIndex)
    {
        if (of.Phase == WyckoffPhase.B)
            Enter(of, WyckoffPhase.C, lowIndex);
        if (of.Phase == WyckoffPhase.C)
            Enter(of, WyckoffPhase.D, lowIndex);
    }

    public void End(TradingRange of, Side exit, int index, FindingState state)
    {
        of.IsOver = true;
        log.Ends.Add(new RangeEnd(of.Id, index, tape.Index, exit, state));
    }

    /// <summary>Adds evidence that stays.</summary>
    public void Weigh(TradingRange of, Side side, EvidenceType type, double points, double value)
    {
        of.Score.Add(side, points);
        log.Evidence.Add(new EvidenceEntry(of.Id, tape.Index, side, type, points, value));
        Read(of);
    }

    /// <summary>Adds a measure that stands until it is taken again.</summary>
    public void Put(TradingRange of, Side side, EvidenceType type, double points, double value)
    {
        if (!of.Score.Put(type, side.Sign() * points))
            return;
        log.Evidence.Add(new EvidenceEntry(of.Id, tape.Index, side, type, points, value));
        Read(of);
    }

    /// <summary>Marks an event as failed; one that was known only at this close, at the next.</summary>
    public void Fail(int number)
    {
        if (log.Events[number].ConfirmedIndex == tape.Index)
            failedAtOnce.Add(number);
        else
            log.Events.Move(number, FindingState.Failed, tape.Index, isEnd: true);
    }

    /// <summary>Marks what had failed already when it became known.</summary>
    public void FailLate()
    {
        if (failedAtOnce.Count == 0)
            return;
        foreach (var number in failedAtOnce)
            log.Events.Move(number, FindingState.Failed, tape.Index, isEnd: true);
        failedAtOnce.Clear();
    }

    /// <summary>Says that an event can no longer fail.</summary>
    public void Settle(int number)
    {
        if (number >= 0)
            log.Events.Settle(number);
    }

    private void Read(TradingRange of)
    {
        var (bullish, bearish, unknown) = of.Score.Shares();
        log.Readings.Add(new ReadingEntry(of.Id, tape.Index, bullish, bearish, unknown));
        var reading = (of.Score.Lead(), of.Stop.IsUp) switch
        {
            (Side.Bullish, true) => WyckoffReading.Accumulation,
            (Side.Bullish, false) => WyckoffReading.ReAccumulation,
            (Side.Bearish, true) => WyckoffReading.ReDistribution,
            (Side.Bearish, false) => WyckoffReading.Distribution,
            _ => WyckoffReading.Unknown,
        };
        if (reading == of.Reading)
            return;
        of.Reading = reading;
        Enter(of, of.Phase, tape.Index);
    }

    private static bool CanFail(WyckoffEventType type) =>
        type
            is WyckoffEventType.Spring
                or WyckoffEventType.UT
                or WyckoffEventType.UTAD
                or WyckoffEventType.SOS
                or WyckoffEventType.JAC
                or WyckoffEventType.SOW;
}

/// <summary>Where an event stands.</summary>
/// <param name="Index">The candle.</param>
/// <param name="Level">The price.</param>
/// <param name="EdgeAtr">How far that is beyond the edge, in ATR.</param>
/// <param name="VolumeShare">Volume against what the rule compares it with.</param>
internal readonly record struct EventPoint(
    int Index,
    double Level,
    double EdgeAtr = double.NaN,
    double VolumeShare = double.NaN
);
