using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>The purchases of a person. They stay when the person leaves, as the law wants books kept, under an id that names nobody.</summary>
internal sealed class PurchaseData(WaickoffDb db) : IPersonalData
{
    private sealed record Bought(
        string Id,
        string Pack,
        int Sessions,
        long Price,
        long Total,
        long Tax,
        long Discount,
        string Currency,
        PurchaseState State,
        DisputeState Dispute,
        DateTimeOffset Created,
        DateTimeOffset Consent,
        string ConsentVersion,
        DateTimeOffset? Paid,
        string? ReceiptUrl,
        string? InvoiceUrl
    );

    private sealed record GivenBack(
        string Id,
        string Purchase,
        long Sessions,
        long Amount,
        long Tax,
        RefundState State,
        DateTimeOffset Created
    );

    public IEnumerable<PersonalTable> Tables(string person) =>
        [PersonalTable.Of("purchases", () => BoughtBy(person)), PersonalTable.Of("refunds", () => GivenBackTo(person))];

    public Task DeleteAsync(string person, CancellationToken cancel) => Task.CompletedTask;

    private IAsyncEnumerable<Bought> BoughtBy(string person) =>
        db.Set<Purchase>()
            .AsNoTracking()
            .Where(p => p.UserId == person)
            .OrderBy(p => p.Id)
            .Select(p => new Bought(
                p.Id,
                p.Pack,
                p.Sessions,
                p.Price,
                p.Total,
                p.Tax,
                p.Discount,
                p.Currency,
                p.State,
                p.Dispute,
                DateTimeOffset.FromUnixTimeMilliseconds(p.CreatedMs),
                DateTimeOffset.FromUnixTimeMilliseconds(p.ConsentMs),
                p.ConsentVersion,
                p.PaidMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(p.PaidMs) : null,
                p.ReceiptUrl,
                p.InvoiceUrl
            ))
            .AsAsyncEnumerable();

    private IAsyncEnumerable<GivenBack> GivenBackTo(string person) =>
        db.Set<PurchaseRefund>()
            .AsNoTracking()
            .Where(r => db.Set<Purchase>().Any(p => p.Id == r.PurchaseId && p.UserId == person))
            .OrderBy(r => r.Id)
            .Select(r => new GivenBack(
                r.Id,
                r.PurchaseId,
                r.Sessions,
                r.Amount,
                r.Tax,
                r.State,
                DateTimeOffset.FromUnixTimeMilliseconds(r.CreatedMs)
            ))
            .AsAsyncEnumerable();
}
