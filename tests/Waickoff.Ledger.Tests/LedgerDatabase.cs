using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Waickoff.Ledger.Audit;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Sessions;
using Waickoff.Testing;

namespace Waickoff.Ledger.Tests;

/// <summary>An empty ledger in a database of its own, and the transactions the server would open.</summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    /// <summary>A time in 2026, in milliseconds.</summary>
    public const long Now = 1_780_000_000_000;

    /// <summary>The terms of the product.</summary>
    public static readonly SessionTerms Terms = new(100_000, 165_000);

    private readonly string connectionString;
    private readonly DirectoryInfo? folder;
    private string settings = "";

    static LedgerDatabase() => SQLitePCL.Batteries_V2.Init();

    private LedgerDatabase(LedgerDialect dialect, string connectionString, DirectoryInfo? folder)
    {
        this.connectionString = connectionString;
        this.folder = folder;
        Dialect = dialect;
        Ledger = new CreditLedger(dialect);
    }

    public static bool IsFull => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    public LedgerDialect Dialect { get; }

    public CreditLedger Ledger { get; }

    /// <summary>With all tables. Not durable for long random runs, where a power cut would cost only the test.</summary>
    public static async Task<LedgerDatabase> OpenAsync(LedgerDialect dialect, bool durable = true)
    {
        var database = await EmptyAsync(dialect, durable);
        await using var connection = await database.ConnectAsync();
        await LedgerSchema.ApplyAsync(connection);
        return database;
    }

    /// <summary>The same without any table.</summary>
    public static async Task<LedgerDatabase> EmptyAsync(LedgerDialect dialect, bool durable = true)
    {
        if (dialect == LedgerDialect.Postgres)
        {
            var text = new NpgsqlConnectionStringBuilder(await PostgresServer.NewDatabaseAsync())
            {
                Pooling = true,
                MaxPoolSize = 64,
                ConnectionIdleLifetime = 2,
                ConnectionPruningInterval = 1,
                Timeout = 60,
                CommandTimeout = 120,
            };
            if (!durable)
                text.Options = "-c synchronous_commit=off";
            return new LedgerDatabase(dialect, text.ToString(), null);
        }
        var folder = Directory.CreateTempSubdirectory("waickoff-ledger-");
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder.FullName, "ledger.db"),
            DefaultTimeout = 120,
        };
        var database = new LedgerDatabase(dialect, file.ToString(), folder);
        await using var connection = await database.ConnectAsync();
        await RunAsync(connection, "PRAGMA journal_mode = WAL");
        database.settings = $"PRAGMA busy_timeout = 120000; PRAGMA synchronous = {(durable ? "FULL" : "OFF")}";
        return database;
    }

    public async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection =
            Dialect == LedgerDialect.Postgres
                ? new NpgsqlConnection(connectionString)
                : new SqliteConnection(connectionString);
        await connection.OpenAsync();
        if (Dialect == LedgerDialect.Sqlite)
            await RunAsync(connection, settings);
        return connection;
    }

    /// <summary>Runs in a transaction as the server opens it, and commits.</summary>
    public async Task<T> DoAsync<T>(Func<DbTransaction, Task<T>> work)
    {
        await using var connection = await ConnectAsync();
        return await DoAsync(connection, work);
    }

    /// <summary>The same on a connection that is open.</summary>
    public static async Task<T> DoAsync<T>(DbConnection connection, Func<DbTransaction, Task<T>> work)
    {
        await using var transaction =
            connection is NpgsqlConnection
                ? await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted)
                : await connection.BeginTransactionAsync();
        var result = await work(transaction);
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>What an account of money has: what came less what went.</summary>
    public Task<long> MoneyAsync(string account) =>
        NumberAsync(
            $"SELECT coalesce(sum(CASE WHEN credit_account = '{account}' THEN amount ELSE -amount END), 0) FROM ledger_journal"
                + $" WHERE kind = 'money' AND '{account}' IN (debit_account, credit_account)"
        );

    /// <summary>Gives a user credits and opens a session.</summary>
    public async Task<string> OpenSessionAsync(string user = "ana", string session = "s1", SessionTerms? terms = null)
    {
        await DoAsync(tx => Ledger.GrantAsync(tx, user, 1, GrantSource.Purchase, $"grant:for-{session}", Now));
        var opened = await DoAsync(tx => Ledger.OpenSessionAsync(tx, user, session, terms ?? Terms, Now));
        opened.ShouldBe(OpenOutcome.Opened);
        return session;
    }

    public async Task<SessionBalance> SessionAsync(string session = "s1")
    {
        await using var connection = await ConnectAsync();
        return (await Ledger.SessionBalanceAsync(connection, session)).ShouldNotBeNull();
    }

    public async Task<UserBalance> UserAsync(string user = "ana")
    {
        await using var connection = await ConnectAsync();
        return await Ledger.BalanceAsync(connection, user);
    }

    /// <summary>Every audit at the end of a test is clean, or says what is not.</summary>
    public async Task AuditAsync(long nowMs = Now)
    {
        var report = await ReportAsync(nowMs);
        report.Violations.ShouldBeEmpty();
    }

    public async Task<AuditReport> ReportAsync(long nowMs = Now)
    {
        await using var connection = await ConnectAsync();
        return await LedgerAuditor.RunAsync(connection, nowMs);
    }

    /// <summary>Runs SQL as the owner of the tables would by hand.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await RunAsync(connection, sql);
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        if (Dialect == LedgerDialect.Postgres)
        {
            using var any = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(any);
        }
        else
        {
            using var any = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(any);
        }
        folder?.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
