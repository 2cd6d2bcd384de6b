using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Ends a session before its time; what was written stays readable, what is left of it is gone.</summary>
internal static class CloseSession
{
    public static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> HandleAsync(
        string session,
        ClaimsPrincipal user,
        ChatStore store,
        SessionEnd end,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.SessionAsync(session, user.PersonId(), cancel) is null)
            return Problems.NotFound.Result(http);
        await end.CloseAsync(session, SessionStatus.Completed, cancel);
        var closed = await store.SessionAsync(session, user.PersonId(), cancel);
        return TypedResults.Ok(await store.AnswerAsync(closed!, cancel));
    }
}
