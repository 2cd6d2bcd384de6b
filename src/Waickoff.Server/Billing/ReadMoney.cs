using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What the accounts of money have, for operators.</summary>
internal static class ReadMoney
{
    /// <param name="Accounts">All that anything ever moved on.</param>
    public sealed record Answer(IReadOnlyList<Item> Accounts);

    /// <param name="Account">Which.</param>
    /// <param name="Currency">Three lower-case letters.</param>
    /// <param name="Amount">What came to it less what left it, in minor units; of revenue and tax what left it less what came.</param>
    public sealed record Item(MoneyAccount Account, string Currency, long Amount);

    public static async Task<Ok<Answer>> HandleAsync(Database database, CreditLedger ledger, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var balances = await ledger.MoneyBalancesAsync(connection, cancel: cancel);
        return TypedResults.Ok(
            new Answer([
                .. balances.Select(b => new Item(
                    b.Account,
                    b.Currency,
                    b.Account is MoneyAccount.Revenue or MoneyAccount.Tax ? -b.Amount : b.Amount
                )),
            ])
        );
    }
}
