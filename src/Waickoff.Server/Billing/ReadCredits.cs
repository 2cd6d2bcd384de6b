using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Ledger;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Sessions that can be opened.</summary>
internal static class ReadCredits
{
    /// <param name="Credits">How many sessions can be opened.</param>
    /// <param name="Owed">Refunded sessions that had been used already: the next purchase settles them first.</param>
    /// <param name="Lots">Where they come from, oldest first.</param>
    public sealed record Answer(long Credits, long Owed, IReadOnlyList<Lot> Lots);

    public sealed record Lot(string Id, string Source, long Credits, long Remaining, DateTimeOffset Granted);

    public static async Task<Ok<Answer>> HandleAsync(
        ClaimsPrincipal user,
        Database database,
        CreditLedger ledger,
        CancellationToken cancel
    ) => TypedResults.Ok(await OfAsync(user.PersonId(), database, ledger, cancel));

    /// <summary>For operators: of anybody; all zero for who never had any.</summary>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> OfPersonAsync(
        string person,
        Database database,
        CreditLedger ledger,
        HttpContext http,
        CancellationToken cancel
    ) =>
        Id.IsOf("usr", person)
            ? TypedResults.Ok(await OfAsync(person, database, ledger, cancel))
            : Problems.NotFound.Result(http);

    private static async Task<Answer> OfAsync(
        string person,
        Database database,
        CreditLedger ledger,
        CancellationToken cancel
    )
    {
        await using var connection = await database.OpenAsync(cancel);
        var balance = await ledger.BalanceAsync(connection, person, cancel: cancel);
        return new Answer(
            balance.Credits,
            balance.Owed,
            [
                .. balance.Lots.Select(l => new Lot(
                    l.Id,
                    l.Source.ToString(),
                    l.Credits,
                    l.Remaining,
                    DateTimeOffset.FromUnixTimeMilliseconds(l.GrantedMs)
                )),
            ]
        );
    }
}
