using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analyst;
using Waickoff.Analyst.Turns;
using Waickoff.Server.Accounts;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Questions that fit the state of the market of a session.</summary>
internal static class SuggestQuestions
{
    /// <param name="Questions">Four to six, in the language of the session.</param>
    public sealed record Answer(IReadOnlyList<string> Questions);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string session,
        ClaimsPrincipal user,
        ChatStore store,
        MarketRoom markets,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.SessionAsync(session, user.PersonId(), cancel) is not { } found)
            return Problems.NotFound.Result(http);
        if (await markets.ViewAsync(found.Symbol, cancel) is not { Analysis: { } analysis })
            return ChatProblems.NoMarket.Result(http);
        var language = found.Language == "es" ? ReaderLanguage.Spanish : ReaderLanguage.English;
        return TypedResults.Ok(new Answer(SuggestedQuestions.Of(analysis, language)));
    }
}
