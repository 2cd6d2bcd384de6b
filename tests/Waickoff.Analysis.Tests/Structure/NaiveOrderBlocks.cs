using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Analysis.Tests.Structure;

/// <summary>Order blocks straight from their definition, looking at the whole series.</summary>
internal sealed class NaiveOrderBlocks(Candle[] candles, int length, OrderBlockOptions options)
{
    private readonly double[] atr200 = Atr(candles, 200);

    public List<(NaivePivot Pivot, int Break, int Block)> Find()
    {
        var blocks = new List<(NaivePivot, int, int)>();
        foreach (var pivot in new[] { true, false }.SelectMany(isHigh => NaivePivot.Of(candles, length, isHigh)))
        {
            var t = pivot.BrokenAt(candles);
            if (t >= 0 && BlockOf(pivot, t) is { } block)
                blocks.Add((pivot, t, block));
        }
        return blocks;
    }

    /// <summary>Index and state, in the order of the states.</summary>
    public List<(FindingState State, int Index)> LifeOf(NaivePivot pivot, int t, int block)
    {
        var zone = candles[block];
        var (near, far) = pivot.IsHigh ? (zone.High, zone.Low) : (zone.Low, zone.High);
        var life = new List<(FindingState, int)>();
        var mitigated = First(t + 1, t + 500, u => Beyond(options.MitigationByWick ? Depth(u) : candles[u].Close, far));
        var last = mitigated >= 0 ? mitigated : t + 500;
        Add(FindingState.Touched, First(t + 1, last, u => !Beyond(near, Depth(u))));
        Add(FindingState.Half, First(t + 1, last, u => !Beyond((near + far) / 2, Depth(u))));
        Add(FindingState.Mitigated, mitigated);
        if (mitigated >= 0)
        {
            var left = First(mitigated, mitigated + 500, u => Beyond(candles[u].Close, far));
            Add(FindingState.Breaker, left < 0 ? -1 : First(left + 1, mitigated + 500, u => !Beyond(Back(u), far)));
        }
        else if (t + 500 < candles.Length)
            life.Add((FindingState.Expired, t + 500));
        return life;

        void Add(FindingState state, int index)
        {
            if (index >= 0)
                life.Add((state, index));
        }
        // Into the zone is down for a bullish block.
        bool Beyond(double price, double edge) => pivot.IsHigh ? price < edge : price > edge;
        double Depth(int u) => pivot.IsHigh ? candles[u].Low : candles[u].High;
        double Back(int u) => pivot.IsHigh ? candles[u].High : candles[u].Low;
    }

    private int? BlockOf(NaivePivot pivot, int t)
    {
        var range = Enumerable.Range(pivot.Index, t - pivot.Index).ToArray();
        if (options.Choice == OrderBlockChoice.Extreme)
            return range.MinBy(i => IsSpike(i) ? Near(i) : Far(i));
        var start = range.MinBy(Far);
        var opposite = range.Where(i =>
            i <= start && (pivot.IsHigh ? candles[i].Close < candles[i].Open : candles[i].Close > candles[i].Open)
        );
        return opposite.Any() ? opposite.Max() : null;

        double Far(int i) => pivot.IsHigh ? candles[i].Low : -candles[i].High;
        double Near(int i) => pivot.IsHigh ? candles[i].High : -candles[i].Low;
        bool IsSpike(int i) => candles[i].High - candles[i].Low >= 2 * atr200[i];
    }

    private int First(int from, int last, Func<int, bool> holds) =>
        NaivePivot.First(from, Math.Min(last + 1, candles.Length), holds);

    /// <summary>Wilder's average, seeded with the mean of the first n, the running mean before that.</summary>
    internal static double[] Atr(Candle[] candles, int n)
    {
        var ranges = candles.Select((c, i) => i == 0 ? c.High - c.Low : TrueRange(c, candles[i - 1].Close)).ToArray();
        var values = new double[ranges.Length];
        for (var i = 0; i < ranges.Length; i++)
            values[i] = i < n ? ranges[..(i + 1)].Average() : ((values[i - 1] * (n - 1)) + ranges[i]) / n;
        return values;
    }

    private static double TrueRange(Candle c, double before) =>
        new[] { c.High - c.Low, Math.Abs(c.High - before), Math.Abs(c.Low - before) }.Max();
}
