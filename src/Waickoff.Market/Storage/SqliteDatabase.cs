using System.Data.Common;
using Microsoft.Data.Sqlite;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>The store in one file beside the program: write-ahead log, every commit on the disk before it is acknowledged.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    // The wait for another writer is SQLite's own: a save holds the lock for milliseconds, for a year of candles a fraction of a second.
    private const string Settings = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;";

    // Changes with every commit of another connection, and costs a look at the shared memory of the log.
    private const string DataVersion = "PRAGMA data_version";
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(250);

    private readonly string path;
    private readonly string connectionString;

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    /// <exception cref="CandleStoreException">The folder cannot be made.</exception>
    public SqliteDatabase(string where)
    {
        try
        {
            path = Path.GetFullPath(where);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CandleStoreException(where, Unusable(e.Message), e);
        }
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ToString();
    }

    public override string Where => path;

    public override int RowsPerInsert => 1;

    /// <summary>There is one writer in the file: the others wait before it and not as blocked threads in it.</summary>
    public override int SavesAtOnce => 1;

    public override async Task PrepareAsync(CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        if (await VersionAsync(connection, cancel) == StoreTables.Version)
            return;
        await connection.RunAsync("PRAGMA journal_mode = WAL", cancel);
        await using var transaction = Begin(connection);
        // Another process may have made the tables meanwhile.
        if (await VersionAsync(connection, cancel) == StoreTables.Version)
            return;
        await connection.RunAsync(StoreTables.Candle + " WITHOUT ROWID", cancel);
        await connection.RunAsync(StoreTables.Series + " WITHOUT ROWID", cancel);
        await connection.RunAsync($"PRAGMA user_version = {StoreTables.Version}", cancel);
        await transaction.CommitAsync(cancel);
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await connection.RunAsync(Settings, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override Task<DbTransaction> BeginSaveAsync(
        DbConnection connection,
        SeriesName series,
        CancellationToken cancel
    ) => Task.FromResult<DbTransaction>(Begin(connection));

    /// <summary>Nothing to send: readers see the commit itself.</summary>
    public override Task AnnounceAsync(DbConnection connection, SeriesName series, CancellationToken cancel) =>
        Task.CompletedTask;

    public override async Task<StoreWatch> WatchAsync(TimeProvider time, CancellationToken cancel)
    {
        var connection = await ConnectAsync(cancel);
        var version = await connection.NumberAsync(DataVersion, cancel);
        return new SqliteWatch(connection, version, time);
    }

    public override Task<FeedLease?> TryTakeFeedAsync(CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<FeedLease?>(FileFeedLease.TryTake(path + ".feed.lock"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException(Where, Unusable(e.Message), e);
        }
    }

    public override bool IsConnectionLost(DbException error) => false;

    /// <summary>A count over years of minutes is one step to SQLite, and takes a second.</summary>
    public override void Interrupt(DbConnection connection) =>
        SQLitePCL.raw.sqlite3_interrupt(((SqliteConnection)connection).Handle);

    public override bool IsInterrupted(DbException error) =>
        error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_INTERRUPT };

    public override bool IsWorthAnotherTry(DbException error) => false;

    public override LocalText? Explain(DbException error) =>
        (error as SqliteException)?.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => LocalText.Of(
                $"this is not a candle store, or it is damaged ({error.Message})",
                $"esto no es un almacén de velas, o está dañado ({error.Message})"
            ),
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => LocalText.Of(
                $"another program keeps the store locked",
                $"otro programa mantiene bloqueado el almacén"
            ),
            SQLitePCL.raw.SQLITE_CANTOPEN
            or SQLitePCL.raw.SQLITE_READONLY
            or SQLitePCL.raw.SQLITE_PERM
            or SQLitePCL.raw.SQLITE_IOERR
            or SQLitePCL.raw.SQLITE_FULL => Unusable(error.Message),
            _ => null,
        };

    public override ValueTask DisposeAsync()
    {
        using var any = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(any);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes the right to write at once, so that what is read stays true until the commit.</summary>
    private static SqliteTransaction Begin(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: false);

    private async Task<long> VersionAsync(DbConnection connection, CancellationToken cancel)
    {
        var version = await connection.NumberAsync("PRAGMA user_version", cancel);
        var tables = await connection.NumberAsync("SELECT count(*) FROM sqlite_master", cancel);
        if (version > StoreTables.Version)
            throw TooNew(version);
        if (version == 0 && tables > 0)
            throw new CandleStoreException(
                Where,
                new LocalText("this is a database of another program", "esta es la base de datos de otro programa")
            );
        return version;
    }

    private static LocalText Unusable(string reason) =>
        LocalText.Of(
            $"the store cannot be opened or written ({reason})",
            $"no se puede abrir o escribir el almacén ({reason})"
        );

    private sealed class SqliteWatch(DbConnection connection, long version, TimeProvider time) : StoreWatch
    {
        private long seen = version;

        public override DbConnection Connection => connection;

        public override async Task WaitAsync(CancellationToken cancel)
        {
            while (true)
            {
                var now = await connection.NumberAsync(DataVersion, cancel);
                if (now != seen)
                {
                    seen = now;
                    return;
                }
                await Task.Delay(PollEvery, time, cancel);
            }
        }
    }
}
