using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Waickoff.Ledger;

namespace Waickoff.Server.Hosting;

/// <summary>Which database there is, and how it is opened.</summary>
internal sealed class Database
{
    private const string FileName = "waickoff.db";
    private readonly ServerOptions options;

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

    /// <summary>What is acknowledged is on disk; readers do not wait for the writer.</summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        public static readonly SqliteSettings Instance = new();
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

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
