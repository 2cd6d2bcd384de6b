using System.Data;
using System.Data.Common;
using Npgsql;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>The store in a PostgreSQL database, shared by processes on any number of machines.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    private const string Channel = "waickoff_candles";

    // Any number that nothing else in the database locks; every process must know the same.
    private const long SchemaLockKey = 0x_5741_4943_4B53_4348;

    private readonly NpgsqlDataSource pool;

    // A connection that waits for hours has to notice that the other end is gone, and must end when it is closed.
    private readonly string waitingConnectionString;

    /// <exception cref="CandleStoreException">The connection string is not one.</exception>
    public PostgresDatabase(string connectionString)
    {
        try
        {
            var text = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "waickoff" };
            Where = $"{text.Host}:{text.Port}/{text.Database ?? text.Username}";
            pool = NpgsqlDataSource.Create(text);
            text.Pooling = false;
            text.KeepAlive = 10;
            text.CommandTimeout = 15;
            waitingConnectionString = text.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new CandleStoreException(
                "PostgreSQL",
                LocalText.Of($"bad connection string ({e.Message})", $"cadena de conexión incorrecta ({e.Message})"),
                e
            );
        }
    }

    public override string Where { get; }

    public override int RowsPerInsert => 200;

    public override int SavesAtOnce => 8;

    public override async Task PrepareAsync(CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.RunAsync($"SELECT pg_advisory_xact_lock({SchemaLockKey})", cancel);
        const string hasTables = "SELECT CASE WHEN to_regclass('candle_store') IS NULL THEN 0 ELSE 1 END";
        if (await connection.NumberAsync(hasTables, cancel) == 1)
        {
            const string read = "SELECT version FROM candle_store";
            var version = await connection.NumberAsync(read, cancel);
            if (version > StoreTables.Version)
                throw TooNew(version);
            return;
        }
        await connection.RunAsync(StoreTables.Candle, cancel);
        await connection.RunAsync(StoreTables.Series, cancel);
        const string make = "CREATE TABLE candle_store (version BIGINT NOT NULL)";
        await connection.RunAsync(make, cancel);
        await connection.RunAsync($"INSERT INTO candle_store (version) VALUES ({StoreTables.Version})", cancel);
        await transaction.CommitAsync(cancel);
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancel) =>
        await pool.OpenConnectionAsync(cancel);

    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    public override async Task<DbTransaction> BeginSaveAsync(
        DbConnection connection,
        SeriesName series,
        CancellationToken cancel
    )
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        await using var take = connection.Command("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))");
        await take.With("name", series.ToString()).ExecuteNonQueryAsync(cancel);
        return transaction;
    }

    public override async Task AnnounceAsync(DbConnection connection, SeriesName series, CancellationToken cancel)
    {
        await using var notify = connection.Command($"SELECT pg_notify('{Channel}', @name)");
        await notify.With("name", series.ToString()).ExecuteNonQueryAsync(cancel);
    }

    public override async Task<StoreWatch> WatchAsync(TimeProvider time, CancellationToken cancel)
    {
        var connection = await WaitingConnectionAsync(cancel);
        try
        {
            await connection.RunAsync($"LISTEN {Channel}", cancel);
            return new PostgresWatch(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<FeedLease?> TryTakeFeedAsync(CancellationToken cancel) =>
        await AdvisoryFeedLease.TryTakeAsync(await WaitingConnectionAsync(cancel), cancel);

    /// <summary>
    /// Also after a lost connection, where nobody knows whether the commit was done: the same save again is harmless.
    /// </summary>
    public override bool IsWorthAnotherTry(DbException error) =>
        IsConnectionLost(error)
        || error.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.UniqueViolation;

    public override bool IsConnectionLost(DbException error) =>
        error is not PostgresException { SqlState: var state }
        || state.StartsWith("08", StringComparison.Ordinal)
        || state.StartsWith("57P0", StringComparison.Ordinal);

    public override LocalText? Explain(DbException error)
    {
        if (error is PostgresException { SqlState: var state } && !IsOutside(state))
            return null;
        var reason = (error as PostgresException)?.MessageText ?? error.Message;
        return LocalText.Of($"the database cannot be used ({reason})", $"no se puede usar la base de datos ({reason})");
    }

    public override ValueTask DisposeAsync() => pool.DisposeAsync();

    private async Task<NpgsqlConnection> WaitingConnectionAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(waitingConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connection, sign-in, database, rights, resources, shutdown, disk, damage: the classes that are not the program's fault.</summary>
    private static bool IsOutside(string state) =>
        state is PostgresErrorCodes.InsufficientPrivilege
        || state[..2] is "08" or "28" or "3D" or "25" or "53" or "57" or "58" or "XX";

    private sealed class PostgresWatch : StoreWatch
    {
        private readonly NpgsqlConnection connection;
        private bool isTold;

        public PostgresWatch(NpgsqlConnection connection)
        {
            this.connection = connection;
            connection.Notification += (_, _) => isTold = true;
        }

        public override DbConnection Connection => connection;

        public override async Task WaitAsync(CancellationToken cancel)
        {
            // A word that came with the answer to the last query is not told again.
            while (!isTold)
                await connection.WaitAsync(cancel);
            isTold = false;
        }
    }
}
