using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>
/// The turns that this process answers. A closed tab does not end them; a stop, from whichever process, does. While they run their lease is
/// kept up, so that what a dead process held goes back.
/// </summary>
internal sealed partial class TurnRunner : BackgroundService
{
    private const string Topic = "stop";
    private readonly ConcurrentDictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly AskAnalyst analyst;
    private readonly TurnLog turns;
    private readonly Signals signals;
    private readonly Database database;
    private readonly IServiceScopeFactory scopes;
    private readonly ChatOptions options;
    private readonly ServerOptions server;
    private readonly TimeProvider time;
    private readonly ILogger<TurnRunner> log;
    private volatile bool isEnding;

    public TurnRunner(
        AskAnalyst analyst,
        TurnLog turns,
        Signals signals,
        Database database,
        IServiceScopeFactory scopes,
        ChatOptions options,
        ServerOptions server,
        TimeProvider time,
        ILogger<TurnRunner> log
    )
    {
        (this.analyst, this.turns, this.signals, this.scopes) = (analyst, turns, signals, scopes);
        this.database = database;
        (this.options, this.server, this.time, this.log) = (options, server, time, log);
        signals.Listen(
            Topic,
            id =>
            {
                if (id is null)
                    _ = StopAskedAsync();
                else
                    StopHere(id);
            }
        );
    }

    /// <summary>The models that can be asked for by name.</summary>
    public IReadOnlyCollection<string> Models => analyst.Models;

    /// <summary>Whether answers can be made now; while they cannot no session is sold.</summary>
    public bool IsUsable => analyst.IsUsable;

    /// <summary>Whether another turn can be begun.</summary>
    public bool HasRoom => !isEnding && running.Count < options.MostRunning;

    /// <summary>Answers a turn that is stored.</summary>
    public void Start(TradingSession session, Turn turn)
    {
        var one = new Running(new CancellationTokenSource());
        running[turn.Id] = one;
        turns.Open(turn.Id);
        one.Task = Task.Run(() => RunAsync(session, turn, one));
    }

    /// <summary>Notes a reader of a turn until it is disposed.</summary>
    public IDisposable Read(string turnId) => new Reader(this, turnId);

    /// <summary>Ends a turn wherever it runs.</summary>
    public Task StopAsync(string turnId, CancellationToken cancel)
    {
        StopHere(turnId);
        return signals.SendAsync(Topic, turnId, cancel);
    }

    /// <summary>A server that is alone knows, before it is asked anything, that nobody answers the turns it finds running.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Postgres is null)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TurnReaper>().ReapAsync(isAlone: true, cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    /// <summary>New turns are refused, running ones get their time to finish; what is left then is free.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        isEnding = true;
        var all = Task.WhenAll(running.Values.Select(r => r.Task));
        try
        {
            await all.WaitAsync(server.GracePeriod, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            foreach (var one in running.Values)
                one.Interrupt();
            await all;
        }
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Lease / 4, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotKept(log, e);
            }
        }
    }

    private async Task RunAsync(TradingSession session, Turn turn, Running one)
    {
        try
        {
            await analyst.RunAsync(session, turn, () => one.WasInterrupted, one.Stop.Token);
        }
        catch (Exception e)
        {
            Failed(log, e, turn.Id);
        }
        finally
        {
            running.TryRemove(turn.Id, out _);
            one.Stop.Dispose();
        }
    }

    private async Task KeepAsync(CancellationToken cancel)
    {
        string[] mine = [.. running.Keys];
        if (mine.Length == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var reaper = scope.ServiceProvider.GetRequiredService<TurnReaper>();
        await reaper.KeepAsync(mine, cancel);
        await StopAskedAsync();
    }

    /// <summary>A word may have been lost: what was asked to stop stands in the tables.</summary>
    private async Task StopAskedAsync()
    {
        string[] mine = [.. running.Keys];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        foreach (
            var id in await db.Set<Turn>()
                .Where(t => mine.Contains(t.Id) && t.StopAskedMs > 0)
                .Select(t => t.Id)
                .ToListAsync()
        )
            StopHere(id);
    }

    private void StopHere(string turnId)
    {
        if (running.TryGetValue(turnId, out var one))
            one.Cancel();
    }

    private void Left(string turnId)
    {
        var unread = running.Values.Count(r => r.Readers == 0);
        if (unread > options.MostUnread && running.TryGetValue(turnId, out var one) && one.Readers == 0)
            one.Cancel();
    }

    private sealed class Running(CancellationTokenSource stop)
    {
        private int readers;

        public CancellationTokenSource Stop => stop;

        public Task Task { get; set; } = Task.CompletedTask;

        public bool WasInterrupted { get; private set; }

        public int Readers => Volatile.Read(ref readers);

        public void Come() => Interlocked.Increment(ref readers);

        public void Leave() => Interlocked.Decrement(ref readers);

        public void Interrupt()
        {
            WasInterrupted = true;
            Cancel();
        }

        public void Cancel()
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    private sealed class Reader : IDisposable
    {
        private readonly TurnRunner runner;
        private readonly string turnId;
        private readonly Running? one;

        public Reader(TurnRunner runner, string turnId)
        {
            (this.runner, this.turnId) = (runner, turnId);
            if (runner.running.TryGetValue(turnId, out one))
                one.Come();
        }

        public void Dispose()
        {
            one?.Leave();
            runner.Left(turnId);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn {Turn} failed")]
    private static partial void Failed(ILogger log, Exception e, string turn);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of running turns could not be kept up")]
    private static partial void NotKept(ILogger log, Exception e);
}
