using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Waickoff.Analysis;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What a pack earned and cost. Amounts are in minor units where nothing else is said; tax is in none of them.</summary>
/// <param name="Name">Which pack.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="Price">What it costs now; what it cost last where it is not sold any more.</param>
/// <param name="Sessions">How many sessions it has.</param>
/// <param name="Sold">How many were paid.</param>
/// <param name="SessionsSold">Sessions of them.</param>
/// <param name="Gross">What was paid for them, less discounts.</param>
/// <param name="Discounts">What promotions took off.</param>
/// <param name="Refunded">What was given back of it.</param>
/// <param name="Fees">What the processor has kept so far, as booked.</param>
/// <param name="Ended">Sessions of them that are over.</param>
/// <param name="Used">Those of them that used at least nine tenths of their tokens.</param>
/// <param name="ModelCostMicroUsd">What the models asked for those that are over, in micro-dollars.</param>
/// <param name="PerSession">A session that was used; null where none was, or the currency is not that of the models.</param>
/// <param name="MarginAtCeilingPercent">The least margin that the ceiling of a session leaves; null where no session has shown it.</param>
/// <param name="IsBelowFloor">Whether the margin is below what is configured as the least.</param>
internal sealed record PackEconomics(
    string Name,
    string Currency,
    long Price,
    int Sessions,
    int Sold,
    long SessionsSold,
    long Gross,
    long Discounts,
    long Refunded,
    long Fees,
    long Ended,
    long Used,
    long ModelCostMicroUsd,
    PackEconomics.OfSession? PerSession,
    decimal? MarginAtCeilingPercent,
    bool IsBelowFloor
)
{
    /// <summary>A session that was used, in millionths of the currency.</summary>
    /// <param name="Gross">What was paid for it.</param>
    /// <param name="Fee">Its part of what the card costs, as configured.</param>
    /// <param name="Cost">What the models asked for it, on average.</param>
    /// <param name="LargestCost">What they asked at most.</param>
    /// <param name="MarginPercent">What is left of what was paid.</param>
    public sealed record OfSession(long Gross, long Fee, long Cost, long LargestCost, decimal MarginPercent);
}

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

/// <summary>What each pack earns and costs, for operators.</summary>
internal static class ReadEconomics
{
    private const int MostDays = 3_660;

    /// <param name="From">Of what was paid since then.</param>
    /// <param name="To">And before then.</param>
    /// <param name="FloorPercent">The least margin, as configured.</param>
    /// <param name="CardFee">What the card costs, as configured.</param>
    /// <param name="Packs">The smallest first.</param>
    public sealed record Answer(
        DateTimeOffset From,
        DateTimeOffset To,
        int FloorPercent,
        Fee CardFee,
        IReadOnlyList<PackEconomics> Packs
    );

    /// <param name="BasisPoints">Of each payment, in hundredths of a percent.</param>
    /// <param name="Fixed">Beside, in minor units.</param>
    public sealed record Fee(int BasisPoints, int Fixed);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        UnitEconomics economics,
        BillingOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel,
        int days = 30
    )
    {
        if (days is < 1 or > MostDays)
            return Problems
                .Invalid("days", LocalText.Of($"Allowed: 1 to {MostDays}.", $"Se admite: de 1 a {MostDays}."))
                .Result(http);
        var (from, to) = (time.GetUtcNow().AddDays(-days), time.GetUtcNow());
        return TypedResults.Ok(
            new Answer(
                from,
                to,
                options.LeastMarginPercent,
                new Fee(options.CardFeeBasisPoints, options.CardFeeFixed),
                await economics.OfAsync(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds() + 1, cancel)
            )
        );
    }
}

/// <summary>Raises an alarm for packs whose sessions leave too little.</summary>
internal sealed partial class WatchMargins(
    UnitEconomics economics,
    BillingOptions options,
    TimeProvider time,
    ILogger<WatchMargins> log
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync(cancellationToken);

    /// <summary>Looks at what was sold in the last 30 days.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var packs = await economics.OfAsync(
            now.AddDays(-30).ToUnixTimeMilliseconds(),
            now.ToUnixTimeMilliseconds() + 1,
            cancel
        );
        foreach (var pack in packs.Where(p => p.IsBelowFloor))
            Thin(log, pack.Name, pack.PerSession!.MarginPercent, options.LeastMarginPercent, pack.Used);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Pack {Pack} leaves {Margin} % of a used session, asked are {Floor} % ({Used} sessions)"
    )]
    private static partial void Thin(ILogger log, string pack, decimal margin, int floor, long used);
}
