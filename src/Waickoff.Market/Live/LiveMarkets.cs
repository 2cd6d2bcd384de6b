using Microsoft.Extensions.Logging;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Live;

/// <summary>
/// All markets that are followed, as they move. Of all processes on one store one holds the feed; the others are told by the store and come
/// to the same analyses from the same candles.
/// </summary>
public sealed partial class LiveMarkets
{
    /// <summary>What every analysis stands on; the longer timeframes are built from it.</summary>
    public static readonly Timeframe Base = Timeframe.M15;

    private static readonly TimeSpan LeasePause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReturnPeriod = TimeSpan.FromMinutes(5);

    private readonly MarketOptions options;
    private readonly IReadOnlyList<string> symbols;
    private readonly IReadOnlyList<Timeframe> timeframes;
    private readonly CandleStore store;
    private readonly IReadOnlyList<IVenue> venues;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ViewBoard board = new();
    private readonly Dictionary<string, string> said = [];

    /// <summary>Starts without having asked anything.</summary>
    /// <param name="options">How much history there is to be.</param>
    /// <param name="symbols">The markets to follow.</param>
    /// <param name="timeframes">The timeframes to analyse.</param>
    /// <param name="store">Where candles are kept; not disposed here.</param>
    /// <param name="venues">The venues in the order in which they are asked; not disposed here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of breaks, changes of the venue and corrections.</param>
    public LiveMarkets(
        MarketOptions options,
        IReadOnlyList<string> symbols,
        IReadOnlyList<Timeframe> timeframes,
        CandleStore store,
        IReadOnlyList<IVenue> venues,
        TimeProvider time,
        ILogger log
    )
    {
        ArgumentNullException.ThrowIfNull(venues);
        ArgumentOutOfRangeException.ThrowIfZero(venues.Count, nameof(venues));
        (this.options, this.symbols, this.timeframes) = (options, symbols, timeframes);
        (this.store, this.venues, this.time, this.log) = (store, venues, time, log);
    }

    /// <summary>The newest view of a market; null before its history is there.</summary>
    public MarketView? this[string symbol] => board[symbol];

    /// <summary>The view of a market as it stands and each later one; a slow reader skips some.</summary>
    public IAsyncEnumerable<MarketView> WatchAsync(string symbol, CancellationToken cancellation) =>
        board.WatchAsync(symbol, cancellation);

    /// <summary>Follows the markets until it is cancelled: with the feed where it is free, else by the store.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await using var lease = await store.TryTakeFeedAsync(cancellation) ?? await FollowAsync(cancellation);
            using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
            try
            {
                await FeedAsync(held.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                LostFeed(log);
            }
        }
    }

    /// <summary>Uses the first venue that can be used; goes back to an earlier one when that can be again.</summary>
    private async Task FeedAsync(CancellationToken cancellation)
    {
        for (var place = 0; ; place = (place + 1) % venues.Count)
        {
            try
            {
                await FeedFromAsync(place, cancellation);
                said.Clear();
                place = -1;
            }
            catch (VenueException e)
            {
                Say(venues[place].Name, e.Message);
                if (e.Problem is VenueProblem.UnknownSymbol or VenueProblem.Delisted)
                    throw;
                if (place == venues.Count - 1)
                    await Task.Delay(LeasePause, time, cancellation);
            }
        }
    }

    /// <summary>Feeds from one venue; throws when it cannot be used any more, returns when an earlier one can be used again.</summary>
    private async Task FeedFromAsync(int place, CancellationToken cancellation)
    {
        var venue = venues[place];
        var since = time.GetUtcNow().ToUnixTimeMilliseconds();
        var known = new Dictionary<string, CandleSeries>(StringComparer.Ordinal);
        await using var desks = new DeskRoom(board, time);
        foreach (var symbol in symbols)
        {
            if (await FindAsync(venue, symbol, cancellation) is not { } instrument)
                continue;
            known[symbol] = await HistoryAsync(venue, instrument, cancellation);
            var desk = new MarketDesk(venue, instrument.Tick, timeframes, symbol, known[symbol])
            {
                StandInSinceMs = place > 0 ? since : 0,
            };
            desks.Open(symbol, desk);
        }
        if (known.Count == 0)
            throw new VenueException(
                venue.Name,
                VenueProblem.UnknownSymbol,
                LocalText.Of(
                    $"lists none of {string.Join(' ', symbols)}",
                    $"no tiene ninguno de {string.Join(' ', symbols)}"
                )
            );
        var check = place + 1 < venues.Count ? new CrossCheck(venues[place + 1], Base) : null;
        var feed = new LiveFeed(venue, store, known, time, log);
        var downSince = 0L;
        var turn = time.GetTimestamp();
        await foreach (var told in feed.RunAsync(cancellation))
        {
            desks.Tell(told);
            switch (told)
            {
                case CandleClosed closed when check is not null:
                    _ = CompareAsync(check, desks, closed, cancellation);
                    break;
                case CandleCorrected corrected:
                    Corrected(log, venue.Name, corrected.Symbol, corrected.Candle.OpenTimeMs);
                    break;
                case FeedUp:
                    downSince = 0;
                    break;
                case FeedDown down:
                    downSince = downSince == 0 ? time.GetTimestamp() : downSince;
                    if (
                        place + 1 < venues.Count
                        && time.GetElapsedTime(downSince) > TimeSpan.FromMinutes(2 * Base.Minutes)
                    )
                        throw new VenueException(venue.Name, VenueProblem.Unreachable, down.Reason);
                    break;
            }
            if (place > 0 && time.GetElapsedTime(turn) > ReturnPeriod)
            {
                turn = time.GetTimestamp();
                if (await CanBeUsedAsync(venues[0], cancellation))
                    return;
            }
        }
    }

    /// <summary>Follows by what the store tells until the feed is free, which is then held.</summary>
    private async Task<FeedLease> FollowAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var desks = new Dictionary<string, MarketDesk>(StringComparer.Ordinal);
        var waiting = WaitForFeedAsync(stop);
        try
        {
            await foreach (var changed in store.ChangesAsync(stop.Token))
            {
                if (changed.Timeframe == Base && symbols.Contains(changed.Symbol))
                    await CatchUpAsync(desks, changed, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The feed is free.
        }
        return await waiting;
    }

    private async Task<FeedLease> WaitForFeedAsync(CancellationTokenSource stopFollowing)
    {
        while (true)
        {
            await Task.Delay(LeasePause, time, stopFollowing.Token);
            if (await store.TryTakeFeedAsync(stopFollowing.Token) is not { } lease)
                continue;
            await stopFollowing.CancelAsync();
            return lease;
        }
    }

    /// <summary>Takes what the store has of a series that is not known yet; of a market on several venues the newest series counts.</summary>
    private async Task CatchUpAsync(
        Dictionary<string, MarketDesk> desks,
        SeriesName series,
        CancellationToken cancellation
    )
    {
        if (venues.FirstOrDefault(v => v.Name == series.Venue) is not { } venue)
            return;
        if (!desks.TryGetValue(series.Symbol, out var desk) || desk.Venue != series.Venue)
        {
            var stored = await store.ReadAsync(series, cancel: cancellation);
            if (desk is not null && (stored.Count == 0 || stored[stored.Count - 1].OpenTimeMs <= desk.Head.LastMs))
                return;
            var tick = (await store.ListAsync(cancellation)).Single(s => s.Name == series).Tick;
            desk = new MarketDesk(venue, tick, timeframes, series.Symbol, stored) { IsRunning = true };
            desks[series.Symbol] = desk;
        }
        var since = Math.Max(0, desk.Head.LastMs - Base.Milliseconds);
        foreach (var candle in (await store.ReadAsync(series, since, cancel: cancellation)).Span.ToArray())
        {
            var standing = desk.Head.StandingOf(in candle);
            if (standing == CandleStanding.Correction)
                desk.Correct(candle);
            else if (standing is CandleStanding.Next or CandleStanding.BehindHole)
                desk.Add(candle);
        }
        Publish(desk);
    }

    /// <summary>A market of the venue; null, and logged, when it does not list it: the others go on without it.</summary>
    private async Task<Instrument?> FindAsync(IVenue venue, string symbol, CancellationToken cancellation)
    {
        try
        {
            return await venue.InstrumentAsync(symbol, cancellation);
        }
        catch (VenueException e) when (e.Problem == VenueProblem.UnknownSymbol && symbols.Count > 1)
        {
            CannotUse(log, venue.Name, e.Message);
            return null;
        }
    }

    /// <summary>The history of a market, brought up to date; what the venue cannot give now the feed brings later.</summary>
    private async Task<CandleSeries> HistoryAsync(IVenue venue, Instrument instrument, CancellationToken cancellation)
    {
        var name = new SeriesName(venue.Name, instrument.Symbol, Base);
        await venue.SynchronizeAsync(cancellation);
        var now = venue.Clock.NowMs;
        var from = Base.Floor(now) - TimeSpan.FromDays(options.HistoryDays).Ticks / TimeSpan.TicksPerMillisecond;
        await new BackFill(venue, store, instrument.Tick).RunAsync(
            instrument.Symbol,
            Base,
            from,
            now,
            progress: null,
            cancellation
        );
        return await store.ReadAsync(name, from, cancel: cancellation);
    }

    private async Task CompareAsync(
        CrossCheck check,
        DeskRoom desks,
        CandleClosed closed,
        CancellationToken cancellation
    )
    {
        try
        {
            var before = check.NoticeOf(closed.Symbol);
            await check.CompareAsync(closed.Symbol, closed.Candle, cancellation);
            var after = check.NoticeOf(closed.Symbol);
            if (after == before)
                return;
            if (after is { } apart)
                Apart(log, closed.Symbol, apart.Describe("en"));
            desks.Tell(new VenuesCompared(closed.Venue, closed.Symbol, after));
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any more.
        }
    }

    private static async Task<bool> CanBeUsedAsync(IVenue venue, CancellationToken cancellation)
    {
        try
        {
            venue.Clock.Doubt();
            await venue.SynchronizeAsync(cancellation);
            return true;
        }
        catch (VenueException)
        {
            return false;
        }
    }

    /// <summary>What cannot be used is tried again and again; it is said once for each reason.</summary>
    private void Say(string venue, string reason)
    {
        if (said.TryGetValue(venue, out var before) && before == reason)
            return;
        said[venue] = reason;
        CannotUse(log, venue, reason);
    }

    private void Publish(MarketDesk desk) => board.Publish(desk.View());

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Venue} cannot be used: {Reason}")]
    private static partial void CannotUse(ILogger log, string venue, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Venue} corrected {Symbol} at {OpenTimeMs}")]
    private static partial void Corrected(ILogger log, string venue, string symbol, long openTimeMs);

    [LoggerMessage(Level = LogLevel.Error, Message = "Two sources of {Symbol} disagree: {Notice}")]
    private static partial void Apart(ILogger log, string symbol, string notice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed was lost to another process")]
    private static partial void LostFeed(ILogger log);
}
