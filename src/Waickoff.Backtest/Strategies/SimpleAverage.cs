using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Backtest.Strategies;

/// <summary>The mean of the last n closes; <c>NaN</c> in warm-up.</summary>
internal sealed class SimpleAverage(int length) : IIndicator<double>
{
    private readonly BollingerBands? bands = length > 1 ? new BollingerBands(length) : null;

    public int WarmUpCandles => length - 1;

    public double Add(in Candle closed)
    {
        if (bands is null)
            return closed.Close;
        bands.Add(in closed, out var value);
        return value.Middle;
    }

    public void Add(in Candle closed, out double value) => value = Add(in closed);
}
