using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Volume;

/// <summary>
/// Remembers price and volume of the last 512 candles, so that an anchored VWAP can begin at a past one: a finding is anchored where it
/// is drawn, and that is known only later.
/// </summary>
/// <remarks>
/// Sums from the start of the series would begin any anchor in one step, but their differences lose the digits they share: after 100,000
/// candles about a third of them. Replaying costs some 5 ns a candle, once per anchor, and gives the very numbers that
/// <see cref="AnchoredVwap"/> would have had from there.
/// </remarks>
public sealed class VwapMemory
{
    /// <summary>How far back an anchor can lie.</summary>
    public const int Capacity = 512;

    private readonly (double Price, double Volume)[] ring = new (double, double)[Capacity];
    private int firstIndex;
    private int nextIndex = -1;

    /// <summary>Remembers a candle; each index follows the one before.</summary>
    public void Add(in Candle closed, int index)
    {
        if (nextIndex < 0)
            firstIndex = index;
        ring[index % Capacity] = (AnchoredVwap.Price(in closed), closed.Volume);
        nextIndex = index + 1;
    }

    /// <summary>The VWAP anchored at a past candle, as it stands now; null when that candle lies too far back or was never seen.</summary>
    public AnchoredVwap? StartAt(int index)
    {
        if (index < firstIndex || index >= nextIndex || nextIndex - index > Capacity)
            return null;
        var vwap = new AnchoredVwap();
        for (var i = index; i < nextIndex; i++)
            vwap.Add(ring[i % Capacity].Price, ring[i % Capacity].Volume);
        return vwap;
    }
}
