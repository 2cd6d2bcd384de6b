using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests;

public sealed class CreditLedgerTests
{
    [Theory, BothDatabases]
    public async Task A_session_takes_one_credit_and_comes_with_its_tokens(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);

        await database.OpenSessionAsync();

        (await database.UserAsync()).Credits.ShouldBe(0);
        var session = await database.SessionAsync();
        (session.Limit, session.Left, session.State).ShouldBe((100_000, 100_000, SessionState.Open));
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_hold_is_reduced_and_settled_and_the_rest_is_back(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        var ledger = database.Ledger;

        var held = await database.DoAsync(tx =>
            ledger.HoldAsync(tx, new HoldRequest("s1", "t1", 1, 10_000, 5_000, Now + 60_000), Now)
        );
        held.IsHeld.ShouldBeTrue();
        held.Balance!.Left.ShouldBe(90_000);
        var reduced = await database.DoAsync(tx => ledger.ReduceAsync(tx, held.HoldId, 4_000, 2_000, Now));
        reduced.Balance!.Left.ShouldBe(96_000);
        var settled = await database.DoAsync(tx => ledger.SettleAsync(tx, held.HoldId, 4_000, 2_000, Now));

        settled.Changed.ShouldBeTrue();
        var session = await database.SessionAsync();
        (session.Used, session.Held, session.Left).ShouldBe((4_000, 0, 96_000));
        (session.SpentMicroUsd, session.HeldMicroUsd).ShouldBe((2_000, 0));
        (await database.DoAsync(tx => ledger.SettleAsync(tx, held.HoldId, 9, 9, Now))).Changed.ShouldBeFalse();
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_session_that_could_not_be_used_gives_its_credit_back_once(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        var ledger = database.Ledger;
        await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t1", 1, 10_000, 5_000, Now), Now));

        (await database.DoAsync(tx => ledger.GiveBackAsync(tx, "s1", Now))).ShouldBe(GiveBackOutcome.GivenBack);
        (await database.DoAsync(tx => ledger.GiveBackAsync(tx, "s1", Now))).ShouldBe(GiveBackOutcome.AlreadyGivenBack);

        var user = await database.UserAsync();
        (user.Credits, user.Lots.Single().Remaining).ShouldBe((1, 1));
        var session = await database.SessionAsync();
        (session.Left, session.Held, session.Released).ShouldBe((0, 0, 100_000));
        var line = await database.DoAsync(tx => ledger.StatementAsync(tx.Connection!, "ana", transaction: tx));
        line.Select(l => (l.Kind, l.Change))
            .ShouldBe([(EntryKind.GiveBack, 1), (EntryKind.Open, -1), (EntryKind.Grant, 1)]);
        await database.AuditAsync();
    }
}
