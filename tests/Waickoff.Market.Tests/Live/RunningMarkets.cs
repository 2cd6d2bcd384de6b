using Microsoft.Extensions.Logging.Abstractions;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Tests.Live;

/// <summary>Markets that run, with the last view.</summary>
internal sealed class RunningMarkets : IAsyncDisposable
{
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly CancellationTokenSource stop = new();
    private readonly LiveMarkets markets;
    private readonly Task running;

    public RunningMarkets(
        LiveSetting setting,
        IReadOnlyList<IVenue> venues,
        CandleStore? store = null,
        string? also = null
    )
    {
        markets = new LiveMarkets(
            new MarketOptions { HistoryDays = 10 },
            also is null ? [LiveSetting.Symbol] : [also, LiveSetting.Symbol],
            Timeframes,
            store ?? setting.Store,
            venues,
            setting.Exchange.Clock.Reader,
            NullLogger.Instance
        );
        running = markets.RunAsync(stop.Token);
    }

    public async Task<MarketView> UntilAsync(Func<MarketView, bool> isSeen)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var view in markets.WatchAsync(LiveSetting.Symbol, patience.Token))
            {
                if (isSeen(view))
                    return view;
            }
        }
        catch (OperationCanceledException)
        {
            if (running.IsFaulted)
                await running;
            throw new TimeoutException(
                $"last view: {markets[LiveSetting.Symbol]?.Venue} {markets[LiveSetting.Symbol]?.IsRunning}"
            );
        }
        throw new InvalidOperationException("Watching never ends by itself.");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
