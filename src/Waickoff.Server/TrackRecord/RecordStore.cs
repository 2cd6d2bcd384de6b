using System.Data.Common;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>
/// Writes the track record. Any number of processes may: each takes the head first, and who comes second sees what the first wrote.
/// </summary>
internal sealed class RecordStore(Database database, TimeProvider time)
{
    private const string TakeHead = "SELECT number, hash FROM track_record_head";

    private const string OfSeries =
        "SELECT text FROM track_record WHERE scenario IS NULL AND symbol = @symbol AND minutes = @minutes AND venue = @venue"
        + " AND is_simulated = @simulated AND side = @side";

    private const string Append = """
        INSERT INTO track_record (number, id, venue, is_simulated, symbol, minutes, side, made_ms, due_ms, is_apart, scenario, verdict,
            text, previous, hash)
        VALUES (@number, @id, @venue, @simulated, @symbol, @minutes, @side, @made, @due, @apart, CAST(@scenario AS bigint), @verdict,
            @text, @previous, @hash)
        """;

    /// <summary>Puts down those that are new: neither there already nor a repetition of one that still runs.</summary>
    /// <returns>How many were.</returns>
    public Task<int> PublishAsync(IReadOnlyList<PublishedScenario> scenarios, CancellationToken cancel) =>
        scenarios.Count == 0
            ? Task.FromResult(0)
            : WriteAsync(
                async (writing, now) =>
                {
                    var added = 0;
                    foreach (var scenario in scenarios)
                        added += await PublishAsync(writing, scenario, now, cancel) ? 1 : 0;
                    return added;
                },
                cancel
            );

    /// <summary>Puts down what became of a scenario, once.</summary>
    /// <returns>False when it has its grade already.</returns>
    public Task<bool> GradeAsync(
        ScenarioEntry graded,
        string hash,
        ScenarioOutcome outcome,
        CancellationToken cancel
    ) =>
        WriteAsync(
            async (writing, now) =>
            {
                var isFirst = await writing.ExecuteAsync(
                    "DELETE FROM track_record_waiting WHERE number = @number",
                    [("number", graded.Number)],
                    cancel
                );
                if (isFirst == 0)
                    return false;
                var entry = new GradeEntry(writing.Head.Number + 1, now, graded.Number, hash, outcome);
                await AppendAsync(writing, RecordRow.Of(entry, graded, writing.Head.Hash), cancel);
                return true;
            },
            cancel
        );

    private static async Task<bool> PublishAsync(
        Writing writing,
        PublishedScenario scenario,
        long now,
        CancellationToken cancel
    )
    {
        var last = await LastAsync(writing, scenario, "", cancel);
        if (last is not null && (last.Scenario.MadeMs >= scenario.MadeMs || last.Scenario.IsRepeatedBy(scenario)))
            return false;
        var apart = last is null or { IsApart: true }
            ? last
            : await LastAsync(writing, scenario, " AND is_apart = 1", cancel);
        var isApart = apart is null || apart.Scenario.DueMs <= scenario.MadeMs;
        var entry = new ScenarioEntry(writing.Head.Number + 1, now, scenario, isApart);
        await AppendAsync(writing, RecordRow.Of(entry, writing.Head.Hash), cancel);
        await writing.ExecuteAsync(
            "INSERT INTO track_record_waiting (number, symbol, due_ms) VALUES (@number, @symbol, @due)",
            [("number", entry.Number), ("symbol", scenario.Symbol), ("due", scenario.DueMs)],
            cancel
        );
        return true;
    }

    private static async Task<ScenarioEntry?> LastAsync(
        Writing writing,
        PublishedScenario scenario,
        string only,
        CancellationToken cancel
    ) =>
        await writing
            .Connection.RowsAsync(
                writing.Transaction,
                $"{OfSeries}{only} ORDER BY number DESC LIMIT 1",
                [
                    ("symbol", scenario.Symbol),
                    ("minutes", scenario.Timeframe.Minutes),
                    ("venue", scenario.Venue),
                    ("simulated", scenario.IsSimulated),
                    ("side", RecordText.NameOf(scenario.Side)),
                ],
                row => (ScenarioEntry)RecordText.Read(row.GetString(0)),
                cancel
            )
            .SingleOrDefaultAsync(cancel);

    private static async Task AppendAsync(Writing writing, RecordRow row, CancellationToken cancel)
    {
        var columns = row.Columns;
        await writing.ExecuteAsync(
            Append,
            [
                ("number", columns.Number),
                ("id", columns.Id),
                ("venue", columns.Venue),
                ("simulated", columns.IsSimulated),
                ("symbol", columns.Symbol),
                ("minutes", columns.Minutes),
                ("side", columns.Side),
                ("made", columns.MadeMs),
                ("due", columns.DueMs),
                ("apart", columns.IsApart),
                ("scenario", columns.Scenario),
                ("verdict", columns.Verdict),
                ("text", row.Text),
                ("previous", row.Previous),
                ("hash", row.Hash),
            ],
            cancel
        );
        await writing.ExecuteAsync(
            "UPDATE track_record_head SET number = @number, hash = @hash",
            [("number", columns.Number), ("hash", row.Hash)],
            cancel
        );
        writing.Head = new RecordHead(columns.Number, row.Hash);
    }

    /// <summary>Does something behind the last entry, all of it or nothing, while nobody else writes.</summary>
    private async Task<T> WriteAsync<T>(Func<Writing, long, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        using var turn = await database.WriteTurnAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // On SQLite the transaction itself has begun as the one writer.
        var locking = database.Postgres is null ? "" : " FOR UPDATE";
        var head = await connection
            .RowsAsync(transaction, TakeHead + locking, [], RecordReads.HeadOf, cancel)
            .SingleAsync(cancel);
        var done = await work(new Writing(connection, transaction, head), time.GetUtcNow().ToUnixTimeMilliseconds());
        await transaction.CommitAsync(cancel);
        return done;
    }

    private sealed class Writing(DbConnection connection, DbTransaction transaction, RecordHead head)
    {
        public DbConnection Connection => connection;

        public DbTransaction Transaction => transaction;

        public RecordHead Head { get; set; } = head;

        public Task<int> ExecuteAsync(string sql, (string Name, object? Value)[] values, CancellationToken cancel) =>
            connection.ExecuteAsync(transaction, sql, values, cancel);
    }
}
