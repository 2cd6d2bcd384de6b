using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Backtest.Strategies;

/// <summary>One line of the Bollinger bands.</summary>
internal sealed class BollingerLine(int length, double deviations, Func<BollingerValue, double> line)
    : IIndicator<double>
{
    private readonly BollingerBands bands = new(length, deviations);

    public int WarmUpCandles => bands.WarmUpCandles;

    public double Add(in Candle closed)
    {
        bands.Add(in closed, out var value);
        return line(value);
    }

    public void Add(in Candle closed, out double value) => value = Add(in closed);
}
