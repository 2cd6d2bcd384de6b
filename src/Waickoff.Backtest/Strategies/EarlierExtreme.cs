using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Backtest.Strategies;

/// <summary>The highest high or lowest low of the last n candles before the current one; <c>NaN</c> until there are n.</summary>
internal sealed class EarlierExtreme(int length, bool isHigh) : IIndicator<double>
{
    // The extremes wait in the order in which they would take over: a deque in a ring.
    private readonly (int Index, double Price)[] waiting = new (int, double)[length + 1];
    private int first;
    private int count;
    private int index;

    public int WarmUpCandles => length;

    public double Add(in Candle closed)
    {
        var price = isHigh ? closed.High : -closed.Low;
        if (count > 0 && waiting[first].Index < index - length)
        {
            first = (first + 1) % waiting.Length;
            count--;
        }
        var value =
            index < length ? double.NaN
            : isHigh ? waiting[first].Price
            : -waiting[first].Price;
        while (count > 0 && waiting[(first + count - 1) % waiting.Length].Price <= price)
            count--;
        waiting[(first + count++) % waiting.Length] = (index++, price);
        return value;
    }

    public void Add(in Candle closed, out double value) => value = Add(in closed);
}
