using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Payments;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>
/// Brings a purchase to where Stripe has it: the one way to its sessions, whoever asks. It may run any number of times and beside itself.
/// </summary>
internal sealed partial class Fulfilment(
    WaickoffDb db,
    CreditLedger ledger,
    StripeGateway stripe,
    BillingMails mails,
    TimeProvider time,
    ILogger<Fulfilment> log
)
{
    private static readonly string[] Wanted =
    [
        "line_items",
        "payment_intent.latest_charge.balance_transaction",
        "invoice",
    ];

    /// <summary>Asks Stripe how a purchase stands and does what follows.</summary>
    /// <returns>The purchase as it is then.</returns>
    /// <exception cref="StripeException">Stripe did not answer.</exception>
    public async Task<Purchase> RunAsync(string purchaseId, CancellationToken cancel)
    {
        var known = await db.Set<Purchase>().AsNoTracking().SingleAsync(p => p.Id == purchaseId, cancel);
        if (known.CheckoutSession is not { } id)
            return known;
        var session = await stripe.Client.GetCheckoutSessionAsync(id, Wanted, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var purchase = await db.LockPurchaseAsync(purchaseId, time, cancel);
        await TakeAsync(purchase, session, transaction.GetDbTransaction(), cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return purchase;
    }

    private async Task TakeAsync(
        Purchase purchase,
        CheckoutSession session,
        DbTransaction transaction,
        CancellationToken cancel
    )
    {
        purchase.Payment ??= session.PaymentIntent?.Id;
        if (session.IsPaid && purchase.State is not (PurchaseState.Paid or PurchaseState.Refused))
        {
            if (MismatchOf(purchase, session) is { } what)
            {
                purchase.State = PurchaseState.Refused;
                Refused(log, purchase.Id, what);
                return;
            }
            await GrantAsync(purchase, session, transaction, cancel);
        }
        if (purchase.State is PurchaseState.Open or PurchaseState.Processing)
            purchase.State = StateOf(session);
        if (purchase.State != PurchaseState.Paid)
            return;
        var invoice = session.Invoice?.Value;
        purchase.ReceiptUrl ??= session.Charge?.ReceiptUrl;
        purchase.InvoiceUrl ??= invoice?.HostedInvoiceUrl;
        purchase.InvoicePdf ??= invoice?.InvoicePdf;
        // The fee is known when the payment is booked, which may be later.
        if (!purchase.HasFee && session.Booked is { } booked)
            await TakeFeeAsync(purchase, booked, transaction, cancel);
    }

    private async Task GrantAsync(
        Purchase purchase,
        CheckoutSession session,
        DbTransaction transaction,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        purchase.State = PurchaseState.Paid;
        purchase.PaidMs = now;
        purchase.Total = session.AmountTotal;
        purchase.Tax = session.TotalDetails.AmountTax;
        purchase.Discount = session.TotalDetails.AmountDiscount;
        // Nothing was paid and so nothing is kept of it.
        purchase.HasFee = purchase.Total == 0;
        await ledger.GrantAsync(
            transaction,
            purchase.UserId,
            purchase.Sessions,
            GrantSource.Purchase,
            purchase.Lot,
            now,
            cancel: cancel
        );
        await ledger.PostMoneyAsync(
            transaction,
            purchase,
            [
                (MoneyAccount.SalesClearing, MoneyAccount.Processor, purchase.Total),
                (MoneyAccount.Revenue, MoneyAccount.SalesClearing, purchase.Net),
                (MoneyAccount.Tax, MoneyAccount.SalesClearing, purchase.Tax),
            ],
            $"sale:{purchase.CheckoutSession}",
            now,
            cancel
        );
        await mails.PaidAsync(db, purchase, session.Charge?.ReceiptUrl, cancel);
        Granted(log, purchase.Id, purchase.Sessions);
    }

    private async Task TakeFeeAsync(
        Purchase purchase,
        BalanceTransaction booked,
        DbTransaction transaction,
        CancellationToken cancel
    )
    {
        await ledger.PostMoneyAsync(
            transaction,
            purchase,
            [(MoneyAccount.Processor, MoneyAccount.CardFees, booked.Fee)],
            $"fee:{booked.Id}",
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            cancel,
            booked.Currency
        );
        purchase.HasFee = true;
    }

    private static PurchaseState StateOf(CheckoutSession session) =>
        session.Status switch
        {
            "expired" => PurchaseState.Expired,
            "complete" => session.HasFailed ? PurchaseState.Failed : PurchaseState.Processing,
            _ => PurchaseState.Open,
        };

    /// <summary>Our own catalogue is what counts: what was paid has to be what was offered, to the cent.</summary>
    private string? MismatchOf(Purchase purchase, CheckoutSession session)
    {
        if (session.ClientReferenceId != purchase.Id)
            return "it names another purchase";
        if (session.Livemode != stripe.IsLive)
            return "it is of another mode";
        if (session.Currency != purchase.Currency)
            return "its currency is another";
        if (session.AmountSubtotal != purchase.Price)
            return "its price is another";
        var (discount, tax) = session.TotalDetails;
        if (discount < 0 || tax < 0 || session.AmountTotal != purchase.Price - discount + tax)
            return "its total does not add up";
        return session.OnlyLine?.Quantity == 1 ? null : "it has other lines";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Purchase {Id} is paid: {Sessions} sessions granted")]
    private static partial void Granted(ILogger log, string id, int sessions);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "Purchase {Id} is paid and refused, {What}: nothing was granted"
    )]
    private static partial void Refused(ILogger log, string id, string what);
}
