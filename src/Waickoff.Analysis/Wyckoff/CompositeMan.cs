using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>Reads what the dominant operator appears to do, from measured signs for and against.</summary>
/// <remarks>
/// <para>Definition: inside a range four signs are counted: absorption at the edges, volume of the waves, lean of the delta, false breaks
/// that were reclaimed; outside a range the structure bias with a running leg of at least 5 ATR, and the waves and delta of the last six
/// legs. A lead of two signs names the activity.</para>
/// <para>Source: Wyckoff's Composite Man; effort against result.</para>
/// <para>Units: ratios and counts as each sign says.</para>
/// <para>Confirmation: read at each close that confirms a turning point, an event or an absorption; a finding when the signs or the
/// activity differ from the last reading's.</para>
/// <para>Life: superseded by the next reading.</para>
/// <para>Edge cases: without volume there are fewer signs, so more often an unclear reading; nothing is ever assumed.</para>
/// </remarks>
public sealed class CompositeMan : Tracker<CompositeManReading>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const int LeastLead = 2;
    private const double LeastRatio = 1.15;
    private const double LeastDeltaShare = 0.03;
    private const double LeastLegAtr = 5;
    private const int LegsOutside = 6;
    private const double EdgeShare = 0.2;

    private readonly Legs legs;
    private readonly MarketStructure structure;
    private readonly WyckoffEvents events;
    private readonly WyckoffState state;
    private readonly List<CompositeManEvidence> signs = [];
    private int rangeId = -1;
    private int absorbed;
    private int number = -1;

    /// <summary>Starts on trackers of one tape.</summary>
    public CompositeMan(
        Tape tape,
        Legs legs,
        MarketStructure structure,
        WyckoffEvents events,
        FindingLog<CompositeManReading>? log = null
    )
        : base(tape, log)
    {
        ArgumentNullException.ThrowIfNull(legs);
        ArgumentNullException.ThrowIfNull(structure);
        ArgumentNullException.ThrowIfNull(events);
        (this.legs, this.structure, this.events) = (legs, structure, events);
        state = new WyckoffState(events.Wyckoff);
    }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        var isNews = structure.Add(in closed).Length > 0;
        isNews |= events.Add(in closed).Length > 0;
        isNews |= legs.Add(in closed).Length > 0;
        state.Advance();
        if (state.Range?.Id != rangeId)
            (rangeId, absorbed) = (state.Range?.Id ?? -1, 0);
        isNews |= state.IsInRange && Absorbs(in closed);
        if (isNews && Tape.CanConfirm)
            Read();
    }

    /// <summary>Counts a candle that trades much and goes nowhere at an edge, with the delta against its close.</summary>
    private bool Absorbs(in Candle candle)
    {
        if (!(Tape.VolumeZ >= 1.5 && Tape.RangeZ <= 0))
            return false;
        var (support, resistance) = (state.Support!.Value.At(Tape.Index), state.Resistance!.Value.At(Tape.Index));
        var zone = EdgeShare * (resistance - support);
        var isBought = candle.Low <= support + zone && candle.Delta < 0 && candle.Close >= candle.Open;
        var isSold = candle.High >= resistance - zone && candle.Delta > 0 && candle.Close <= candle.Open;
        absorbed += (isBought ? 1 : 0) - (isSold ? 1 : 0);
        return isBought || isSold;
    }

    private void Read()
    {
        signs.Clear();
        var isInRange = state.IsInRange;
        ReadWaves(isInRange ? state.Range!.Value.Start : FirstLegOutside());
        if (isInRange)
            ReadRange();
        else
            ReadStructure();

        var (up, down) = (0, 0);
        foreach (var sign in signs)
            (up, down) = (up + (sign.Side == Side.Bullish ? 1 : 0), down + (sign.Side == Side.Bearish ? 1 : 0));
        var side =
            up - down >= LeastLead ? Side.Bullish
            : down - up >= LeastLead ? Side.Bearish
            : Side.None;
        Say(ActivityOf(side, isInRange), side == Side.Bearish ? Side.Bearish : Side.Bullish);
    }

    private static CompositeManActivity ActivityOf(Side side, bool isInRange) =>
        (side, isInRange) switch
        {
            (Side.Bullish, true) => CompositeManActivity.Accumulating,
            (Side.Bearish, true) => CompositeManActivity.Distributing,
            (Side.Bullish, false) => CompositeManActivity.MarkingUp,
            (Side.Bearish, false) => CompositeManActivity.MarkingDown,
            _ => CompositeManActivity.Unclear,
        };

    private int FirstLegOutside()
    {
        var turns = legs.Log.Findings;
        return turns.Length > LegsOutside ? Math.Max(Tape.StartIndex, turns[^LegsOutside].StartIndex) : Tape.StartIndex;
    }

    private void ReadWaves(int from)
    {
        var waves = LegVolumes.Since(legs.Log.Findings, from);
        if (!waves.IsKnown)
            return;
        var ratio = waves.UpPerCandle / waves.DownPerCandle;
        if (ratio >= LeastRatio || ratio <= 1 / LeastRatio)
            Add(CompositeManSign.WaveVolume, ratio > 1, ratio);
        var share = waves.Delta / waves.Volume;
        if (Math.Abs(share) >= LeastDeltaShare)
            Add(CompositeManSign.DeltaShare, share > 0, share);
    }

    private void ReadRange()
    {
        if (absorbed != 0)
            Add(CompositeManSign.Absorption, absorbed > 0, Math.Abs(absorbed));
        var reclaimed = 0;
        var findings = events.Log.Findings;
        for (var i = findings.Length - 1; i >= 0 && findings[i].RangeId == rangeId; i--)
        {
            reclaimed += findings[i].Type switch
            {
                WyckoffEventType.Spring => 1,
                WyckoffEventType.UT or WyckoffEventType.UTAD => -1,
                _ => 0,
            };
        }
        if (reclaimed != 0)
            Add(CompositeManSign.ReclaimedSweeps, reclaimed > 0, Math.Abs(reclaimed));
        if (state.Reading is { } reading && Math.Max(reading.Bullish, reading.Bearish) > reading.Unknown)
            Add(
                CompositeManSign.RangeReading,
                reading.Bullish > reading.Bearish,
                Math.Max(reading.Bullish, reading.Bearish)
            );
    }

    private void ReadStructure()
    {
        if (legs.Direction == Side.None || legs.Direction != structure.Bias)
            return;
        var height = legs.Running.Height / Tape.Atr;
        if (height >= LeastLegAtr)
            Add(CompositeManSign.Structure, structure.Bias == Side.Bullish, height);
    }

    private void Add(CompositeManSign sign, bool isBullish, double value) =>
        signs.Add(new CompositeManEvidence(sign, isBullish ? Side.Bullish : Side.Bearish, value));

    private void Say(CompositeManActivity activity, Side side)
    {
        if (number >= 0 && IsSame(Log[number], activity))
            return;
        if (number < 0 && signs.Count == 0)
            return;
        if (number >= 0 && Log[number].ConfirmedIndex < Tape.Index)
            Log.Move(number, FindingState.Superseded, Tape.Index, isEnd: true);
        var (supporting, opposing) = (
            signs.Where(s => s.Side == side).ToArray(),
            signs.Where(s => s.Side != side).ToArray()
        );
        var reading = new CompositeManReading(activity, Tape.Index, new(supporting), new(opposing));
        number = Log.Add(in reading, hasLife: true);
    }

    /// <summary>The same activity with the same signs on the same sides; their values may have moved.</summary>
    private bool IsSame(in CompositeManReading last, CompositeManActivity activity)
    {
        if (last.Activity != activity || last.For.Count + last.Against.Count != signs.Count)
            return false;
        foreach (var sign in signs)
        {
            if (!Has(last.For.Span, sign) && !Has(last.Against.Span, sign))
                return false;
        }
        return true;
    }

    private static bool Has(ReadOnlySpan<CompositeManEvidence> evidence, in CompositeManEvidence sign)
    {
        foreach (var item in evidence)
        {
            if (item.Type == sign.Type && item.Side == sign.Side)
                return true;
        }
        return false;
    }
}
