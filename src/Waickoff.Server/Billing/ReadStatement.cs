using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Ledger;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Each credit and token that came and went, as the journal has it.</summary>
internal static class ReadStatement
{
    /// <param name="Lines">Newest first.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Line> Lines, long? Next);

    /// <param name="Kind">What happened.</param>
    /// <param name="Change">What came, or went when negative.</param>
    /// <param name="Unit"><c>tokens</c> or <c>credits</c>.</param>
    /// <param name="Session">The session it was for.</param>
    /// <param name="Turn">The question it was for.</param>
    /// <param name="At">When.</param>
    public sealed record Line(string Kind, long Change, string Unit, string? Session, string? Turn, DateTimeOffset At);

    public static Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user,
        Database database,
        CreditLedger ledger,
        HttpContext http,
        CancellationToken cancel,
        long? after = null,
        int take = 50
    ) => OfAsync(user.PersonId(), database, ledger, http, cancel, after, take);

    /// <summary>For operators: of anybody.</summary>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> OfAsync(
        string person,
        Database database,
        CreditLedger ledger,
        HttpContext http,
        CancellationToken cancel,
        long? after = null,
        int take = 50
    )
    {
        if (Problems.OfPage(take) is { } wrong)
            return wrong.Result(http);
        if (!Id.IsOf("usr", person))
            return Problems.NotFound.Result(http);
        await using var connection = await database.OpenAsync(cancel);
        var lines = await ledger.StatementAsync(connection, person, after, take + 1, cancel: cancel);
        return TypedResults.Ok(
            new Answer(
                [
                    .. lines
                        .Take(take)
                        .Select(l => new Line(
                            l.Kind.ToString(),
                            l.Change,
                            l.InTokens ? "tokens" : "credits",
                            l.SessionId,
                            l.TurnId,
                            DateTimeOffset.FromUnixTimeMilliseconds(l.AtMs)
                        )),
                ],
                lines.Count > take ? lines[take - 1].Id : null
            )
        );
    }
}
