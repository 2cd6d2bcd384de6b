using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analyst.Turns;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What the numbers of a session's answers stand on.</summary>
internal static class ReadEvidence
{
    /// <param name="Items">By the id that the answers cite.</param>
    public sealed record Answer(IReadOnlyList<TurnEventData.Finding> Items);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string session,
        ClaimsPrincipal user,
        ChatStore store,
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.SessionAsync(session, user.PersonId(), cancel) is null)
            return Problems.NotFound.Result(http);
        var memories = await db.Set<Turn>()
            .Where(t => t.SessionId == session && t.Memory != null)
            .OrderBy(t => t.CreatedMs)
            .ThenBy(t => t.Id)
            .Select(t => t.Memory!)
            .ToListAsync(cancel);
        if (memories.Count == 0)
            return TypedResults.Ok(new Answer([]));
        var opening = await Briefings.OpeningAsync(db, session, cancel);
        var added = memories.SelectMany(m => JsonSerializer.Deserialize<TurnMemory>(m)!.Evidence);
        return TypedResults.Ok(new Answer([.. opening.Evidence.Concat(added).Select(TurnEventData.Finding.Of)]));
    }
}
