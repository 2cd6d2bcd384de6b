using FsCheck;
using FsCheck.Fluent;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;
using Waickoff.Ledger.Tests.Holds;
using Xunit.Abstractions;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests;

public sealed class LedgerInputTests(ITestOutputHelper output)
{
    private static readonly long[] Edges =
    [
        0,
        -1,
        long.MinValue,
        long.MinValue + 1,
        int.MinValue,
        long.MaxValue,
        long.MaxValue - 1,
        1_000_000_000_001,
        -1_000_000,
    ];

    /// <summary>Every amount that a call takes, with what it may be at least and at most.</summary>
    private static readonly (string Name, long Least, long Most, Func<Calls, long, Task> Make)[] Amounts =
    [
        ("credits", 1, 1_000_000, (c, a) => c.Ledger.GrantAsync(c.Tx, "ana", a, GrantSource.Promo, "g", Now)),
        ("revoked", 1, 1_000_000, (c, a) => c.Ledger.RevokeAsync(c.Tx, "grant:for-s1", a, "r", Now)),
        (
            "limit",
            1,
            1_000_000_000,
            (c, a) => c.Ledger.OpenSessionAsync(c.Tx, "ana", "s2", new SessionTerms(a, 1), Now)
        ),
        (
            "ceiling",
            0,
            1_000_000_000_000,
            (c, a) => c.Ledger.OpenSessionAsync(c.Tx, "ana", "s2", new SessionTerms(1, a), Now)
        ),
        ("held", 1, 1_000_000_000, (c, a) => c.HoldAsync(a, 1, 1)),
        ("held cost", 0, 1_000_000_000_000, (c, a) => c.HoldAsync(1, a, 1)),
        ("reserve", 0, 1_000_000_000, (c, a) => c.HoldAsync(1, 1, a)),
        ("reduced", 0, long.MaxValue, (c, a) => c.Ledger.ReduceAsync(c.Tx, "t1:1", a, 1, Now)),
        ("reduced cost", 0, 1_000_000_000_000, (c, a) => c.Ledger.ReduceAsync(c.Tx, "t1:1", 1, a, Now)),
        ("settled", 0, long.MaxValue, (c, a) => c.Ledger.SettleAsync(c.Tx, "t1:1", a, 1, Now)),
        ("settled cost", 0, 1_000_000_000_000, (c, a) => c.Ledger.SettleAsync(c.Tx, "t1:1", 1, a, Now)),
        ("carried", 0, 1_000_000_000_000, (c, a) => c.Ledger.RecordCostAsync(c.Tx, "s1", "t1", 1, a, Now)),
        ("time", 0, 253_402_300_799_999, (c, a) => c.Ledger.ReleaseAsync(c.Tx, "t1:1", a)),
    ];

    [Theory, BothDatabases]
    public async Task No_amount_below_above_or_beyond_is_taken(LedgerDialect dialect)
    {
        const int cases = 100_000;
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        await HoldTests.HoldAsync(database, "t1", 100, 10);
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var calls = new Calls(database.Ledger, transaction);
        var amounts = Gen.OneOf(
            Gen.Elements(Edges),
            ArbMap.Default.GeneratorFor<long>(),
            ArbMap.Default.GeneratorFor<int>().Select(i => (long)i)
        );
        var (refused, fitting) = (0, 0);

        // Says how to repeat it when it fails.
        Prop.ForAll(Gen.Elements(Amounts).Zip(amounts).ToArbitrary(), Refuses)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

        output.WriteLine($"{refused} refused, {fitting} would fit");
        refused.ShouldBeGreaterThan(cases / 4);
        await transaction.CommitAsync();
        (await database.SessionAsync()).Held.ShouldBe(100);
        await database.AuditAsync();

        bool Refuses(((string Name, long Least, long Most, Func<Calls, long, Task> Make) Call, long Amount) made)
        {
            // What fits is left out: the random programs are about that.
            if (made.Amount >= made.Call.Least && made.Amount <= made.Call.Most)
            {
                fitting++;
                return true;
            }
            refused++;
            // Before anything is asked of the database, so at once.
            return made.Call.Make(calls, made.Amount).Exception?.InnerException is ArgumentException;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a'b")]
    [InlineData("a:b")]
    [InlineData("a\0")]
    [InlineData("ñ")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        await using var database = await OpenAsync(LedgerDialect.Sqlite);
        await using var connection = await database.ConnectAsync();
        await using var tx = await connection.BeginTransactionAsync();
        var ledger = database.Ledger;

        foreach (var bad in (string[])[name, new('x', 65), null!])
        {
            await RefusedAsync(() => ledger.BalanceAsync(connection, bad, tx));
            await RefusedAsync(() => ledger.SessionBalanceAsync(connection, bad, tx));
            await RefusedAsync(() => ledger.StatementAsync(connection, bad, transaction: tx));
            await RefusedAsync(() => ledger.HoldsAsync(connection, bad, tx));
            await RefusedAsync(() => ledger.GrantAsync(tx, bad, 1, GrantSource.Promo, "k", Now));
            await RefusedAsync(() => ledger.OpenSessionAsync(tx, bad, "s", Terms, Now));
            await RefusedAsync(() => ledger.OpenSessionAsync(tx, "u", bad, Terms, Now));
            await RefusedAsync(() => ledger.GiveBackAsync(tx, bad, Now));
            await RefusedAsync(() => ledger.CloseSessionAsync(tx, bad, Now));
            await RefusedAsync(() => ledger.ExtendAsync(tx, bad, Now));
            await RefusedAsync(() => ledger.RecordCostAsync(tx, bad, "t", 1, 1, Now));
            await RefusedAsync(() => ledger.HoldAsync(tx, new HoldRequest(bad, "t", 1, 1, 0, Now), Now));
            await RefusedAsync(() => ledger.HoldAsync(tx, new HoldRequest("s", bad, 1, 1, 0, Now), Now));
        }
        foreach (var key in (string[])["", "a b", "ñ", new('x', 181), null!])
        {
            await RefusedAsync(() => ledger.GrantAsync(tx, "u", 1, GrantSource.Promo, key, Now));
            await RefusedAsync(() => ledger.RevokeAsync(tx, "k", 1, key, Now));
            await RefusedAsync(() => ledger.SettleAsync(tx, key, 1, 1, Now));
        }
        await RefusedAsync(() => ledger.GrantAsync(tx, "u", 1, GrantSource.Operator, "k", Now, " "));
        await RefusedAsync(() => ledger.RevokeAsync(tx, "none", 1, "k", Now));
        await RefusedAsync(() => ledger.HoldAsync(tx, new HoldRequest("s", "t", -1, 1, 0, Now), Now));
        await RefusedAsync(() => ledger.ExpireAsync(tx, Now, -1));
        await RefusedAsync(() => ledger.StatementAsync(connection, "u", take: 1001, transaction: tx));
        await RefusedAsync(() => ledger.StatementAsync(connection, "u", take: 0, transaction: tx));
    }

    [Fact]
    public void A_source_or_an_account_that_is_none_is_neither_written_nor_read()
    {
        foreach (var source in Enum.GetValues<GrantSource>())
            GrantSources.Read(source.Stored()).ShouldBe(source);
        foreach (var account in Enum.GetValues<MoneyAccount>())
            MoneyAccounts.Read(account.Stored()).ShouldBe(account);
        var (noSource, noAccount) = ((GrantSource)99, (MoneyAccount)99);
        Should.Throw<InvalidOperationException>(() => noSource.Stored());
        Should.Throw<InvalidOperationException>(() => noSource.Account());
        Should.Throw<InvalidOperationException>(() => noAccount.Stored());
        Should.Throw<InvalidDataException>(() => GrantSources.Read("gift"));
        Should.Throw<InvalidDataException>(() => MoneyAccounts.Read("cash"));
    }

    private static async Task RefusedAsync(Func<Task> call) => await Should.ThrowAsync<ArgumentException>(call);

    private sealed record Calls(CreditLedger Ledger, System.Data.Common.DbTransaction Tx)
    {
        public Task<HoldOutcome> HoldAsync(long tokens, long microUsd, long reserve) =>
            Ledger.HoldAsync(Tx, new HoldRequest("s1", "t2", 1, tokens, microUsd, Now, reserve), Now);
    }
}
