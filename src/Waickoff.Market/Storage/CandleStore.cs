using System.Data.Common;
using System.Runtime.CompilerServices;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>
/// Closed candles on disk, with every correction a venue made: a file (SQLite) or a PostgreSQL database, used by any number of
/// processes at once. What <see cref="SaveAsync"/> returned for is on the disk.
/// </summary>
public sealed class CandleStore : IAsyncDisposable
{
    private const int MostTries = 5;

    private readonly StoreDatabase database;
    private readonly TimeProvider time;

    private readonly SemaphoreSlim saving;

    private CandleStore(StoreDatabase database, TimeProvider time)
    {
        (this.database, this.time) = (database, time);
        saving = new SemaphoreSlim(database.SavesAtOnce);
    }

    /// <summary>What the reader calls this store: a path, or host and database without the password.</summary>
    public string Where => database.Where;

    /// <summary>Opens a store and makes it where there is none.</summary>
    /// <param name="where">The path of a file, whose folder is made, or a PostgreSQL connection string (with <c>Host=</c>).</param>
    /// <param name="time">Tells when candles are received.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CandleStoreException">It cannot be opened, is something else, or is newer than this program.</exception>
    public static async Task<CandleStore> OpenAsync(string where, TimeProvider time, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(where);
        ArgumentNullException.ThrowIfNull(time);
        var store = new CandleStore(
            where.Contains("Host=", StringComparison.OrdinalIgnoreCase)
                ? new PostgresDatabase(where)
                : new SqliteDatabase(where),
            time
        );
        try
        {
            await store.ExplainedAsync(() => store.database.PrepareAsync(cancel));
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Keeps closed candles. A new candle is added, an equal one changes nothing, one with other values is kept as a correction
    /// beside the old. All or nothing, and safe to repeat.
    /// </summary>
    /// <param name="series">Whose candles they are.</param>
    /// <param name="closed">Closed candles in time order.</param>
    /// <param name="cancel">Gives up; nothing is kept then.</param>
    /// <exception cref="CandleStoreException">A candle is impossible, partial or out of order (nothing is kept), or the database fails.</exception>
    public async Task<SaveResult> SaveAsync(
        SeriesName series,
        IReadOnlyList<Candle> closed,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(closed);
        CheckName(series);
        CandleSave.Check(series, closed);
        if (closed.Count == 0)
            return default;
        await saving.WaitAsync(cancel);
        try
        {
            return await ConnectedAsync(connection => SaveOnceAsync(connection, series, closed, cancel), cancel);
        }
        finally
        {
            saving.Release();
        }
    }

    /// <summary>
    /// The candles with an open time from <paramref name="fromMs"/> to before <paramref name="toMs"/>, as they were known at a
    /// time: a correction counts from when it was received, a candle itself from its close, also where it was filled in later.
    /// </summary>
    /// <param name="series">Which; one that is not stored has no candles.</param>
    /// <param name="fromMs">The first open time.</param>
    /// <param name="toMs">The open time to stop before.</param>
    /// <param name="knownAtMs">Corrections received after this are left out.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CandleStoreException">The database fails.</exception>
    public Task<CandleSeries> ReadAsync(
        SeriesName series,
        long fromMs = 0,
        long toMs = long.MaxValue,
        long knownAtMs = long.MaxValue,
        CancellationToken cancel = default
    )
    {
        CheckName(series);
        return ConnectedAsync(
            connection => CandleRead.RunAsync(connection, series, new TimeRange(fromMs, toMs), knownAtMs, cancel),
            cancel
        );
    }

    /// <summary>Keeps the smallest price step of a series, so that every process analyses with the same one.</summary>
    /// <exception cref="CandleStoreException">The database fails.</exception>
    public Task KeepTickAsync(SeriesName series, double tick, CancellationToken cancel = default)
    {
        CheckName(series);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        return ConnectedAsync(
            async connection =>
            {
                await using var keep = connection.Command(StoreTables.KeepTick).With(series).With("tick", tick);
                return await keep.ExecuteNonQueryAsync(cancel);
            },
            cancel
        );
    }

    /// <summary>Every stored series by venue, symbol and timeframe.</summary>
    /// <exception cref="CandleStoreException">The database fails.</exception>
    public Task<IReadOnlyList<StoredSeries>> ListAsync(CancellationToken cancel = default) =>
        ConnectedAsync(
            async connection =>
            {
                await using var state = await database.BeginReadAsync(connection, cancel);
                return await StoreOverview.ListAsync(connection, cancel);
            },
            cancel
        );

    /// <summary>
    /// The stretches of open times from <paramref name="fromMs"/> to before <paramref name="toMs"/> that have no candle, oldest
    /// first; all of it for a series that is not stored.
    /// </summary>
    /// <exception cref="CandleStoreException">The database fails.</exception>
    public async Task<IReadOnlyList<TimeRange>> MissingAsync(
        SeriesName series,
        long fromMs,
        long toMs,
        CancellationToken cancel = default
    )
    {
        CheckName(series);
        ArgumentOutOfRangeException.ThrowIfNegative(fromMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toMs, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        var step = series.Timeframe.Milliseconds;
        var grid = new TimeRange(Ceiling(fromMs, step), Ceiling(toMs, step));
        return grid.FromMs >= grid.ToMs
            ? []
            : await ConnectedAsync(connection => StoreOverview.MissingAsync(connection, series, grid, cancel), cancel);
    }

    /// <summary>
    /// Names every stored series once, then each one that any process has changed, soon after it did. Nothing is missed, also
    /// where the connection is lost: then every series is named once more. Never ends by itself.
    /// </summary>
    /// <exception cref="CandleStoreException">The database fails in a way that waiting does not mend.</exception>
    public async IAsyncEnumerable<SeriesName> ChangesAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var changes = new StoreChanges(database, time);
        while (true)
        {
            foreach (var name in await ExplainedAsync(() => changes.NextAsync(cancel)))
                yield return name;
        }
    }

    /// <summary>
    /// Takes the right to feed this store, which one process at a time has; null when another has it. Saving does not ask for it:
    /// two feeds at once do no harm to the candles, they only ask the venues twice.
    /// </summary>
    /// <exception cref="CandleStoreException">The database fails.</exception>
    public Task<FeedLease?> TryTakeFeedAsync(CancellationToken cancel = default) =>
        ExplainedAsync(() => database.TryTakeFeedAsync(cancel));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        saving.Dispose();
        await database.DisposeAsync();
    }

    private async Task<SaveResult> SaveOnceAsync(
        DbConnection connection,
        SeriesName series,
        IReadOnlyList<Candle> closed,
        CancellationToken cancel
    )
    {
        await using var transaction = await database.BeginSaveAsync(connection, series, cancel);
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var result = await new CandleSave(database, connection, series).RunAsync(closed, nowMs, cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

    /// <summary>Does something on a connection, and again on another one where the database says that may help.</summary>
    private Task<T> ConnectedAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel) =>
        ExplainedAsync(async () =>
        {
            for (var tries = 1; ; tries++)
            {
                try
                {
                    await using var connection = await database.ConnectAsync(cancel);
                    await using var end = cancel.Register(() => database.Interrupt(connection));
                    return await work(connection);
                }
                catch (DbException e) when (database.IsInterrupted(e))
                {
                    throw new OperationCanceledException("The wait for the store was given up.", e, cancel);
                }
                catch (DbException e) when (tries < MostTries && database.IsWorthAnotherTry(e))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20 << tries), time, cancel);
                }
            }
        });

    private async Task ExplainedAsync(Func<Task> work) =>
        await ExplainedAsync(async () =>
        {
            await work();
            return true;
        });

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbException e) when (database.Explain(e) is { } problem)
        {
            throw new CandleStoreException(Where, problem, e);
        }
    }

    private static long Ceiling(long timeMs, long step) => (timeMs + step - 1) / step * step;

    private static void CheckName(SeriesName series)
    {
        ArgumentException.ThrowIfNullOrEmpty(series.Venue, nameof(series));
        ArgumentException.ThrowIfNullOrEmpty(series.Symbol, nameof(series));
        ArgumentOutOfRangeException.ThrowIfLessThan(series.Timeframe.Minutes, 1, nameof(series));
    }
}
