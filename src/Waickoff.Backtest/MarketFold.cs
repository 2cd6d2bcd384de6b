using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Backtest;

/// <summary>
/// The detectors a rule reads, and no others, folded over closed candles. Behind a hole of more than 20 candles all of them start anew, and
/// what was open is forgotten.
/// </summary>
/// <remarks>It is the <see cref="Analyzer"/> without the parts nobody asked for: the same trackers on the same tape, so the same findings.</remarks>
public sealed class MarketFold
{
    private const int KeptCandles = 1024;
    private const int InternalLength = 5;
    private const int SwingLength = 50;

    private readonly MarketParts parts;
    private readonly Candle[] kept = new Candle[KeptCandles];
    private int blockMark;
    private int gapMark;
    private long lastOpenTimeMs = -1;

    /// <summary>Starts without candles.</summary>
    public MarketFold(Timeframe timeframe, MarketParts parts)
    {
        Timeframe = timeframe;
        this.parts = parts;
        Tape = new Tape(timeframe);
        Start();
    }

    /// <summary>The length of each candle.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>How often it had to start anew; who keeps something between candles forgets it when this changes.</summary>
    public int Restarts { get; private set; }

    /// <summary>The candles and scales.</summary>
    public Tape Tape { get; private set; }

    /// <summary>Structure of the internal scale; null when not asked for, as all that follow.</summary>
    public MarketStructure? Internal { get; private set; }

    /// <summary>Structure of the swing scale.</summary>
    public MarketStructure? Swing { get; private set; }

    /// <summary>Order blocks of the internal scale.</summary>
    public OrderBlocks? OrderBlocks { get; private set; }

    /// <summary>Fair value gaps.</summary>
    public FairValueGaps? Gaps { get; private set; }

    /// <summary>Pools and previous highs and lows.</summary>
    public Liquidity? Liquidity { get; private set; }

    /// <summary>The zigzag.</summary>
    public Legs? Legs { get; private set; }

    /// <summary>Ranges and events.</summary>
    public WyckoffEvents? Wyckoff { get; private set; }

    /// <summary>Squeezes, releases, bands.</summary>
    public Squeezes? Squeezes { get; private set; }

    /// <summary>The volume-weighted price of the day, from 4h on of the week, from a day on of the month.</summary>
    public Vwap? Vwap { get; private set; }

    /// <summary>What the current candle did to order blocks.</summary>
    public ReadOnlySpan<LifeEvent> BlockEvents => OrderBlocks is null ? default : OrderBlocks.Log.Events[blockMark..];

    /// <summary>What the current candle did to fair value gaps.</summary>
    public ReadOnlySpan<LifeEvent> GapEvents => Gaps is null ? default : Gaps.Log.Events[gapMark..];

    /// <summary>The first of the candles that <see cref="Past"/> still knows.</summary>
    public int FirstKept => Math.Max(Tape.StartIndex, Tape.Index - KeptCandles + 1);

    /// <summary>A candle from <see cref="FirstKept"/> to the current one.</summary>
    public ref readonly Candle Past(int index) => ref kept[index % KeptCandles];

    /// <summary>The lowest low (for a bullish side) or highest high since a candle, as far back as candles are kept.</summary>
    public double ExtremeSince(Side side, int index)
    {
        var sign = side.Sign();
        var extreme = double.PositiveInfinity;
        for (var i = Math.Max(index, FirstKept); i <= Tape.Index; i++)
            extreme = Math.Min(extreme, sign > 0 ? Past(i).Low : -Past(i).High);
        return sign * extreme;
    }

    /// <summary>Takes the next closed candle.</summary>
    public void Add(in Candle closed)
    {
        if (lastOpenTimeMs >= 0 && Tape.IsRestart(lastOpenTimeMs, closed.OpenTimeMs, Timeframe))
        {
            Tape = new Tape(Timeframe, Tape.Index + 1);
            Restarts++;
            Start();
        }
        lastOpenTimeMs = closed.OpenTimeMs;
        blockMark = OrderBlocks?.Log.EventCount ?? 0;
        gapMark = Gaps?.Log.EventCount ?? 0;
        Tape.Add(in closed);
        kept[Tape.Index % KeptCandles] = closed;
        Internal?.Add(in closed);
        Swing?.Add(in closed);
        Gaps?.Add(in closed);
        OrderBlocks?.Add(in closed);
        Liquidity?.Add(in closed);
        Legs?.Add(in closed);
        Wyckoff?.Add(in closed);
        Squeezes?.Add(in closed);
        Vwap?.Add(in closed);
    }

    private void Start()
    {
        var hasBlocks = parts.HasFlag(MarketParts.OrderBlocks);
        if (hasBlocks || parts.HasFlag(MarketParts.Internal))
            Internal = new MarketStructure(Tape, InternalLength);
        if (parts.HasFlag(MarketParts.Swing))
            Swing = new MarketStructure(Tape, SwingLength);
        if (hasBlocks || parts.HasFlag(MarketParts.Gaps))
            Gaps = new FairValueGaps(Tape);
        if (hasBlocks)
            OrderBlocks = new OrderBlocks(Internal!, Gaps!);
        if (parts.HasFlag(MarketParts.Liquidity))
            Liquidity = new Liquidity(Tape);
        if (parts.HasFlag(MarketParts.Legs) || parts.HasFlag(MarketParts.Wyckoff))
            Legs = new Legs(Tape);
        if (parts.HasFlag(MarketParts.Wyckoff))
            Wyckoff = new WyckoffEvents(Tape, Legs!);
        if (parts.HasFlag(MarketParts.Squeezes))
            Squeezes = new Squeezes(Tape);
        if (parts.HasFlag(MarketParts.Vwap))
            Vwap = new Vwap(AnchorFor(Timeframe));
    }

    private static AnchorPeriod AnchorFor(Timeframe timeframe) =>
        timeframe < Timeframe.H4 ? AnchorPeriod.Day
        : timeframe < Timeframe.D1 ? AnchorPeriod.Week
        : AnchorPeriod.Month;
}
