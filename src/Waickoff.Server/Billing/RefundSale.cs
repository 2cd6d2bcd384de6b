using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>An operator gives the unused sessions of somebody's purchase back for money, by the same rule as for all.</summary>
internal static class RefundSale
{
    private const int LongestReason = 300;

    /// <param name="Reason">Why; kept for good.</param>
    public sealed record Request(string Reason);

    public static async Task<Results<Ok<PurchaseAnswer>, ProblemHttpResult>> HandleAsync(
        string purchase,
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        Refunding refunding,
        BillingOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason)
            return Problems
                .Invalid(
                    "reason",
                    LocalText.Of($"1 to {LongestReason} characters.", $"De 1 a {LongestReason} caracteres.")
                )
                .Result(http);
        if (!options.IsOpen)
            return BillingProblems.Closed.Result(http);
        if (!await db.Set<Purchase>().AnyAsync(p => p.Id == purchase, cancel))
            return Problems.NotFound.Result(http);
        var noted = OperatorAction.Of(user, OperatorActionKind.Refunded, purchase, request.Reason, time);
        var (_, refusal) = await refunding.AskAsync(purchase, user.PersonId(), cancel, noted);
        if (refusal is not null)
            return refusal.Result(http);
        var now = await db.Set<Purchase>().AsNoTracking().SingleAsync(p => p.Id == purchase, cancel);
        return TypedResults.Ok(await ReadPurchases.AnswerAsync(now, db, refunding, cancel));
    }
}
