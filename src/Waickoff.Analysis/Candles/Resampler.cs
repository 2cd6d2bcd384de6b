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
    private readonly long baseMs;
    private long lastOpenTimeMs = -1;

    // The forming candle, field by field: most base candles change it, few end it.
    private long openTimeMs;
    private long endMs = long.MinValue;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private double takerBuyVolume;
    private bool isPartial;
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
        baseMs = baseTimeframe.Milliseconds;
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
        // Behind a candle on the grid the next one is on it too: the usual case is spared the division.
        var isNext = lastOpenTimeMs >= 0 && time - lastOpenTimeMs == baseMs;
        if (!isNext && (time <= lastOpenTimeMs || time % baseMs != 0))
            throw new ArgumentException(
                $"Open time {time} must be a multiple of {BaseTimeframe} and later than {lastOpenTimeMs}.",
                nameof(closed)
            );
        lastOpenTimeMs = time;
        var count = 0;
        if (time >= endMs)
        {
            if (parts > 0)
                completed[count++] = Complete();
            Start(in closed);
        }
        else
            Join(in closed);
        if (time + baseMs == endMs)
            completed[count++] = Complete();
        return completed.AsSpan(0, count);
    }

    /// <summary>All candles of a longer timeframe that a series completes.</summary>
    public static CandleSeries Build(CandleSeries series, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(series);
        // Whole candles of one part are that part.
        if (series.Timeframe == timeframe)
            return series;
        var resampler = new Resampler(series.Timeframe, timeframe);
        var built = new List<Candle>((series.Count / resampler.PartsPerCandle) + 2);
        foreach (ref readonly var candle in series.Span)
            built.AddRange(resampler.Add(in candle));
        return new CandleSeries(timeframe, [.. built]);
    }

    private void Start(in Candle first)
    {
        openTimeMs = Timeframe.Floor(first.OpenTimeMs);
        endMs = openTimeMs + Timeframe.Milliseconds;
        (open, high, low, close) = (first.Open, first.High, first.Low, first.Close);
        (volume, takerBuyVolume, isPartial) = (first.Volume, first.TakerBuyVolume, first.IsPartial);
        parts = 1;
    }

    private void Join(in Candle part)
    {
        high = Math.Max(high, part.High);
        low = Math.Min(low, part.Low);
        close = part.Close;
        volume += part.Volume;
        takerBuyVolume += part.TakerBuyVolume;
        isPartial |= part.IsPartial;
        parts++;
    }

    private Candle Complete()
    {
        var isWhole = parts == PartsPerCandle && !isPartial;
        parts = 0;
        return new Candle(openTimeMs, open, high, low, close, volume, takerBuyVolume) { IsPartial = !isWhole };
    }
}
