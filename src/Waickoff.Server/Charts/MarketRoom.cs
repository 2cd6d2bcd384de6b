using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>What stands in, always said, while no venue can be reached and nothing is stored.</summary>
internal sealed record SimulatedMarketFeed(Func<ICandleFeed> Open);

/// <summary>
/// The markets as they stand: live where a venue answers, else as stored, else simulated. Whichever it is stands in the facts of the
/// analysis.
/// </summary>
internal sealed partial class MarketRoom(
    MarketOptions options,
    ServerOptions server,
    SimulatedMarketFeed simulated,
    TimeProvider time,
    ILogger<MarketRoom> log
) : BackgroundService
{
    /// <summary>What every market is analysed on.</summary>
    public static readonly IReadOnlyList<Timeframe> Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    private readonly ConcurrentDictionary<string, Made> made = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim making = new(1, 1);
    private volatile LiveMarkets? live;
    private CandleStore? store;
    private ICandleFeed? pretend;

    /// <summary>The symbols that can be asked about.</summary>
    public IReadOnlyList<string> Symbols =>
        options.Symbols.Count > 0 ? [.. options.Symbols] : MarketOptions.UsualSymbols;

    /// <summary>Whether candles come from a venue now.</summary>
    public bool IsLive(string symbol) => live?[symbol]?.IsRunning == true;

    /// <summary>That the clock of this machine and that of the venue are apart; null while they agree, or nobody knows.</summary>
    public MarketNotice? ClockNotice(string symbol) =>
        live
            ?[symbol]?.Notices.Select(n => (MarketNotice?)n)
            .FirstOrDefault(n => n!.Value.Kind == MarketNoticeKind.ClockOff);

    /// <summary>The market as it stands; null where nothing is known of it.</summary>
    public async Task<MarketView?> ViewAsync(string symbol, CancellationToken cancel)
    {
        if (live?[symbol] is { Analysis: not null } view)
            return view;
        if (!Symbols.Contains(symbol))
            return null;
        var close = Timeframe.M15.Floor(time.GetUtcNow().ToUnixTimeMilliseconds());
        if (made.TryGetValue(symbol, out var known) && known.CloseMs == close)
            return known.View;
        await making.WaitAsync(cancel);
        try
        {
            if (made.TryGetValue(symbol, out known) && known.CloseMs == close)
                return known.View;
            var fresh = new Made(close, await MakeAsync(symbol, close, cancel));
            made[symbol] = fresh;
            return fresh.View;
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>The market as it stands where that is known without work; null else.</summary>
    public MarketView? Known(string symbol) =>
        live?[symbol] is { Analysis: not null } view ? view : made.GetValueOrDefault(symbol)?.View;

    /// <summary>A market on one more timeframe, from the same candles; null where it cannot be built from them.</summary>
    public async Task<MarketAnalysis?> AnalyzeAsync(string symbol, Timeframe timeframe, CancellationToken cancel)
    {
        if (await ViewAsync(symbol, cancel) is not { Analysis: { } analysis })
            return null;
        var finest = analysis.Timeframes[0];
        if (timeframe.Minutes % finest.Timeframe.Minutes != 0)
            return null;
        var analyzer = new MarketAnalyzer(finest.Timeframe, [timeframe], finest.Count);
        foreach (ref readonly var candle in finest.Candles.Span)
            analyzer.Add(in candle);
        return analyzer.Snapshot(analysis.Data);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var venues = VenueList.Create(options, time);
        try
        {
            var where = server.Database.Length > 0 ? server.Database : Path.Combine(server.Data, "candles.db");
            await using var opened = await CandleStore.OpenAsync(where, time, stoppingToken);
            store = opened;
            live = new LiveMarkets(options, Symbols, Timeframes, opened, venues, time, log);
            await live.RunAsync(stoppingToken);
        }
        catch (Exception e) when (e is VenueException or CandleStoreException)
        {
            NoMarket(log, e.Message);
        }
        finally
        {
            store = null;
            foreach (var venue in venues)
                venue.Dispose();
        }
    }

    /// <summary>From what is stored, else from the simulated market.</summary>
    private async Task<MarketView?> MakeAsync(string symbol, long closeMs, CancellationToken cancel)
    {
        var feed = await StoredAsync(symbol, cancel) ?? (pretend ??= simulated.Open());
        if (!feed.Symbols.Contains(symbol))
            return null;
        try
        {
            var series = MarketData.Load(feed, symbol, Timeframes, closeMs);
            return series.Analyze(cancellation: cancel) is { } analysis
                ? new MarketView(
                    feed.Venue,
                    symbol,
                    analysis,
                    Forming: null,
                    IsRunning: false,
                    NoticesOf(series, analysis, closeMs)
                )
                : null;
        }
        catch (MarketDataException e)
        {
            NoAnalysis(log, symbol, e.Message);
            return null;
        }
    }

    /// <summary>What is stored of a market is as old as it is.</summary>
    private static ValueList<MarketNotice> NoticesOf(MarketSeries series, MarketAnalysis analysis, long nowMs)
    {
        var age = series.IsSimulated ? null : MarketNotice.OfAge(LiveMarkets.Base, analysis.AsOfMs, nowMs);
        return new ValueList<MarketNotice>(age is { } old ? [old, .. series.Notices] : [.. series.Notices]);
    }

    private async Task<ICandleFeed?> StoredAsync(string symbol, CancellationToken cancel)
    {
        if (store is not { } opened)
            return null;
        var newest = (await opened.ListAsync(cancel))
            .Where(s => s.Name.Symbol == symbol && s.Name.Timeframe == LiveMarkets.Base)
            .OrderByDescending(s => s.LastMs)
            .FirstOrDefault();
        return newest is null
            ? null
            : await StoreFeed.ReadAsync(opened, newest.Name.Venue, symbol, newest.Name.Venue, long.MaxValue, cancel);
    }

    private sealed record Made(long CloseMs, MarketView? View);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No live markets: {Reason}")]
    private static partial void NoMarket(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No analysis of {Symbol}: {Reason}")]
    private static partial void NoAnalysis(ILogger log, string symbol, string reason);
}

/// <summary>Whether candles come from a venue.</summary>
internal sealed class MarketHealth(MarketRoom room) : IHealthItem
{
    public string Name => "market";

    public bool IsVital => false;

    public Task<string?> ProblemAsync(CancellationToken cancel)
    {
        string[] silent = [.. room.Symbols.Where(s => !room.IsLive(s))];
        var clock = room.Symbols.Select(room.ClockNotice).OfType<MarketNotice>().FirstOrDefault();
        string[] problems =
        [
            .. silent.Length == 0 ? [] : new[] { $"not live: {string.Join(' ', silent)}" },
            .. clock == default ? [] : new[] { clock.Describe("en") },
        ];
        return Task.FromResult(problems.Length == 0 ? null : string.Join("; ", problems));
    }
}
