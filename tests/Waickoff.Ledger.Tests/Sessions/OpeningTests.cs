using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Sessions;

public sealed class OpeningTests
{
    [Theory, BothDatabases]
    public async Task The_last_credit_opens_one_session_however_many_ask_for_it(LedgerDialect dialect)
    {
        const int users = 100;
        const int asking = 64;
        await using var database = await OpenAsync(dialect);
        for (var user = 0; user < users; user++)
            await database.DoAsync(tx =>
                database.Ledger.GrantAsync(tx, $"u{user}", 1, GrantSource.Promo, $"grant:u{user}", Now)
            );

        var outcomes = await Crowd.RunAsync(
            users * asking,
            i => database.DoAsync(tx => database.Ledger.OpenSessionAsync(tx, $"u{i / asking}", $"s{i}", Terms, Now))
        );

        foreach (var one in outcomes.Chunk(asking))
            one.Count(o => o == OpenOutcome.Opened).ShouldBe(1);
        outcomes.Count(o => o == OpenOutcome.NoCredit).ShouldBe(users * (asking - 1));
        (await database.NumberAsync("SELECT count(*) FROM ledger_session")).ShouldBe(users);
        (await database.NumberAsync("SELECT count(*) FROM ledger_user WHERE credits <> 0")).ShouldBe(0);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task The_same_session_asked_for_at_once_takes_one_credit(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.DoAsync(tx => database.Ledger.GrantAsync(tx, "ana", 5, GrantSource.Promo, "grant:1", Now));

        var outcomes = await Crowd.RunAsync(
            32,
            _ => database.DoAsync(tx => database.Ledger.OpenSessionAsync(tx, "ana", "s1", Terms, Now))
        );

        outcomes.Count(o => o == OpenOutcome.Opened).ShouldBe(1);
        outcomes.Count(o => o == OpenOutcome.AlreadyOpen).ShouldBe(31);
        (await database.UserAsync()).Credits.ShouldBe(4);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task One_grant_delivered_at_once_many_times_counts_once(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);

        var granted = await Crowd.RunAsync(
            64,
            _ => database.DoAsync(tx => database.Ledger.GrantAsync(tx, "ana", 5, GrantSource.Purchase, "grant:1", Now))
        );

        granted.Count(g => g).ShouldBe(1);
        (await database.UserAsync()).Credits.ShouldBe(5);
        await database.AuditAsync();
    }

    /// <summary>They did wait for each other in a circle: each new lot shares its user's row before it changes it.</summary>
    [Theory, BothDatabases]
    public async Task Grants_that_come_to_a_user_at_once_all_count(LedgerDialect dialect)
    {
        const int grants = 200;
        await using var database = await OpenAsync(dialect);

        var granted = await Crowd.RunAsync(
            grants,
            i =>
                database.DoAsync(tx =>
                    database.Ledger.GrantAsync(tx, "ana", 1, GrantSource.Purchase, $"grant:{i}", Now)
                )
        );

        granted.ShouldAllBe(g => g);
        (await database.UserAsync()).Credits.ShouldBe(grants);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task The_oldest_lot_is_used_first(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.DoAsync(async tx =>
        {
            await database.Ledger.GrantAsync(tx, "ana", 2, GrantSource.Purchase, "grant:new", Now + 1);
            return await database.Ledger.GrantAsync(tx, "ana", 1, GrantSource.Promo, "grant:old", Now);
        });

        await database.DoAsync(tx => database.Ledger.OpenSessionAsync(tx, "ana", "s1", Terms, Now));
        await database.DoAsync(tx => database.Ledger.OpenSessionAsync(tx, "ana", "s2", Terms, Now));

        (await database.UserAsync())
            .Lots.Select(l => (l.Id, l.Remaining))
            .ShouldBe([("grant:old", 0), ("grant:new", 1)]);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task Without_a_credit_or_with_a_debt_nothing_opens(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        var ledger = database.Ledger;
        (await database.DoAsync(tx => ledger.OpenSessionAsync(tx, "ana", "s0", Terms, Now))).ShouldBe(
            OpenOutcome.NoCredit
        );
        await database.OpenSessionAsync();
        (await database.DoAsync(tx => ledger.OpenSessionAsync(tx, "ana", "s2", Terms, Now))).ShouldBe(
            OpenOutcome.NoCredit
        );

        (await database.DoAsync(tx => ledger.RevokeAsync(tx, "grant:for-s1", 1, "refund:1", Now))).ShouldBe(1);

        (await database.DoAsync(tx => ledger.OpenSessionAsync(tx, "ana", "s2", Terms, Now))).ShouldBe(
            OpenOutcome.Owing
        );
        await database.DoAsync(tx => ledger.GrantAsync(tx, "ana", 3, GrantSource.Purchase, "grant:3", Now));
        var user = await database.UserAsync();
        (user.Credits, user.Owed).ShouldBe((2, 0));
        (await database.DoAsync(tx => ledger.OpenSessionAsync(tx, "ana", "s2", Terms, Now))).ShouldBe(
            OpenOutcome.Opened
        );
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_session_of_another_user_is_not_opened_again(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        await database.DoAsync(tx => database.Ledger.GrantAsync(tx, "bo", 1, GrantSource.Promo, "grant:bo", Now));

        await Should.ThrowAsync<ArgumentException>(() =>
            database.DoAsync(tx => database.Ledger.OpenSessionAsync(tx, "bo", "s1", Terms, Now))
        );

        (await database.UserAsync("bo")).Credits.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_session_that_was_charged_is_not_given_back(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        var ledger = database.Ledger;
        await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t1", 1, 500, 5, Now), Now));
        await database.DoAsync(tx => ledger.SettleAsync(tx, "t1:1", 1, 0, Now));

        (await database.DoAsync(tx => ledger.GiveBackAsync(tx, "s1", Now))).ShouldBe(GiveBackOutcome.WasUsed);
        (await database.DoAsync(tx => ledger.GiveBackAsync(tx, "s9", Now))).ShouldBe(GiveBackOutcome.Unknown);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_closed_session_holds_no_more_and_settles_what_it_held(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        var ledger = database.Ledger;
        await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t1", 1, 500, 5, Now), Now));
        await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t2", 1, 500, 5, Now), Now));

        (await database.DoAsync(tx => ledger.CloseSessionAsync(tx, "s1", Now))).ShouldBeTrue();
        (await database.DoAsync(tx => ledger.CloseSessionAsync(tx, "s1", Now))).ShouldBeFalse();

        var late = await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t3", 1, 1, 0, Now), Now));
        late.Refusal.ShouldBe(HoldRefusal.SessionClosed);
        await database.DoAsync(tx => ledger.ReduceAsync(tx, "t1:1", 400, 4, Now));
        (await database.DoAsync(tx => ledger.SettleAsync(tx, "t1:1", 300, 3, Now))).Changed.ShouldBeTrue();
        await database.DoAsync(tx => ledger.ReleaseAsync(tx, "t2:1", Now));
        var session = await database.SessionAsync();
        (session.Used, session.Held, session.Released, session.Left).ShouldBe((300, 0, 99_700, 0));
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task Giving_back_races_settling_and_the_credit_and_the_charge_never_both_stand(LedgerDialect dialect)
    {
        const int races = 50;
        await using var database = await OpenAsync(dialect, durable: false);
        var ledger = database.Ledger;
        for (var i = 0; i < races; i++)
        {
            var session = await database.OpenSessionAsync($"u{i}", $"s{i}");
            await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest(session, $"t{i}", 1, 500, 5, Now), Now));
        }

        await Crowd.RunAsync(
            races * 2,
            i =>
                i % 2 == 0
                    ? database.DoAsync(async tx => (await ledger.SettleAsync(tx, $"t{i / 2}:1", 100, 1, Now)).Changed)
                    : database.DoAsync(async tx =>
                        await ledger.GiveBackAsync(tx, $"s{i / 2}", Now) == GiveBackOutcome.GivenBack
                    )
        );

        for (var i = 0; i < races; i++)
        {
            var (used, credits) = (
                (await database.SessionAsync($"s{i}")).Used,
                (await database.UserAsync($"u{i}")).Credits
            );
            (used, credits).ShouldBeOneOf((100, 0), (0, 1));
        }
        await database.AuditAsync();
    }
}
