using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analysis;
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

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user,
        Database database,
        CreditLedger ledger,
        HttpContext http,
        CancellationToken cancel,
        long? after = null,
        int take = 50
    )
    {
        if (take is < 1 or > Limits.Page)
            return Problems
                .Invalid("take", LocalText.Of($"Allowed: 1 to {Limits.Page}.", $"Se admite: de 1 a {Limits.Page}."))
                .Result(http);
        await using var connection = await database.OpenAsync(cancel);
        var lines = await ledger.StatementAsync(connection, user.PersonId(), after, take + 1, cancel: cancel);
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
