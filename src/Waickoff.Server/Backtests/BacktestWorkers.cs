using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Market;
using Waickoff.Market.Storage;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>
/// What this process computes of the backtests of all people. It works while there is something to take, and looks again whenever any process
/// says that there is.
/// </summary>
internal sealed partial class BacktestWorkers : BackgroundService
{
    private const string WorkTopic = "backtest-work";
    private const string StopTopic = "backtest-stop";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim claiming = new(1, 1);
    private readonly Channel<bool> wake;
    private readonly BacktestQueue queue;
    private readonly BacktestHistory history;
    private readonly BacktestOptions options;
    private readonly Signals signals;
    private readonly Database database;
    private readonly TimeProvider time;
    private readonly ILogger<BacktestWorkers> log;

    public BacktestWorkers(
        BacktestQueue queue,
        BacktestHistory history,
        BacktestOptions options,
        Signals signals,
        Database database,
        TimeProvider time,
        ILogger<BacktestWorkers> log
    )
    {
        (this.queue, this.history, this.options, this.signals) = (queue, history, options, signals);
        (this.database, this.time, this.log) = (database, time, log);
        wake = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(Math.Max(1, options.Workers)) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        signals.Listen(WorkTopic, _ => Wake());
        signals.Listen(StopTopic, id => Stop(id ?? ""));
    }

    /// <summary>Says to all processes that there is something to compute.</summary>
    public Task CallAsync(CancellationToken cancel = default) => signals.SendAsync(WorkTopic, "all", cancel);

    /// <summary>Ends the work on a job wherever it is done.</summary>
    public Task StopAsync(string job, CancellationToken cancel)
    {
        Stop(job);
        return signals.SendAsync(StopTopic, job, cancel);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Postgres is null)
            await queue.ReleaseAllAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            KeepAsync(stoppingToken),
            .. Enumerable
                .Range(0, options.Workers)
                .Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)),
        ]);

    public override void Dispose()
    {
        claiming.Dispose();
        base.Dispose();
    }

    private void Wake()
    {
        for (var i = 0; i < options.Workers; i++)
            wake.Writer.TryWrite(true);
    }

    private void Stop(string job)
    {
        if (running.TryGetValue(job, out var one))
            one.Cancel();
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        var run = new BacktestRun(history);
        Wake();
        while (await wake.Reader.WaitToReadAsync(stop))
        {
            wake.Reader.TryRead(out _);
            try
            {
                while (await TakeAsync(stop) is { } one)
                {
                    await ComputeAsync(run, one, stop);
                    stop.ThrowIfCancellationRequested();
                }
                // The candles of the last market are not kept for nobody.
                run = new BacktestRun(history);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What was claimed comes free when its lease is over.
                Away(log, e);
            }
        }
    }

    private async Task<Running?> TakeAsync(CancellationToken stop)
    {
        await claiming.WaitAsync(stop);
        try
        {
            if (await queue.ClaimAsync([.. running.Keys], stop) is not { } claim)
                return null;
            var one = new Running(claim, CancellationTokenSource.CreateLinkedTokenSource(stop));
            running[claim.Job.Id] = one;
            return one;
        }
        finally
        {
            claiming.Release();
        }
    }

    private async Task ComputeAsync(BacktestRun run, Running one, CancellationToken stop)
    {
        var job = one.Claim.Job.Id;
        try
        {
            var results = await run.RunAsync(one.Claim.Job, one.Claim.Points, one.Stop.Token);
            // Its lease is not moved while its rows are written.
            running.TryRemove(job, out _);
            await queue.SaveAsync(one.Claim, results, CancellationToken.None);
        }
        catch (OperationCanceledException) when (one.Stop.IsCancellationRequested)
        {
            await queue.ReleaseAsync(one.Claim, CancellationToken.None);
        }
        catch (Exception e) when (e is MarketInputException or CandleStoreException)
        {
            NoCandles(log, job, e.Message);
            await queue.FailAsync(job, BacktestFailures.NoCandles, CancellationToken.None);
        }
        catch (Exception e) when (!Failures.IsOfDatabase(e))
        {
            Failed(log, e, job);
            await queue.FailAsync(job, BacktestFailures.Failed, CancellationToken.None);
        }
        finally
        {
            running.TryRemove(job, out _);
            one.Stop.Dispose();
        }
    }

    /// <summary>Keeps up the leases; and a word may have been lost: what was ended stands in the tables.</summary>
    private async Task KeepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (running.IsEmpty)
                continue;
            try
            {
                foreach (var ended in await queue.KeepAsync([.. running.Values.Select(r => r.Claim)], stop))
                    Stop(ended);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotKept(log, e);
            }
        }
    }

    private sealed record Running(BacktestClaim Claim, CancellationTokenSource Stop)
    {
        public void Cancel()
        {
            try
            {
                Stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Backtest {Job} failed")]
    private static partial void Failed(ILogger log, Exception e, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Backtest {Job} has no candles: {Reason}")]
    private static partial void NoCandles(ILogger log, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Backtests wait for the database")]
    private static partial void Away(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of running backtests could not be kept up")]
    private static partial void NotKept(ILogger log, Exception e);
}
