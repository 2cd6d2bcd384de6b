using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What each pack earns and costs, from the purchases and the journal alone.</summary>
internal sealed class UnitEconomics(
    WaickoffDb db,
    Database database,
    CreditLedger ledger,
    Catalogue catalogue,
    BillingOptions options
)
{
    /// <summary>Models ask for dollars.</summary>
    private const string CurrencyOfModels = "usd";
    private const long MicroOfMinor = 10_000;

    /// <summary>Of what was paid within a time; packs that nobody bought are there with nothing.</summary>
    public async Task<IReadOnlyList<PackEconomics>> OfAsync(long fromMs, long toMs, CancellationToken cancel)
    {
        var sales = await db.Set<Purchase>()
            .AsNoTracking()
            .Where(p => p.State == PurchaseState.Paid && p.PaidMs >= fromMs && p.PaidMs < toMs)
            .ToListAsync(cancel);
        var refunded = await db.Set<PurchaseRefund>()
            .Where(r =>
                r.State != RefundState.Failed
                && db.Set<Purchase>().Any(p => p.Id == r.PurchaseId && p.PaidMs >= fromMs && p.PaidMs < toMs)
            )
            .GroupBy(r => r.PurchaseId)
            .Select(g => new { g.Key, Amount = g.Sum(r => r.Amount - r.Tax) })
            .ToDictionaryAsync(g => g.Key, g => g.Amount, cancel);
        await using var connection = await database.OpenAsync(cancel);
        var fees = (await ledger.MoneyByReferenceAsync(connection, MoneyAccount.CardFees, fromMs, cancel: cancel))
            .GroupBy(f => f.Reference)
            .ToDictionary(g => g.Key, g => g.Sum(f => f.Amount));
        var costs = (
            await ledger.CostsByLotAsync(connection, GrantSource.Purchase, fromMs, toMs, cancel: cancel)
        ).ToDictionary(c => c.LotId);
        var ceiling = costs.Values.Select(c => (long?)c.CeilingMicroUsd).Max();
        var sold = sales.ToLookup(p => (p.Pack, p.Currency));
        var unsold = catalogue.Packs.Select(p => (p.Name, p.Currency)).Where(k => !sold.Contains(k));
        return
        [
            .. sold.Select(g => g.Key)
                .Concat(unsold)
                .Select(k =>
                    Of(
                        k.Item1,
                        k.Item2,
                        [.. sold[k]],
                        [.. sold[k].Select(p => costs.GetValueOrDefault(p.Lot)).OfType<LotCosts>()],
                        refunded,
                        fees,
                        ceiling
                    )
                )
                .OrderBy(p => p.Sessions)
                .ThenBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    private PackEconomics Of(
        string name,
        string currency,
        List<Purchase> sales,
        List<LotCosts> costs,
        Dictionary<string, long> refunded,
        Dictionary<string, long> fees,
        long? ceiling
    )
    {
        var pack = catalogue.Find(name);
        var (price, sessions) =
            pack is not null && pack.Currency == currency
                ? (pack.Price, pack.Sessions)
                : (sales[^1].Price, sales[^1].Sessions);
        var count = sales.Sum(p => (long)p.Sessions);
        // What nobody has bought yet is reckoned by its price.
        var gross = count > 0 ? sales.Sum(p => p.Net) * MicroOfMinor / count : price * MicroOfMinor / sessions;
        var fee =
            count > 0 ? sales.Sum(p => FeeOf(p.Total)) * MicroOfMinor / count : FeeOf(price) * MicroOfMinor / sessions;
        var used = costs.Sum(c => c.Used);
        var isInDollars = currency == CurrencyOfModels && gross > 0;
        var one =
            isInDollars && used > 0
                ? new PackEconomics.OfSession(
                    gross,
                    fee,
                    costs.Sum(c => c.UsedMicroUsd) / used,
                    costs.Max(c => c.LargestMicroUsd),
                    Margin(gross, fee, costs.Sum(c => c.UsedMicroUsd) / used)
                )
                : null;
        return new PackEconomics(
            name,
            currency,
            price,
            sessions,
            sales.Count,
            count,
            sales.Sum(p => p.Net),
            sales.Sum(p => p.Discount),
            sales.Sum(p => refunded.GetValueOrDefault(p.Id)),
            sales.Sum(p => fees.GetValueOrDefault(p.Id)),
            costs.Sum(c => c.Ended),
            used,
            costs.Sum(c => c.MicroUsd),
            one,
            isInDollars && ceiling is { } most ? Margin(gross, fee, most) : null,
            one?.MarginPercent < options.LeastMarginPercent
        );
    }

    private long FeeOf(long total) =>
        total == 0 ? 0 : (((total * options.CardFeeBasisPoints) + 9_999) / 10_000) + options.CardFeeFixed;

    private static decimal Margin(long gross, long fee, long cost) =>
        Math.Round(100m * (gross - fee - cost) / gross, 1, MidpointRounding.ToZero);
}
