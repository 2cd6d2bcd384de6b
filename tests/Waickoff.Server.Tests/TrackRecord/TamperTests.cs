using System.Data.Common;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;

namespace Waickoff.Server.Tests.TrackRecord;

/// <summary>What was put down stays, and where somebody with all rights on the database changes it, it is found.</summary>
public sealed class TamperTests
{
    public static TheoryData<string> Databases => TrackRecordTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task No_entry_is_changed_or_deleted(string kind)
    {
        await using var server = await TrackRecordTests.StartAsync(kind);
        var record = await FilledAsync(server);
        var isPostgres = kind == "PostgreSQL";
        string[] refused =
        [
            "UPDATE track_record SET text = text",
            "UPDATE track_record SET verdict = 'hit' WHERE number = 8",
            "DELETE FROM track_record WHERE number = 10",
            "DELETE FROM track_record_head",
            "UPDATE track_record_head SET number = number - 1",
            "UPDATE track_record_head SET hash = 'a'",
            isPostgres
                ? "TRUNCATE track_record"
                : "INSERT OR REPLACE INTO track_record SELECT * FROM track_record WHERE number = 3",
            isPostgres
                ? "TRUNCATE track_record_head"
                : "INSERT OR REPLACE INTO track_record_head SELECT * FROM track_record_head",
        ];
        foreach (var sql in refused)
            await Should.ThrowAsync<DbException>(() => record.ExecuteAsync(sql), sql);

        var report = await record.AuditAsync();
        report.IsWhole.ShouldBeTrue($"{report.Fault}");
        (report.Scenarios, report.Grades, report.Head.Number).ShouldBe((8, 2, 10));
        await record.UnguardAsync();
        report = await record.AuditAsync();
        report.Fault.ShouldBeNull();
        report.MissingGuards.Count.ShouldBe(isPostgres ? 5 : 6);
        report.IsWhole.ShouldBeFalse("nothing keeps it as it is");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Whatever_is_changed_behind_the_guards_is_found_at_the_first_broken_entry(string kind)
    {
        await using var server = await TrackRecordTests.StartAsync(kind);
        var record = await FilledAsync(server);
        await record.UnguardAsync();
        await SaveAsync(record);
        var third = (await record.RowsAsync())[2];
        var forged = third.Text.Replace("\"close\":100", "\"close\":101", StringComparison.Ordinal);
        (string Name, ChainFaultKind Kind, long Number, string[] Sql)[] changes =
        [
            ("edited", ChainFaultKind.Hash, 3, [$"UPDATE track_record SET text = '{forged}' WHERE number = 3"]),
            (
                "edited with its hash",
                ChainFaultKind.Previous,
                4,
                [
                    $"UPDATE track_record SET text = '{forged}', hash = '{RecordChain.HashOf(third.Previous, forged)}' WHERE number = 3",
                ]
            ),
            ("made a hit", ChainFaultKind.Columns, 8, ["UPDATE track_record SET verdict = 'hit' WHERE number = 8"]),
            ("made live", ChainFaultKind.Columns, 4, ["UPDATE track_record SET is_simulated = 1 WHERE number = 4"]),
            ("another word", ChainFaultKind.Columns, 4, ["UPDATE track_record SET side = 'up' WHERE number = 4"]),
            ("removed", ChainFaultKind.Number, 5, ["DELETE FROM track_record WHERE number = 5"]),
            (
                "removed and closed up",
                ChainFaultKind.Previous,
                9,
                [
                    "DELETE FROM track_record WHERE number = 9",
                    "UPDATE track_record SET number = 9 WHERE number = 10",
                    "UPDATE track_record_head SET number = 9",
                ]
            ),
            (
                "reordered",
                ChainFaultKind.Previous,
                4,
                [
                    "UPDATE track_record SET number = 1000 WHERE number = 4",
                    "UPDATE track_record SET number = 4 WHERE number = 5",
                    "UPDATE track_record SET number = 5 WHERE number = 1000",
                ]
            ),
            ("no first", ChainFaultKind.Number, 1, ["DELETE FROM track_record WHERE number = 1"]),
            ("cut", ChainFaultKind.Head, 10, ["DELETE FROM track_record WHERE number = 10"]),
            ("emptied", ChainFaultKind.Head, 1, ["DELETE FROM track_record"]),
            ("no head", ChainFaultKind.Head, 11, ["DELETE FROM track_record_head"]),
            ("never graded", ChainFaultKind.Waiting, 4, ["DELETE FROM track_record_waiting WHERE number = 4"]),
        ];
        foreach (var (name, fault, number, sql) in changes)
        {
            await record.ExecuteAsync(sql);
            var found = (await record.AuditAsync()).Fault.ShouldNotBeNull(name);
            (found.Kind, found.Number).ShouldBe((fault, number), $"{name}: {found}");
            await RestoreAsync(record);
        }
        (await record.AuditAsync()).Fault.ShouldBeNull("what was saved is whole");
    }

    /// <summary>Who rewrites all of it has to face who noted a head.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_record_that_is_rewritten_or_cut_as_a_whole_does_not_have_the_head_that_was_noted(string kind)
    {
        await using var server = await TrackRecordTests.StartAsync(kind);
        var record = await FilledAsync(server);
        var rows = await record.RowsAsync();
        var (middle, last) = (new RecordHead(5, rows[4].Hash), new RecordHead(10, rows[9].Hash));
        (await record.AuditAsync(middle)).IsWhole.ShouldBeTrue();
        (await record.AuditAsync(last)).IsWhole.ShouldBeTrue();
        await record.UnguardAsync();
        await SaveAsync(record);

        var previous = rows[1].Hash;
        foreach (var row in rows.Skip(2))
        {
            var text = row.Text.Replace("\"close\":100", "\"close\":101", StringComparison.Ordinal);
            var hash = RecordChain.HashOf(previous, text);
            await record.ExecuteAsync(
                $"UPDATE track_record SET text = '{text}', previous = '{previous}', hash = '{hash}' WHERE number = {row.Columns.Number}"
            );
            previous = hash;
        }
        await record.ExecuteAsync($"UPDATE track_record_head SET hash = '{previous}'");
        (await record.AuditAsync()).Fault.ShouldBeNull("it agrees with itself");
        (await record.AuditAsync(middle)).Fault!.Kind.ShouldBe(ChainFaultKind.Noted);
        (await record.AuditAsync(last)).Fault!.Number.ShouldBe(10);

        await RestoreAsync(record);
        await record.ExecuteAsync(
            "DELETE FROM track_record WHERE number > 8",
            "DELETE FROM track_record_waiting WHERE number > 8",
            $"UPDATE track_record_head SET number = 8, hash = '{rows[7].Hash}'"
        );
        (await record.AuditAsync(middle)).Fault.ShouldBeNull();
        (await record.AuditAsync(last)).Fault!.Kind.ShouldBe(ChainFaultKind.Noted);
    }

    /// <summary>Six scenarios, the grades of two of them, two scenarios more.</summary>
    private static async Task<MadeRecord> FilledAsync(RunningServer server)
    {
        var record = new MadeRecord(server);
        for (var close = 0; close < 6; close++)
            (await record.PublishAsync(MadeRecord.Scenario(close))).ShouldBe(1);
        (await record.GradeAsync(1)).ShouldBeTrue();
        (await record.GradeAsync(2, ScenarioVerdict.Invalidated)).ShouldBeTrue();
        (await record.PublishAsync(MadeRecord.Scenario(6), MadeRecord.Scenario(6, Side.Bearish))).ShouldBe(2);
        return record;
    }

    private static Task SaveAsync(MadeRecord record) =>
        record.ExecuteAsync([.. Tables.Select(t => $"CREATE TABLE saved_{t} AS SELECT * FROM {t}")]);

    private static Task RestoreAsync(MadeRecord record) =>
        record.ExecuteAsync([
            .. Tables.Select(t => $"DELETE FROM {t}"),
            .. Tables.Select(t => $"INSERT INTO {t} SELECT * FROM saved_{t}"),
        ]);

    private static readonly string[] Tables = ["track_record", "track_record_head", "track_record_waiting"];
}
