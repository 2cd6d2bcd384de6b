using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>The candle a break of structure came from: its range is a zone to which price may return.</summary>
/// <param name="Side">The side of the break.</param>
/// <param name="Index">The candle of the block.</param>
/// <param name="BreakIndex">The candle that broke structure and so confirmed the block.</param>
/// <param name="Top">The high of the block.</param>
/// <param name="Bottom">The low of the block.</param>
/// <param name="PivotIndex">The candle of the pivot that was broken.</param>
/// <param name="BreakKind">Whether the break was a BOS or a CHoCH.</param>
/// <param name="Inputs">The numbers that go with it.</param>
public readonly record struct OrderBlock(
    Side Side,
    int Index,
    int BreakIndex,
    double Top,
    double Bottom,
    int PivotIndex,
    StructureKind BreakKind,
    OrderBlockInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => "order-block";

    /// <inheritdoc />
    public int ConfirmedIndex => BreakIndex;

    /// <summary>The near edge: the one price meets first when it comes back.</summary>
    public double Level => Side == Side.Bullish ? Top : Bottom;

    /// <summary>Half way between the edges.</summary>
    public double Midpoint => (Top + Bottom) / 2;

    /// <summary>The edge whose loss mitigates the block.</summary>
    internal double FarEdge => Side == Side.Bullish ? Bottom : Top;
}

/// <summary>What an order block was measured by. The leg is the candles behind the block up to the break.</summary>
/// <param name="DisplacementAtr">From the near edge to the close of the break, in ATR(14); negative when it closed inside or before it.</param>
/// <param name="VolumeZ">Volume z-score of the block; <c>NaN</c> where unknown.</param>
/// <param name="Delta">Volume delta of the block, in base currency.</param>
/// <param name="LegVolumeZ">Mean volume z-score of the leg; <c>NaN</c> where unknown.</param>
/// <param name="LegVolume">Volume of the leg, in base currency.</param>
/// <param name="LegDelta">Volume delta of the leg, in base currency.</param>
/// <param name="LeftGap">Whether the leg left a fair value gap of its side that was confirmed by the break.</param>
/// <param name="SweepPreceded">Whether a pivot of the side the leg started from was swept in the leg, at the block, or up to 20 candles before it.</param>
/// <param name="HigherTimeframeAgrees">Whether the bias of the next higher timeframe was the same at the break; null where unknown.</param>
public readonly record struct OrderBlockInputs(
    double DisplacementAtr,
    double VolumeZ,
    double Delta,
    double LegVolumeZ,
    double LegVolume,
    double LegDelta,
    bool LeftGap,
    bool SweepPreceded,
    bool? HigherTimeframeAgrees
);

/// <summary>What can be chosen about order blocks.</summary>
/// <param name="Choice">Which candle is the block.</param>
/// <param name="MitigationByWick">Whether a wick beyond the far edge mitigates; by default a close must.</param>
public sealed record OrderBlockOptions(
    OrderBlockChoice Choice = OrderBlockChoice.Extreme,
    bool MitigationByWick = false
);

/// <summary>Which candle of those from the broken pivot to the break is the block.</summary>
public enum OrderBlockChoice
{
    /// <summary>The one the leg started from: lowest of a bullish, highest of a bearish break, spikes left out.</summary>
    Extreme,

    /// <summary>The last one against the break up to where the leg started; there may be none.</summary>
    LastOpposite,
}

/// <summary>Finds the order block of each break of structure and follows its life.</summary>
/// <remarks>
/// <para>Definition: at a BOS or CHoCH at t of pivot p, bullish: of the candles p..t-1 the one with the lowest parsed low, zone its
/// low..high. The parsed low of a candle with a range of 2 ATR(200) or more, as of that candle, is its high, so that a spike is not
/// chosen. Mirror for bearish. Variant <see cref="OrderBlockChoice.LastOpposite"/>: the last candle of the other colour in p..x, x being
/// the lowest of p..t-1.</para>
/// <para>Source: the order block of the smart money literature (ICT); the parsed extremes follow LuxAlgo.</para>
/// <para>Units: prices; displacement in ATR(14) as of the break.</para>
/// <para>Confirmation: the close of the break.</para>
/// <para>Life, from t+1 on: touched (near edge reached, equality counts), half (middle), mitigated (a close, or by option a wick, beyond
/// the far edge), breaker (within 500 candles of that, price comes back to the far edge after a close beyond it), expired (at the 500th
/// candle after the break, unless mitigated by then). Breaker and expired end it.</para>
/// <para>Edge cases: a tie goes to the earlier candle. A candle chosen by a later break is a new block. A partial candle can be a block
/// and moves lives, but breaks nothing.</para>
/// </remarks>
public sealed class OrderBlocks : Tracker<OrderBlock>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const int SweepCandles = 20;

    private readonly FairValueGaps gaps;
    private readonly RecentCandidates recent;
    private readonly BlockSearch bullish;
    private readonly BlockSearch bearish;
    private readonly BlockLives lives;

    /// <summary>Starts on the structure of one scale.</summary>
    /// <param name="structure">Whose breaks make the blocks.</param>
    /// <param name="gaps">Gaps that others share, or null for own ones.</param>
    /// <param name="options">What can be chosen.</param>
    /// <param name="log">The log to continue, or null for a new one.</param>
    public OrderBlocks(
        MarketStructure structure,
        FairValueGaps? gaps = null,
        OrderBlockOptions? options = null,
        FindingLog<OrderBlock>? log = null
    )
        : base((structure ?? throw new ArgumentNullException(nameof(structure))).Tape, log)
    {
        options ??= new OrderBlockOptions();
        Structure = structure;
        this.gaps = gaps ?? new FairValueGaps(Tape);
        recent = new RecentCandidates(structure.Swings.Length);
        bullish = new BlockSearch(Side.Bullish, options.Choice);
        bearish = new BlockSearch(Side.Bearish, options.Choice);
        lives = new BlockLives(Log, options.MitigationByWick);
    }

    /// <summary>The structure whose breaks make the blocks.</summary>
    public MarketStructure Structure { get; }

    /// <summary>The bias of the next higher timeframe as of now, for <see cref="OrderBlockInputs.HigherTimeframeAgrees"/>; none while unknown.</summary>
    public Side HigherBias { get; set; }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        lives.Advance(in closed, Tape.Index);
        foreach (ref readonly var gap in gaps.Add(in closed))
        {
            if (gap.Parts == 1)
                SearchOf(gap.Side).LastGapIndex = gap.Index;
        }
        recent.Add(Tape);
        var happened = Structure.Add(in closed);
        if (happened.Length > 0)
            Take(happened);

        // The candle of a break is no candidate for its block: it enters the searches behind it.
        ref readonly var newest = ref recent.Newest;
        bullish.Add(in newest);
        bearish.Add(in newest);
        foreach (ref readonly var swing in Structure.Swings.Confirmed)
            SearchOf(swing.Side.Opposite()).Restart(recent);
    }

    /// <summary>Sweeps first: one in the candle of a break precedes it, whichever was found first.</summary>
    private void Take(ReadOnlySpan<StructureEvent> happened)
    {
        foreach (ref readonly var sweep in happened)
        {
            if (sweep.Kind == StructureKind.Sweep)
                SearchOf(sweep.Side).LastSweepIndex = sweep.Index;
        }
        foreach (ref readonly var broken in happened)
        {
            if (broken.Kind is StructureKind.Bos or StructureKind.Choch)
                Find(in broken, SearchOf(broken.Side));
        }
    }

    private void Find(in StructureEvent broken, BlockSearch search)
    {
        if (!search.HasChosen)
            return;
        ref readonly var chosen = ref search.Chosen;
        ref readonly var end = ref recent.Newest;
        var level = broken.Side == Side.Bullish ? chosen.High : chosen.Low;
        var inputs = new OrderBlockInputs(
            Tape.InAtr(broken.Side.Sign() * (Tape.Current.Close - level)),
            chosen.VolumeZ,
            chosen.Delta,
            (end.VolumeZSum - chosen.VolumeZSum) / (end.VolumeZCount - chosen.VolumeZCount),
            end.VolumeSum - chosen.VolumeSum,
            end.DeltaSum - chosen.DeltaSum,
            LeftGap: search.LastGapIndex > chosen.Index,
            SweepPreceded: search.LastSweepIndex >= chosen.Index - SweepCandles,
            HigherBias == Side.None ? null : HigherBias == broken.Side
        );
        var block = new OrderBlock(
            broken.Side,
            chosen.Index,
            broken.Index,
            chosen.High,
            chosen.Low,
            broken.PivotIndex,
            broken.Kind,
            inputs
        );
        lives.Add(Log.Add(in block, hasLife: true));
    }

    private BlockSearch SearchOf(Side side) => side == Side.Bullish ? bullish : bearish;
}
