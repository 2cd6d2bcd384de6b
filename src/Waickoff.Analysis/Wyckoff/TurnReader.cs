using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>What the turning points say inside a range: the secondary test, the test of a spring, the edges, the waves.</summary>
internal sealed class TurnReader(CandleHistory history, Legs legs, RangeWriter writer)
{
    private const double EdgeShare = 0.25;
    private const double QuietVolumeShare = 0.7;
    private const double QuietRangeShare = 0.8;
    private const double QuietRangeZ = 0.5;
    private const int TestsToPhaseB = 2;

    private const double TestPoints = 0.6;
    private const double MostWavePoints = 0.8;
    private const double MostDeltaPoints = 0.4;

    /// <summary>A turning point of the zigzag; the first ones of a range are its return and what led to it.</summary>
    public void Take(TradingRange of, in Turn turn, int place)
    {
        var facing = new Facing(turn.Side);
        var inside = facing.Turn(turn.Level) - of.Support(facing, turn.Index);
        var isAtEdge = inside <= EdgeShare * of.Height;
        of.Tests += isAtEdge ? 1 : 0;
        if (isAtEdge && facing == of.Stop && !of.HasTestedStop)
            TakeSecondaryTest(of, in turn);
        if (of.Phase == WyckoffPhase.A && of.Tests >= TestsToPhaseB)
            writer.Enter(of, WyckoffPhase.B, turn.Index);
        if (of.Shapes(in turn))
            writer.AddToEdge(of, turn.Side, turn.Index, turn.Level);
        var side = of.Toward(turn.Side);
        if (turn.Index != side.SpringIndex)
            side.TakeLow(facing.Turn(turn.Level));
        WeighWaves(of, place);
    }

    /// <summary>A turning point of the finer zigzag: the test of a spring is a higher low near it, quieter and not wide.</summary>
    public void TakeMinor(TradingRange of, in Turn turn)
    {
        var side = of.Toward(turn.Side);
        if (side.SpringNumber < 0 || side.HasTest)
            return;
        var spring = writer[side.SpringNumber];
        var above = side.Facing.Turn(turn.Level) - side.Facing.Turn(spring.Level);
        if (turn.Index <= spring.Index || above <= 0 || above > EdgeShare * of.Height)
            return;
        ref readonly var at = ref history[turn.Index];
        var share = at.Candle.Volume / history[spring.Index].Candle.Volume;
        if (!(share < QuietVolumeShare) || at.RangeZ >= QuietRangeZ)
            return;
        side.HasTest = true;
        writer.EmitTurn(of, WyckoffEventType.Test, turn.Side, in turn, share);
        writer.Weigh(of, turn.Side, EvidenceType.TestHeld, TestPoints, turn.Level);
        if (of.Phase == WyckoffPhase.C)
            writer.Enter(of, WyckoffPhase.D, turn.Index);
    }

    /// <summary>The return to the stop, on less volume and range than the climax where there was one.</summary>
    private void TakeSecondaryTest(TradingRange of, in Turn turn)
    {
        var candle = history[turn.Index].Candle;
        var share = candle.Volume / of.Climax.Volume;
        var isLoud = share >= QuietVolumeShare || candle.Range >= QuietRangeShare * of.Climax.Range;
        if (isLoud)
            return;
        of.HasTestedStop = true;
        writer.EmitTurn(of, WyckoffEventType.ST, turn.Side, in turn, share);
        if (of.Phase == WyckoffPhase.A)
            writer.Enter(of, WyckoffPhase.B, turn.Index);
    }

    /// <summary>Measures that stand until the next turning point: volume of the waves up against those down, lean of the delta.</summary>
    private void WeighWaves(TradingRange of, int last)
    {
        var waves = LegVolumes.Since(legs.Log.Findings[..(last + 1)], of.Start);
        if (!waves.IsKnown)
            return;
        var ratio = waves.UpPerCandle / waves.DownPerCandle;
        Put(of, EvidenceType.WaveVolume, 1.5 * Math.Log(ratio), MostWavePoints, ratio);
        var lean = waves.Delta / waves.Volume;
        Put(of, EvidenceType.Delta, 4 * lean, MostDeltaPoints, lean);
    }

    private void Put(TradingRange of, EvidenceType type, double points, double most, double value)
    {
        var side = points >= 0 ? Side.Bullish : Side.Bearish;
        writer.Put(of, side, type, Math.Min(Math.Abs(points), most), value);
    }
}
