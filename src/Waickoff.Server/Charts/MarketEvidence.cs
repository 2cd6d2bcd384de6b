using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Server.Charts;

/// <summary>
/// What happened after each setup, counted for each market. The present is counted in the background when candles have closed, one study at a
/// time; who asks gets the newest that is ready and never waits. An earlier moment is counted when it is asked for, on the candles up to then.
/// </summary>
/// <remarks>
/// A study is kept by the rules and the candles it follows from, so a timeframe is counted again only when one of its candles has closed. What
/// is kept of one is a few kilobytes.
/// </remarks>
internal sealed partial class MarketEvidence(MarketRoom room, TimeProvider time, ILogger<MarketEvidence> log)
    : BackgroundService
{
    private const int Kept = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Kept });
    private readonly ConcurrentDictionary<string, Counted> newest = new(StringComparer.Ordinal);

    /// <summary>A study takes a core for a moment; the other one is for everybody else.</summary>
    private readonly SemaphoreSlim counting = new(1, 1);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The newest studies of a market that know nothing later than an analysis of it; null while none is ready.</summary>
    public MarketStudies? Newest(MarketAnalysis present)
    {
        newest.TryGetValue(present.Data.Symbol, out var counted);
        if (counted?.IsOf(present) != true)
            wake.Writer.TryWrite(true);
        // A candle may have closed and been counted since the analysis was asked for.
        var then = counted is { } newer && newer.AsOfMs > present.AsOfMs ? newer.Before : counted;
        return then is { } ready && ready.Venue == present.Data.Venue ? ready.Studies : null;
    }

    /// <summary>The studies of a market at one close: of the present as <see cref="Newest"/>, of the past counted now.</summary>
    /// <param name="analysis">The market then.</param>
    /// <param name="present">The market as it stands.</param>
    /// <param name="timeframes">Which are wanted.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<MarketStudies?> AtAsync(
        MarketAnalysis analysis,
        MarketAnalysis present,
        IEnumerable<Timeframe> timeframes,
        CancellationToken cancel
    ) => ReferenceEquals(analysis, present) ? Newest(present) : await CountAsync(analysis, timeframes, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var pause = time.CreateTimer(_ => wake.Writer.TryWrite(true), null, Pause, Pause);
        while (true)
        {
            await wake.Reader.ReadAsync(stoppingToken);
            foreach (var symbol in room.Symbols)
                if (room.Known(symbol) is { Analysis: { } analysis })
                    await CountPresentAsync(symbol, analysis, stoppingToken);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        known.Dispose();
        counting.Dispose();
    }

    private async Task CountPresentAsync(string symbol, MarketAnalysis present, CancellationToken cancel)
    {
        newest.TryGetValue(symbol, out var before);
        if (before?.IsOf(present) == true)
            return;
        try
        {
            var studies = await CountAsync(present, present.Timeframes.Select(t => t.Timeframe), cancel);
            newest[symbol] = new Counted(
                present.Data.Venue,
                present.AsOfMs,
                studies,
                before is null ? null : before with { Before = null }
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotCounted(log, e, symbol);
        }
    }

    private async Task<MarketStudies> CountAsync(
        MarketAnalysis analysis,
        IEnumerable<Timeframe> timeframes,
        CancellationToken cancel
    )
    {
        var studies = new List<EvidenceSummary>();
        foreach (var timeframe in timeframes)
        {
            await counting.WaitAsync(cancel);
            try
            {
                studies.Add(await OnThreadOfItsOwn(() => Study(analysis, timeframe, cancel)));
            }
            finally
            {
                counting.Release();
            }
        }
        return new MarketStudies(studies);
    }

    private EvidenceSummary Study(MarketAnalysis analysis, Timeframe timeframe, CancellationToken cancel)
    {
        var (series, finer) = MarketStudies.CandlesOf(analysis, timeframe);
        var key = (StudyVersion.Rules, StudyVersion.HashOf(series, finer));
        if (known.TryGetValue(key, out EvidenceSummary? found))
            return found!;
        var made = EvidenceSummary.Of(series, finer, cancel) with
        {
            CountedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return known.Set(key, made, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>Those that answer readers are not to wait for a study, nor to go behind it where the system knows of priorities.</summary>
    private static Task<T> OnThreadOfItsOwn<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                done.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            Name = "evidence",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return done.Task;
    }

    /// <summary>The studies of a market at one close, and those before them.</summary>
    private sealed record Counted(string Venue, long AsOfMs, MarketStudies Studies, Counted? Before)
    {
        public bool IsOf(MarketAnalysis analysis) => Venue == analysis.Data.Venue && AsOfMs == analysis.AsOfMs;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The history of {Symbol} cannot be counted")]
    private static partial void NotCounted(ILogger log, Exception e, string symbol);
}
