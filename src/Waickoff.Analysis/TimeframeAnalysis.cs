using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analysis;

/// <summary>Everything found on one timeframe up to one close. Immutable; indexes refer to <see cref="Candles"/>.</summary>
public sealed record TimeframeAnalysis
{
    /// <summary>The length of each candle.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>The candles it rests on, oldest first.</summary>
    public required ReadOnlyMemory<Candle> Candles { get; init; }

    /// <summary>ATR(14) at the last close, in price units; before 14 candles the mean true range so far.</summary>
    public required double Atr { get; init; }

    /// <summary>Breaks, sweeps and bias of the internal scale (pivots of 5).</summary>
    public required StructureAnalysis Internal { get; init; }

    /// <summary>Breaks, sweeps and bias of the swing scale (pivots of 50).</summary>
    public required StructureAnalysis Swing { get; init; }

    /// <summary>Order blocks of the internal scale.</summary>
    public required Findings<OrderBlock> OrderBlocks { get; init; }

    /// <summary>Fair value gaps.</summary>
    public required Findings<FairValueGap> FairValueGaps { get; init; }

    /// <summary>Pools, previous highs and lows, sweeps and runs.</summary>
    public required Findings<LiquidityEvent> Liquidity { get; init; }

    /// <summary>The turning points of the zigzag.</summary>
    public required Findings<Turn> Turns { get; init; }

    /// <summary>The provisional end of the running leg; null before the first turning point.</summary>
    public required Turn? RunningLeg { get; init; }

    /// <summary>Retracements and extensions of each leg.</summary>
    public required Findings<FibonacciLeg> Fibonacci { get; init; }

    /// <summary>Elliott counts.</summary>
    public required Findings<ElliottReading> Elliott { get; init; }

    /// <summary>Ranges, events, phases and readings.</summary>
    public required WyckoffAnalysis Wyckoff { get; init; }

    /// <summary>What the dominant operator appears to do.</summary>
    public required Findings<CompositeManReading> CompositeMan { get; init; }

    /// <summary>Bollinger bands at the last close.</summary>
    public required BollingerValue Bollinger { get; init; }

    /// <summary>Keltner channel at the last close.</summary>
    public required KeltnerValue Keltner { get; init; }

    /// <summary>Whether volatility is squeezed at the last close, and the momentum.</summary>
    public required SqueezeValue Squeeze { get; init; }

    /// <summary>Squeezes, releases and band walks.</summary>
    public required Findings<Squeeze> Squeezes { get; init; }

    /// <summary>Delta and volume-weighted prices.</summary>
    public required VolumeAnalysis Volume { get; init; }

    /// <summary>Where volume was traded.</summary>
    public required ProfileAnalysis Profile { get; init; }

    /// <summary>RSI(14) at the last close, 0 to 100; <c>NaN</c> in warm-up.</summary>
    public required double Rsi { get; init; }

    /// <summary>The levels that still matter within 12 ATR of price.</summary>
    public ValueList<KeyLevel> Levels { get; init; }

    /// <summary>Where levels of at least two families meet, best first.</summary>
    public ValueList<Confluence> Confluences { get; init; }

    /// <summary>Bullish, bearish and neutral, as far as levels allow.</summary>
    public ValueList<Scenario> Scenarios { get; init; }

    /// <summary>The lowest and the highest price of all candles: a level outside is a projection.</summary>
    public required PriceRange Seen { get; init; }

    /// <summary>How many candles it rests on.</summary>
    public int Count => Candles.Length;

    /// <summary>The last closed candle.</summary>
    public Candle Last => Candles.Span[^1];

    /// <summary>When the last candle closed: the moment the analysis speaks of.</summary>
    public long AsOfMs => Last.OpenTimeMs + Timeframe.Milliseconds;

    internal static TimeframeAnalysis Of(
        Timeframe timeframe,
        ReadOnlyMemory<Candle> candles,
        AnalyzerLogs logs,
        AnalyzerTrackers trackers,
        PriceRange seen,
        ReadOnlyMemory<Candle> finest,
        double tick
    )
    {
        var wyckoff = WyckoffAnalysis.Of(trackers, candles);
        var found = new TimeframeAnalysis
        {
            Timeframe = timeframe,
            Candles = candles,
            Seen = seen,
            Atr = trackers.Tape.Atr,
            Internal = StructureAnalysis.Of(trackers.InternalStructure),
            Swing = StructureAnalysis.Of(trackers.Structure),
            OrderBlocks = logs.OrderBlocks.Snapshot(),
            FairValueGaps = logs.FairValueGaps.Snapshot(),
            Liquidity = logs.Liquidity.Snapshot(),
            Turns = logs.Turns.Snapshot(),
            RunningLeg = trackers.Legs.Direction == Side.None ? null : trackers.Legs.Running,
            Fibonacci = logs.Fibonacci.Snapshot(),
            Elliott = logs.Elliott.Snapshot(),
            Wyckoff = wyckoff,
            CompositeMan = logs.CompositeMan.Snapshot(),
            Bollinger = trackers.Squeezes.Bollinger,
            Keltner = trackers.Squeezes.Keltner,
            Squeeze = trackers.Squeezes.Current,
            Squeezes = logs.Squeezes.Snapshot(),
            Volume = VolumeAnalysis.Of(trackers, wyckoff, candles.Span),
            Profile = ProfileAnalysis.Of(trackers, wyckoff, candles.Span, finest.Span, tick),
            Rsi = trackers.RelativeStrength.Value,
        };
        var levels = KeyLevels.Of(found);
        var confluences = ConfluenceSearch.Find(levels, found.Last.Close, found.Atr, found.Count - 1);
        return found with
        {
            Levels = new ValueList<KeyLevel>(levels),
            Confluences = confluences,
            Scenarios = ScenarioWriter.Write(found, levels, confluences),
        };
    }
}

/// <summary>Market structure of one scale.</summary>
/// <param name="Length">N of the pivots.</param>
/// <param name="Bias">The side of the last break; none before the first.</param>
/// <param name="High">The newest high pivot.</param>
/// <param name="Low">The newest low pivot.</param>
/// <param name="HighStrength">Whether the high is protected or a target.</param>
/// <param name="LowStrength">Whether the low is protected or a target.</param>
/// <param name="LastBreak">The last break; null before the first.</param>
/// <param name="Range">The range price deals in, with premium and discount.</param>
/// <param name="Events">Breaks, sweeps and failed breaks.</param>
/// <param name="Swings">The pivots.</param>
public sealed record StructureAnalysis(
    int Length,
    Side Bias,
    ActivePivot High,
    ActivePivot Low,
    Strength HighStrength,
    Strength LowStrength,
    StructureEvent? LastBreak,
    DealingRange Range,
    Findings<StructureEvent> Events,
    Findings<Swing> Swings
)
{
    internal static StructureAnalysis Of(MarketStructure structure) =>
        new(
            structure.Swings.Length,
            structure.Bias,
            structure.High,
            structure.Low,
            structure.HighStrength,
            structure.LowStrength,
            structure.LastBreak,
            structure.Range,
            structure.Log.Snapshot(),
            structure.Swings.Log.Snapshot()
        );
}
