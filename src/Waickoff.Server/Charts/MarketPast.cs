using Microsoft.Extensions.Caching.Memory;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Server.Charts;

/// <summary>
/// Markets as they were known at an earlier close: the fold that made the present, over the candles up to then. What it found then never
/// changes, so it is kept while there is room.
/// </summary>
internal sealed class MarketPast(MarketRoom room) : IDisposable
{
    private const int Kept = 200;

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Kept });

    /// <summary>A fold takes a core for a moment; the other one is for everybody else.</summary>
    private readonly SemaphoreSlim folding = new(1, 1);

    /// <summary>The market at the last close at or before a moment; null where nothing is known of it then.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="atMs">The moment; null for now.</param>
    /// <param name="timeframe">A timeframe that has to be in it, also one that is not analysed usually.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<MarketAnalysis?> AtAsync(string symbol, long? atMs, Timeframe timeframe, CancellationToken cancel)
    {
        if (await room.ViewAsync(symbol, cancel) is not { Analysis: { } present })
            return null;
        var isUsual = present[timeframe] is not null;
        if (atMs is null || atMs >= present.AsOfMs)
            return isUsual
                ? present
                : await KeptAsync(
                    $"{present.Data.Venue}:{symbol}:{timeframe}:{present.AsOfMs}",
                    () => Fold(present, present.AsOfMs, [timeframe]),
                    cancel
                );
        var finest = present.Timeframes[0];
        var close = finest.Timeframe.Floor(atMs.Value);
        var key = $"{present.Data.Venue}:{symbol}:{(isUsual ? "" : timeframe)}:{close}";
        return await KeptAsync(
            key,
            () => Fold(present, close, isUsual ? [.. present.Timeframes.Select(t => t.Timeframe)] : [timeframe]),
            cancel
        );
    }

    public void Dispose()
    {
        known.Dispose();
        folding.Dispose();
    }

    private async Task<MarketAnalysis?> KeptAsync(string key, Func<MarketAnalysis?> fold, CancellationToken cancel)
    {
        if (known.TryGetValue(key, out MarketAnalysis? found))
            return found;
        await folding.WaitAsync(cancel);
        try
        {
            if (known.TryGetValue(key, out found))
                return found;
            found = await Task.Run(fold, cancel);
            if (found is not null)
                known.Set(key, found, new MemoryCacheEntryOptions { Size = 1 });
            return found;
        }
        finally
        {
            folding.Release();
        }
    }

    /// <summary>
    /// The candles of the finest timeframe feed the others; of a longer one, those that were recorded before the finest begins come first, as
    /// they did when the present was folded.
    /// </summary>
    internal static MarketAnalysis? Fold(MarketAnalysis present, long closeMs, IReadOnlyList<Timeframe> timeframes)
    {
        var finest = present.Timeframes[0];
        var candles = finest.Candles.Span;
        var count = 0;
        while (count < candles.Length && candles[count].OpenTimeMs + finest.Timeframe.Milliseconds <= closeMs)
            count++;
        if (timeframes.Any(t => t.Minutes % finest.Timeframe.Minutes != 0))
            return null;
        var analyzer = new MarketAnalyzer(finest.Timeframe, timeframes, count);
        foreach (var (timeframe, candle) in Recorded(present, timeframes, closeMs))
            analyzer.AddRecorded(timeframe, in candle);
        foreach (ref readonly var candle in candles[..count])
            analyzer.Add(in candle);
        return analyzer.Snapshot(FactsOf(present.Data, analyzer, closeMs));
    }

    /// <summary>What the candles up to then were like.</summary>
    private static MarketFacts FactsOf(MarketFacts present, MarketAnalyzer analyzer, long closeMs)
    {
        var series = new List<SeriesFacts>();
        foreach (var one in analyzer.Analyzers.Where(a => a.Count > 0))
        {
            var now = present.Series.FirstOrDefault(s => s.Timeframe == one.Timeframe);
            var candles = new CandleSeries(one.Timeframe, one.Candles.ToArray());
            series.Add(SeriesFacts.Of(candles, now?.Source ?? analyzer.BaseTimeframe.ToString(), now?.RecordedUntilMs));
        }
        return present with { NowMs = closeMs, Series = new ValueList<SeriesFacts>([.. series]) };
    }

    private static IEnumerable<(Timeframe Timeframe, Candle Candle)> Recorded(
        MarketAnalysis present,
        IReadOnlyList<Timeframe> timeframes,
        long closeMs
    )
    {
        return present
            .Data.Series.Where(s => s.RecordedUntilMs is not null && timeframes.Contains(s.Timeframe))
            .SelectMany(s =>
                present[s.Timeframe]!
                    .Candles.ToArray()
                    .Where(candle => candle.OpenTimeMs < s.RecordedUntilMs)
                    .Select(candle => (s.Timeframe, Candle: candle))
            )
            .Where(r => r.Candle.OpenTimeMs + r.Timeframe.Milliseconds <= closeMs)
            .OrderBy(r => r.Candle.OpenTimeMs + r.Timeframe.Milliseconds)
            .ThenBy(r => r.Timeframe);
    }
}
