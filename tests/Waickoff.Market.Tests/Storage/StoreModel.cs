using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;

namespace Waickoff.Market.Tests.Storage;

/// <summary>The store as it is promised, in the simplest words: a list of what was received for every open time.</summary>
public sealed class StoreModel
{
    private readonly Dictionary<SeriesName, SortedDictionary<long, List<(Candle Candle, long ReceivedMs)>>> all = [];

    public SaveResult Save(SeriesName name, IEnumerable<Candle> closed, long nowMs)
    {
        var (added, unchanged, corrected) = (0, 0, 0);
        foreach (var candle in closed)
        {
            if (!all.TryGetValue(name, out var series))
                all[name] = series = [];
            if (!series.TryGetValue(candle.OpenTimeMs, out var received))
            {
                series[candle.OpenTimeMs] = [(candle, nowMs)];
                added++;
                continue;
            }
            var (newest, newestMs) = received[^1];
            var keepsTaker = double.IsNaN(candle.TakerBuyVolume) && newest.TakerBuyVolume <= candle.Volume;
            var next = keepsTaker ? candle with { TakerBuyVolume = newest.TakerBuyVolume } : candle;
            if (next.Equals(newest))
            {
                unchanged++;
                continue;
            }
            received.Add((next, Math.Max(nowMs, newestMs)));
            corrected++;
        }
        return new SaveResult(added, unchanged, corrected);
    }

    public IEnumerable<Candle> Read(SeriesName name, long fromMs, long toMs, long knownAtMs) =>
        Of(name)
            .Where(entry => entry.Key >= fromMs && entry.Key < toMs)
            .Select(entry => entry.Value.Where((row, i) => i == 0 || row.ReceivedMs <= knownAtMs).Last().Candle);

    public IEnumerable<TimeRange> Missing(SeriesName name, long fromMs, long toMs)
    {
        var step = name.Timeframe.Milliseconds;
        var times = new List<long>();
        for (var timeMs = 0L; timeMs < toMs; timeMs += step)
        {
            if (timeMs >= fromMs && !Of(name).ContainsKey(timeMs))
                times.Add(timeMs);
        }
        for (var i = 0; i < times.Count; )
        {
            var first = i;
            while (++i < times.Count && times[i] == times[i - 1] + step) { }
            yield return new TimeRange(times[first], times[i - 1] + step);
        }
    }

    public IEnumerable<StoredSeries> List() =>
        all.Keys.OrderBy(name => name.Symbol, StringComparer.Ordinal).Select(Listed);

    private StoredSeries Listed(SeriesName name)
    {
        var series = Of(name);
        var gaps = new CandleSeries(name.Timeframe, [.. series.Values.Select(rows => rows[0].Candle)]).Gaps();
        return new StoredSeries(
            name,
            series.Count,
            series.Keys.First(),
            series.Keys.Last(),
            new ValueList<Gap>([.. gaps]),
            series.Values.Sum(rows => rows.Count - 1),
            series.Values.Max(rows => rows.Max(row => row.ReceivedMs))
        );
    }

    private SortedDictionary<long, List<(Candle Candle, long ReceivedMs)>> Of(SeriesName name) =>
        all.GetValueOrDefault(name) ?? [];
}
