using Microsoft.Extensions.Logging.Abstractions;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Market.Tests.Live;

/// <summary>A sandbox exchange, a store of its own, and a venue that speaks with it; all on one clock.</summary>
internal sealed class LiveSetting : IAsyncDisposable
{
    public const string Symbol = "BTCUSDT";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder;

    private LiveSetting(DirectoryInfo folder, SandboxExchange exchange, CandleStore store)
    {
        (this.folder, Exchange, Store) = (folder, exchange, store);
        Venue = new Binance(
            new VenueOptions { RestUrl = exchange.BinanceRest, StreamUrl = exchange.BinanceStream },
            exchange.Clock.Reader
        );
    }

    public SandboxExchange Exchange { get; }

    public CandleStore Store { get; }

    public IVenue Venue { get; }

    /// <summary>Starts an exchange that stands at the close of a candle of its feed.</summary>
    public static async Task<LiveSetting> StartAsync(ICandleFeed feed, long startMs, int seed = 1)
    {
        var folder = Directory.CreateTempSubdirectory("waickoff live ");
        var exchange = await SandboxExchange.StartAsync(
            new SandboxExchangeOptions
            {
                Feed = feed,
                StartMs = startMs,
                Seed = seed,
                TradesPerCandle = 4,
            }
        );
        var store = await CandleStore.OpenAsync(Path.Combine(folder.FullName, "candles.db"), exchange.Clock.Reader);
        return new LiveSetting(folder, exchange, store);
    }

    /// <summary>A feed that knows the given candles of one symbol.</summary>
    public LiveFeed Feed(CandleSeries known, IVenue? venue = null) =>
        new(
            venue ?? Venue,
            Store,
            new Dictionary<string, CandleSeries> { [Symbol] = known },
            Exchange.Clock.Reader,
            NullLogger.Instance
        );

    /// <summary>Runs a feed and gathers what it tells.</summary>
    public static Gathering Gather(LiveFeed feed) => new(feed);

    public async ValueTask DisposeAsync()
    {
        Venue.Dispose();
        await Store.DisposeAsync();
        await Exchange.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>What a running feed has told so far.</summary>
    internal sealed class Gathering : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly List<FeedEvent> told = [];
        private readonly SemaphoreSlim more = new(0);
        private readonly Task running;

        public Gathering(LiveFeed feed) => running = GatherAsync(feed);

        public IReadOnlyList<FeedEvent> Told
        {
            get
            {
                lock (told)
                    return [.. told];
            }
        }

        public IReadOnlyList<Candle> Closed => [.. Told.OfType<CandleClosed>().Select(c => c.Candle)];

        /// <summary>Waits until something was told.</summary>
        public async Task UntilAsync(Func<IReadOnlyList<FeedEvent>, bool> isTold)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!isTold(Told))
            {
                if (running.IsCompleted)
                    await running;
                if (!await more.WaitAsync(TimeSpan.FromSeconds(1)) && patience.IsCancellationRequested)
                    throw new TimeoutException(
                        $"waited {Patience}; told last:\n{string.Join('\n', Told.TakeLast(12))}"
                    );
            }
        }

        public Task UntilClosedAsync(long openTimeMs) =>
            UntilAsync(all => all.OfType<CandleClosed>().LastOrDefault()?.Candle.OpenTimeMs >= openTimeMs);

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
            more.Dispose();
        }

        private async Task GatherAsync(LiveFeed feed)
        {
            try
            {
                await foreach (var one in feed.RunAsync(stop.Token))
                {
                    lock (told)
                        told.Add(one);
                    more.Release();
                }
            }
            catch (OperationCanceledException)
            {
                // The test is done.
            }
        }
    }
}
