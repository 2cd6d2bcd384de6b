using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Setups;

namespace Waickoff.Backtest.Evidence;

/// <summary>What one fold over all candles found: the signals of each rule, and the scales and regimes at every candle.</summary>
internal sealed record SetupScan(
    IReadOnlyList<IReadOnlyList<FoundSignal>> Signals,
    double[] Atr,
    byte[] Volatility,
    int[][] ByVolatility,
    IReadOnlyList<ReadingEvidence> Readings,
    RangeExits Ranges
)
{
    private const int CandlesBetweenLooks = 4096;

    public static SetupScan Of(CandleSeries series, IReadOnlyList<SetupRule> rules, CancellationToken cancel)
    {
        var parts = rules.Aggregate(MarketParts.None, (all, rule) => all | rule.Parts);
        var fold = new MarketFold(series.Timeframe, parts);
        var higher = new HigherBias(series.Timeframe);
        var terciles = new VolatilityTerciles();
        var readings = new ReadingTally();
        var signals = rules.Select(_ => new List<FoundSignal>()).ToArray();
        var (atr, volatility) = (new double[series.Count], new byte[series.Count]);
        var found = new List<SetupSignal>();
        var candles = series.Span;
        for (var i = 0; i < candles.Length; i++)
        {
            if (i % CandlesBetweenLooks == 0)
                cancel.ThrowIfCancellationRequested();
            fold.Add(in candles[i]);
            var bias = higher.Add(in candles[i]);
            atr[i] = fold.Tape.Atr;
            volatility[i] = (byte)terciles.Add(fold.Tape.Atr / candles[i].Close);
            for (var r = 0; r < rules.Count; r++)
                rules[r].Read(fold, r, found);
            if (fold.Wyckoff is not null)
                readings.Read(fold);
            if (found.Count == 0)
                continue;
            foreach (var signal in found)
                signals[signal.Setup].Add(new FoundSignal(i, signal.Side, signal.Stop, bias));
            found.Clear();
        }
        return new SetupScan(signals, atr, volatility, Group(volatility), readings.Evidence(), readings.All);
    }

    /// <summary>The candles of each tercile, oldest first.</summary>
    private static int[][] Group(byte[] volatility)
    {
        var groups = new List<int>[] { [], [], [] };
        for (var i = 0; i < volatility.Length; i++)
            groups[volatility[i]].Add(i);
        return [.. groups.Select(g => g.ToArray())];
    }
}

/// <summary>A signal where it was found.</summary>
internal readonly record struct FoundSignal(int Index, Side Side, double Stop, Side HigherBias);
