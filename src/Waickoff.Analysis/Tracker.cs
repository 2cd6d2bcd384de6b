using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis;

/// <summary>
/// A detector as a fold over closed candles: it sees one candle at a time, keeps a bounded state, and writes what the candle
/// confirmed to its log. So nothing can look ahead, a live feed costs O(1) a candle, and a backtest, an alert and a chart
/// see the same thing.
/// </summary>
/// <remarks>
/// A tracker that builds on others adds the candle to them first. Adding the candle it already stands at changes nothing, so
/// trackers that share a <see cref="Candles.Tape"/> or each other advance it once, whoever comes first.
/// </remarks>
public abstract class Tracker<TFinding>
    where TFinding : struct, IFinding
{
    private int index;
    private int mark;

    /// <summary>Starts behind the last candle of the tape, writing to a log of its own or to the one it is to continue.</summary>
    protected Tracker(Tape tape, FindingLog<TFinding>? log)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tape = tape;
        Log = log ?? new FindingLog<TFinding>();
        index = tape.Index;
        mark = Log.Count;
    }

    /// <summary>The candles and scales this tracker reads.</summary>
    public Tape Tape { get; }

    /// <summary>Everything found so far.</summary>
    public FindingLog<TFinding> Log { get; }

    /// <summary>What the last candle confirmed.</summary>
    public ReadOnlySpan<TFinding> Confirmed => Log.Findings[mark..];

    /// <summary>Takes the next closed candle and returns what it confirmed.</summary>
    /// <exception cref="ArgumentException">The candle is impossible or not later than the one before it.</exception>
    public ReadOnlySpan<TFinding> Add(in Candle closed)
    {
        Tape.Add(in closed);
        if (index != Tape.Index)
        {
            index = Tape.Index;
            mark = Log.Count;
            Advance(in closed);
        }
        return Confirmed;
    }

    /// <summary>The rule itself, for a candle the tape already stands at.</summary>
    protected abstract void Advance(in Candle closed);
}

/// <summary>The one loop that runs any tracker over a series.</summary>
public static class Detection
{
    /// <summary>
    /// Folds a tracker over a series. Behind a hole of more than 20 candles a new tracker continues the log and the findings
    /// that were still open are marked as interrupted.
    /// </summary>
    /// <param name="series">The candles.</param>
    /// <param name="create">Makes the tracker for one unbroken stretch of candles.</param>
    /// <param name="visit">Called after each candle with its index, for a tracker that also has a value at every candle.</param>
    public static FindingLog<TFinding> Detect<TFinding>(
        CandleSeries series,
        Func<Tape, FindingLog<TFinding>, Tracker<TFinding>> create,
        Action<int>? visit = null
    )
        where TFinding : struct, IFinding
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(create);
        var log = new FindingLog<TFinding>();
        var tracker = create(new Tape(series.Timeframe), log);
        var candles = series.Span;
        for (var i = 0; i < candles.Length; i++)
        {
            if (i > 0 && Tape.IsRestart(candles[i - 1].OpenTimeMs, candles[i].OpenTimeMs, series.Timeframe))
            {
                log.Interrupt(i);
                tracker = create(new Tape(series.Timeframe, startIndex: i), log);
            }
            tracker.Add(in candles[i]);
            visit?.Invoke(i);
        }
        return log;
    }
}
