namespace Waickoff.Analysis.Candles;

/// <summary>
/// Closed candles of one timeframe in time order. Holes are allowed and never filled; <see cref="Gaps"/> lists them.
/// </summary>
public sealed class CandleSeries
{
    private readonly Candle[] candles;

    /// <summary>Takes the candles as they are.</summary>
    /// <exception cref="ArgumentException">A candle is impossible, off its grid, or not after the one before it; the message names the row.</exception>
    public CandleSeries(Timeframe timeframe, Candle[] candles)
    {
        ArgumentNullException.ThrowIfNull(candles);
        Timeframe = timeframe;
        this.candles = candles;
        for (var i = 0; i < candles.Length; i++)
        {
            var problem = CandleRules.Problem(in candles[i], timeframe, i == 0 ? null : candles[i - 1].OpenTimeMs);
            if (problem is not null)
                throw new ArgumentException($"Candle {i}: {problem}.", nameof(candles));
        }
    }

    /// <summary>The length of each candle.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>How many candles there are.</summary>
    public int Count => candles.Length;

    /// <summary>The candle at a zero-based index; holes do not advance the index.</summary>
    public ref readonly Candle this[int index] => ref candles[index];

    /// <summary>All candles.</summary>
    public ReadOnlySpan<Candle> Span => candles;

    /// <summary>The candles that were closed at <paramref name="timeMs"/>.</summary>
    public CandleSeries ClosedAt(long timeMs)
    {
        var count = candles.Length;
        while (count > 0 && candles[count - 1].OpenTimeMs + Timeframe.Milliseconds > timeMs)
            count--;
        return count == candles.Length ? this : new CandleSeries(Timeframe, candles[..count]);
    }

    /// <summary>Each hole: the index of the candle before it and how many candles are missing.</summary>
    public IReadOnlyList<Gap> Gaps()
    {
        var gaps = new List<Gap>();
        for (var i = 1; i < candles.Length; i++)
        {
            var missing = CandleRules.Missing(candles[i - 1].OpenTimeMs, candles[i].OpenTimeMs, Timeframe);
            if (missing > 0)
                gaps.Add(new Gap(candles[i - 1].OpenTimeMs, missing));
        }
        return gaps;
    }
}

/// <summary>A hole in a series.</summary>
/// <param name="After">Open time in milliseconds of the last candle before the hole.</param>
/// <param name="Missing">How many candles are missing.</param>
public readonly record struct Gap(long After, int Missing);
