using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>The purchases of all, for operators.</summary>
internal static class ReadSales
{
    /// <param name="Sales">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Item> Sales, string? Next);

    /// <param name="Person">Who bought.</param>
    /// <param name="Email">The address of the buyer; null of one whose account is gone.</param>
    /// <param name="Purchase">What was bought.</param>
    public sealed record Item(string Person, string? Email, PurchaseAnswer Purchase);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        WaickoffDb db,
        Refunding refunding,
        HttpContext http,
        CancellationToken cancel,
        string? person = null,
        string? state = null,
        string? before = null,
        int take = 20
    )
    {
        if ((Problems.OfWord<PurchaseState>("state", state, out var wanted) ?? Problems.OfPage(take)) is { } wrong)
            return wrong.Result(http);
        if (before is not null && !Id.IsOf("pur", before))
            return Problems
                .Invalid("before", new LocalText("An id of a purchase.", "El id de una compra."))
                .Result(http);
        if (person is not null && !Id.IsOf("usr", person))
            return Problems
                .Invalid("person", new LocalText("An id of a person.", "El id de una persona."))
                .Result(http);
        var sales = db.Set<Purchase>().AsNoTracking();
        if (person is not null)
            sales = sales.Where(p => p.UserId == person);
        if (wanted is { } one)
            sales = sales.Where(p => p.State == one);
        if (before is not null)
            sales = sales.Where(p => p.Id.CompareTo(before) < 0);
        var found = await sales
            .OrderByDescending(p => p.Id)
            .Take(take + 1)
            .Select(p => new
            {
                Purchase = p,
                Email = db.Set<Person>().Where(x => x.Id == p.UserId).Select(x => x.Email).SingleOrDefault(),
            })
            .ToListAsync(cancel);
        var items = new List<Item>();
        foreach (var sale in found.Take(take))
            items.Add(
                new Item(
                    sale.Purchase.UserId,
                    sale.Email,
                    await ReadPurchases.AnswerAsync(sale.Purchase, db, refunding, cancel)
                )
            );
        return TypedResults.Ok(new Answer(items, found.Count > take ? items[^1].Purchase.Id : null));
    }
}

/// <summary>What was given back to all, for operators.</summary>
internal static class ReadRefunds
{
    /// <param name="Refunds">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Item> Refunds, string? Next);

    /// <param name="Purchase">Of which purchase.</param>
    /// <param name="Person">Who bought.</param>
    /// <param name="Currency">Three lower-case letters.</param>
    /// <param name="By">Who asked: <c>buyer withdrawal stripe</c>, or the id of an operator.</param>
    /// <param name="Tries">How often Stripe was asked in vain.</param>
    /// <param name="Refund">What was given back.</param>
    public sealed record Item(
        string Purchase,
        string Person,
        string Currency,
        string By,
        int Tries,
        PurchaseAnswer.Refund Refund
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel,
        string? state = null,
        string? before = null,
        int take = 20
    )
    {
        if ((Problems.OfWord<RefundState>("state", state, out var wanted) ?? Problems.OfPage(take)) is { } wrong)
            return wrong.Result(http);
        if (before is not null && !Id.IsOf("rfn", before))
            return Problems
                .Invalid("before", new LocalText("An id of a refund.", "El id de un reembolso."))
                .Result(http);
        var refunds = db.Set<PurchaseRefund>().AsNoTracking();
        if (wanted is { } one)
            refunds = refunds.Where(r => r.State == one);
        if (before is not null)
            refunds = refunds.Where(r => r.Id.CompareTo(before) < 0);
        var found = await refunds
            .OrderByDescending(r => r.Id)
            .Take(take + 1)
            .Join(db.Set<Purchase>(), r => r.PurchaseId, p => p.Id, (r, p) => new { Refund = r, Purchase = p })
            .OrderByDescending(x => x.Refund.Id)
            .ToListAsync(cancel);
        return TypedResults.Ok(
            new Answer(
                [
                    .. found
                        .Take(take)
                        .Select(x => new Item(
                            x.Purchase.Id,
                            x.Purchase.UserId,
                            x.Purchase.Currency,
                            x.Refund.By,
                            x.Refund.Tries,
                            PurchaseAnswer.Refund.Of(x.Refund)
                        )),
                ],
                found.Count > take ? found[take - 1].Refund.Id : null
            )
        );
    }
}
