using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Payments;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>Does once, on the second day, what no part of the server may do.</summary>
internal sealed class Planted(World world, Plant plant)
{
    private bool isPlanted;

    public async Task LiveAsync()
    {
        await world.WaitAsync(TimeSpan.FromHours(30));
        while (!world.IsOver && !(await world.DoAsync(PlantAsync) && isPlanted))
            await world.WaitAsync(TimeSpan.FromMinutes(10));
        world.Note($"{plant} is planted: {isPlanted}");
    }

    private async Task PlantAsync(IServiceProvider services)
    {
        var (db, ledger) = (services.GetRequiredService<WaickoffDb>(), services.GetRequiredService<CreditLedger>());
        var now = world.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var purchase = await db.Set<Purchase>().Where(p => p.Total > 0).OrderBy(p => p.Id).FirstAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var raw = transaction.GetDbTransaction();
        if (plant == Plant.GrantWithoutKey)
            await ledger.GrantAsync(
                raw,
                purchase.UserId,
                purchase.Sessions,
                GrantSource.Purchase,
                $"{purchase.Lot}:again",
                now
            );
        else if (plant == Plant.MoneyLeftInBetween)
            await ledger.MoveMoneyAsync(
                raw,
                purchase.Currency,
                [new MoneyMove(MoneyAccount.SalesClearing, MoneyAccount.Revenue, 1)],
                $"forgotten:{purchase.Id}",
                purchase.Id,
                now
            );
        else
        {
            await PayAgainAsync(db, services.GetRequiredService<StripeGateway>());
            return;
        }
        await transaction.CommitAsync();
        isPlanted = true;
    }

    /// <summary>A cent of a refund once more, where something is left to be paid back.</summary>
    private async Task PayAgainAsync(WaickoffDb db, StripeGateway stripe)
    {
        var left = world
            .Stripe.All("charge")
            .Where(c => !(bool)c["disputed"]! && c.Number("amount") > c.Number("amount_refunded"))
            .Select(c => (string)c["payment_intent"]!)
            .ToHashSet();
        var refunds =
            from r in db.Set<PurchaseRefund>()
            join p in db.Set<Purchase>() on r.PurchaseId equals p.Id
            where r.State == RefundState.Paid && r.By != "stripe"
            orderby r.Id
            select new { Refund = r, p.Payment };
        if ((await refunds.ToListAsync()).Find(r => left.Contains(r.Payment!)) is not { } one)
            return;
        await stripe.Client.CreateRefundAsync(
            new RefundCreate
            {
                PaymentIntent = one.Payment!,
                Amount = 1,
                Metadata = new Dictionary<string, string> { ["refund"] = one.Refund.Id },
            },
            $"{one.Refund.Id}-again"
        );
        isPlanted = true;
    }
}
