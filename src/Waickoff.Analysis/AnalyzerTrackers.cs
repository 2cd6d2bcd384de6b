using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analysis;

/// <summary>The logs of all detectors of one timeframe. They outlive the trackers, which are made anew behind a long hole.</summary>
internal sealed class AnalyzerLogs
{
    public FindingLog<Swing> InternalSwings { get; } = new();

    public FindingLog<Swing> Swings { get; } = new();

    public FindingLog<StructureEvent> InternalStructure { get; } = new();

    public FindingLog<StructureEvent> Structure { get; } = new();

    public FindingLog<OrderBlock> OrderBlocks { get; } = new();

    public FindingLog<FairValueGap> FairValueGaps { get; } = new();

    public FindingLog<LiquidityEvent> Liquidity { get; } = new();

    public FindingLog<Turn> Turns { get; } = new();

    public FindingLog<FibonacciLeg> Fibonacci { get; } = new();

    public FindingLog<ElliottReading> Elliott { get; } = new();

    public FindingLog<Squeeze> Squeezes { get; } = new();

    public FindingLog<DeltaDivergence> Divergences { get; } = new();

    public FindingLog<DailyPoc> DailyPocs { get; } = new();

    public WyckoffLog Wyckoff { get; } = new();

    public FindingLog<CompositeManReading> CompositeMan { get; } = new();

    public void Interrupt(int index)
    {
        InternalSwings.Interrupt(index);
        Swings.Interrupt(index);
        InternalStructure.Interrupt(index);
        Structure.Interrupt(index);
        OrderBlocks.Interrupt(index);
        FairValueGaps.Interrupt(index);
        Liquidity.Interrupt(index);
        Turns.Interrupt(index);
        Fibonacci.Interrupt(index);
        Elliott.Interrupt(index);
        Squeezes.Interrupt(index);
        Divergences.Interrupt(index);
        DailyPocs.Interrupt(index);
        Wyckoff.Events.Interrupt(index);
        CompositeMan.Interrupt(index);
    }
}

/// <summary>All trackers of one timeframe, wired so that what several read is folded once.</summary>
internal sealed class AnalyzerTrackers
{
    /// <summary>N of the internal scale.</summary>
    public const int InternalLength = 5;

    /// <summary>N of the swing scale.</summary>
    public const int SwingLength = 50;

    public AnalyzerTrackers(Timeframe timeframe, AnalyzerLogs logs, int startIndex)
    {
        Tape = new Tape(timeframe, startIndex);
        InternalStructure = new MarketStructure(
            new Swings(Tape, InternalLength, logs.InternalSwings),
            logs.InternalStructure
        );
        Structure = new MarketStructure(new Swings(Tape, SwingLength, logs.Swings), logs.Structure);
        FairValueGaps = new FairValueGaps(Tape, log: logs.FairValueGaps);
        OrderBlocks = new OrderBlocks(InternalStructure, FairValueGaps, log: logs.OrderBlocks);
        Liquidity = new Liquidity(Tape, log: logs.Liquidity);
        Legs = new Legs(Tape, log: logs.Turns);
        Fibonacci = new FibonacciLevels(Legs, logs.Fibonacci);
        Elliott = new ElliottWaves(Legs, log: logs.Elliott);
        Wyckoff = new WyckoffEvents(Tape, Legs, logs.Wyckoff);
        WyckoffState = new WyckoffState(logs.Wyckoff);
        CompositeMan = new CompositeMan(Tape, Legs, InternalStructure, Wyckoff, logs.CompositeMan);
        Squeezes = new Squeezes(Tape, logs.Squeezes);
        Divergences = new DeltaDivergences(InternalStructure.Swings, logs.Divergences);
        DailyPocs = new DailyPocs(Tape, logs.DailyPocs);
    }

    public Tape Tape { get; }

    public MarketStructure InternalStructure { get; }

    public MarketStructure Structure { get; }

    public OrderBlocks OrderBlocks { get; }

    public FairValueGaps FairValueGaps { get; }

    public Liquidity Liquidity { get; }

    public Legs Legs { get; }

    public FibonacciLevels Fibonacci { get; }

    public ElliottWaves Elliott { get; }

    public WyckoffEvents Wyckoff { get; }

    public WyckoffState WyckoffState { get; }

    public CompositeMan CompositeMan { get; }

    public Squeezes Squeezes { get; }

    public DeltaDivergences Divergences { get; }

    public DailyPocs DailyPocs { get; }

    public RelativeStrength RelativeStrength { get; } = new();

    public void Add(in Candle closed)
    {
        InternalStructure.Add(in closed);
        Structure.Add(in closed);
        FairValueGaps.Add(in closed);
        OrderBlocks.Add(in closed);
        Liquidity.Add(in closed);
        Legs.Add(in closed);
        Fibonacci.Add(in closed);
        Elliott.Add(in closed);
        Wyckoff.Add(in closed);
        CompositeMan.Add(in closed);
        Squeezes.Add(in closed);
        Divergences.Add(in closed);
        DailyPocs.Add(in closed);
        RelativeStrength.Add(in closed);
    }
}
