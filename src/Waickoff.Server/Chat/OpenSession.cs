using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Analysis;
using Waickoff.Ledger;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Accounts;
using Waickoff.Server.Billing;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Spends one credit on a session about a symbol; its first turn is the first analysis.</summary>
internal static class OpenSession
{
    /// <param name="Symbol">One of the listed markets, such as BTCUSDT.</param>
    /// <param name="Language">The language of the answers; that of the account where there is none.</param>
    public sealed record Request(string Symbol, string? Language = null);

    /// <param name="Id">The session.</param>
    /// <param name="Symbol">What it is about.</param>
    /// <param name="Created">When it was opened.</param>
    /// <param name="Expires">24 hours later.</param>
    /// <param name="TokenLimit">How many metered tokens it has.</param>
    /// <param name="FirstTurn">The turn with the first analysis; its events can be streamed at once.</param>
    public sealed record Answer(
        string Id,
        string Symbol,
        DateTimeOffset Created,
        DateTimeOffset Expires,
        long TokenLimit,
        string FirstTurn
    );

    public static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        CreditLedger ledger,
        MarketRoom markets,
        MarketEvidence evidence,
        TurnRunner runner,
        Disputes disputes,
        ChatOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        // Load.
        if (IdempotencyKey.Of(http) is not { } key)
            return Problems.KeyMissing.Result(http);
        if (Check(request, markets) is { } wrong)
            return wrong.Result(http);
        var language = request.Language ?? RequestLanguage.Of(http);
        if (await FindAsync(db, user.PersonId(), key, cancel) is { } known)
            return Repeated(known, request.Symbol, http);
        if (await disputes.RefusalAsync(user.PersonId(), cancel) is { } refusal)
            return refusal.Result(http);
        if (!runner.IsUsable)
            return ChatProblems.NoAnalyst.Result(http);
        if (await markets.ViewAsync(request.Symbol, cancel) is not { Analysis: { } analysis, IsTooOld: false })
            return ChatProblems.NoMarket.Result(http);
        // Its history is counted while the session is opened, so that the first answer can speak of it.
        _ = evidence.Newest(analysis);

        // Decide.
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var session = new TradingSession
        {
            Id = Id.New("ses", time),
            UserId = user.PersonId(),
            Key = key,
            Symbol = request.Symbol,
            Language = language,
            CreatedMs = now,
            ExpiresMs = now + (long)TradingSession.Life.TotalMilliseconds,
            Status = SessionStatus.Opening,
        };
        var first = new Turn
        {
            Id = Id.New("trn", time),
            SessionId = session.Id,
            UserId = session.UserId,
            Key = "first",
            Fingerprint = "",
            Question = "",
            CreatedMs = now,
            LeaseMs = now + (long)options.Lease.TotalMilliseconds,
        };

        // Store.
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            var terms = new SessionTerms(TradingSession.TokenLimit, options.CeilingMicroUsd);
            db.AddRange(session, first);
            try
            {
                // First of all, so that a twin of this request waits here and not where everybody's credits are counted.
                await db.SaveChangesAsync(cancel);
                var outcome = await ledger.OpenSessionAsync(
                    transaction.GetDbTransaction(),
                    session.UserId,
                    session.Id,
                    terms,
                    now,
                    cancel
                );
                if (outcome == OpenOutcome.NoCredit)
                    return ChatProblems.NoCredit.Result(http);
                if (outcome == OpenOutcome.Owing)
                    return ChatProblems.Owing.Result(http);
                await transaction.CommitAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is DbUpdateException || Failures.IsOfDatabase(e))
            {
                // A twin of this request was faster, or the answer to the commit was lost.
                await transaction.DisposeAsync();
                db.ChangeTracker.Clear();
                if (await FindAsync(db, user.PersonId(), key, CancellationToken.None) is not { } found)
                    throw;
                if (found.Session.Id != session.Id)
                    return Repeated(found, request.Symbol, http);
            }
        }
        runner.Start(session, first);
        return Opened(session, first.Id);
    }

    private static Problem? Check(Request request, MarketRoom markets)
    {
        if (!markets.Symbols.Contains(request.Symbol))
            return Problems.Invalid(
                "symbol",
                LocalText.Of(
                    $"Allowed: {string.Join(' ', markets.Symbols)}.",
                    $"Se admite: {string.Join(' ', markets.Symbols)}."
                )
            );
        return request.Language is { } language && !RequestLanguage.All.Contains(language)
            ? Problems.Invalid("language", new LocalText("Allowed: en, es.", "Se admite: en, es."))
            : null;
    }

    private static async Task<(TradingSession Session, string Turn)?> FindAsync(
        WaickoffDb db,
        string person,
        string key,
        CancellationToken cancel
    )
    {
        var session = await db.Set<TradingSession>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.UserId == person && s.Key == key, cancel);
        if (session is null)
            return null;
        var turn = await db.Set<Turn>()
            .AsNoTracking()
            .SingleAsync(t => t.SessionId == session.Id && t.Key == "first", cancel);
        return (session, turn.Id);
    }

    private static Results<Created<Answer>, ProblemHttpResult> Repeated(
        (TradingSession Session, string Turn) known,
        string symbol,
        HttpContext http
    ) => known.Session.Symbol == symbol ? Opened(known.Session, known.Turn) : Problems.KeyReused.Result(http);

    private static Created<Answer> Opened(TradingSession session, string turn) =>
        TypedResults.Created(
            $"/api/sessions/{session.Id}",
            new Answer(
                session.Id,
                session.Symbol,
                DateTimeOffset.FromUnixTimeMilliseconds(session.CreatedMs),
                DateTimeOffset.FromUnixTimeMilliseconds(session.ExpiresMs),
                TradingSession.TokenLimit,
                turn
            )
        );
}
