using Microsoft.Extensions.Logging.Abstractions;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Market.Tests.Live;

/// <summary>
/// One sandbox exchange for many cases, one after another: each begins with a store of its own, a venue that knows nothing, and the exchange's
/// clock set back to the same moment.
/// </summary>
internal sealed class FaultBench : IAsyncDisposable
{
    /// <summary>Candles of the interval that are there in all.</summary>
    public const int AllCandles = 1_100;

    private const long EndMs = 1_767_225_600_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff faults ");
    private readonly long startTrueMs;

    private FaultBench(SandboxExchange exchange, CandleSeries clean, long startMs)
    {
        (Exchange, Clean, startTrueMs) = (exchange, clean, startMs);
    }

    public SandboxExchange Exchange { get; }

    /// <summary>What the exchange has when nothing is wrong.</summary>
    public CandleSeries Clean { get; }

    public static async Task<FaultBench> StartAsync(Timeframe timeframe, int seed)
    {
        var perCandle = timeframe.Minutes / Timeframe.M15.Minutes;
        var feed = new SimulatedFeed(seed, EndMs, AllCandles * perCandle);
        var clean = Resampler.Build(feed.Read(LiveSetting.Symbol, Timeframe.M15), timeframe);
        var exchange = await SandboxExchange.StartAsync(
            new SandboxExchangeOptions
            {
                Feed = feed,
                StartMs = clean[0].OpenTimeMs,
                Seed = seed,
                TradesPerCandle = 4,
                BinanceWeightLimit = int.MaxValue,
                BybitRequestLimit = int.MaxValue,
            }
        );
        return new FaultBench(exchange, clean, clean[0].OpenTimeMs);
    }

    /// <summary>Everything anew; the clock stands at the open of the first candle.</summary>
    public async Task<FaultCase> BeginAsync(SandboxVenue kind, string name, double speed)
    {
        Exchange.Faults.Clear();
        // The readers' clock never goes back, so the exchange's is set behind it: it is the one that counts.
        var readers = Exchange.Clock.NowMs - Exchange.Clock.SkewMs;
        Exchange.Clock.SkewMs = startTrueMs - readers;
        var time = new HurriedTime(Exchange.Clock.Reader, speed);
        var store = await CandleStore.OpenAsync(Path.Combine(folder.FullName, name + ".db"), time);
        var isBinance = kind == SandboxVenue.Binance;
        var options = new VenueOptions
        {
            RestUrl = isBinance ? Exchange.BinanceRest : Exchange.BybitRest,
            StreamUrl = isBinance ? Exchange.BinanceStream : Exchange.BybitStream,
            Limit = 1_000_000,
            Silence = TimeSpan.FromSeconds(40),
        };
        IVenue venue = isBinance ? new Binance(options, time) : new Bybit(options, time);
        return new FaultCase(this, venue, store, time);
    }

    public async ValueTask DisposeAsync()
    {
        await Exchange.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>One case: a venue and a store, and what the store holds against what it should.</summary>
internal sealed class FaultCase(FaultBench bench, IVenue venue, CandleStore store, TimeProvider time) : IAsyncDisposable
{
    private readonly SeriesName name = new(venue.Name, LiveSetting.Symbol, bench.Clean.Timeframe);

    public IVenue Venue => venue;

    public CandleStore Store => store;

    private Timeframe Timeframe => bench.Clean.Timeframe;

    private long NowMs => bench.Exchange.Clock.NowMs;

    /// <summary>Moves the exchange's clock into a candle.</summary>
    public void MoveInto(int candle, double share)
    {
        var to = bench.Clean[candle].OpenTimeMs + (long)(share * Timeframe.Milliseconds);
        bench.Exchange.Clock.AdvanceTo(to - bench.Exchange.Clock.SkewMs);
        // No real time has passed, so that nobody would ask the venue for its time again.
        venue.Clock.Doubt();
    }

    public Task<BackFillResult> BackFillAsync() =>
        new BackFill(venue, store).RunAsync(
            LiveSetting.Symbol,
            Timeframe,
            bench.Clean[0].OpenTimeMs,
            NowMs,
            progress: null,
            CancellationToken.None
        );

    public LiveSetting.Gathering Gather(int known) =>
        LiveSetting.Gather(
            new LiveFeed(
                venue,
                store,
                new Dictionary<string, CandleSeries>
                {
                    [LiveSetting.Symbol] = new(Timeframe, Expected(known, takerOf: []).ToArray()),
                },
                time,
                NullLogger.Instance
            )
        );

    /// <summary>The first candles as the venue gives them: without taker volume where it says nothing of it.</summary>
    public Candle[] Expected(int count, IReadOnlyList<Candle> takerOf)
    {
        var expected = bench.Clean.Span[..count].ToArray();
        if (venue is Binance)
            return expected;
        // Beside its stream the trades are summed; what a sum gives has to be the truth, and may be unknown.
        var known = takerOf.Where(c => !c.IsDeltaEstimated).ToDictionary(c => c.OpenTimeMs, c => c.TakerBuyVolume);
        return [.. expected.Select(c => c with { TakerBuyVolume = TakerOf(c) })];

        double TakerOf(in Candle clean) =>
            !known.TryGetValue(clean.OpenTimeMs, out var sum) ? double.NaN
            : Math.Abs(sum - clean.TakerBuyVolume) <= 1e-9 * clean.Volume ? sum
            : clean.TakerBuyVolume;
    }

    public async Task<Candle[]> StoredAsync() => (await store.ReadAsync(name)).Span.ToArray();

    /// <summary>No stored candle may close later than the exchange's clock shows.</summary>
    public async Task ShouldHoldNothingUnclosedAsync() =>
        (await store.ReadAsync(name, Timeframe.Floor(NowMs))).Count.ShouldBe(0, "an unclosed candle");

    public int ClosedCount => (int)((Timeframe.Floor(NowMs) - bench.Clean[0].OpenTimeMs) / Timeframe.Milliseconds);

    public async Task<int> CorrectionsAsync() => (int)(await store.ListAsync()).Sum(s => s.Corrections);

    /// <summary>The stored candles as an analysis loads them.</summary>
    public async Task<MarketSeries> LoadAsync() =>
        MarketData.Load(
            await StoreFeed.ReadAsync(
                store,
                venue.Name,
                LiveSetting.Symbol,
                "test",
                long.MaxValue,
                CancellationToken.None
            ),
            LiveSetting.Symbol,
            [Timeframe]
        );

    public async ValueTask DisposeAsync()
    {
        venue.Dispose();
        await store.DisposeAsync();
    }
}
