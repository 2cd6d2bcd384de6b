using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Live;

/// <summary>
/// The closed candles of one venue as they come, without holes and each once: from the stream while it holds, and from REST for what it
/// missed. What it tells is stored.
/// </summary>
/// <remarks>
/// After each connection the last two closed candles and all since are asked for, once per symbol. The venue is asked every five minutes
/// whether there is a newer candle, stream or not. A candle counts as closed when the venue says so and its own clock agrees.
/// </remarks>
public sealed partial class LiveFeed
{
    /// <summary>How often the venue is asked whether there is a newer candle.</summary>
    public static readonly TimeSpan AskPeriod = TimeSpan.FromMinutes(5);

    private const long ToleranceMs = 500;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CatchUpPeriod = TimeSpan.FromSeconds(4);

    private readonly IVenue venue;
    private readonly CandleStore store;
    private readonly Timeframe timeframe;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly CandleReader reader;

    // Many processes that lose one venue at once do not come back at once; no result depends on it.
    private readonly Random scatter = new(Environment.ProcessId);
    private readonly Dictionary<string, SeriesHead> heads;
    private readonly Channel<Signal> signals = Channel.CreateUnbounded<Signal>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    /// <summary>Starts behind what is known of each symbol.</summary>
    /// <param name="venue">The venue.</param>
    /// <param name="store">Where candles are kept.</param>
    /// <param name="known">The candles known of each symbol, all of one timeframe; the feed tells what comes behind them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of breaks and of what was rejected.</param>
    public LiveFeed(
        IVenue venue,
        CandleStore store,
        IReadOnlyDictionary<string, CandleSeries> known,
        TimeProvider time,
        ILogger log
    )
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentOutOfRangeException.ThrowIfZero(known.Count, nameof(known));
        (this.venue, this.store, this.time, this.log) = (venue, store, time, log);
        timeframe = known.Values.First().Timeframe;
        heads = known.ToDictionary(k => k.Key, k => new SeriesHead(k.Value), StringComparer.Ordinal);
        reader = new CandleReader(venue);
    }

    /// <summary>Runs until it is cancelled. For one reader, once.</summary>
    public async IAsyncEnumerable<FeedEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var writer = new StoreWriter(store, time, log);
        var sources = Task.WhenAll(ListenAsync(stop.Token), TickAsync(stop.Token));
        try
        {
            await foreach (var signal in signals.Reader.ReadAllAsync(cancellation))
            {
                foreach (var told in await HearAsync(signal, stop.Token))
                {
                    // Told first and stored behind: whoever waits for the analysis does not wait for the disk.
                    yield return told;
                    if (told is CandleClosed closed)
                        writer.Add(Name(closed.Symbol), closed.Candle);
                    else if (told is CandleCorrected corrected)
                        writer.Add(Name(corrected.Symbol), corrected.Candle);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await sources;
        }
    }

    private SeriesName Name(string symbol) => new(venue.Name, symbol, timeframe);

    /// <summary>Holds a connection and opens the next when it breaks, with pauses that grow while none can be opened.</summary>
    private async Task ListenAsync(CancellationToken stop)
    {
        var connect = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(250),
                    MaxDelay = TimeSpan.FromSeconds(30),
                    ShouldHandle = new PredicateBuilder().Handle<VenueException>(),
                }
            )
            .Build();
        try
        {
            while (true)
                await connect.ExecuteAsync(async token => await HoldAsync(token), stop);
        }
        catch (OperationCanceledException)
        {
            // The one way to end.
        }
    }

    /// <summary>One connection. It returns when one broke that told something, and throws when it told nothing: then pauses grow.</summary>
    private async Task HoldAsync(CancellationToken stop)
    {
        var hasTold = false;
        try
        {
            await foreach (var item in venue.StreamAsync(heads.Keys, timeframe, stop))
            {
                hasTold |= !item.IsSubscribed;
                signals.Writer.TryWrite(new Signal(SignalKind.Item, item, ArrivedAt: time.GetTimestamp()));
            }
        }
        catch (VenueException e)
        {
            signals.Writer.TryWrite(new Signal(SignalKind.Broken, Reason: e));
            if (!hasTold)
                throw;
            await Task.Delay(ShortestPause * (0.5 + scatter.NextDouble()), time, stop);
        }
    }

    private async Task TickAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(CatchUpPeriod, time);
        var ticks = 0;
        var ticksPerAsk = (int)(AskPeriod / CatchUpPeriod);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var isDue = ++ticks % ticksPerAsk == 0;
                signals.Writer.TryWrite(new Signal(isDue ? SignalKind.AskAll : SignalKind.AskBehind));
            }
        }
        catch (OperationCanceledException)
        {
            // The one way to end.
        }
    }

    private async Task<IReadOnlyList<FeedEvent>> HearAsync(Signal signal, CancellationToken stop)
    {
        switch (signal.Kind)
        {
            case SignalKind.Item when signal.Item.IsSubscribed:
                // How long it was away is not known: this machine may have slept.
                venue.Clock.Doubt();
                return [.. await AskAsync(heads.Keys, stop), new FeedUp(venue.Name)];
            case SignalKind.Item:
                return await TakeAsync(signal.Item, signal.ArrivedAt, stop);
            case SignalKind.Broken:
                Broke(log, venue.Name, signal.Reason!.Message);
                return [new FeedDown(venue.Name, signal.Reason.Text)];
            case SignalKind.AskAll:
                venue.Clock.Doubt();
                return [.. await AskAsync(heads.Keys, stop), new FeedTick(venue.Name)];
            default:
                var behind = heads.Where(h => h.Value.IsBehind).Select(h => h.Key);
                return [.. await AskAsync(behind, stop), new FeedTick(venue.Name)];
        }
    }

    private async Task<IReadOnlyList<FeedEvent>> TakeAsync(StreamItem item, long arrivedAt, CancellationToken stop)
    {
        // What was not asked for is not ours.
        if (!heads.TryGetValue(item.Symbol, out var head))
            return [];
        var candle = item.Candle;
        if (CandlePageCheck.Problem(in candle, timeframe) is { } problem)
        {
            Rejected(log, Name(item.Symbol).ToString(), problem.English);
            head.IsBehind |= item.IsClosed;
            return [];
        }
        if (!item.IsClosed)
            return candle.OpenTimeMs > head.LastMs ? [new CandleForming(venue.Name, item.Symbol, candle)] : [];
        if (item.EventMs > venue.Clock.LatestMs + ToleranceMs)
            venue.Clock.Doubt();
        if (candle.OpenTimeMs + timeframe.Milliseconds > Math.Max(venue.Clock.LatestMs, item.EventMs) + ToleranceMs)
        {
            Rejected(log, Name(item.Symbol).ToString(), "it is said to have closed before its time");
            return [];
        }
        var told = new List<FeedEvent>();
        if (head.IsBehind || head.StandingOf(in candle) == CandleStanding.BehindHole)
            told.AddRange(await AskAsync(item.Symbol, stop));
        // What could not be asked for stays missing until it can, and so does what is behind it.
        if (!head.IsBehind && Take(item.Symbol, head, in candle, arrivedAt) is { } taken)
            told.Add(taken);
        return told;
    }

    private async Task<IReadOnlyList<FeedEvent>> AskAsync(IEnumerable<string> symbols, CancellationToken stop)
    {
        var told = await Task.WhenAll(symbols.Select(symbol => AskAsync(symbol, stop)));
        return [.. told.SelectMany(t => t)];
    }

    /// <summary>Asks for the last two candles of a symbol and all since.</summary>
    private async Task<IReadOnlyList<FeedEvent>> AskAsync(string symbol, CancellationToken stop)
    {
        var head = heads[symbol];
        var told = new List<FeedEvent>();
        try
        {
            await venue.SynchronizeAsync(stop);
            var step = timeframe.Milliseconds;
            var to = timeframe.Floor(venue.Clock.LatestMs) + step;
            var from = (head.LastMs < 0 ? to - (2 * step) : head.LastMs) - step;
            // The last one may be forming still: that there is none is no reason to ask again.
            while (from < to - step)
            {
                var page = await reader.ReadAsync(symbol, timeframe, from, to, head.Known, stop);
                var arrivedAt = time.GetTimestamp();
                foreach (var candle in page.Candles)
                {
                    if (Take(symbol, head, in candle, arrivedAt) is { } found)
                        told.Add(found);
                }
                from = page.NextMs;
            }
            head.IsBehind = false;
        }
        catch (VenueException e)
        {
            head.IsBehind = true;
            Broke(log, venue.Name, e.Message);
            told.Add(new FeedDown(venue.Name, e.Text));
        }
        return told;
    }

    /// <summary>A candle behind a hole comes here only when the venue was asked and has nothing in the hole.</summary>
    private FeedEvent? Take(string symbol, SeriesHead head, in Candle candle, long arrivedAt)
    {
        switch (head.StandingOf(in candle))
        {
            case CandleStanding.Correction:
                head.Correct(in candle);
                return new CandleCorrected(venue.Name, symbol, candle);
            case CandleStanding.Next or CandleStanding.BehindHole:
                head.Advance(in candle);
                return new CandleClosed(venue.Name, symbol, candle, arrivedAt);
            default:
                return null;
        }
    }

    private enum SignalKind
    {
        Item,
        Broken,
        AskAll,
        AskBehind,
    }

    private readonly record struct Signal(
        SignalKind Kind,
        StreamItem Item = default,
        VenueException? Reason = null,
        long ArrivedAt = 0
    );

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of {Venue} is interrupted: {Reason}")]
    private static partial void Broke(ILogger log, string venue, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A candle of {Series} was rejected: {Reason}")]
    private static partial void Rejected(ILogger log, string series, string reason);
}
