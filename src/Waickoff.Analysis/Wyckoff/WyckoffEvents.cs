using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>Finds trading ranges, the events in them, their phases, and what they are to be taken for.</summary>
/// <remarks>
/// <para>Definition: a trend stops, reacts, and returns to its stop: a range. Bullish and bearish events are tested in every range,
/// whatever its reading. The rules stand where they are applied: <see cref="RangeSearch"/> (where a range starts), <see
/// cref="ClimaxRule"/> (PS, SC), <see cref="TurnReader"/> (ST, Test, edges), <see cref="EdgeWatch"/> (Spring, UT, UTAD, JAC, exit), <see
/// cref="PullbackWatch"/> (SOS, LPS, BU).</para>
/// <para>Source: the course of Richard D. Wyckoff and the schematics taught after it (Evans, Pruden, Weis), made causal and measured.</para>
/// <para>Units: prices; distances in ATR(14) and in shares of the range's height; volume as z-scores and ratios.</para>
/// <para>Confirmation: PS, climax, AR and the first ST with the range, at the zigzag turn that completes it; what happened in it before
/// that, at the same close; later events at the close their rule names.</para>
/// <para>Life: springs, upthrusts and signs move to failed when a close undoes them.</para>
/// <para>Edge cases: one range at a time on a timeframe; the newest ended one is followed on for its last point. A partial candle confirms
/// nothing. Behind a long hole the open range ends as interrupted.</para>
/// </remarks>
public sealed class WyckoffEvents : Tracker<WyckoffEvent>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 2;

    private const double MinorReversalAtr = 1.5;
    private const int KeptCandles = 1024;
    private const int LongestRangeCandles = 600;
    private const int FollowAfterExitCandles = 60;

    /// <summary>A range may stop this many candles before the one before it was given up as left.</summary>
    private const int OverlapCandles = 10;

    private readonly Legs legs;
    private readonly Legs minorLegs;
    private readonly CandleHistory history = new(KeptCandles);
    private readonly RangeWriter writer;
    private readonly RangeReader reader;
    private TradingRange? range;
    private TradingRange? left;
    private int leftIndex = -1;

    /// <summary>Starts on a tape.</summary>
    /// <param name="tape">The candles.</param>
    /// <param name="legs">The zigzag on the same tape.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public WyckoffEvents(Tape tape, Legs legs, WyckoffLog? log = null)
        : base(tape, (log ??= new WyckoffLog()).Events)
    {
        ArgumentNullException.ThrowIfNull(legs);
        (this.legs, Wyckoff) = (legs, log);
        minorLegs = new Legs(tape, MinorReversalAtr);
        writer = new RangeWriter(tape, log, history);
        reader = new RangeReader(history, legs, minorLegs, writer);
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
        writer.FailLate();
        if (left is not null)
            reader.ReadTo(left, Tape.Index);
        if (range is not null)
            reader.ReadTo(range, Tape.Index);
        else if (legs.Confirmed.Length > 0)
            StartRange();
        EndRange();
    }

    private void StartRange()
    {
        var firstIndex = Math.Max(history.FirstIndex, leftIndex - OverlapCandles);
        if (RangeSearch.TryFind(legs.Log.Findings, firstIndex, history, out var found))
            range = reader.Open(in found, Tape.Index);
    }

    private void EndRange()
    {
        if (left is not null && Tape.Index - leftIndex > FollowAfterExitCandles)
            LeaveAlone();
        if (range is { IsOver: false } && Tape.Index - range.Start > LongestRangeCandles)
            writer.End(range, Side.None, Tape.Index, FindingState.Expired);
        if (range is not { IsOver: true })
            return;
        LeaveAlone();
        (left, leftIndex, range) = (range, Tape.Index, null);
    }

    /// <summary>The range that was left last is followed for its last point and its failures, then no longer.</summary>
    private void LeaveAlone()
    {
        if (left is not null)
            reader.Settle(left);
        left = null;
    }
}
