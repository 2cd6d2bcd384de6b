using Xunit.Abstractions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Audit;

public sealed class LedgerAuditorTests(ITestOutputHelper output)
{
    [Theory, BothDatabases]
    public async Task A_large_ledger_is_recomputed_and_one_wrong_row_of_it_found(LedgerDialect dialect)
    {
        var entries = IsFull ? 1_000_000 : 100_000;
        await using var database = await OpenAsync(dialect, durable: false);
        await SeededLedger.FillAsync(database, entries);

        var start = TimeProvider.System.GetTimestamp();
        var clean = await database.ReportAsync();
        output.WriteLine($"{dialect}: {clean.Entries} entries in {TimeProvider.System.GetElapsedTime(start)}");
        clean.Violations.ShouldBeEmpty();
        clean.Entries.ShouldBeGreaterThan(entries);

        await database.RunAsync("UPDATE ledger_session SET used_tokens = used_tokens - 1 WHERE id = 's7'");
        var found = await database.ReportAsync();
        found
            .Violations.Select(v => v.Name)
            .ShouldBe([
                "session_left_is_not_the_journal",
                "session_used_is_not_its_holds",
                "session_used_is_not_the_journal",
            ]);
        found.Violations[1].Samples.ShouldBe(["s7"]);
    }
}
