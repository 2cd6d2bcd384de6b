using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Waickoff.Ledger;

namespace Waickoff.Server.Hosting;

/// <summary>Which database there is, and how it is opened.</summary>
internal sealed class Database : IDisposable
{
    private const string FileName = "waickoff.db";
    private static readonly IDisposable Nobody = new WriteTurn(null);
    private readonly ServerOptions options;
    private readonly SemaphoreSlim writers = new(1);

    public Database(ServerOptions options)
    {
        this.options = options;
        Postgres = options.Database.Length > 0 ? NpgsqlDataSource.Create(options.Database) : null;
    }

    /// <summary>The connections to PostgreSQL; null on SQLite.</summary>
    public NpgsqlDataSource? Postgres { get; }

    public LedgerDialect Dialect => Postgres is null ? LedgerDialect.Sqlite : LedgerDialect.Postgres;

    private string SqliteText =>
        new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.Data, FileName),
            DefaultTimeout = 30,
            ForeignKeys = true,
        }.ToString();

    /// <summary>
    /// Waits until the other writers of this process are done; disposed when the own transaction is. SQLite has one writer at a time, and those
    /// that find it busy sleep and look again: the frequent ones stand in line instead. On PostgreSQL nobody waits.
    /// </summary>
    public async Task<IDisposable> WriteTurnAsync(CancellationToken cancel)
    {
        if (Postgres is not null)
            return Nobody;
        await writers.WaitAsync(cancel);
        return new WriteTurn(writers);
    }

    public void Configure(DbContextOptionsBuilder builder)
    {
        if (Postgres is not null)
            builder.UseNpgsql(Postgres);
        else
            builder.UseSqlite(SqliteText).AddInterceptors(SqliteSettings.Instance);
    }

    /// <summary>A connection of its own, open: for the ledger, the auditor and the events of turns.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        if (Postgres is not null)
            return await Postgres.OpenConnectionAsync(cancel);
        var connection = new SqliteConnection(SqliteText);
        await connection.OpenAsync(cancel);
        await SqliteSettings.ApplyAsync(connection, cancel);
        return connection;
    }

    /// <summary>
    /// Until it is disposed all that a context reads is of one moment, however long it takes; nobody waits for it.
    /// </summary>
    public async Task<IAsyncDisposable> ReadOneMomentAsync(WaickoffDb db, CancellationToken cancel)
    {
        if (Postgres is not null)
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        // Not deferred, it would be the one writer.
        var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(moment, cancel))!;
    }

    /// <summary>
    /// On SQLite older states of the file wait in the log beside it: empties it, so that what was deleted is on the disk no more. Where
    /// somebody reads at the moment it is emptied later, at the latest when the server stops.
    /// </summary>
    public async Task EmptyLogAsync()
    {
        if (Postgres is not null)
            return;
        await using var connection = await OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=1000; PRAGMA wal_checkpoint(TRUNCATE);";
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        writers.Dispose();
        Postgres?.Dispose();
    }

    private sealed class WriteTurn(SemaphoreSlim? writers) : IDisposable
    {
        public void Dispose() => writers?.Release();
    }

    /// <summary>What is acknowledged is on disk; readers do not wait for the writer.</summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        public static readonly SqliteSettings Instance = new();

        // The busy handler of SQLite itself looks again after 1 ms, then 2, then 5; that of the library sleeps 150 ms.
        // What is deleted is overwritten, so that it cannot be read out of the file.
        private const string Pragmas =
            "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";

        public static async Task ApplyAsync(DbConnection connection, CancellationToken cancel)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancel);
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        ) => ApplyAsync(connection, cancellationToken);

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
