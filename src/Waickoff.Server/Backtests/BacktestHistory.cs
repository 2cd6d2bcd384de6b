using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>What there is of a market.</summary>
/// <param name="Venue">Whose stored candles they are; null for the simulated market.</param>
/// <param name="Recorded">The timeframes that are stored, shortest first.</param>
/// <param name="FirstMs">Where the first candle opens.</param>
/// <param name="EndMs">Where the last one closes.</param>
internal sealed record MarketSpan(string? Venue, IReadOnlyList<Timeframe> Recorded, long FirstMs, long EndMs);

/// <summary>The candles of a backtest.</summary>
/// <param name="Source">What the reader is told of where they come from.</param>
/// <param name="IsSimulated">That no market made them.</param>
/// <param name="Series">Those of the period, and before it those that warm up.</param>
/// <param name="Finer">Shorter ones of the same market, which decide what came first inside a candle; null without.</param>
internal sealed record HistoryCandles(string Source, bool IsSimulated, CandleSeries Series, CandleSeries? Finer);

/// <summary>The candles that backtests are made of: those of the store, of the venue whose base is the newest, else the simulated market.</summary>
internal sealed class BacktestHistory(
    ServerOptions server,
    BacktestOptions options,
    SimulatedMarketFeed simulated,
    TimeProvider time
) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private CandleStore? store;
    private ICandleFeed? pretend;

    /// <summary>What there is of a market; null where nothing is.</summary>
    /// <exception cref="CandleStoreException">The store cannot be read.</exception>
    public async Task<MarketSpan?> SpanAsync(string symbol, CancellationToken cancel)
    {
        var all = (await (await StoreAsync(cancel)).ListAsync(cancel)).Where(s => s.Name.Symbol == symbol).ToList();
        var newest = all.Where(s => s.Name.Timeframe == LiveMarkets.Base).MaxBy(s => s.LastMs);
        if (newest is not null)
        {
            var stored = all.Where(s => s.Name.Venue == newest.Name.Venue).ToList();
            return new MarketSpan(
                newest.Name.Venue,
                [.. stored.Select(s => s.Name.Timeframe).Order()],
                stored.Min(s => s.FirstMs),
                stored.Max(s => s.LastMs + s.Name.Timeframe.Milliseconds)
            );
        }
        return await PretendAsync(
            feed =>
            {
                if (!feed.Symbols.Contains(symbol))
                    return null;
                var recorded = feed.TimeframesOf(symbol);
                var candles = feed.Read(symbol, recorded[0]);
                var now = recorded[0].Floor(time.GetUtcNow().ToUnixTimeMilliseconds());
                var end = candles[candles.Count - 1].OpenTimeMs + recorded[0].Milliseconds;
                return new MarketSpan(null, recorded, candles[0].OpenTimeMs, Math.Min(now, end));
            },
            cancel
        );
    }

    /// <summary>The candles of one market of a plan.</summary>
    /// <exception cref="MarketDataException">There are none that can be used.</exception>
    /// <exception cref="CandleStoreException">The store cannot be read.</exception>
    public async Task<HistoryCandles> ReadAsync(BacktestPlan plan, PlannedMarket market, CancellationToken cancel)
    {
        var timeframe = plan.Length;
        var first = plan.FromMs - (BacktestOptions.WarmUpCandles * timeframe.Milliseconds) ?? 0;
        var loaded = market.Venue is { } venue
            ? Load(await FeedAsync(venue), cancel)
            : await PretendAsync(feed => Load(feed, cancel), cancel);
        var series = From(loaded.Timeframes[0].Candles, first);
        if (series.Count == 0 || series[series.Count - 1].OpenTimeMs < plan.FromMs)
            throw new MarketDataException(
                MarketDataProblem.NothingYet,
                LocalText.Of(
                    $"no candle of {market.Symbol} in the period",
                    $"ninguna vela de {market.Symbol} en el periodo"
                )
            );
        var finer = loaded.Base.Timeframe < timeframe ? From(loaded.Base, first) : null;
        return new HistoryCandles(loaded.Source, loaded.IsSimulated, series, finer);

        MarketSeries Load(ICandleFeed feed, CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            return MarketData.Load(feed, market.Symbol, [timeframe], plan.ToMs);
        }

        async Task<ICandleFeed> FeedAsync(string venue)
        {
            var opened = await StoreAsync(cancel);
            var shortest = await ShortestAsync(opened, venue, market.Symbol, new TimeRange(first, plan.ToMs), cancel);
            return await StoreFeed.ReadAsync(
                opened,
                venue,
                market.Symbol,
                venue,
                plan.KnownMs,
                cancel,
                new TimeRange(Math.Max(0, first), plan.ToMs),
                shortest
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        opening.Dispose();
        if (store is { } opened)
            await opened.DisposeAsync();
    }

    /// <summary>The shortest timeframe whose candles are few enough to be read.</summary>
    private async Task<Timeframe?> ShortestAsync(
        CandleStore opened,
        string venue,
        string symbol,
        TimeRange range,
        CancellationToken cancel
    ) =>
        (await opened.ListAsync(cancel))
            .Where(s => s.Name.Venue == venue && s.Name.Symbol == symbol)
            .Where(s =>
                new TimeRange(
                    Math.Max(range.FromMs, s.FirstMs),
                    Math.Min(range.ToMs, s.LastMs + s.Name.Timeframe.Milliseconds)
                ).CountOf(s.Name.Timeframe)
                <= options.MostCandles + BacktestOptions.WarmUpCandles
            )
            .Select(s => (Timeframe?)s.Name.Timeframe)
            .Min();

    private static CandleSeries From(CandleSeries series, long firstMs)
    {
        var first = 0;
        while (first < series.Count && series[first].OpenTimeMs < firstMs)
            first++;
        return first == 0 ? series : new CandleSeries(series.Timeframe, series.Span[first..].ToArray());
    }

    private async Task<CandleStore> StoreAsync(CancellationToken cancel)
    {
        if (store is { } known)
            return known;
        await opening.WaitAsync(cancel);
        try
        {
            var where = server.Database.Length > 0 ? server.Database : Path.Combine(server.Data, "candles.db");
            return store ??= await CandleStore.OpenAsync(where, time, cancel);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>One at a time: a simulated market is drawn when it is first asked for.</summary>
    private async Task<T> PretendAsync<T>(Func<ICandleFeed, T> work, CancellationToken cancel)
    {
        await opening.WaitAsync(cancel);
        try
        {
            return work(pretend ??= simulated.Open());
        }
        finally
        {
            opening.Release();
        }
    }
}
