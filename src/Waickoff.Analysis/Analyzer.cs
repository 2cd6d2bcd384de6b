using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis;

/// <summary>
/// The fold of all folds for one timeframe: add closed candles, ask at any time for the analysis as it stands. Live, batch and as-of are
/// this same fold, so they agree.
/// </summary>
public sealed class Analyzer
{
    private readonly AppendLog<Candle> candles;
    private readonly AnalyzerLogs logs = new();
    private AnalyzerTrackers trackers;
    private PriceRange seen = PriceRange.None;

    /// <summary>Starts without candles.</summary>
    /// <param name="timeframe">The length of each candle.</param>
    /// <param name="capacity">How many candles to make room for at once; more may come.</param>
    public Analyzer(Timeframe timeframe, int capacity = 0)
    {
        Timeframe = timeframe;
        candles = new AppendLog<Candle>(capacity);
        trackers = new AnalyzerTrackers(timeframe, logs, startIndex: 0);
    }

    /// <summary>The length of each candle.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>How many candles it has seen.</summary>
    public int Count => candles.Count;

    /// <summary>The candles it has seen, unaffected by later ones.</summary>
    public ReadOnlyMemory<Candle> Candles => candles.Snapshot();

    /// <summary>Open time of the last candle; -1 before the first.</summary>
    public long LastOpenTimeMs => candles.Count > 0 ? candles[candles.Count - 1].OpenTimeMs : -1;

    /// <summary>The bias of the internal structure as of the last candle.</summary>
    public Side Bias => trackers.InternalStructure.Bias;

    /// <summary>The bias of the next higher timeframe as of now; the order blocks confirmed from here on note whether it agrees.</summary>
    public Side HigherBias
    {
        get => trackers.OrderBlocks.HigherBias;
        set => trackers.OrderBlocks.HigherBias = value;
    }

    /// <summary>Takes the next closed candle.</summary>
    /// <exception cref="ArgumentException">The candle is impossible or not later than the one before it; nothing was changed.</exception>
    public void Add(in Candle closed)
    {
        var last = candles.Count > 0 ? LastOpenTimeMs : (long?)null;
        var problem = CandleRules.Problem(in closed, Timeframe, last);
        if (problem is not null)
            throw new ArgumentException($"Candle {candles.Count}: {problem}.", nameof(closed));
        if (last is { } before && Tape.IsRestart(before, closed.OpenTimeMs, Timeframe))
        {
            logs.Interrupt(candles.Count);
            var higherBias = HigherBias;
            trackers = new AnalyzerTrackers(Timeframe, logs, candles.Count);
            HigherBias = higherBias;
        }
        candles.Add(in closed);
        seen = seen.With(in closed);
        trackers.Add(in closed);
    }

    /// <summary>The analysis as it stands: immutable, unaffected by later candles. Null before the first candle.</summary>
    public TimeframeAnalysis? Snapshot() => Snapshot(candles.Snapshot(), tick: 0);

    /// <summary>The analysis as it stands, with volume profiles from finer candles of the same market.</summary>
    /// <param name="finest">The finest candles at hand, up to the same moment.</param>
    /// <param name="tick">The smallest price step; 0 where unknown.</param>
    public TimeframeAnalysis? Snapshot(ReadOnlyMemory<Candle> finest, double tick)
    {
        if (candles.Count == 0)
            return null;
        trackers.WyckoffState.Advance();
        return TimeframeAnalysis.Of(Timeframe, candles.Snapshot(), logs, trackers, seen, finest, tick);
    }

    /// <summary>The one function: a series in, its analysis out; null for an empty series.</summary>
    public static TimeframeAnalysis? Analyze(CandleSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var analyzer = new Analyzer(series.Timeframe, series.Count);
        foreach (ref readonly var candle in series.Span)
            analyzer.Add(in candle);
        return analyzer.Snapshot();
    }
}
