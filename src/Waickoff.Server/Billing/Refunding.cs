using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Payments;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>
/// Money that goes back. Sessions are taken back first, in the transaction that notes the refund; then Stripe is asked, with the same key
/// until it says yes or no; where it says no they come back.
/// </summary>
internal sealed partial class Refunding(
    WaickoffDb db,
    CreditLedger ledger,
    StripeGateway stripe,
    BillingOptions options,
    BillingMails mails,
    TimeProvider time,
    ILogger<Refunding> log
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    /// <summary>After that Stripe may have forgotten a key.</summary>
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(20);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What would be given back of a purchase now.</summary>
    /// <param name="Sessions">Sessions that were not used.</param>
    /// <param name="Amount">In minor units, tax included.</param>
    /// <param name="Tax">Tax of it.</param>
    public sealed record Offer(long Sessions, long Amount, long Tax);

    /// <summary>What would be given back now, or why nothing is.</summary>
    public async Task<(Offer? Offer, Problem? Refusal)> OfferAsync(
        Purchase purchase,
        IReadOnlyList<PurchaseRefund> refunds,
        CancellationToken cancel
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var lots = await ledger.LotsAsync(db.Database.GetDbConnection(), null, purchase, refunds, cancel);
            return Decide(purchase, refunds, lots);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Gives back what was not used.</summary>
    /// <param name="purchaseId">Of which purchase.</param>
    /// <param name="by">Who asked: <c>buyer withdrawal</c>, or the id of an operator.</param>
    /// <param name="cancel">Ends the wait; what was noted is done all the same.</param>
    /// <param name="noted">What is written down with it, where an operator asked.</param>
    public async Task<(PurchaseRefund? Refund, Problem? Refusal)> AskAsync(
        string purchaseId,
        string by,
        CancellationToken cancel,
        OperatorAction? noted = null
    )
    {
        PurchaseRefund refund;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            var purchase = await db.LockPurchaseAsync(purchaseId, time, cancel);
            var refunds = await RefundsOf(purchaseId).AsNoTracking().ToListAsync(cancel);
            var journal = transaction.GetDbTransaction();
            var lots = await ledger.LotsAsync(journal.Connection!, journal, purchase, refunds, cancel);
            var (offer, refusal) = Decide(purchase, refunds, lots);
            if (offer is null)
                // What was asked for a moment ago is on its way: asking again is no mistake.
                return refunds.Find(r => r.State == RefundState.Asked) is { } asked ? (asked, null) : (null, refusal);
            refund = new PurchaseRefund
            {
                Id = Id.New("rfn", time),
                PurchaseId = purchaseId,
                Sessions = offer.Sessions,
                Amount = offer.Amount,
                Tax = offer.Tax,
                By = by,
                CreatedMs = Now,
                DueMs = Now + (long)FirstPause.TotalMilliseconds,
            };
            db.Add(refund);
            if (noted is not null)
                db.Add(noted);
            await ledger.TakeBackAsync(journal, lots, offer.Sessions, $"refund:{refund.Id}", Now, cancel);
            await mails.RefundedAsync(db, purchase, refund, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        await PayAsync(refund.Id, cancel);
        db.ChangeTracker.Clear();
        return (await db.Set<PurchaseRefund>().AsNoTracking().SingleAsync(r => r.Id == refund.Id, cancel), null);
    }

    /// <summary>Asks Stripe to pay a refund; what it does not answer is asked again later.</summary>
    public async Task PayAsync(string refundId, CancellationToken cancel)
    {
        var refund = await db.Set<PurchaseRefund>().AsNoTracking().SingleAsync(r => r.Id == refundId, cancel);
        if (refund.State != RefundState.Asked)
            return;
        var purchase = await db.Set<Purchase>().AsNoTracking().SingleAsync(p => p.Id == refund.PurchaseId, cancel);
        try
        {
            var made =
                await FindAsync(purchase.Payment!, refund, cancel) ?? await CreateAsync(purchase, refund, cancel);
            await TakeAsync(purchase.Id, made, cancel);
        }
        catch (Exception e) when (e is StripeRequestException or StripeCardException)
        {
            NotPaid(log, refund.Id, e.Message);
            await FailAsync(refund.Id, null, cancel);
        }
        catch (StripeException e)
        {
            Later(log, refund.Id, e.Message);
            var due = Now + ((long)FirstPause.TotalMilliseconds << Math.Min(refund.Tries, 7));
            await db.Set<PurchaseRefund>()
                .Where(r => r.Id == refundId)
                .ExecuteUpdateAsync(
                    r => r.SetProperty(x => x.DueMs, due).SetProperty(x => x.Tries, x => x.Tries + 1),
                    CancellationToken.None
                );
        }
    }

    /// <summary>Takes over all refunds that Stripe has of a purchase that was paid, those made in its own pages included.</summary>
    public async Task SyncAsync(Purchase purchase, CancellationToken cancel)
    {
        for (string? after = null; ; )
        {
            var page = await stripe.Client.ListRefundsAsync(
                purchase.Payment!,
                new PageOf(StartingAfter: after),
                cancel
            );
            foreach (var refund in page.Data.Reverse())
                await TakeAsync(purchase.Id, refund, cancel);
            if (!page.HasMore)
                return;
            after = page.Data[^1].Id;
        }
    }

    private IQueryable<PurchaseRefund> RefundsOf(string purchase) =>
        db.Set<PurchaseRefund>().Where(r => r.PurchaseId == purchase);

    private (Offer? Offer, Problem? Refusal) Decide(
        Purchase purchase,
        IReadOnlyList<PurchaseRefund> refunds,
        IReadOnlyList<CreditLot> lots
    )
    {
        if (purchase.State != PurchaseState.Paid)
            return (null, BillingProblems.NotPaid);
        if (purchase.Dispute is DisputeState.Open or DisputeState.Lost)
            return (null, BillingProblems.Disputed);
        if (Now > purchase.PaidMs + (long)TimeSpan.FromDays(options.RefundDays).TotalMilliseconds)
            return (null, BillingProblems.TooLate(options.RefundDays));
        var unused = lots.Sum(l => l.Remaining);
        var gone = refunds.Where(r => r.State != RefundState.Failed).ToList();
        // Both rounded down, and never more than is left of what was paid.
        var tax = Math.Min(purchase.Tax * unused / purchase.Sessions, purchase.Tax - gone.Sum(r => r.Tax));
        var net = Math.Min(purchase.Net * unused / purchase.Sessions, purchase.Net - gone.Sum(r => r.Amount - r.Tax));
        return unused == 0 || net + tax <= 0
            ? (null, BillingProblems.NothingToRefund)
            : (new Offer(unused, net + tax, tax), null);
    }

    /// <summary>Where the key may have been forgotten since, Stripe is asked whether it did it.</summary>
    private async Task<Refund?> FindAsync(string payment, PurchaseRefund refund, CancellationToken cancel)
    {
        if (Now - refund.CreatedMs < (long)KeyLife.TotalMilliseconds)
            return null;
        var there = await stripe.Client.ListRefundsAsync(payment, cancellation: cancel);
        return there.Data.FirstOrDefault(r => r.Metadata.GetValueOrDefault("refund") == refund.Id);
    }

    private Task<Refund> CreateAsync(Purchase purchase, PurchaseRefund refund, CancellationToken cancel) =>
        stripe.Client.CreateRefundAsync(
            new RefundCreate
            {
                PaymentIntent = purchase.Payment!,
                Amount = refund.Amount,
                Reason = "requested_by_customer",
                Metadata = new Dictionary<string, string> { ["refund"] = refund.Id, ["purchase"] = purchase.Id },
            },
            refund.Id,
            cancel
        );

    /// <summary>Brings our side of a refund to where Stripe has it.</summary>
    private async Task TakeAsync(string purchaseId, Refund made, CancellationToken cancel)
    {
        var hasFailed = made.Status is "failed" or "canceled";
        if (await PaidAsync(purchaseId, made, hasFailed, cancel) is { } id && hasFailed)
            await FailAsync(id, made.Id, cancel);
    }

    /// <summary>Notes that Stripe has a refund.</summary>
    /// <returns>Our id of it; null where it is none of ours.</returns>
    private async Task<string?> PaidAsync(string purchaseId, Refund made, bool hasFailed, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var purchase = await db.LockPurchaseAsync(purchaseId, time, cancel);
        var refunds = await RefundsOf(purchaseId).ToListAsync(cancel);
        var ours = made.Metadata.GetValueOrDefault("refund");
        var refund = refunds.Find(r => r.StripeRefund == made.Id) ?? refunds.Find(r => r.Id == ours);
        // Somebody's mistake in Stripe's pages that was never paid concerns nobody here.
        if (refund is null && hasFailed)
            return null;
        refund ??= await AdoptAsync(purchase, refunds, made, transaction, cancel);
        if (refund.State == RefundState.Asked)
        {
            refund.StripeRefund = made.Id;
            refund.State = RefundState.Paid;
            await ledger.PostMoneyAsync(
                transaction.GetDbTransaction(),
                purchase,
                BillingLedger.GoingBack(MoneyAccount.Processor, refund.Amount, refund.Tax),
                $"refund:{made.Id}:money",
                Now,
                cancel
            );
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return refund.Id;
    }

    /// <summary>A refund that was made in Stripe's own pages takes as many sessions back as its share of the money.</summary>
    private async Task<PurchaseRefund> AdoptAsync(
        Purchase purchase,
        IReadOnlyList<PurchaseRefund> refunds,
        Refund made,
        IDbContextTransaction transaction,
        CancellationToken cancel
    )
    {
        var gone = refunds.Where(r => r.State != RefundState.Failed).ToList();
        var (money, sessions) = (gone.Sum(r => r.Amount) + made.Amount, gone.Sum(r => r.Sessions));
        var refund = new PurchaseRefund
        {
            Id = Id.New("rfn", time),
            PurchaseId = purchase.Id,
            Sessions = Math.Max(0, ShareOf(purchase, money) - sessions),
            Amount = made.Amount,
            Tax = purchase.Tax * made.Amount / Math.Max(1, purchase.Total),
            By = "stripe",
            CreatedMs = Now,
            StripeRefund = made.Id,
        };
        db.Add(refund);
        var journal = transaction.GetDbTransaction();
        var lots = await ledger.LotsAsync(journal.Connection!, journal, purchase, refunds, cancel);
        await ledger.TakeBackAsync(journal, lots, refund.Sessions, $"refund:{refund.Id}", Now, cancel);
        return refund;
    }

    /// <summary>A refund that was not paid: its sessions come back, and its money was never gone.</summary>
    private async Task FailAsync(string refundId, string? stripeRefund, CancellationToken cancel)
    {
        var known = await db.Set<PurchaseRefund>().AsNoTracking().SingleAsync(r => r.Id == refundId, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var purchase = await db.LockPurchaseAsync(known.PurchaseId, time, cancel);
        var refund = await db.Set<PurchaseRefund>().SingleAsync(r => r.Id == refundId, cancel);
        if (refund.State == RefundState.Failed || (stripeRefund is null && refund.State == RefundState.Paid))
            return;
        var journal = transaction.GetDbTransaction();
        if (refund.State == RefundState.Paid)
            await ledger.PostMoneyAsync(
                journal,
                purchase,
                BillingLedger
                    .GoingBack(MoneyAccount.Processor, refund.Amount, refund.Tax)
                    .Select(m => (m.To, m.From, m.Amount)),
                $"refund:{stripeRefund}:failed",
                Now,
                cancel
            );
        refund.State = RefundState.Failed;
        var back = await ComingBackAsync(purchase, refund, wasPaid: stripeRefund is not null, cancel);
        if (back > 0)
            await ledger.GrantAsync(
                journal,
                purchase.UserId,
                back,
                GrantSource.Purchase,
                refund.BackLot,
                Now,
                cancel: cancel
            );
        // Whoever got the money another way misses nothing.
        if (back > 0 || refund.Sessions == 0)
            await mails.RefundFailedAsync(db, purchase, refund, back, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>
    /// How many sessions of a refund that was not paid come back: all but those whose money went back another way meanwhile, to the bank, or by
    /// refunds in Stripe's own pages, which found them gone already and take them over now.
    /// </summary>
    private async Task<long> ComingBackAsync(
        Purchase purchase,
        PurchaseRefund failed,
        bool wasPaid,
        CancellationToken cancel
    )
    {
        if (purchase.Dispute == DisputeState.Lost && !wasPaid)
            return 0;
        var others = await RefundsOf(purchase.Id)
            .Where(r => r.Id != failed.Id && r.State != RefundState.Failed)
            .ToListAsync(cancel);
        var missing = ShareOf(purchase, others.Sum(r => r.Amount)) - others.Sum(r => r.Sessions);
        var taken = Math.Clamp(missing, 0, failed.Sessions);
        if (taken > 0)
            others.MaxBy(r => r.CreatedMs)!.Sessions += taken;
        return failed.Sessions - taken;
    }

    /// <summary>The sessions of a purchase that go with a part of its money, rounded down.</summary>
    private static long ShareOf(Purchase purchase, long money) =>
        money >= purchase.Total ? purchase.Sessions : purchase.Sessions * money / purchase.Total;

    [LoggerMessage(Level = LogLevel.Error, Message = "Refund {Id} is not paid, its sessions are back: {Reason}")]
    private static partial void NotPaid(ILogger log, string id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refund {Id} is asked for again later: {Reason}")]
    private static partial void Later(ILogger log, string id, string reason);
}
