using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>
/// The events of turns. Each is stored before anybody sees it, so that any process can serve it and none is lost with one; many are stored
/// by one commit.
/// </summary>
internal sealed partial class TurnLog : BackgroundService
{
    private const int MostAtOnce = 2_000;
    private const string Topic = "turn";
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>How long news of progress waits for company, so that one commit stores it all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Database database;
    private readonly Signals signals;
    private readonly TimeProvider time;
    private readonly ILogger<TurnLog> log;
    private readonly ConcurrentDictionary<string, LiveTurn> open = new(StringComparer.Ordinal);
    private readonly Channel<(TurnEvent Event, LiveTurn Turn)> waiting = Channel.CreateUnbounded<(TurnEvent, LiveTurn)>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    private readonly Channel<bool> hurry = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public TurnLog(Database database, Signals signals, TimeProvider time, ILogger<TurnLog> log)
    {
        (this.database, this.signals, this.time, this.log) = (database, signals, time, log);
        signals.Listen(Topic, Wake);
    }

    /// <summary>Opens the log of a turn that this process answers.</summary>
    public void Open(string turnId) => open[turnId] = new LiveTurn(isOwn: true);

    /// <summary>Adds an event; it is sent when it is stored.</summary>
    public void Add<T>(string turnId, string type, T data)
    {
        var turn = open[turnId];
        waiting.Writer.TryWrite((turn.Next(turnId, type, TurnEventData.Write(data)), turn));
        if (type != TurnEventTypes.Progress)
            hurry.Writer.TryWrite(true);
    }

    /// <summary>Waits until all that was added of a turn is stored.</summary>
    public Task StoredAsync(string turnId)
    {
        hurry.Writer.TryWrite(true);
        return open[turnId].StoredAsync();
    }

    /// <summary>
    /// The last events of a turn all of whose others are stored, numbered, to be stored by the caller with what they tell of.
    /// </summary>
    public IReadOnlyList<TurnEvent> Number(string turnId, params IReadOnlyList<(string Type, string Data)> last)
    {
        var stored = open[turnId].StoredCount;
        return [.. last.Select((e, i) => new TurnEvent(turnId, stored + i + 1, e.Type, e.Data))];
    }

    /// <summary>Sends what the tables hold of a turn that ended without this process, and forgets it.</summary>
    public async Task CloseAsStoredAsync(string turnId, CancellationToken cancel)
    {
        if (open.TryGetValue(turnId, out var turn))
            await CloseAsync(turnId, await ReadAsync(turnId, turn.StoredCount, cancel));
    }

    /// <summary>Sends events that the caller has stored, and forgets the turn: what comes later is read from the tables.</summary>
    public async Task CloseAsync(string turnId, IReadOnlyList<TurnEvent> last)
    {
        if (open.TryGetValue(turnId, out var turn))
        {
            turn.Publish(last);
            open.TryRemove(new KeyValuePair<string, LiveTurn>(turnId, turn));
        }
        await signals.SendAsync(Topic, turnId);
    }

    /// <summary>Stores events within a transaction; each once, however often it is tried.</summary>
    public static async Task StoreAsync(
        DbTransaction transaction,
        IEnumerable<TurnEvent> events,
        CancellationToken cancel
    )
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "INSERT INTO turn_event (\"TurnId\", \"Number\", \"Type\", \"Data\") VALUES (@turn, @number, @type, @data) ON CONFLICT DO NOTHING";
        var turn = Add(command, "turn", DbType.String);
        var number = Add(command, "number", DbType.Int32);
        var type = Add(command, "type", DbType.String);
        var data = Add(command, "data", DbType.String);
        foreach (var one in events)
        {
            (turn.Value, number.Value, type.Value, data.Value) = (one.TurnId, one.Number, one.Type, one.Data);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>The stored events of a turn behind a number.</summary>
    public async Task<IReadOnlyList<TurnEvent>> ReadAsync(string turnId, int after, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT \"Number\", \"Type\", \"Data\" FROM turn_event WHERE \"TurnId\" = @turn AND \"Number\" > @after ORDER BY \"Number\"";
        Add(command, "turn", DbType.String).Value = turnId;
        Add(command, "after", DbType.Int32).Value = after;
        var found = new List<TurnEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(new TurnEvent(turnId, reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return found;
    }

    /// <summary>
    /// The events of a turn behind a number, those there are and each later one, up to the last. An empty batch now and then says that it
    /// is still being waited.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<TurnEvent>> FollowAsync(
        string turnId,
        int after,
        TimeSpan heartbeat,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var seen = after;
        while (true)
        {
            var turn = open.GetOrAdd(turnId, _ => new LiveTurn(isOwn: false));
            var changed = turn.Changed;
            var batch = turn.IsOwn ? turn.Behind(seen) : await ReadAsync(turnId, seen, cancel);
            if (turn.IsOwn && batch.Count == 0 && !open.ContainsKey(turnId))
                batch = await ReadAsync(turnId, seen, cancel);
            if (batch.Count > 0)
            {
                seen = batch[^1].Number;
                yield return batch;
                if (!batch[^1].IsLast)
                    continue;
                if (!turn.IsOwn)
                    open.TryRemove(new KeyValuePair<string, LiveTurn>(turnId, turn));
                yield break;
            }
            if (!await IsWithinAsync(changed, turn.IsOwn ? heartbeat : LookPeriod, cancel))
                yield return [];
        }
    }

    private async Task<bool> IsWithinAsync(Task changed, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            await changed.WaitAsync(patience, time, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<(TurnEvent Event, LiveTurn Turn)>();
        // Ends with the channel, so that what was added before the end is stored.
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await WaitForCompanyAsync();
            batch.Clear();
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var one))
                batch.Add(one);
            await StoreAsync(batch);
            foreach (var group in batch.GroupBy(b => b.Turn))
                group.Key.Publish([.. group.Select(g => g.Event)]);
            if (database.Postgres is not null)
            {
                foreach (var turnId in batch.Select(b => b.Event.TurnId).Distinct())
                    await signals.SendAsync(Topic, turnId, CancellationToken.None);
            }
        }
    }

    private async Task WaitForCompanyAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await hurry.Reader.ReadAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // Nothing pressing came, or the server ends.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        hurry.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    private async Task StoreAsync(List<(TurnEvent Event, LiveTurn Turn)> batch)
    {
        while (true)
        {
            try
            {
                await using var connection = await database.OpenAsync(CancellationToken.None);
                using var turn = await database.WriteTurnAsync(CancellationToken.None);
                await using var transaction = await connection.BeginTransactionAsync();
                await StoreAsync(transaction, batch.Select(b => b.Event), CancellationToken.None);
                await transaction.CommitAsync();
                return;
            }
            catch (DbException e)
            {
                CannotStoreYet(log, e);
                await Task.Delay(RetryPause, time);
            }
        }
    }

    private void Wake(string? turnId)
    {
        if (turnId is null)
        {
            foreach (var turn in open.Values)
                turn.Wake();
        }
        else if (open.TryGetValue(turnId, out var turn))
            turn.Wake();
    }

    private static DbParameter Add(DbCommand command, string name, DbType type)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (name, type);
        command.Parameters.Add(parameter);
        return parameter;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Events of turns cannot be stored yet")]
    private static partial void CannotStoreYet(ILogger log, Exception e);

    /// <summary>A turn that is answered or followed here.</summary>
    private sealed class LiveTurn(bool isOwn)
    {
        private readonly Lock gate = new();
        private readonly List<TurnEvent> stored = [];
        private TaskCompletionSource changed = New();
        private int numbered;

        public bool IsOwn => isOwn;

        public int StoredCount
        {
            get
            {
                lock (gate)
                    return stored.Count;
            }
        }

        public Task Changed
        {
            get
            {
                lock (gate)
                    return changed.Task;
            }
        }

        public TurnEvent Next(string turnId, string type, string data)
        {
            lock (gate)
                return new TurnEvent(turnId, ++numbered, type, data);
        }

        public void Publish(IReadOnlyList<TurnEvent> events)
        {
            lock (gate)
                stored.AddRange(events);
            Wake();
        }

        public IReadOnlyList<TurnEvent> Behind(int number)
        {
            lock (gate)
                return number >= stored.Count ? [] : stored[number..];
        }

        public void Wake()
        {
            TaskCompletionSource waiters;
            lock (gate)
                (waiters, changed) = (changed, New());
            waiters.TrySetResult();
        }

        public async Task StoredAsync()
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (stored.Count >= numbered)
                        return;
                    next = changed.Task;
                }
                await next;
            }
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
