using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Indicators;

/// <summary>
/// The dense sister of a tracker: a fold over closed candles with one value per candle. It takes candles as they come and
/// remembers no more of them than its rule needs.
/// </summary>
/// <typeparam name="TValue">A number or a small struct of numbers; <c>NaN</c> in warm-up.</typeparam>
public interface IIndicator<TValue>
{
    /// <summary>How many candles come before the first value.</summary>
    int WarmUpCandles { get; }

    /// <summary>Takes the next closed candle and returns the value at its close.</summary>
    TValue Add(in Candle closed);

    /// <summary>The same, written to its place: a struct of several numbers that is returned is copied on the way, at half of what it cost.</summary>
    void Add(in Candle closed, out TValue value);
}

/// <summary>The one loop that runs any indicator over a series.</summary>
public static class Indication
{
    /// <summary>The value at each candle. Behind a hole of more than 20 candles a new indicator starts, with its own warm-up.</summary>
    public static TValue[] Compute<TValue>(CandleSeries series, Func<IIndicator<TValue>> create)
    {
        ArgumentNullException.ThrowIfNull(series);
        var values = new TValue[series.Count];
        Compute(series, create, values);
        return values;
    }

    /// <summary>Writes the value at each candle to <paramref name="values"/>, which holds at least as many.</summary>
    public static void Compute<TValue>(CandleSeries series, Func<IIndicator<TValue>> create, Span<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(create);
        var candles = series.Span;
        values = values[..candles.Length];
        var indicator = create();
        for (var i = 0; i < candles.Length; i++)
        {
            if (i > 0 && Tape.IsRestart(candles[i - 1].OpenTimeMs, candles[i].OpenTimeMs, series.Timeframe))
                indicator = create();
            indicator.Add(in candles[i], out values[i]);
        }
    }
}
