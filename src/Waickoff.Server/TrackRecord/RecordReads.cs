using System.Data.Common;
using Waickoff.Backtest.TrackRecord;

namespace Waickoff.Server.TrackRecord;

/// <summary>Reads the track record; nothing is locked and nothing is written.</summary>
internal static class RecordReads
{
    private const string Columns =
        "number, id, venue, is_simulated, symbol, minutes, side, made_ms, due_ms, is_apart, scenario, verdict, text, previous, hash";

    /// <summary>All rows by number.</summary>
    public static IAsyncEnumerable<RecordRow> AllAsync(
        DbConnection connection,
        DbTransaction? transaction,
        CancellationToken cancel
    ) => connection.RowsAsync(transaction, $"SELECT {Columns} FROM track_record ORDER BY number", [], RowOf, cancel);

    /// <summary>Where the chain ends.</summary>
    public static async Task<RecordHead> HeadAsync(
        DbConnection connection,
        DbTransaction? transaction,
        CancellationToken cancel
    ) =>
        await connection
            .RowsAsync(transaction, "SELECT number, hash FROM track_record_head", [], HeadOf, cancel)
            .FirstOrDefaultAsync(cancel)
        ?? RecordHead.Empty;

    /// <summary>The numbers of the scenarios that wait for their grade.</summary>
    public static IAsyncEnumerable<long> WaitingAsync(
        DbConnection connection,
        DbTransaction? transaction,
        CancellationToken cancel
    ) =>
        connection.RowsAsync(
            transaction,
            "SELECT number FROM track_record_waiting",
            [],
            row => row.GetInt64(0),
            cancel
        );

    /// <summary>The markets of the scenarios that wait for their grade.</summary>
    public static IAsyncEnumerable<string> WaitingSymbolsAsync(DbConnection connection, CancellationToken cancel) =>
        connection.RowsAsync(
            null,
            "SELECT DISTINCT symbol FROM track_record_waiting",
            [],
            row => row.GetString(0),
            cancel
        );

    /// <summary>
    /// Scenarios of a symbol whose horizon ended at or before a time and which have no grade, those due first first; those behind one of
    /// them, where it is named.
    /// </summary>
    public static IAsyncEnumerable<RecordRow> DueAsync(
        DbConnection connection,
        string symbol,
        long atMs,
        RecordColumns? behind,
        int most,
        CancellationToken cancel
    ) =>
        connection.RowsAsync(
            null,
            $"""
            SELECT {Prefixed("s")} FROM track_record_waiting w JOIN track_record s ON s.number = w.number
            WHERE w.symbol = @symbol AND w.due_ms <= @at AND (w.due_ms, w.number) > (@due, @number)
            ORDER BY w.due_ms, w.number LIMIT @most
            """,
            [
                ("symbol", symbol),
                ("at", atMs),
                ("due", behind?.DueMs ?? 0),
                ("number", behind?.Number ?? 0),
                ("most", most),
            ],
            RowOf,
            cancel
        );

    /// <summary>The columns of an entry, of the table that is called so.</summary>
    public static string Prefixed(string table) =>
        $"{table}." + Columns.Replace(", ", $", {table}.", StringComparison.Ordinal);

    public static RecordHead HeadOf(DbDataReader row) => new(row.GetInt64(0), row.GetString(1));

    public static RecordRow RowOf(DbDataReader row) => RowOf(row, 0);

    /// <summary>The row that begins at a column.</summary>
    public static RecordRow RowOf(DbDataReader row, int at) =>
        new(
            row.GetString(at + 12),
            row.GetString(at + 13),
            row.GetString(at + 14),
            new RecordColumns(
                row.GetInt64(at),
                row.GetString(at + 1),
                row.GetString(at + 2),
                row.GetInt64(at + 3) == 1,
                row.GetString(at + 4),
                (int)row.GetInt64(at + 5),
                row.GetString(at + 6),
                row.GetInt64(at + 7),
                row.GetInt64(at + 8),
                row.GetInt64(at + 9) == 1,
                row.IsDBNull(at + 10) ? null : row.GetInt64(at + 10),
                row.IsDBNull(at + 11) ? null : row.GetString(at + 11)
            )
        );
}
