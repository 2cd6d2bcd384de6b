using Waickoff.Ledger.Holds;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Holds;

public sealed class ExpiryTests
{
    private const long Lease = Now + 60_000;
    private const long Grace = 30_000;

    [Theory]
    [InlineData(LedgerDialect.Sqlite, 1)]
    [InlineData(LedgerDialect.Sqlite, 64)]
    [InlineData(LedgerDialect.Postgres, 1)]
    [InlineData(LedgerDialect.Postgres, 64)]
    public async Task Holds_that_nobody_extends_are_back_30_seconds_after_their_lease(LedgerDialect dialect, int open)
    {
        await using var database = await HeldAsync(dialect, open);
        var ledger = database.Ledger;

        (await database.DoAsync(tx => ledger.ExpireAsync(tx, Lease + Grace - 1, Grace))).ShouldBeEmpty();
        var expired = await database.DoAsync(tx => ledger.ExpireAsync(tx, Lease + Grace, Grace));

        expired.Count.ShouldBe(open);
        expired.ShouldAllBe(h => h.State == HoldState.Expired && h.Tokens == 1_000);
        var session = await database.SessionAsync();
        (session.Left, session.Held, session.HeldMicroUsd).ShouldBe((100_000, 0, 0));
        await database.AuditAsync(Lease + Grace);
    }

    [Theory, BothDatabases]
    public async Task The_only_server_of_a_database_gives_all_back_when_it_starts(LedgerDialect dialect)
    {
        await using var database = await HeldAsync(dialect, 64);

        (await database.DoAsync(tx => database.Ledger.ExpireAllAsync(tx, Now + 1))).Count.ShouldBe(64);

        (await database.SessionAsync()).Left.ShouldBe(100_000);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_turn_that_goes_on_keeps_its_holds_and_only_its_own(LedgerDialect dialect)
    {
        await using var database = await HeldAsync(dialect, 3);
        var ledger = database.Ledger;

        (await database.DoAsync(tx => ledger.ExtendAsync(tx, "t1", Lease + 60_000))).ShouldBe(1);
        (await database.DoAsync(tx => ledger.ExtendAsync(tx, "t1", Lease))).ShouldBe(1);
        (await database.DoAsync(tx => ledger.ExtendAsync(tx, "t9", Lease))).ShouldBe(0);

        var expired = await database.DoAsync(tx => ledger.ExpireAsync(tx, Lease + Grace, Grace));
        expired.Select(h => h.Id).ShouldBe(["t0:1", "t2:1"]);
        await using var connection = await database.ConnectAsync();
        (await ledger.HoldsAsync(connection, "t1")).Single().LeaseUntilMs.ShouldBe(Lease + 60_000);
        (await database.DoAsync(tx => ledger.ExtendAsync(tx, "t0", Lease + 90_000))).ShouldBe(0);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task Two_reapers_at_once_give_each_hold_back_once(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect, durable: false);
        for (var s = 0; s < 20; s++)
        {
            await database.OpenSessionAsync($"u{s}", $"s{s}");
            for (var i = 0; i < 5; i++)
                await HoldTests.HoldAsync(database, $"t{s}-{i}", 1_000, 100, session: $"s{s}");
        }

        var expired = await Crowd.RunAsync(
            4,
            _ => database.DoAsync(tx => database.Ledger.ExpireAsync(tx, Lease + Grace, Grace))
        );

        expired.SelectMany(e => e).Select(h => h.Id).ToHashSet().Count.ShouldBe(100);
        expired.Sum(e => e.Count).ShouldBe(100);
        await database.AuditAsync(Lease + Grace);
    }

    private static async Task<LedgerDatabase> HeldAsync(LedgerDialect dialect, int open)
    {
        var database = await OpenAsync(dialect, durable: false);
        await database.OpenSessionAsync();
        for (var i = 0; i < open; i++)
            (await HoldTests.HoldAsync(database, $"t{i}", 1_000, 100)).IsHeld.ShouldBeTrue();
        return database;
    }
}
