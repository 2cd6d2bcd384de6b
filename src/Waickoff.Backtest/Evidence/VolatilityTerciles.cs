namespace Waickoff.Backtest.Evidence;

/// <summary>In which third of its last 500 values the volatility lies, as of each candle. The middle one until there are 100.</summary>
internal sealed class VolatilityTerciles
{
    private const int Window = 500;
    private const int Fewest = 100;

    private readonly double[] sorted = new double[Window];
    private readonly double[] recent = new double[Window];
    private int count;
    private int seen;

    /// <summary>Takes the value at a candle and returns its third: 0, 1 or 2.</summary>
    public int Add(double value)
    {
        var place = PlaceOf(value);
        var third =
            count < Fewest ? 1
            : place * 3 < count ? 0
            : place * 3 >= 2 * count ? 2
            : 1;
        if (count == Window)
        {
            var oldest = PlaceOf(recent[seen % Window]);
            Array.Copy(sorted, oldest + 1, sorted, oldest, count - oldest - 1);
            count--;
            place = PlaceOf(value);
        }
        Array.Copy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = value;
        recent[seen++ % Window] = value;
        count++;
        return third;
    }

    /// <summary>How many values are smaller.</summary>
    private int PlaceOf(double value)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
