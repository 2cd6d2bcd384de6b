using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Asks the analyst; the answer is streamed from the turn's events.</summary>
internal static class AskTurn
{
    public const int LongestQuestion = 4_000;
    private const int MostFailed = 3;
    private static readonly TimeSpan FailedPause = TimeSpan.FromMinutes(1);

    /// <param name="Question">What is asked.</param>
    /// <param name="Model">A configured model; null for the one that fits.</param>
    /// <param name="Short">Whether a short answer is enough.</param>
    /// <param name="Replaces">The turn that this one asks again, as it was or changed.</param>
    public sealed record Request(string Question, string? Model = null, bool Short = false, string? Replaces = null);

    /// <param name="Id">The turn.</param>
    /// <param name="Session">Its session.</param>
    /// <param name="Question">What was asked.</param>
    /// <param name="Created">When.</param>
    /// <param name="Events">Where the answer is streamed.</param>
    public sealed record Answer(string Id, string Session, string Question, DateTimeOffset Created, string Events);

    public static async Task<Results<Accepted<Answer>, ProblemHttpResult>> HandleAsync(
        string session,
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        Database database,
        ChatStore store,
        TurnRunner runner,
        ChatOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        // Load.
        if (IdempotencyKey.Of(http) is not { } key)
            return Problems.KeyMissing.Result(http);
        if (Check(request, runner.Models) is { } wrong)
            return wrong.Result(http);
        if (await store.SessionAsync(session, user.PersonId(), cancel) is not { } found)
            return Problems.NotFound.Result(http);
        var fingerprint = IdempotencyKey.Fingerprint(request);
        if (await store.TurnByKeyAsync(session, key, cancel) is { } known)
            return Repeated(known, fingerprint, http);

        // Decide.
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!found.IsOpenAt(now))
            return ChatProblems.ClosedAs(found.Status).Result(http);
        if (
            request.Replaces is { } replaced
            && (await store.TurnAsync(replaced, user.PersonId(), cancel))?.SessionId != session
        )
            return Problems
                .Invalid("replaces", new LocalText("Name a turn of this session.", "Indica un turno de esta sesión."))
                .Result(http);
        if (await store.FailedInARowAsync(session, now - (long)FailedPause.TotalMilliseconds, cancel) >= MostFailed)
            return ChatProblems.TooManyFree.Result(http);
        if (!runner.HasRoom)
            return ChatProblems.TooManyRunning.Result(http);
        var turn = new Turn
        {
            Id = Id.New("trn", time),
            SessionId = found.Id,
            UserId = found.UserId,
            Key = key,
            Fingerprint = fingerprint,
            Question = VisibleText.Of(request.Question),
            Model = request.Model,
            IsShort = request.Short,
            Replaces = request.Replaces,
            CreatedMs = now,
            LeaseMs = now + (long)options.Lease.TotalMilliseconds,
        };

        // Store.
        db.Add(turn);
        try
        {
            using var mine = await database.WriteTurnAsync(cancel);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DbUpdateException || Failures.IsOfDatabase(e))
        {
            // A twin of this request was faster, or the answer to the commit was lost.
            db.ChangeTracker.Clear();
            if (await store.TurnByKeyAsync(session, key, CancellationToken.None) is not { } stored)
                throw;
            if (stored.Id != turn.Id)
                return Repeated(stored, fingerprint, http);
        }
        runner.Start(found, turn);
        return Asked(turn);
    }

    private static Problem? Check(Request request, IReadOnlyCollection<string> models)
    {
        if (string.IsNullOrWhiteSpace(request.Question) || request.Question.Length > LongestQuestion)
            return Problems.Invalid(
                "question",
                LocalText.Of(
                    $"Ask something of at most {LongestQuestion} characters.",
                    $"Pregunta algo de {LongestQuestion} caracteres como máximo."
                )
            );
        if (request.Model is { } model && !models.Contains(model))
            return Problems.Invalid(
                "model",
                LocalText.Of($"Allowed: {string.Join(' ', models)}.", $"Se admite: {string.Join(' ', models)}.")
            );
        return null;
    }

    private static Results<Accepted<Answer>, ProblemHttpResult> Repeated(
        Turn known,
        string fingerprint,
        HttpContext http
    ) => known.Fingerprint == fingerprint ? Asked(known) : Problems.KeyReused.Result(http);

    private static Accepted<Answer> Asked(Turn turn) =>
        TypedResults.Accepted(
            $"/api/turns/{turn.Id}",
            new Answer(
                turn.Id,
                turn.SessionId,
                turn.Question,
                DateTimeOffset.FromUnixTimeMilliseconds(turn.CreatedMs),
                $"/api/turns/{turn.Id}/events"
            )
        );
}
