using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>Finds trading ranges, the events in them, their phases, and what they are to be taken for.</summary>
/// <remarks>
/// <para>Definition: a range starts at a climax, or as a stepping stone when after a trend leg two turning points on each side lie within
/// 20 % of its height. Bullish and bearish events are tested in every range, whatever its reading. The rules of each event stand where it
/// is found: <see cref="ClimaxWatch"/>, <see cref="FalseBreakWatch"/>, <see cref="SteppingStones"/> and below.</para>
/// <para>Source: the course of Richard D. Wyckoff and the schematics taught after it (Evans, Pruden, Weis), made causal and measured.</para>
/// <para>Units: prices; distances in ATR(14) and in shares of the range's height; volume as z-scores and ratios.</para>
/// <para>Confirmation: each event at the close its rule names; a turning point at the candle that reverses.</para>
/// <para>Life: springs, upthrusts, signs and last points move to failed when a close undoes them.</para>
/// <para>Edge cases: one range at a time on a timeframe; the newest ended one is followed on for its last point. A partial candle confirms
/// nothing. Behind a long hole the open range ends as interrupted.</para>
/// </remarks>
public sealed class WyckoffEvents : Tracker<WyckoffEvent>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    /// <summary>A range that has not been left after this many candles is given up.</summary>
    internal const int LongestRangeCandles = 600;

    private const double MinorReversalAtr = 1.5;
    private const double LeastReactionAtr = 3;
    private const double LeastReactionShare = 0.25;
    private const double MostHeightAtr = 30;
    private const int LeastCandlesToDrive = 10;
    private const double ExitAtr = 0.5;
    private const int FollowAfterExitCandles = 60;

    private readonly Legs legs;
    private readonly Legs minorLegs;
    private readonly CandleHistory history = new(1024);
    private readonly ClimaxWatch sellingClimax;
    private readonly ClimaxWatch buyingClimax;
    private TradingRange? range;
    private TradingRange? left;
    private int leftIndex;
    private double climaxVolume;
    private double climaxRange;
    private PriorTrend trend;

    /// <summary>Starts on a tape.</summary>
    /// <param name="tape">The candles.</param>
    /// <param name="legs">The zigzag on the same tape.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public WyckoffEvents(Tape tape, Legs legs, WyckoffLog? log = null)
        : this(tape, legs, log ?? new WyckoffLog(), isNew: true) { }

    private WyckoffEvents(Tape tape, Legs legs, WyckoffLog log, bool isNew)
        : base(tape, log.Events)
    {
        _ = isNew;
        ArgumentNullException.ThrowIfNull(legs);
        this.legs = legs;
        Wyckoff = log;
        minorLegs = new Legs(tape, MinorReversalAtr);
        sellingClimax = new ClimaxWatch(Facing.Up, tape, legs, history);
        buyingClimax = new ClimaxWatch(Facing.Down, tape, legs, history);
        var last = log.Ranges.Count - 1;
        var isOpen = last >= 0 && (log.Ends.Count == 0 || log.Ends[log.Ends.Count - 1].RangeId != last);
        if (isOpen)
            log.Ends.Add(new RangeEnd(last, tape.StartIndex - 1, tape.StartIndex, Side.None, FindingState.Interrupted));
    }

    /// <summary>Ranges, edges, phases, readings and evidence beside the events.</summary>
    public WyckoffLog Wyckoff { get; }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        history.Add(in closed, Tape);
        legs.Add(in closed);
        minorLegs.Add(in closed);

        if (sellingClimax.Advance(in closed, out var climax))
            StartAtClimax(Facing.Up, climax);
        if (buyingClimax.Advance(in closed, out climax))
            StartAtClimax(Facing.Down, climax);

        if (range is { HasEdges: true })
        {
            WatchFalseBreak(range, range.Up, in closed);
            WatchFalseBreak(range, range.Down, in closed);
            WatchBreak(range, range.Up, in closed);
            if (!range.IsOver)
                WatchBreak(range, range.Down, in closed);
        }
        foreach (var turn in legs.Confirmed)
            TakeTurn(in turn);
        foreach (var turn in minorLegs.Confirmed)
            TakeMinorTurn(in turn);
        if (range is not null)
            WatchFailures(range, in closed);
        if (left is not null)
            WatchFailures(left, in closed);
        Finish();
    }

    // ---- where a range starts -------------------------------------------------------------------------------------

    private void StartAtClimax(Facing facing, in Climax climax)
    {
        if (range is { IsOver: false })
        {
            var isBeyond =
                facing.Turn(climax.Level)
                < (range.HasEdges ? range.Support(facing, climax.Index) : facing.Turn(LevelOfStart(range)));
            if (range.HasEdges || !isBeyond)
                return;
            End(range, Side.None, climax.Index, FindingState.Failed);
        }
        trend = climax.Trend;
        var at = history[climax.Index];
        (climaxVolume, climaxRange) = (at.Candle.Volume, at.Candle.Range);
        range = Open(facing, climax.Index, hasClimax: true);
        if (climax.PreliminaryIndex >= 0)
            EmitPreliminary(range, climax.PreliminaryIndex);
        Emit(
            range,
            facing.IsUp ? WyckoffEventType.SC : WyckoffEventType.BC,
            facing.Side,
            climax.Index,
            climax.Level,
            0,
            double.NaN
        );
        var stop = new Turn(facing.Side, climax.Index, Tape.Index, climax.Level, -1, double.NaN, default);
        Wyckoff.Edges.Add(range.AddToEdge(in stop, Tape.Index, height: 0));
        Weigh(range, facing.Side, EvidenceType.Climax, 0.4, at.VolumeZ);
    }

    private double LevelOfStart(TradingRange of) =>
        of.Stop.IsUp ? history[of.Start].Candle.Low : history[of.Start].Candle.High;

    private void StartAtSteppingStones()
    {
        var turns = legs.Log.Findings;
        var firstIndex = Math.Max(Tape.StartIndex, left is null ? 0 : leftIndex - LeastCandlesToDrive);
        if (!SteppingStones.TryFind(turns, firstIndex, out var found))
            return;
        trend = found.Trend;
        var stop = turns[found.First];
        var facing = new Facing(stop.Side);
        (climaxVolume, climaxRange) = (double.NaN, double.NaN);
        range = Open(facing, stop.Index, hasClimax: false);
        var preliminary = (facing.IsUp ? sellingClimax : buyingClimax).PreliminaryOf(trend);
        if (preliminary >= 0 && preliminary < stop.Index)
            EmitPreliminary(range, preliminary);

        var reaction = turns[found.First + 1];
        EmitTurn(range, WyckoffEventType.AR, facing.Side, in reaction);
        Wyckoff.Edges.Add(range.AddToEdge(in stop, Tape.Index, found.Height));
        Wyckoff.Edges.Add(range.AddToEdge(in reaction, Tape.Index, found.Height));
        for (var i = found.First + 2; i < turns.Length; i++)
            TakeTurnInRange(range, in turns[i]);
    }

    private TradingRange Open(Facing facing, int start, bool hasClimax)
    {
        var opened = new TradingRange(Wyckoff.Ranges.Count, start, facing);
        Wyckoff.Ranges.Add(
            new WyckoffRange(opened.Id, start, Tape.Index, facing.Side.Opposite(), hasClimax, trend.StartIndex)
        );
        Enter(opened, WyckoffPhase.A, start);
        return opened;
    }

    // ---- turning points ---------------------------------------------------------------------------------------------

    private void TakeTurn(in Turn turn)
    {
        if (range is null)
        {
            StartAtSteppingStones();
            return;
        }
        if (turn.Index <= range.Start)
            return;
        if (range.HasEdges)
            TakeTurnInRange(range, in turn);
        else
            TakeReaction(range, in turn);
    }

    /// <summary>The automatic rally: the first leg after the climax of at least 3 ATR and 25 % of the leg before the range.</summary>
    private void TakeReaction(TradingRange of, in Turn turn)
    {
        var stop = LevelOfStart(of);
        if (turn.Side == of.Stop.Side)
        {
            if (of.Stop.Turn(turn.Level) < of.Stop.Turn(stop))
                End(of, Side.None, turn.Index, FindingState.Failed);
            return;
        }
        var height = Math.Abs(turn.Level - stop);
        if (height < LeastReactionAtr * Tape.Atr || height < LeastReactionShare * trend.Height)
            return;
        if (height > MostHeightAtr * Tape.Atr || height > trend.Height)
        {
            End(of, Side.None, turn.Index, FindingState.Failed);
            return;
        }
        EmitTurn(of, WyckoffEventType.AR, of.Stop.Side, in turn);
        Wyckoff.Edges.Add(of.AddToEdge(in turn, Tape.Index, height));
    }

    private void TakeTurnInRange(TradingRange of, in Turn turn)
    {
        var facing = new Facing(turn.Side);
        var height = of.HeightAt(turn.Index);
        var inside = facing.Turn(turn.Level) - of.Support(facing, turn.Index);
        var side = of.Toward(turn.Side);
        var isSpring = side.SpringNumber >= 0 && Log[side.SpringNumber].Index == turn.Index;
        if (inside <= 0.25 * height)
            of.Tests++;
        if (turn.Side == of.Stop.Side && inside <= 0.25 * height && !of.HasTestedStop)
            TakeSecondaryTest(of, in turn);
        if (of.Phase == WyckoffPhase.A && of.Tests >= 2)
            Enter(of, WyckoffPhase.B, turn.Index);
        if (!isSpring && of.Shapes(in turn))
            Wyckoff.Edges.Add(of.AddToEdge(in turn, Tape.Index, height));
        WeighWaves(of);
    }

    /// <summary>The secondary test: less volume and range than the climax, or any first return where there was no climax.</summary>
    private void TakeSecondaryTest(TradingRange of, in Turn turn)
    {
        var candle = history[turn.Index].Candle;
        var share = candle.Volume / climaxVolume;
        var isQuiet = double.IsNaN(climaxVolume) || (share < 0.7 && candle.Range < 0.8 * climaxRange);
        if (!isQuiet)
            return;
        of.HasTestedStop = true;
        EmitTurn(of, WyckoffEventType.ST, turn.Side, in turn, share);
        if (of.Phase == WyckoffPhase.A)
            Enter(of, WyckoffPhase.B, turn.Index);
    }

    private void TakeMinorTurn(in Turn turn)
    {
        if (range is { HasEdges: true, IsOver: false })
        {
            TakeTest(range, range.Toward(turn.Side), in turn);
            TakeLastPoint(range, range.Toward(turn.Side), in turn);
        }
        else if (left is not null)
        {
            TakeLastPoint(left, left.Toward(turn.Side), in turn);
        }
    }

    /// <summary>The test of a spring: a higher low near it on less than 70 % of its volume and no wide range.</summary>
    private void TakeTest(TradingRange of, RangeSide side, in Turn turn)
    {
        if (side.SpringNumber < 0 || side.HasTest || turn.Index <= Log[side.SpringNumber].ConfirmedIndex)
            return;
        var spring = Log[side.SpringNumber];
        var above = side.Facing.Turn(turn.Level) - side.Facing.Turn(spring.Level);
        var candle = history[turn.Index];
        var share = candle.Candle.Volume / history[spring.Index].Candle.Volume;
        if (above <= 0 || above > 0.4 * of.HeightAt(turn.Index) || !(share < 0.7) || candle.RangeZ >= 0.5)
            return;
        side.HasTest = true;
        EmitTurn(of, WyckoffEventType.Test, turn.Side, in turn, share);
        Weigh(of, turn.Side, EvidenceType.TestHeld, 0.6, turn.Level);
        Enter(of, WyckoffPhase.D, turn.Index);
    }

    /// <summary>
    /// The last point of support: the first pullback after a sign of strength that keeps above mid-range, gives back at most 62 % of the
    /// drive and trades less per candle than it; a back-up when it holds within 0.5 ATR of the broken edge.
    /// </summary>
    private void TakeLastPoint(TradingRange of, RangeSide side, in Turn turn)
    {
        if (side.DriveNumber < 0 || side.HasLastPoint || turn.Index <= side.DriveHigh.Index)
            return;
        var facing = side.Facing;
        var low = facing.Turn(turn.Level);
        var edge = of.Resistance(facing, turn.Index);
        var middle = edge - (of.HeightAt(turn.Index) / 2);
        var (start, high) = (side.DriveStart, side.DriveHigh);
        var share = MeanVolume(high.Index + 1, turn.Index) / MeanVolume(start.Index + 1, high.Index);
        if (low < middle || high.Level - low > 0.62 * (high.Level - start.Level) || !(share < 1))
            return;
        side.HasLastPoint = true;
        var isBackUp = Math.Abs(low - edge) <= 0.5 * Tape.Atr;
        var type = facing.IsUp ? (isBackUp ? WyckoffEventType.BU : WyckoffEventType.LPS) : WyckoffEventType.LPSY;
        EmitTurn(of, type, facing.Side, in turn, share);
        Weigh(of, facing.Side, EvidenceType.LastPoint, 0.6, turn.Level);
    }

    // ---- edges ------------------------------------------------------------------------------------------------------

    private void WatchFalseBreak(TradingRange of, RangeSide side, in Candle candle)
    {
        var facing = side.Facing;
        var support = of.Support(facing, Tape.Index);
        var watch = side.FalseBreak;
        if (!watch.Advance(in candle, Tape.Index, support, of.HeightAt(Tape.Index), Tape.Atr))
            return;
        var isLate = of.Tests >= 2;
        var type =
            facing.IsUp ? WyckoffEventType.Spring
            : isLate ? WyckoffEventType.UTAD
            : WyckoffEventType.UT;
        var depth = (support - watch.Low) / Tape.Atr;
        Settle(side.SpringNumber);
        side.SpringNumber = Emit(of, type, facing.Side, watch.LowIndex, facing.Turn(watch.Low), depth, double.NaN);
        side.HasTest = false;
        if (of.Phase == WyckoffPhase.A)
            return;
        Weigh(of, facing.Side, EvidenceType.FalseBreak, isLate ? 1.4 : 0.7, facing.Turn(watch.Low));
        if (isLate)
            Enter(of, WyckoffPhase.C, watch.LowIndex);
    }

    /// <summary>Closes over resistance: a sign of strength, and after two closes 0.5 ATR beyond it the exit.</summary>
    private void WatchBreak(TradingRange of, RangeSide side, in Candle candle)
    {
        var facing = side.Facing;
        var over = facing.Close(in candle) - of.Resistance(facing, Tape.Index);
        if (side.DriveNumber >= 0 && facing.High(in candle) > side.DriveHigh.Level)
            side.DriveHigh = (Tape.Index, facing.High(in candle));
        if (over <= 0)
        {
            (side.BreakIndex, side.ClosesFarOutside) = (-1, 0);
            return;
        }
        if (side.BreakIndex < 0)
            side.BreakIndex = Tape.Index;
        if (over < ExitAtr * Tape.Atr)
            side.ClosesFarOutside = 0;
        else if (++side.ClosesFarOutside == 1)
            side.FirstFarIndex = Tape.Index;
        if (!Tape.CanConfirm)
            return;

        var isExit = side.ClosesFarOutside >= 2;
        var isRipe = of.Phase != WyckoffPhase.A && side.BreakIndex - of.Start >= LeastCandlesToDrive;
        if (isRipe && side.DriveNumber < 0 && (isExit || IsDrive(side, out _)))
            TakeDrive(of, side);
        if (isExit)
            Exit(of, side);
    }

    /// <summary>Effort within the leg that broke the edge: volume per candle above that of the leg before, and a wide or busy candle.</summary>
    private bool IsDrive(RangeSide side, out double share)
    {
        var start = DriveStartOf(side.Facing);
        var before = legs.Last.StartIndex;
        share = before >= 0 ? MeanVolume(start + 1, Tape.Index) / MeanVolume(before + 1, legs.Last.Index) : double.NaN;
        if (!(share > 1))
            return false;
        for (var i = start + 1; i <= Tape.Index; i++)
        {
            if (history[i].VolumeZ >= 1 || history[i].RangeZ >= 1)
                return true;
        }
        return false;
    }

    private int DriveStartOf(Facing facing)
    {
        var from = legs.Direction == facing.Side ? legs : minorLegs;
        return Math.Max(from.Last.Index, Tape.Index - history.Capacity + 1);
    }

    private void TakeDrive(TradingRange of, RangeSide side)
    {
        var facing = side.Facing;
        var start = DriveStartOf(facing);
        _ = IsDrive(side, out var share);
        side.DriveStart = (start, facing.Low(history[start].Candle));
        side.DriveHigh = (Tape.Index, facing.High(history[Tape.Index].Candle));
        for (var i = side.BreakIndex; i < Tape.Index; i++)
        {
            if (facing.High(history[i].Candle) > side.DriveHigh.Level)
                side.DriveHigh = (i, facing.High(history[i].Candle));
        }
        var close = history[side.BreakIndex].Candle.Close;
        var over = (facing.Turn(close) - of.Resistance(facing, side.BreakIndex)) / Tape.Atr;
        var type = facing.IsUp ? WyckoffEventType.JAC : WyckoffEventType.SOW;
        side.DriveNumber = Emit(of, type, facing.Side, side.BreakIndex, close, over, share);
        side.HasLastPoint = false;
        Weigh(of, facing.Side, EvidenceType.Drive, 1.5, close);
        if (of.Phase == WyckoffPhase.B)
            Enter(of, WyckoffPhase.C, start);
        if (of.Phase == WyckoffPhase.C)
            Enter(of, WyckoffPhase.D, start);
    }

    private void Exit(TradingRange of, RangeSide side)
    {
        if (of.Phase != WyckoffPhase.A)
        {
            Weigh(of, side.Facing.Side, EvidenceType.Exit, 2, history[Tape.Index].Candle.Close);
            Enter(of, WyckoffPhase.E, side.FirstFarIndex);
        }
        End(of, side.Facing.Side, side.BreakIndex, FindingState.Released);
    }

    // ---- what proves wrong ------------------------------------------------------------------------------------------

    private void WatchFailures(TradingRange of, in Candle candle)
    {
        WatchFailures(of, of.Up, in candle);
        WatchFailures(of, of.Down, in candle);
    }

    private void WatchFailures(TradingRange of, RangeSide side, in Candle candle)
    {
        if (!Tape.CanConfirm)
            return;
        var close = side.Facing.Close(in candle);
        if (side.SpringNumber >= 0 && close < side.Facing.Turn(Log[side.SpringNumber].Level))
        {
            Fail(of, side.SpringNumber, EvidenceType.FalseBreakFailed, candle.Close);
            side.SpringNumber = -1;
        }
        if (side.DriveNumber < 0 || !of.HasEdges)
            return;
        if (close < of.Resistance(side.Facing, Tape.Index) - (of.HeightAt(Tape.Index) / 2))
        {
            Fail(of, side.DriveNumber, EvidenceType.DriveFailed, candle.Close);
            side.DriveNumber = -1;
        }
    }

    private void Fail(TradingRange of, int number, EvidenceType type, double close)
    {
        if (Log[number].ConfirmedIndex == Tape.Index)
            return;
        Log.Move(number, FindingState.Failed, Tape.Index, isEnd: true);
        if (of.IsOver)
            return;
        Weigh(of, Log[number].Side.Opposite(), type, type == EvidenceType.DriveFailed ? 1.8 : 1.6, close);
        if (of.Phase > WyckoffPhase.B)
            Enter(of, WyckoffPhase.B, Tape.Index);
    }

    // ---- the log ----------------------------------------------------------------------------------------------------

    private void EmitPreliminary(TradingRange of, int index)
    {
        var facing = of.Stop;
        var candle = history[index].Candle;
        Emit(
            of,
            facing.IsUp ? WyckoffEventType.PS : WyckoffEventType.PSY,
            facing.Side,
            index,
            facing.IsUp ? candle.Low : candle.High,
            double.NaN,
            double.NaN
        );
    }

    private void EmitTurn(TradingRange of, WyckoffEventType type, Side side, in Turn turn, double share = double.NaN)
    {
        var facing = new Facing(turn.Side);
        var edge = of.HasEdges ? (of.Support(facing, turn.Index) - facing.Turn(turn.Level)) / Tape.Atr : 0;
        Emit(of, type, side, turn.Index, turn.Level, edge, share);
    }

    private int Emit(
        TradingRange of,
        WyckoffEventType type,
        Side side,
        int index,
        double level,
        double edgeAtr,
        double share
    )
    {
        ref readonly var at = ref history[index];
        var inputs = new WyckoffEventInputs(at.VolumeZ, at.RangeZ, edgeAtr, share);
        return Log.Add(new WyckoffEvent(type, side, index, Tape.Index, level, of.Id, inputs), CanFail(type));
    }

    private static bool CanFail(WyckoffEventType type) =>
        type
            is WyckoffEventType.Spring
                or WyckoffEventType.UT
                or WyckoffEventType.UTAD
                or WyckoffEventType.SOS
                or WyckoffEventType.JAC
                or WyckoffEventType.SOW;

    private void Settle(int number)
    {
        if (number >= 0)
            Log.Settle(number);
    }

    private void Settle(TradingRange of)
    {
        Settle(of.Up.SpringNumber);
        Settle(of.Up.DriveNumber);
        Settle(of.Down.SpringNumber);
        Settle(of.Down.DriveNumber);
    }

    private void Enter(TradingRange of, WyckoffPhase phase, int from)
    {
        of.Phase = phase;
        Wyckoff.Phases.Add(new PhaseEntry(of.Id, of.Reading, phase, from, Tape.Index));
    }

    private void Weigh(TradingRange of, Side side, EvidenceType type, double points, double value)
    {
        Wyckoff.Evidence.Add(new EvidenceEntry(of.Id, Tape.Index, side, type, points, value));
        of.Score.Add(side, points);
        Read(of);
    }

    /// <summary>Measures that stand until the next turning point: volume of the waves, drift of the middle, lean of the delta.</summary>
    private void WeighWaves(TradingRange of)
    {
        var turns = legs.Log.Findings;
        var (upVolume, downVolume, upCandles, downCandles, volume, delta) = (0.0, 0.0, 0, 0, 0.0, 0.0);
        for (var i = turns.Length - 1; i >= 0 && turns[i].StartIndex >= of.Start; i--)
        {
            var candles = turns[i].Index - turns[i].StartIndex;
            (volume, delta) = (volume + turns[i].Inputs.Volume, delta + turns[i].Inputs.Delta);
            if (turns[i].Side == Side.Bearish)
                (upVolume, upCandles) = (upVolume + turns[i].Inputs.Volume, upCandles + candles);
            else
                (downVolume, downCandles) = (downVolume + turns[i].Inputs.Volume, downCandles + candles);
        }
        if (upCandles == 0 || downCandles == 0 || upVolume <= 0 || downVolume <= 0)
            return;
        var ratio = upVolume / upCandles / (downVolume / downCandles);
        Put(of, EvidenceType.WaveVolume, Math.Clamp(1.5 * Math.Log(ratio), -0.8, 0.8), ratio);
        Put(of, EvidenceType.Delta, Math.Clamp(4 * delta / volume, -0.4, 0.4), delta / volume);
        Read(of);
    }

    private void Put(TradingRange of, EvidenceType type, double signedPoints, double value)
    {
        if (!of.Score.Put(type, signedPoints))
            return;
        var side = signedPoints >= 0 ? Side.Bullish : Side.Bearish;
        Wyckoff.Evidence.Add(new EvidenceEntry(of.Id, Tape.Index, side, type, Math.Abs(signedPoints), value));
    }

    private void Read(TradingRange of)
    {
        var (bullish, bearish, unknown) = of.Score.Shares();
        Wyckoff.Readings.Add(new ReadingEntry(of.Id, Tape.Index, bullish, bearish, unknown));
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
        Enter(of, of.Phase, Tape.Index);
    }

    private double MeanVolume(int first, int last)
    {
        if (last < first || first < Tape.StartIndex)
            return double.NaN;
        var sum = 0.0;
        for (var i = Math.Max(first, last - history.Capacity + 1); i <= last; i++)
            sum += history[i].Candle.Volume;
        return sum / (last - first + 1);
    }

    private void End(TradingRange of, Side exit, int index, FindingState state)
    {
        of.IsOver = true;
        Wyckoff.Ends.Add(new RangeEnd(of.Id, index, Tape.Index, exit, state));
    }

    private void Finish()
    {
        if (left is not null && Tape.Index - leftIndex > FollowAfterExitCandles)
            Follow(null);
        if (range is null)
            return;
        if (!range.IsOver && Tape.Index - range.Start > LongestRangeCandles)
            End(range, Side.None, Tape.Index, FindingState.Expired);
        if (!range.IsOver)
            return;
        if (range.HasEdges)
            Follow(range);
        range = null;
    }

    /// <summary>The range that was left last is followed for its last point and its failure; the one before it no longer.</summary>
    private void Follow(TradingRange? ended)
    {
        if (left is not null)
            Settle(left);
        (left, leftIndex) = (ended, Tape.Index);
    }
}
