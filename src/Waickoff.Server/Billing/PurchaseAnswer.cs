namespace Waickoff.Server.Billing;

/// <summary>A purchase as its buyer sees it. Amounts are in minor units.</summary>
/// <param name="Id">The number of the order.</param>
/// <param name="Pack">What was bought.</param>
/// <param name="Sessions">How many sessions.</param>
/// <param name="Price">Before discount and tax.</param>
/// <param name="Total">What was paid in all; 0 before.</param>
/// <param name="Tax">Tax of it.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="State">How it stands.</param>
/// <param name="Dispute">How its dispute stands.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="Paid">When it was paid; null before.</param>
/// <param name="Url">Where it is paid; null when it can not be.</param>
/// <param name="ReceiptUrl">The receipt.</param>
/// <param name="InvoiceUrl">The invoice as a page.</param>
/// <param name="InvoicePdf">The invoice as a document.</param>
/// <param name="Refundable">What would be given back now; null where nothing would.</param>
/// <param name="Refunds">What was given back, oldest first.</param>
internal sealed record PurchaseAnswer(
    string Id,
    string Pack,
    int Sessions,
    long Price,
    long Total,
    long Tax,
    string Currency,
    PurchaseState State,
    DisputeState Dispute,
    DateTimeOffset Created,
    DateTimeOffset? Paid,
    string? Url,
    string? ReceiptUrl,
    string? InvoiceUrl,
    string? InvoicePdf,
    PurchaseAnswer.Offer? Refundable,
    IReadOnlyList<PurchaseAnswer.Refund> Refunds
)
{
    /// <param name="Sessions">Sessions that were not used.</param>
    /// <param name="Amount">What comes back, tax included.</param>
    public sealed record Offer(long Sessions, long Amount);

    /// <param name="Id">The refund.</param>
    /// <param name="Sessions">Sessions that were taken back.</param>
    /// <param name="Amount">What came back, tax included.</param>
    /// <param name="State">How it stands.</param>
    /// <param name="Created">When it was asked for.</param>
    public sealed record Refund(string Id, long Sessions, long Amount, RefundState State, DateTimeOffset Created)
    {
        public static Refund Of(PurchaseRefund r) =>
            new(r.Id, r.Sessions, r.Amount, r.State, DateTimeOffset.FromUnixTimeMilliseconds(r.CreatedMs));
    }

    public static PurchaseAnswer Of(Purchase p, Refunding.Offer? offer, IEnumerable<PurchaseRefund> refunds) =>
        new(
            p.Id,
            p.Pack,
            p.Sessions,
            p.Price,
            p.Total,
            p.Tax,
            p.Currency,
            p.State,
            p.Dispute,
            DateTimeOffset.FromUnixTimeMilliseconds(p.CreatedMs),
            p.PaidMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(p.PaidMs) : null,
            p.State == PurchaseState.Open ? p.Url : null,
            p.ReceiptUrl,
            p.InvoiceUrl,
            p.InvoicePdf,
            offer is null ? null : new Offer(offer.Sessions, offer.Amount),
            [.. refunds.OrderBy(r => r.CreatedMs).Select(Refund.Of)]
        );
}
