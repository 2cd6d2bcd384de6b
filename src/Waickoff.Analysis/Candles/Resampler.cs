namespace Waickoff.Analysis.Candles;

/// <summary>
/// Builds the candles of one longer timeframe from a stream of shorter ones: open of the first, highest high, lowest low, close
/// of the last, sums of the volumes. Exact: it gives what the venue would have recorded.
/// </summary>
/// <remarks>
/// Candles are grouped by UTC multiples of the timeframe. One is complete when its last base candle has closed; where that one
/// is missing, when a later group starts. A candle that misses a base candle, at the start of the series too, or that has a
/// partial one in it, is <see cref="Candle.IsPartial"/>. The taker volume is <c>NaN</c> when any part is. What is still forming
/// is never given out.
/// </remarks>
public sealed class Resampler
{
    // One base candle can end two: the one a hole cut off and, as the last of its group, its own.
    private readonly Candle[] completed = new Candle[2];
    private Candle forming;
    private long lastOpenTimeMs = -1;
    private int parts;

    /// <summary>Starts without candles.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeframe"/> is not a multiple of <paramref name="baseTimeframe"/>.</exception>
    public Resampler(Timeframe baseTimeframe, Timeframe timeframe)
    {
        if (!CanBuild(baseTimeframe, timeframe))
            throw new ArgumentOutOfRangeException(
                nameof(timeframe),
                timeframe,
                $"{timeframe} candles can only be built from a timeframe that divides them, not from {baseTimeframe}."
            );
        BaseTimeframe = baseTimeframe;
        Timeframe = timeframe;
        PartsPerCandle = timeframe.Minutes / baseTimeframe.Minutes;
    }

    /// <summary>The length of the candles that go in.</summary>
    public Timeframe BaseTimeframe { get; }

    /// <summary>The length of the candles that come out.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>How many base candles a whole candle has.</summary>
    public int PartsPerCandle { get; }

    /// <summary>True when candles of one timeframe are whole groups of another's; the same timeframe counts.</summary>
    public static bool CanBuild(Timeframe baseTimeframe, Timeframe timeframe) =>
        baseTimeframe.Minutes > 0 && timeframe >= baseTimeframe && timeframe.Minutes % baseTimeframe.Minutes == 0;

    /// <summary>Takes the next closed base candle and returns the candles it completed, oldest first: none, one or, behind a hole, two.</summary>
    /// <remarks>The result is good until the next call.</remarks>
    /// <exception cref="ArgumentException">The candle is off its grid or not later than the one before it.</exception>
    public ReadOnlySpan<Candle> Add(in Candle closed)
    {
        var time = closed.OpenTimeMs;
        if (time <= lastOpenTimeMs || time % BaseTimeframe.Milliseconds != 0)
            throw new ArgumentException(
                $"Open time {time} must be a multiple of {BaseTimeframe} and later than {lastOpenTimeMs}.",
                nameof(closed)
            );
        lastOpenTimeMs = time;
        var count = 0;
        var openTimeMs = Timeframe.Floor(time);
        if (parts > 0 && forming.OpenTimeMs != openTimeMs)
            completed[count++] = Complete();
        Join(in closed, openTimeMs);
        if (time + BaseTimeframe.Milliseconds == openTimeMs + Timeframe.Milliseconds)
            completed[count++] = Complete();
        return completed.AsSpan(0, count);
    }

    /// <summary>All candles of a longer timeframe that a series completes.</summary>
    public static CandleSeries Build(CandleSeries series, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(series);
        var resampler = new Resampler(series.Timeframe, timeframe);
        var built = new List<Candle>((series.Count / resampler.PartsPerCandle) + 2);
        foreach (ref readonly var candle in series.Span)
            built.AddRange(resampler.Add(in candle));
        return new CandleSeries(timeframe, [.. built]);
    }

    private void Join(in Candle part, long openTimeMs)
    {
        forming =
            parts == 0
                ? part with
                {
                    OpenTimeMs = openTimeMs,
                }
                : forming with
                {
                    High = Math.Max(forming.High, part.High),
                    Low = Math.Min(forming.Low, part.Low),
                    Close = part.Close,
                    Volume = forming.Volume + part.Volume,
                    TakerBuyVolume = forming.TakerBuyVolume + part.TakerBuyVolume,
                    IsPartial = forming.IsPartial || part.IsPartial,
                };
        parts++;
    }

    private Candle Complete()
    {
        var isWhole = parts == PartsPerCandle && !forming.IsPartial;
        parts = 0;
        return forming with { IsPartial = !isWhole };
    }
}
