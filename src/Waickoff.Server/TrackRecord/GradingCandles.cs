using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>
/// The candles a scenario is graded by: those that are stored of its venue, and of a simulated market, which is not stored, the market
/// itself.
/// </summary>
internal sealed class GradingCandles(ServerOptions server, MarketPast past, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private CandleStore? store;

    /// <summary>The closed candles of its timeframe from the close it was made at to its horizon, as far as they are there.</summary>
    public async Task<IReadOnlyList<Candle>> OfAsync(PublishedScenario scenario, CancellationToken cancel) =>
        scenario.IsSimulated ? await SimulatedAsync(scenario, cancel) : await StoredAsync(scenario, cancel);

    public async ValueTask DisposeAsync()
    {
        opening.Dispose();
        if (store is not null)
            await store.DisposeAsync();
    }

    private async Task<IReadOnlyList<Candle>> StoredAsync(PublishedScenario scenario, CancellationToken cancel)
    {
        var opened = await OpenAsync(cancel);
        var series = new SeriesName(scenario.Venue, scenario.Symbol, LiveMarkets.Base);
        var stored = await opened.ReadAsync(series, scenario.MadeMs, scenario.DueMs, cancel: cancel);
        return Resampler.Build(stored, scenario.Timeframe).Span.ToArray();
    }

    /// <summary>A simulated market can be drawn anew with other prices: only the one the scenario was made on counts.</summary>
    private async Task<IReadOnlyList<Candle>> SimulatedAsync(PublishedScenario scenario, CancellationToken cancel)
    {
        var analysis = await past.AtAsync(scenario.Symbol, null, scenario.Timeframe, cancel);
        if (analysis is not { Data.IsSimulated: true } || analysis[scenario.Timeframe] is not { } found)
            return [];
        var candles = found.Candles.Span;
        var first = candles.Length;
        while (first > 0 && candles[first - 1].OpenTimeMs >= scenario.MadeMs)
            first--;
        return first > 0 && candles[first - 1].Close.Equals(scenario.Close) ? candles[first..].ToArray() : [];
    }

    private async Task<CandleStore> OpenAsync(CancellationToken cancel)
    {
        await opening.WaitAsync(cancel);
        try
        {
            return store ??= await CandleStore.OpenAsync(
                server.Database.Length > 0 ? server.Database : Path.Combine(server.Data, "candles.db"),
                time,
                cancel
            );
        }
        finally
        {
            opening.Release();
        }
    }
}
