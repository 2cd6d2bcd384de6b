using System.Data;
using System.Data.Common;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Ledger;

namespace Waickoff.Server.TrackRecord;

/// <summary>Recomputes the track record of a database, all of one moment. Nothing is locked and nothing is written.</summary>
public static class RecordAuditor
{
    /// <summary>Audits what is committed.</summary>
    /// <param name="connection">An open connection to the database of the server.</param>
    /// <param name="noted">A head that was noted earlier; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What was found; null where there is no track record.</returns>
    public static async Task<RecordReport?> RunAsync(
        DbConnection connection,
        RecordHead? noted = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!await RecordSchema.IsThereAsync(connection, cancel))
            return null;
        var guards = await RecordSchema.MissingGuardsAsync(connection, cancel);
        await using var moment = await OneMomentAsync(connection, cancel);
        var check = new ChainCheck(noted);
        await foreach (var row in RecordReads.AllAsync(connection, moment, cancel))
        {
            if (!check.Add(row))
                break;
        }
        check.End(
            await RecordReads.HeadAsync(connection, moment, cancel),
            await RecordReads.WaitingAsync(connection, moment, cancel).ToListAsync(cancel)
        );
        return new RecordReport(check.Head, check.Scenarios, check.Grades, check.Fault, guards);
    }

    private static async Task<DbTransaction> OneMomentAsync(DbConnection connection, CancellationToken cancel) =>
        LedgerDialects.Of(connection) switch
        {
            LedgerDialect.Postgres => await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel),
            // Not deferred, it would be the one writer.
            LedgerDialect.Sqlite => ((Microsoft.Data.Sqlite.SqliteConnection)connection).BeginTransaction(
                deferred: true
            ),
        };
}

/// <summary>What an audit of the track record found.</summary>
/// <param name="Head">The last entry that is whole.</param>
/// <param name="Scenarios">How many scenarios are whole.</param>
/// <param name="Grades">How many grades are whole.</param>
/// <param name="Fault">The first fault; null when there is none.</param>
/// <param name="MissingGuards">The triggers that keep what was written and are gone or switched off.</param>
public sealed record RecordReport(
    RecordHead Head,
    long Scenarios,
    long Grades,
    ChainFault? Fault,
    IReadOnlyList<string> MissingGuards
)
{
    /// <summary>Whether the record is what was put down, and nothing that keeps it so is missing.</summary>
    public bool IsWhole => Fault is null && MissingGuards.Count == 0;
}
