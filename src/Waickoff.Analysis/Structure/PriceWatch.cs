using System.Runtime.CompilerServices;

namespace Waickoff.Analysis.Structure;

/// <summary>
/// Prices that wait to be reached from one side, so that a candle that reaches none costs one comparison however many wait. Each
/// carries a tag that says whose it is.
/// </summary>
/// <remarks>
/// They are kept sorted, the nearest last. New ones lie close to the price of the day, so they go in near the end: that moves less than
/// a heap does, and taking the nearest moves nothing.
/// </remarks>
/// <param name="isBelow">True when price reaches them by falling.</param>
internal sealed class PriceWatch(bool isBelow)
{
    private (double Distance, int Tag)[] waiting = [];
    private int count;
    private double nearest = double.PositiveInfinity;

    /// <summary>Waits for a price. Of equal prices the one with the lower tag is reached first.</summary>
    public void Add(double price, int tag)
    {
        Room.ForOneMore(ref waiting, count);
        var added = (Distance(price), tag);
        var place = PlaceOf(added);
        Array.Copy(waiting, place, waiting, place + 1, count - place);
        waiting[place] = added;
        nearest = waiting[count++].Distance;
    }

    /// <summary>Takes the nearest price if it is reached; equality counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReach(double price, out int tag)
    {
        tag = -1;
        return nearest <= Distance(price) && Take(out tag);
    }

    /// <summary>Takes the nearest price if it is passed; equality does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPass(double price, out int tag)
    {
        tag = -1;
        return nearest < Distance(price) && Take(out tag);
    }

    private double Distance(double price) => isBelow ? -price : price;

    private bool Take(out int tag)
    {
        tag = waiting[--count].Tag;
        nearest = count > 0 ? waiting[count - 1].Distance : double.PositiveInfinity;
        return true;
    }

    /// <summary>Goes back from the end in growing steps, then halves the last step.</summary>
    private int PlaceOf((double Distance, int Tag) added)
    {
        var (low, high, step) = (count, count, 1);
        while (low > 0 && !IsNearer(added, waiting[low - 1]))
        {
            high = low - 1;
            low = Math.Max(0, low - step);
            step *= 2;
        }
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (IsNearer(added, waiting[middle]))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static bool IsNearer((double Distance, int Tag) a, (double Distance, int Tag) b) =>
        a.Distance < b.Distance || (a.Distance == b.Distance && a.Tag < b.Tag);
}
