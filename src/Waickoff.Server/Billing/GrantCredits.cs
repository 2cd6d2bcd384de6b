using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Analysis;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>An operator gives credits, with a reason that stays in the journal.</summary>
internal static class GrantCredits
{
    private const int Most = 100;

    /// <param name="Person">The id of the person.</param>
    /// <param name="Credits">1 to 100.</param>
    /// <param name="Reason">Why; kept for good.</param>
    /// <param name="Key">New for each intent: repeated it gives nothing more.</param>
    public sealed record Request(string Person, int Credits, string Reason, string Key);

    /// <param name="Granted">False when this key had given before.</param>
    public sealed record Answer(bool Granted);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        CreditLedger ledger,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (Check(request) is { } wrong)
            return wrong.Result(http);
        if (!Id.IsOf("usr", request.Person) || !await db.Set<Person>().AnyAsync(p => p.Id == request.Person, cancel))
            return Problems.NotFound.Result(http);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var granted = await ledger.GrantAsync(
            transaction.GetDbTransaction(),
            request.Person,
            request.Credits,
            GrantSource.Operator,
            $"operator:{user.PersonId()}:{request.Key}",
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            request.Reason,
            cancel
        );
        if (granted)
        {
            var detail = string.Create(CultureInfo.InvariantCulture, $"{request.Credits}: {request.Reason}");
            db.Add(OperatorAction.Of(user, OperatorActionKind.CreditsGiven, request.Person, detail, time));
            await db.SaveChangesAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        return TypedResults.Ok(new Answer(granted));
    }

    private static Problem? Check(Request request)
    {
        if (request.Credits is < 1 or > Most)
            return Problems.Invalid("credits", LocalText.Of($"Allowed: 1 to {Most}.", $"Se admite: de 1 a {Most}."));
        if (request.Key.Length is < 8 or > 60 || !request.Key.All(char.IsAsciiLetterOrDigit))
            return Problems.Invalid("key", new LocalText("8 to 60 letters and digits.", "De 8 a 60 letras y cifras."));
        return string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 300
            ? Problems.Invalid("reason", new LocalText("1 to 300 characters.", "De 1 a 300 caracteres."))
            : null;
    }
}
