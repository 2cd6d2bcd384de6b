using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Venues;

/// <summary>
/// Adds up the trades of a stream beside its candles, for a venue whose candles do not say what takers bought. Exact sums; only what was
/// heard from its first trade to its last counts, and that is seen by the sum being the candle's volume.
/// </summary>
internal sealed class TakerSums(Timeframe timeframe)
{
    private readonly Dictionary<(string Symbol, long OpenTimeMs), (decimal Bought, decimal All)> sums = [];

    /// <summary>Takes a trade.</summary>
    public void Add(string symbol, long timeMs, decimal quantity, bool isBuy)
    {
        var key = (symbol, timeframe.Floor(timeMs));
        var (bought, all) = sums.GetValueOrDefault(key);
        sums[key] = (bought + (isBuy ? quantity : 0), all + quantity);
    }

    /// <summary>What takers bought of a closed candle, which is not asked for again; <c>NaN</c> when not all of its trades were heard.</summary>
    public double Of(string symbol, in Candle closed)
    {
        var openTimeMs = closed.OpenTimeMs;
        var known = sums.Remove((symbol, openTimeMs), out var sum);
        foreach (var old in sums.Keys.Where(k => k.Symbol == symbol && k.OpenTimeMs < openTimeMs).ToArray())
            sums.Remove(old);
        if (!known)
            return closed.Volume == 0 ? 0 : double.NaN;
        return (double)sum.All == closed.Volume ? (double)sum.Bought : double.NaN;
    }
}
