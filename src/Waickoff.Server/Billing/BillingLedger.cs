using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What all that moves money shares.</summary>
internal static class BillingLedger
{
    /// <summary>A purchase as it is now, and until the end of the transaction nobody else's.</summary>
    public static async Task<Purchase> LockPurchaseAsync(
        this WaickoffDb db,
        string id,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        db.ChangeTracker.Clear();
        await db.Set<Purchase>()
            .Where(p => p.Id == id)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.LookedMs, now), cancel);
        return await db.Set<Purchase>().SingleAsync(p => p.Id == id, cancel);
    }

    /// <summary>Writes down money of a purchase, once for each key; moves of nothing are left out.</summary>
    public static Task PostMoneyAsync(
        this CreditLedger ledger,
        DbTransaction transaction,
        Purchase purchase,
        IEnumerable<(MoneyAccount From, MoneyAccount To, long Amount)> moves,
        string key,
        long nowMs,
        CancellationToken cancel,
        string? currency = null
    )
    {
        var some = moves.Where(m => m.Amount > 0).Select(m => new MoneyMove(m.From, m.To, m.Amount)).ToList();
        return some.Count == 0
            ? Task.CompletedTask
            : ledger.MoveMoneyAsync(transaction, currency ?? purchase.Currency, some, key, purchase.Id, nowMs, cancel);
    }

    /// <summary>Money of a purchase that goes back to the buyer, out of what was earned and its tax.</summary>
    public static (MoneyAccount From, MoneyAccount To, long Amount)[] GoingBack(
        MoneyAccount from,
        long amount,
        long tax
    ) =>
        [
            (from, MoneyAccount.SalesClearing, amount),
            (MoneyAccount.SalesClearing, MoneyAccount.Revenue, amount - tax),
            (MoneyAccount.SalesClearing, MoneyAccount.Tax, tax),
        ];

    /// <summary>The lots with the sessions of a purchase: its own, and those in which sessions came back.</summary>
    public static async Task<IReadOnlyList<CreditLot>> LotsAsync(
        this CreditLedger ledger,
        DbConnection connection,
        DbTransaction? transaction,
        Purchase purchase,
        IEnumerable<PurchaseRefund> refunds,
        CancellationToken cancel
    )
    {
        var names = refunds.Select(r => r.BackLot).Prepend(purchase.Lot).ToHashSet();
        var balance = await ledger.BalanceAsync(connection, purchase.UserId, transaction, cancel);
        return [.. balance.Lots.Where(l => names.Contains(l.Id))];
    }

    /// <summary>
    /// Takes sessions of a purchase back: those that are there, then those that were used, which are owed from then on.
    /// </summary>
    public static async Task TakeBackAsync(
        this CreditLedger ledger,
        DbTransaction transaction,
        IReadOnlyList<CreditLot> lots,
        long sessions,
        string key,
        long nowMs,
        CancellationToken cancel
    )
    {
        var parts = lots.Select(l => (l.Id, Part: 0L, l.Remaining, Room: l.Credits - l.Revoked)).ToArray();
        var left = sessions;
        foreach (var isUnused in (bool[])[true, false])
        foreach (ref var lot in parts.AsSpan())
        {
            var more = Math.Min(left, Math.Min(isUnused ? lot.Remaining : long.MaxValue, lot.Room - lot.Part));
            lot.Part += more;
            left -= more;
        }
        foreach (var (i, (id, part, _, _)) in parts.Index())
            if (part > 0)
                await ledger.RevokeAsync(transaction, id, part, i == 0 ? key : $"{key}:{i + 1}", nowMs, cancel);
    }
}
