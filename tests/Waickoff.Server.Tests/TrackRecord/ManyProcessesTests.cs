using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.Hosting;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Server.Tests.TrackRecord;

/// <summary>However many processes publish and grade the same at once, each scenario and each grade is there once.</summary>
public sealed class ManyProcessesTests
{
    private const int Processes = 8;
    private const int Closes = 12;

    public static TheoryData<string> Databases => TrackRecordTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_scenario_is_put_down_once_and_graded_once(string kind)
    {
        await using var server = await TrackRecordTests.StartAsync(kind);
        var record = new MadeRecord(server);
        // Each with its own connections and its own place in the line, as in a process of its own.
        using var databases = new OwnDatabases(server.Get<ServerOptions>());
        var stores = databases.All.Select(d => new RecordStore(d, TimeProvider.System)).ToArray();

        var added = await Task.WhenAll(
            stores.Select(async store =>
            {
                var count = 0;
                for (var close = 0; close < Closes; close++)
                    count += await store.PublishAsync(
                        [MadeRecord.Scenario(close), MadeRecord.Scenario(close, Side.Bearish)],
                        default
                    );
                return count;
            })
        );
        var rows = await record.RowsAsync();
        added.Sum().ShouldBe(rows.Count);
        rows.Select(r => r.Columns.Id).ShouldBeUnique();
        // Who was late for a close found a later one there already.
        rows.Count.ShouldBe(2 * Closes);

        var graded = await Task.WhenAll(
            stores.Select(async store =>
            {
                var count = 0;
                foreach (var row in rows)
                {
                    var entry = (ScenarioEntry)RecordText.Read(row.Text);
                    var outcome = MadeRecord.Outcome(ScenarioVerdict.Hit);
                    count += await store.GradeAsync(entry, row.Hash, outcome, default) ? 1 : 0;
                }
                return count;
            })
        );
        graded.Sum().ShouldBe(rows.Count);
        var report = await record.AuditAsync();
        report.IsWhole.ShouldBeTrue($"{report.Fault}");
        (report.Scenarios, report.Grades).ShouldBe((2 * Closes, 2 * Closes));
    }

    private sealed class OwnDatabases(ServerOptions options) : IDisposable
    {
        public Database[] All { get; } = [.. Enumerable.Range(0, Processes).Select(_ => new Database(options))];

        public void Dispose()
        {
            foreach (var database in All)
                database.Dispose();
        }
    }
}
