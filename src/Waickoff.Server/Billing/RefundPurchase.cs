using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Gives the unused sessions of a purchase back for money, by the published rule and at once.</summary>
internal static class RefundPurchase
{
    public static async Task<Results<Ok<PurchaseAnswer>, ProblemHttpResult>> HandleAsync(
        string purchase,
        ClaimsPrincipal user,
        WaickoffDb db,
        Refunding refunding,
        BillingOptions options,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await ReadPurchases.FindAsync(db, user, purchase, cancel) is not { } found)
            return Problems.NotFound.Result(http);
        if (!options.IsOpen)
            return BillingProblems.Closed.Result(http);
        var (_, refusal) = await refunding.AskAsync(found.Id, "buyer", cancel);
        if (refusal is not null)
            return refusal.Result(http);
        var now = await db.Set<Purchase>().AsNoTracking().SingleAsync(p => p.Id == found.Id, cancel);
        return TypedResults.Ok(await ReadPurchases.AnswerAsync(now, db, refunding, cancel));
    }
}

/// <summary>Withdraws from a purchase without signing in: the number of the order and the address it was bought with are enough.</summary>
internal static class WithdrawPurchase
{
    /// <param name="Name">The name of the buyer, as the law has it; it is not kept.</param>
    /// <param name="Email">The address of the account.</param>
    /// <param name="Order">The number of the order, as the receipt has it.</param>
    public sealed record Request(string Name, string Email, string Order);

    /// <param name="Received">When the wish came; a mail says the same.</param>
    /// <param name="Sessions">Sessions that were taken back.</param>
    /// <param name="Amount">What comes back, in minor units, tax included.</param>
    /// <param name="Currency">Three lower-case letters.</param>
    public sealed record Answer(DateTimeOffset Received, long Sessions, long Amount, string Currency);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request,
        WaickoffDb db,
        Refunding refunding,
        SignInAttempts attempts,
        BillingOptions options,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            return Problems
                .Invalid("name", new LocalText("1 to 200 characters.", "De 1 a 200 caracteres."))
                .Result(http);
        if (request.Email.Length is 0 or > 254)
            return Problems.Invalid("email", new LocalText("A mail address.", "Una dirección de correo.")).Result(http);
        if (!options.IsOpen)
            return BillingProblems.Closed.Result(http);
        var order = request.Order.Trim();
        if (await attempts.CountAsync(http, order) is { } wait)
            return Problems.TooMany(wait).Result(http);
        var email = request.Email.Trim().ToUpperInvariant();
        var purchase = Id.IsOf("pur", order)
            ? await db.Set<Purchase>()
                .AsNoTracking()
                .SingleOrDefaultAsync(
                    p => p.Id == order && db.Set<Person>().Any(x => x.Id == p.UserId && x.NormalizedEmail == email),
                    cancel
                )
            : null;
        if (purchase is null)
            return BillingProblems.UnknownOrder.Result(http);
        var (refund, refusal) = await refunding.AskAsync(purchase.Id, "withdrawal", cancel);
        return refund is null
            ? refusal!.Result(http)
            : TypedResults.Ok(
                new Answer(
                    DateTimeOffset.FromUnixTimeMilliseconds(refund.CreatedMs),
                    refund.Sessions,
                    refund.Amount,
                    purchase.Currency
                )
            );
    }
}
