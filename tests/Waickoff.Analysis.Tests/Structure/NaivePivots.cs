using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Tests.Structure;

/// <summary>A pivot straight from its definition, looking at the whole series: what trackers are compared with.</summary>
/// <param name="IsHigh">A high, else a low.</param>
/// <param name="Index">Its candle.</param>
/// <param name="KnownAt">The candle at whose close it is confirmed.</param>
/// <param name="ReplacedAt">The candle that confirms the next pivot of its side, or the count of candles.</param>
/// <param name="Price">Its price.</param>
internal sealed record NaivePivot(bool IsHigh, int Index, int KnownAt, int ReplacedAt, double Price)
{
    /// <summary>All pivots of one side, oldest first.</summary>
    public static IReadOnlyList<NaivePivot> Of(Candle[] candles, int length, bool isHigh)
    {
        var prices = candles.Select(c => isHigh ? c.High : -c.Low).ToArray();
        var indexes = Enumerable
            .Range(length, Math.Max(0, prices.Length - (2 * length)))
            .Where(i =>
                prices[i] > prices[(i - length)..i].Max() && prices[i] >= prices[(i + 1)..(i + length + 1)].Max()
            )
            .ToList();
        var replaced = indexes.Skip(1).Select(i => i + length).Append(candles.Length);
        return
        [
            .. indexes.Zip(
                replaced,
                (i, next) => new NaivePivot(isHigh, i, i + length, next, isHigh ? prices[i] : -prices[i])
            ),
        ];
    }

    /// <summary>True when a price lies beyond it, strictly.</summary>
    public bool IsPassedBy(double price) => IsHigh ? price > Price : price < Price;

    /// <summary>The far end of a candle in its direction.</summary>
    public double ExtremeOf(Candle candle) => IsHigh ? candle.High : candle.Low;

    /// <summary>The first candle that closes beyond it while it is the newest of its side, or -1.</summary>
    public int BrokenAt(Candle[] candles) => First(KnownAt, ReplacedAt, t => IsPassedBy(candles[t].Close));

    /// <summary>The first candle from one up to another for which something holds, or -1.</summary>
    public static int First(int from, int to, Func<int, bool> holds)
    {
        for (var t = from; t < to; t++)
        {
            if (holds(t))
                return t;
        }
        return -1;
    }
}
