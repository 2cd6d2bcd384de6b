using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Waickoff.Analysis;
using Waickoff.Payments;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>The purchases of a person.</summary>
internal static class ReadPurchases
{
    /// <param name="Purchases">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<PurchaseAnswer> Purchases, string? Next);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user,
        WaickoffDb db,
        Refunding refunding,
        HttpContext http,
        CancellationToken cancel,
        string? before = null,
        int take = 20
    )
    {
        if (Problems.OfPage(take) is { } wrong)
            return wrong.Result(http);
        if (before is not null && !Id.IsOf("pur", before))
            return Problems
                .Invalid("before", new LocalText("An id of a purchase.", "El id de una compra."))
                .Result(http);
        // Ids are in the order of creation.
        var all = db.Set<Purchase>().AsNoTracking().Where(p => p.UserId == user.PersonId());
        var older = before is null ? all : all.Where(p => p.Id.CompareTo(before) < 0);
        var found = await older.OrderByDescending(p => p.Id).Take(take + 1).ToListAsync(cancel);
        var answers = new List<PurchaseAnswer>();
        foreach (var purchase in found.Take(take))
            answers.Add(await AnswerAsync(purchase, db, refunding, cancel));
        return TypedResults.Ok(new Answer(answers, found.Count > take ? answers[^1].Id : null));
    }

    public static async Task<Results<Ok<PurchaseAnswer>, ProblemHttpResult>> OneAsync(
        string purchase,
        ClaimsPrincipal user,
        WaickoffDb db,
        Refunding refunding,
        HttpContext http,
        CancellationToken cancel
    ) =>
        await FindAsync(db, user, purchase, cancel) is { } found
            ? TypedResults.Ok(await AnswerAsync(found, db, refunding, cancel))
            : Problems.NotFound.Result(http);

    /// <summary>A purchase of the person who is signed in, by its id or by that of its pay page.</summary>
    public static async Task<Purchase?> FindAsync(
        WaickoffDb db,
        ClaimsPrincipal user,
        string name,
        CancellationToken cancel
    ) =>
        await db.Set<Purchase>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                p => p.UserId == user.PersonId() && (p.Id == name || p.CheckoutSession == name),
                cancel
            );

    public static async Task<PurchaseAnswer> AnswerAsync(
        Purchase purchase,
        WaickoffDb db,
        Refunding refunding,
        CancellationToken cancel
    )
    {
        if (purchase.State != PurchaseState.Paid)
            return PurchaseAnswer.Of(purchase, null, []);
        var refunds = await db.Set<PurchaseRefund>()
            .AsNoTracking()
            .Where(r => r.PurchaseId == purchase.Id)
            .ToListAsync(cancel);
        var (offer, _) = await refunding.OfferAsync(purchase, refunds, cancel);
        return PurchaseAnswer.Of(purchase, offer, refunds);
    }
}

/// <summary>Who comes back from the pay page has the payment looked at at once, by the same function as the events of Stripe.</summary>
internal static partial class CheckPurchase
{
    public static async Task<Results<Ok<PurchaseAnswer>, ProblemHttpResult>> HandleAsync(
        string purchase,
        ClaimsPrincipal user,
        WaickoffDb db,
        Fulfilment fulfilment,
        Refunding refunding,
        BillingOptions options,
        ILogger<Purchase> log,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await ReadPurchases.FindAsync(db, user, purchase, cancel) is not { } found)
            return Problems.NotFound.Result(http);
        try
        {
            if (options.IsOpen && found.State is PurchaseState.Open or PurchaseState.Processing)
                found = await fulfilment.RunAsync(found.Id, cancel);
        }
        catch (StripeException e)
        {
            // It is looked at again without anybody asking; what is known is told.
            NotLooked(log, found.Id, e.Message);
        }
        return TypedResults.Ok(await ReadPurchases.AnswerAsync(found, db, refunding, cancel));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purchase {Id} could not be looked at: {Reason}")]
    private static partial void NotLooked(ILogger log, string id, string reason);
}
