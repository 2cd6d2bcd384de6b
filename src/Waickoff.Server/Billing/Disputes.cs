using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Payments;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>
/// Money that the buyer's bank asks back. While it is looked at no session opens; where it is lost the sessions go with it.
/// </summary>
internal sealed partial class Disputes(
    WaickoffDb db,
    CreditLedger ledger,
    StripeGateway stripe,
    TimeProvider time,
    ILogger<Disputes> log
)
{
    /// <summary>Why a person may open no session now; null where nothing speaks against it.</summary>
    public async Task<Problem?> RefusalAsync(string person, CancellationToken cancel) =>
        await db.Set<Purchase>().AnyAsync(p => p.UserId == person && p.Dispute == DisputeState.Open, cancel)
            ? BillingProblems.Frozen
            : null;

    /// <summary>Brings a purchase that was paid to where Stripe has its disputes.</summary>
    public async Task SyncAsync(Purchase known, CancellationToken cancel)
    {
        var page = await stripe.Client.ListDisputesAsync(known.Payment!, cancellation: cancel);
        // Oldest first: the last word is that of the newest.
        foreach (var dispute in page.Data.Reverse())
            await TakeAsync(known.Id, dispute, cancel);
    }

    private async Task TakeAsync(string purchaseId, Dispute dispute, CancellationToken cancel)
    {
        var state = StateOf(dispute.Status);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var purchase = await db.LockPurchaseAsync(purchaseId, time, cancel);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var journal = transaction.GetDbTransaction();
        foreach (var booked in dispute.BalanceTransactions)
            await ledger.PostMoneyAsync(
                journal,
                purchase,
                [
                    (MoneyAccount.Processor, MoneyAccount.Disputed, -booked.Amount),
                    (MoneyAccount.Disputed, MoneyAccount.Processor, booked.Amount),
                    (MoneyAccount.Processor, MoneyAccount.CardFees, booked.Fee),
                    (MoneyAccount.CardFees, MoneyAccount.Processor, -booked.Fee),
                ],
                $"dispute:{booked.Id}",
                now,
                cancel,
                booked.Currency
            );
        // What is decided is not undone by an answer that was on its way before.
        var isDecided = purchase.Dispute is DisputeState.Won or DisputeState.Lost && state is DisputeState.Open;
        if (state != purchase.Dispute && !isDecided)
        {
            purchase.Dispute = state;
            Changed(log, purchase.Id, state);
            if (state == DisputeState.Lost)
                await LoseAsync(purchase, dispute, transaction, now, cancel);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task LoseAsync(
        Purchase purchase,
        Dispute dispute,
        IDbContextTransaction transaction,
        long now,
        CancellationToken cancel
    )
    {
        var journal = transaction.GetDbTransaction();
        var tax = purchase.Tax * dispute.Amount / Math.Max(1, purchase.Total);
        await ledger.PostMoneyAsync(
            journal,
            purchase,
            BillingLedger.GoingBack(MoneyAccount.Disputed, dispute.Amount, tax),
            $"dispute:{dispute.Id}:lost",
            now,
            cancel
        );
        var refunds = await db.Set<PurchaseRefund>()
            .Where(r => r.PurchaseId == purchase.Id)
            .AsNoTracking()
            .ToListAsync(cancel);
        var lots = await ledger.LotsAsync(journal.Connection!, journal, purchase, refunds, cancel);
        var left = purchase.Sessions - refunds.Where(r => r.State != RefundState.Failed).Sum(r => r.Sessions);
        if (left > 0)
            await ledger.TakeBackAsync(journal, lots, left, $"dispute:{dispute.Id}", now, cancel);
    }

    private static DisputeState StateOf(string status) =>
        status switch
        {
            "won" => DisputeState.Won,
            "lost" => DisputeState.Lost,
            // The bank only asks, and no money has moved.
            _ when status.StartsWith("warning_", StringComparison.Ordinal) => DisputeState.None,
            _ => DisputeState.Open,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dispute about purchase {Id} is {State}")]
    private static partial void Changed(ILogger log, string id, DisputeState state);
}
