using Waickoff.Ledger.Entries;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests;

public sealed class MoneyTests
{
    private static readonly MoneyMove[] Sale =
    [
        new(MoneyAccount.SalesClearing, MoneyAccount.Processor, 605),
        new(MoneyAccount.Revenue, MoneyAccount.SalesClearing, 500),
        new(MoneyAccount.Tax, MoneyAccount.SalesClearing, 105),
    ];

    [Theory, BothDatabases]
    public async Task A_sale_is_written_once_and_leaves_clearing_empty(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        var ledger = database.Ledger;

        (
            await database.DoAsync(tx => ledger.MoveMoneyAsync(tx, "usd", Sale, "sale:pi_1", "pur_1", Now))
        ).ShouldBeTrue();
        (
            await database.DoAsync(tx => ledger.MoveMoneyAsync(tx, "usd", Sale, "sale:pi_1", "pur_1", Now))
        ).ShouldBeFalse();

        (await database.MoneyAsync("processor")).ShouldBe(605);
        (await database.MoneyAsync("revenue")).ShouldBe(-500);
        (await database.MoneyAsync("tax")).ShouldBe(-105);
        (await database.MoneyAsync("sales_clearing")).ShouldBe(0);
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task Only_amounts_and_currencies_there_are_are_written(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        foreach (var amount in new[] { 0, -1, long.MinValue, long.MaxValue })
            await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
                MoveAsync("usd", [new MoneyMove(MoneyAccount.Revenue, MoneyAccount.Processor, amount)])
            );
        foreach (var currency in new[] { "", "USD", "us", "dollar", "us1" })
            await Should.ThrowAsync<ArgumentException>(() => MoveAsync(currency, Sale));
        await Should.ThrowAsync<ArgumentException>(() => MoveAsync("usd", []));
        (await database.MoneyAsync("processor")).ShouldBe(0);

        Task<bool> MoveAsync(string currency, IReadOnlyList<MoneyMove> moves) =>
            database.DoAsync(tx => database.Ledger.MoveMoneyAsync(tx, currency, moves, "sale:pi_1", "pur_1", Now));
    }
}
