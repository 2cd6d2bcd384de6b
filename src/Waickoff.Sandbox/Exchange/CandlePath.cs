using Waickoff.Analysis.Candles;
using Waickoff.Market.Trades;

namespace Waickoff.Sandbox.Exchange;

/// <summary>
/// The trades a candle may have been made of: a seeded path from the open over the extremes to the close. Their sizes add up to the
/// volume and those of the buyers to the taker volume, exactly, as decimals; where the feed does not know it, to half.
/// </summary>
internal static class CandlePath
{
    /// <summary>Draws the trades of a candle in order; none where nothing was traded.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="lengthMs">Its length.</param>
    /// <param name="firstId">The number of its first trade.</param>
    /// <param name="count">How many trades, 4 or more.</param>
    /// <param name="seed">Which of the possible paths.</param>
    /// <param name="priceDecimals">The digits behind the point of a price.</param>
    public static Trade[] Draw(in Candle candle, long lengthMs, long firstId, int count, int seed, int priceDecimals)
    {
        if (!HasTrades(in candle))
            return [];
        var random = new Random(HashOf(seed, candle.OpenTimeMs));
        var prices = Prices(in candle, count, random, priceDecimals);
        var total = PlainNumber.Exact(candle.Volume);
        var bought = candle.IsDeltaEstimated ? total / 2 : PlainNumber.Exact(candle.TakerBuyVolume);
        var isBuy = Sides(prices, bought > 0, bought < total, random);
        var sizes = new decimal[count];
        Share(bought, isBuy, wanted: true, sizes, random);
        Share(total - bought, isBuy, wanted: false, sizes, random);
        var trades = new Trade[count];
        for (var i = 0; i < count; i++)
            trades[i] = new Trade(
                firstId + i,
                candle.OpenTimeMs + (lengthMs * i / count),
                prices[i],
                sizes[i],
                !isBuy[i]
            );
        return trades;
    }

    public static bool HasTrades(in Candle candle) => candle.Volume > 0;

    /// <summary>The same on every machine and in every run, unlike the hash codes of the runtime.</summary>
    public static int HashOf(int seed, long value)
    {
        var mixed = unchecked((ulong)value * 0x9E3779B97F4A7C15UL) ^ unchecked((ulong)seed * 0xC2B2AE3D27D4EB4FUL);
        mixed ^= mixed >> 29;
        mixed = unchecked(mixed * 0xBF58476D1CE4E5B9UL);
        return (int)((mixed ^ (mixed >> 32)) & int.MaxValue);
    }

    private static decimal[] Prices(in Candle candle, int count, Random random, int decimals)
    {
        var (open, close) = (PlainNumber.Exact(candle.Open), PlainNumber.Exact(candle.Close));
        var (high, low) = (PlainNumber.Exact(candle.High), PlainNumber.Exact(candle.Low));
        var (first, second) = candle.Close >= candle.Open ? (low, high) : (high, low);
        // The extremes come at two places of their own inside; the rest lies on the way, a little off it.
        var one = 1 + random.Next((count - 2) / 2);
        var two = one + 1 + random.Next(count - 2 - one);
        var prices = new decimal[count];
        for (var i = 0; i < count; i++)
        {
            prices[i] =
                i <= one ? Between(open, first, i, one)
                : i <= two ? Between(first, second, i - one, two - one)
                : Between(second, close, i - two, count - 1 - two);
        }
        return prices;

        decimal Between(decimal from, decimal to, int step, int steps)
        {
            if (step == 0 || step == steps)
                return step == 0 ? from : to;
            var noise = (decimal)((random.NextDouble() - 0.5) * 0.2);
            var price = from + ((to - from) * step / steps) + ((high - low) * noise);
            return Math.Clamp(Math.Round(price, Math.Min(decimals, 28)), low, high);
        }
    }

    private static bool[] Sides(decimal[] prices, bool hasBuys, bool hasSells, Random random)
    {
        var isBuy = new bool[prices.Length];
        for (var i = 0; i < isBuy.Length; i++)
        {
            var rises = i == 0 || prices[i] == prices[i - 1] ? random.Next(2) == 0 : prices[i] > prices[i - 1];
            isBuy[i] = hasBuys && (!hasSells || rises);
        }
        var place = random.Next(isBuy.Length);
        if (hasBuys && !isBuy.Contains(true))
            isBuy[place] = true;
        if (hasSells && isBuy.All(b => b))
            isBuy[place] = false;
        return isBuy;
    }

    /// <summary>Gives each trade of a side its part of a sum, in whole steps, none of them nothing.</summary>
    private static void Share(decimal sum, bool[] isBuy, bool wanted, decimal[] sizes, Random random)
    {
        var places = Enumerable.Range(0, isBuy.Length).Where(i => isBuy[i] == wanted).ToArray();
        if (sum == 0)
            return;
        var decimals = (int)sum.Scale;
        var step = PlainNumber.Step(decimals);
        // A sum of fewer steps than trades needs finer ones.
        while (sum / step < places.Length * 16)
            step = PlainNumber.Step(++decimals);
        var weights = places.Select(_ => 0.2 + random.NextDouble()).ToArray();
        var whole = weights.Sum();
        var left = sum;
        for (var i = 0; i < places.Length - 1; i++)
        {
            var steps = Math.Max(1, Math.Floor(sum / step * (decimal)(weights[i] / whole)));
            sizes[places[i]] = steps * step;
            left -= steps * step;
        }
        sizes[places[^1]] = left;
    }
}
