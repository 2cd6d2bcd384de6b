using System.Data.Common;
using Waickoff.Ledger.Schema;

namespace Waickoff.Ledger;

/// <summary>The tables of the ledger, their checks, and the triggers that keep what was written.</summary>
public static class LedgerSchema
{
    /// <summary>The version of the tables this program writes.</summary>
    public const long Version = 1;

    // Any number will do that nothing else in the database takes.
    private const string Lock = "SELECT pg_advisory_xact_lock(4711200401)";

    /// <summary>
    /// Makes what is missing, in a transaction of its own. Repeating it changes nothing, and two processes may start at once.
    /// </summary>
    /// <exception cref="ArgumentException">The connection leads to another database than SQLite or PostgreSQL.</exception>
    /// <exception cref="InvalidOperationException">The tables were made by a newer program.</exception>
    public static async Task ApplyAsync(DbConnection connection, CancellationToken cancel = default)
    {
        var dialect = LedgerDialects.Of(connection);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (dialect == LedgerDialect.Postgres)
            await transaction.ExecuteAsync(Lock, [], cancel);
        var version = await VersionAsync(transaction, dialect, cancel);
        if (version > Version)
            throw new InvalidOperationException(
                $"The ledger's tables have version {version}; this program knows up to {Version}. Start a newer one."
            );
        if (version == Version)
            return;
        await transaction.ExecuteAsync(LedgerScripts.Tables(dialect), [], cancel);
        foreach (var guard in LedgerScripts.Guards(dialect))
            await transaction.ExecuteAsync(guard, [], cancel);
        await transaction.ExecuteAsync("INSERT INTO ledger_schema (version) VALUES (@v)", [("v", Version)], cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<long> VersionAsync(
        DbTransaction transaction,
        LedgerDialect dialect,
        CancellationToken cancel
    )
    {
        var there = dialect switch
        {
            LedgerDialect.Sqlite => "SELECT count(*) FROM sqlite_master WHERE name = 'ledger_schema'",
            LedgerDialect.Postgres => "SELECT count(to_regclass('ledger_schema'))",
        };
        if (await transaction.NumberAsync(there, [], cancel) == 0)
            return 0;
        return await transaction.NumberAsync("SELECT max(version) FROM ledger_schema", [], cancel);
    }
}
