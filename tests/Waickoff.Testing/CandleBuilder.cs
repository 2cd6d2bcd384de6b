using Waickoff.Analysis.Candles;

namespace Waickoff.Testing;

/// <summary>Builds small series, one line a candle, on a grid that starts at a Monday midnight UTC.</summary>
public sealed class CandleBuilder(Timeframe timeframe)
{
    /// <summary>Monday 2024-01-01 00:00 UTC.</summary>
    public const long StartMs = 1_704_067_200_000;

    private readonly List<Candle> candles = [];
    private long nextTimeMs = StartMs;

    public CandleBuilder()
        : this(Timeframe.M15) { }

    public CandleBuilder Add(
        double open,
        double high,
        double low,
        double close,
        double volume = 100,
        double taker = double.NaN
    )
    {
        candles.Add(new Candle(nextTimeMs, open, high, low, close, volume, taker));
        nextTimeMs += timeframe.Milliseconds;
        return this;
    }

    /// <summary>A candle that opens at the last close.</summary>
    public CandleBuilder To(double close, double wick = 0, double volume = 100, double taker = double.NaN)
    {
        var open = candles.Count > 0 ? candles[^1].Close : close;
        return Add(open, Math.Max(open, close) + wick, Math.Min(open, close) - wick, close, volume, taker);
    }

    /// <summary>Flat candles at a price.</summary>
    public CandleBuilder Flat(int count, double price, double volume = 100)
    {
        for (var i = 0; i < count; i++)
            Add(price, price, price, price, volume);
        return this;
    }

    /// <summary>Leaves candles out.</summary>
    public CandleBuilder Hole(int count)
    {
        nextTimeMs += count * timeframe.Milliseconds;
        return this;
    }

    /// <summary>Marks the last candle as partial.</summary>
    public CandleBuilder Partial()
    {
        candles[^1] = candles[^1] with { IsPartial = true };
        return this;
    }

    public CandleSeries Build() => new(timeframe, [.. candles]);
}
