using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">The session.</param>
/// <param name="Symbol">What it is about.</param>
/// <param name="Language">The language of its answers.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Created">When it was opened.</param>
/// <param name="Expires">When its 24 hours end.</param>
/// <param name="SecondsGivenBack">How much later that is because no model answered for a while.</param>
/// <param name="Tokens">Metered tokens.</param>
internal sealed record SessionAnswer(
    string Id,
    string Symbol,
    string Language,
    SessionStatus Status,
    DateTimeOffset Created,
    DateTimeOffset Expires,
    long SecondsGivenBack,
    TokenAnswer Tokens
)
{
    public static SessionAnswer Of(TradingSession session, SessionBalance balance) =>
        new(
            session.Id,
            session.Symbol,
            session.Language,
            session.Status,
            DateTimeOffset.FromUnixTimeMilliseconds(session.CreatedMs),
            DateTimeOffset.FromUnixTimeMilliseconds(session.ExpiresMs),
            session.GivenBackMs / 1_000,
            new TokenAnswer(balance.Limit, balance.Used, balance.Held, balance.Left)
        );
}

/// <summary>Metered tokens: limit = used + held + left while the session is open; what was left when it was closed is none of these.</summary>
internal sealed record TokenAnswer(long Limit, long Used, long Held, long Left);

/// <summary>A question and its answer as their owner sees them.</summary>
internal sealed record TurnAnswer(
    string Id,
    string Session,
    string Question,
    TurnState State,
    DateTimeOffset Created,
    DateTimeOffset? Ended,
    long Charged,
    string? Model,
    string? Replaces,
    int Feedback,
    string Answer,
    bool AiGenerated
)
{
    public static TurnAnswer Of(Turn turn) =>
        new(
            turn.Id,
            turn.SessionId,
            turn.Question,
            turn.State,
            DateTimeOffset.FromUnixTimeMilliseconds(turn.CreatedMs),
            turn.EndedMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(turn.EndedMs) : null,
            turn.Charged,
            turn.AnsweredBy,
            turn.Replaces,
            turn.Feedback,
            turn.Answer,
            AiGenerated: true
        );
}

/// <summary>The sessions of a person.</summary>
internal static class ListSessions
{
    /// <param name="Sessions">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last. A page of a search may have fewer than asked for, or none, and still a next.</param>
    public sealed record Answer(IReadOnlyList<SessionAnswer> Sessions, string? Next);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user,
        ChatStore store,
        HttpContext http,
        CancellationToken cancel,
        string? before = null,
        int take = 20,
        string? search = null,
        string? symbol = null,
        string? status = null
    )
    {
        if (Problems.OfPage(take) is { } badPage)
            return badPage.Result(http);
        if (before is not null && !Id.IsOf("ses", before))
            return Problems
                .Invalid(
                    "before",
                    new LocalText("Send the next of the page before.", "Envía el next de la página anterior.")
                )
                .Result(http);
        var (wanted, wrong) = SessionSearch.Of(search, symbol, status);
        if (wanted is null)
            return wrong!.Result(http);
        var (found, next) = await store.SessionsAsync(user.PersonId(), wanted, before, take, cancel);
        var page = new List<SessionAnswer>();
        foreach (var session in found)
            page.Add(await store.AnswerAsync(session, cancel));
        return TypedResults.Ok(new Answer(page, next));
    }
}

/// <summary>A session with its turns.</summary>
internal static class ReadSession
{
    /// <param name="Session">How it stands.</param>
    /// <param name="Turns">Its questions and answers, oldest first.</param>
    /// <param name="Models">What a question may name as its model.</param>
    public sealed record Answer(
        SessionAnswer Session,
        IReadOnlyList<TurnAnswer> Turns,
        IReadOnlyCollection<string> Models
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string session,
        ClaimsPrincipal user,
        ChatStore store,
        TurnRunner runner,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.SessionAsync(session, user.PersonId(), cancel) is not { } found)
            return Problems.NotFound.Result(http);
        var turns = await store.TurnsAsync(session, cancel);
        return TypedResults.Ok(
            new Answer(await store.AnswerAsync(found, cancel), [.. turns.Select(TurnAnswer.Of)], runner.Models)
        );
    }
}

/// <summary>A question and its answer.</summary>
internal static class ReadTurn
{
    public static async Task<Results<Ok<TurnAnswer>, ProblemHttpResult>> HandleAsync(
        string turn,
        ClaimsPrincipal user,
        ChatStore store,
        HttpContext http,
        CancellationToken cancel
    ) =>
        await store.TurnAsync(turn, user.PersonId(), cancel) is { } found
            ? TypedResults.Ok(TurnAnswer.Of(found))
            : Problems.NotFound.Result(http);
}

/// <summary>Says whether an answer was good.</summary>
internal static class GiveFeedback
{
    /// <param name="Good">Whether it was.</param>
    /// <param name="Reason">Why, in a few words.</param>
    public sealed record Request(bool Good, string? Reason = null);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string turn,
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (request.Reason is { Length: > 1_000 })
            return Problems
                .Invalid("reason", new LocalText("At most 1,000 characters.", "1000 caracteres como máximo."))
                .Result(http);
        var (person, value) = (user.PersonId(), request.Good ? 1 : -1);
        var reason = request.Reason is null ? null : VisibleText.Of(request.Reason);
        var changed = Id.IsOf("trn", turn)
            ? await db.Set<Turn>()
                .Where(t => t.Id == turn && t.UserId == person)
                .ExecuteUpdateAsync(
                    t => t.SetProperty(x => x.Feedback, value).SetProperty(x => x.FeedbackReason, reason),
                    cancel
                )
            : 0;
        return changed > 0 ? TypedResults.NoContent() : Problems.NotFound.Result(http);
    }
}
