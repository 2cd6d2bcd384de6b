using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Stops an answer. Asked again, or behind the end, it changes nothing.</summary>
internal static class StopTurn
{
    public static async Task<Results<Accepted<TurnAnswer>, ProblemHttpResult>> HandleAsync(
        string turn,
        ClaimsPrincipal user,
        WaickoffDb db,
        ChatStore store,
        TurnRunner runner,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.TurnAsync(turn, user.PersonId(), cancel) is not { } found)
            return Problems.NotFound.Result(http);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var asked = await db.Set<Turn>()
            .Where(t => t.Id == turn && t.State == TurnState.Running && t.StopAskedMs == 0)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.StopAskedMs, now), cancel);
        if (asked > 0)
            await runner.StopAsync(turn, cancel);
        return TypedResults.Accepted($"/api/turns/{turn}", TurnAnswer.Of(found));
    }
}
