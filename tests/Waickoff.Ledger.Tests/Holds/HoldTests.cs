using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Holds;

public sealed class HoldTests
{
    [Theory, BothDatabases]
    public async Task The_last_token_can_be_held_and_not_one_more(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        await HoldAsync(database, "t1", 99_999, 0);

        (await HoldAsync(database, "t2", 2, 0)).Refusal.ShouldBe(HoldRefusal.NotEnoughTokens);
        var last = await HoldAsync(database, "t3", 1, 0);

        (last.IsHeld, last.Balance!.Left).ShouldBe((true, 0));
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task The_ceiling_is_kept_to_the_micro_dollar(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync(terms: new SessionTerms(1_000, 100));
        await HoldAsync(database, "t1", 10, 40);
        await database.DoAsync(tx => database.Ledger.SettleAsync(tx, "t1:1", 10, 40, Now));

        (await HoldAsync(database, "t2", 10, 61)).Refusal.ShouldBe(HoldRefusal.NotEnoughMoney);
        (await HoldAsync(database, "t3", 10, 60)).IsHeld.ShouldBeTrue();
        await database.AuditAsync();
    }

    /// <summary>1,000 tokens and 1,000 micro-dollars at 0.9 a token: a dearer call has 100, and what the tokens it takes would have cost.</summary>
    [Theory, BothDatabases]
    public async Task A_dear_call_leaves_what_the_tokens_after_it_cost_with_the_cheapest_model(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync(terms: new SessionTerms(1_000, 1_000));
        const long price = 900_000;

        (await HoldAsync(database, "t1", 100, 191, price)).Refusal.ShouldBe(HoldRefusal.NotEnoughMoney);
        (await HoldAsync(database, "t2", 100, 190, price)).IsHeld.ShouldBeTrue();
        (await HoldAsync(database, "t3", 100, 91, price)).Refusal.ShouldBe(HoldRefusal.NotEnoughMoney);
        (await HoldAsync(database, "t4", 100, 90, price)).IsHeld.ShouldBeTrue();
        // A third of a micro-dollar a token is exact: 800 tokens are 266.67.
        (await HoldAsync(database, "t5", 0 + 1, 454, 333_334)).Refusal.ShouldBe(HoldRefusal.NotEnoughMoney);
        (await HoldAsync(database, "t6", 0 + 1, 453, 333_333)).IsHeld.ShouldBeTrue();
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task What_we_carry_takes_neither_tokens_nor_the_ceiling(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync(terms: new SessionTerms(1_000, 100));
        var ledger = database.Ledger;

        (await database.DoAsync(tx => ledger.RecordCostAsync(tx, "s1", "t1", 1, 5_000, Now))).ShouldBeTrue();
        (await database.DoAsync(tx => ledger.RecordCostAsync(tx, "s1", "t1", 1, 5_000, Now))).ShouldBeFalse();
        (await database.DoAsync(tx => ledger.RecordCostAsync(tx, "s1", "t1", 2, 0, Now))).ShouldBeFalse();

        (await HoldAsync(database, "t2", 1_000, 100)).IsHeld.ShouldBeTrue();
        (await database.SessionAsync()).CarriedMicroUsd.ShouldBe(5_000);
        await Should.ThrowAsync<ArgumentException>(() =>
            database.DoAsync(tx => ledger.RecordCostAsync(tx, "s9", "t1", 1, 1, Now))
        );
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task An_attempt_is_held_once(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();

        var outcomes = await Crowd.RunAsync(32, _ => HoldAsync(database, "t1", 100, 10));

        outcomes.Count(o => o.IsHeld).ShouldBe(1);
        outcomes.Count(o => o.Refusal == HoldRefusal.AlreadyHeld).ShouldBe(31);
        outcomes.ShouldAllBe(o => o.HoldId == "t1:1");
        (await database.SessionAsync()).Held.ShouldBe(100);
        await database.DoAsync(tx => database.Ledger.ReleaseAsync(tx, "t1:1", Now));
        (await HoldAsync(database, "t1", 100, 10)).Refusal.ShouldBe(HoldRefusal.AlreadyHeld);
        var named = new HoldRequest("s1", "t1", 1, 5, 0, Now, HoldId: "mine");
        (await database.DoAsync(tx => database.Ledger.HoldAsync(tx, named, Now))).ShouldSatisfyAllConditions(
            o => o.Refusal.ShouldBe(HoldRefusal.AlreadyHeld),
            o => o.HoldId.ShouldBe("t1:1")
        );
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task More_than_was_held_is_our_loss_and_noted(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        await HoldAsync(database, "t1", 100_000, 1_000);

        var settled = await database.DoAsync(tx => database.Ledger.SettleAsync(tx, "t1:1", long.MaxValue, 1_500, Now));

        (settled.Tokens, settled.MicroUsd).ShouldBe((100_000, 1_000));
        (settled.OverTokens, settled.OverMicroUsd).ShouldBe((long.MaxValue - 100_000, 500));
        var session = await database.SessionAsync();
        (session.Used, session.SpentMicroUsd, session.CarriedMicroUsd).ShouldBe((100_000, 1_000, 500));
        (await database.NumberAsync("SELECT over_micro_usd FROM ledger_anomaly WHERE hold_id = 't1:1'")).ShouldBe(500);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_hold_shrinks_and_never_grows(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        var ledger = database.Ledger;
        await HoldAsync(database, "t1", 1_000, 100);

        (await database.DoAsync(tx => ledger.ReduceAsync(tx, "t1:1", 2_000, 200, Now))).Changed.ShouldBeFalse();
        (await database.DoAsync(tx => ledger.ReduceAsync(tx, "t1:1", 2_000, 90, Now))).ShouldSatisfyAllConditions(
            c => c.Changed.ShouldBeTrue(),
            c => (c.Tokens, c.MicroUsd).ShouldBe((1_000, 90))
        );
        (await database.DoAsync(tx => ledger.ReduceAsync(tx, "t1:1", 0, 0, Now))).Balance!.Left.ShouldBe(100_000);
        (await database.DoAsync(tx => ledger.ReduceAsync(tx, "t1:1", 0, 0, Now))).Changed.ShouldBeFalse();
        (await database.DoAsync(tx => ledger.ReduceAsync(tx, "none", 0, 0, Now))).State.ShouldBeNull();
        (await database.DoAsync(tx => ledger.SettleAsync(tx, "t1:1", 0, 0, Now))).State.ShouldBe(HoldState.Settled);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task What_ended_stays_as_it_ended(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        var ledger = database.Ledger;
        foreach (var turn in (string[])["t1", "t2", "t3"])
            await HoldAsync(database, turn, 1_000, 100);
        await database.DoAsync(tx => ledger.SettleAsync(tx, "t1:1", 600, 60, Now));
        await database.DoAsync(tx => ledger.ReleaseAsync(tx, "t2:1", Now));
        (await database.DoAsync(tx => ledger.ExpireAllAsync(tx, Now))).Single().Id.ShouldBe("t3:1");
        var before = await database.SessionAsync();

        foreach (
            var (id, state) in new[]
            {
                ("t1:1", HoldState.Settled),
                ("t2:1", HoldState.Released),
                ("t3:1", HoldState.Expired),
            }
        )
        {
            var changes = new[]
            {
                await database.DoAsync(tx => ledger.SettleAsync(tx, id, 1, 1, Now)),
                await database.DoAsync(tx => ledger.ReleaseAsync(tx, id, Now)),
                await database.DoAsync(tx => ledger.ReduceAsync(tx, id, 1, 1, Now)),
            };
            changes.ShouldAllBe(c =>
                !c.Changed && c.State == state && c.Tokens == (state == HoldState.Settled ? 600 : 0)
            );
        }
        (await database.DoAsync(tx => ledger.ExpireAllAsync(tx, Now))).ShouldBeEmpty();
        (await database.SessionAsync()).ShouldBe(before);
        await database.AuditAsync();
    }

    internal static Task<HoldOutcome> HoldAsync(
        LedgerDatabase database,
        string turn,
        long tokens,
        long microUsd,
        long reserve = 0,
        string session = "s1"
    ) =>
        database.DoAsync(tx =>
            database.Ledger.HoldAsync(
                tx,
                new HoldRequest(session, turn, 1, tokens, microUsd, Now + 60_000, reserve),
                Now
            )
        );
}
