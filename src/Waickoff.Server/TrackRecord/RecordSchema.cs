using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Waickoff.Analysis;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Ledger;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>
/// The tables of the track record and the triggers that keep what was written. They version themselves, as those of the ledger do: what cannot
/// be said of a model (triggers, rights) is part of them.
/// </summary>
internal sealed partial class RecordSchema(Database database) : IHostedService
{
    /// <summary>The version of the tables this program writes.</summary>
    private const long Version = 1;

    // Any number will do that nothing else in the database takes.
    private const string Lock = "SELECT pg_advisory_xact_lock(4711200403)";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await ApplyAsync(connection, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes what is missing. Repeating it changes nothing, and two processes may start at once.</summary>
    /// <exception cref="ServerStartException">The tables were made by a newer program.</exception>
    public static async Task ApplyAsync(DbConnection connection, CancellationToken cancel = default)
    {
        var dialect = LedgerDialects.Of(connection);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (dialect == LedgerDialect.Postgres)
            await connection.ExecuteAsync(transaction, Lock, [], cancel);
        var version = await VersionAsync(connection, transaction, cancel);
        if (version > Version)
            throw new ServerStartException(
                LocalText.Of(
                    $"the track record's tables have version {version}; this program knows up to {Version}: start a newer one",
                    $"las tablas del historial tienen la versión {version}; este programa conoce hasta la {Version}: usa uno más nuevo"
                )
            );
        if (version == Version)
            return;
        await connection.ExecuteAsync(transaction, Tables(dialect), [], cancel);
        foreach (var guard in Guards(dialect))
            await connection.ExecuteAsync(transaction, guard, [], cancel);
        await connection.ExecuteAsync(
            transaction,
            "INSERT INTO track_record_schema (version) VALUES (@v)",
            [("v", Version)],
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Whether there is a track record.</summary>
    public static async Task<bool> IsThereAsync(DbConnection connection, CancellationToken cancel) =>
        await VersionAsync(connection, null, cancel) > 0;

    /// <summary>The triggers that are gone, or switched off.</summary>
    public static async Task<IReadOnlyList<string>> MissingGuardsAsync(
        DbConnection connection,
        CancellationToken cancel
    )
    {
        var dialect = LedgerDialects.Of(connection);
        var there = await connection
            .RowsAsync(
                null,
                dialect switch
                {
                    LedgerDialect.Sqlite => "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                    LedgerDialect.Postgres =>
                        "SELECT tgname::text FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid IN"
                            + " (to_regclass('track_record'), to_regclass('track_record_head'))",
                },
                [],
                row => row.GetString(0),
                cancel
            )
            .ToListAsync(cancel);
        return
        [
            .. Guards(dialect)
                .Select(guard => TriggerName().Match(guard))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value)
                .Except(there),
        ];
    }

    private static async Task<long> VersionAsync(
        DbConnection connection,
        DbTransaction? transaction,
        CancellationToken cancel
    )
    {
        var there = LedgerDialects.Of(connection) switch
        {
            LedgerDialect.Sqlite => "SELECT count(*) FROM sqlite_master WHERE name = 'track_record_schema'",
            LedgerDialect.Postgres => "SELECT count(to_regclass('track_record_schema'))",
        };
        if (await NumberAsync(there) == 0)
            return 0;
        return await NumberAsync("SELECT max(version) FROM track_record_schema");

        ValueTask<long> NumberAsync(string sql) =>
            connection.RowsAsync(transaction, sql, [], row => row.GetInt64(0), cancel).SingleAsync(cancel);
    }

    private static string Tables(LedgerDialect dialect)
    {
        var sqlite = dialect == LedgerDialect.Sqlite;
        return Read("tables")
            .Replace("{bigint}", sqlite ? "integer" : "bigint", StringComparison.Ordinal)
            .Replace("{rows}", sqlite ? "STRICT" : "", StringComparison.Ordinal)
            .Replace("{start}", RecordChain.Start, StringComparison.Ordinal);
    }

    private static string[] Guards(LedgerDialect dialect) =>
        Read(dialect == LedgerDialect.Sqlite ? "guards.sqlite" : "guards.postgres")
            .Split("\n--\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string name)
    {
        using var stream =
            typeof(RecordSchema).Assembly.GetManifestResourceStream($"track-record.{name}.sql")
            ?? throw new InvalidOperationException($"{name} is not part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"CREATE TRIGGER (\w+)")]
    private static partial Regex TriggerName();
}
