using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Ledger;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>The ends of sessions: on the limit, behind the 24 hours, by their owner, or given back.</summary>
internal sealed class SessionEnd(WaickoffDb db, CreditLedger ledger, TimeProvider time)
{
    /// <summary>Closes an open session; what was admitted before may still finish and be charged.</summary>
    /// <returns>False when it was closed already.</returns>
    public async Task<bool> CloseAsync(string session, SessionStatus status, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await CloseWithinAsync(transaction.GetDbTransaction(), session, status, cancel))
            return false;
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The same within the caller's transaction.</summary>
    public async Task<bool> CloseWithinAsync(
        DbTransaction transaction,
        string session,
        SessionStatus status,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await MarkAsync(session, status, now, cancel) == 0)
            return false;
        await ledger.CloseSessionAsync(transaction, session, now, cancel);
        return true;
    }

    /// <summary>
    /// Gives the credit of a session back whose first analysis could not be made, within the transaction that says so.
    /// </summary>
    public async Task GiveBackWithinAsync(DbTransaction transaction, string session, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await MarkAsync(session, SessionStatus.Returned, now, cancel) == 0)
            return;
        var outcome = await ledger.GiveBackAsync(transaction, session, now, cancel);
        if (outcome is not (GiveBackOutcome.GivenBack or GiveBackOutcome.AlreadyGivenBack))
            throw new InvalidOperationException($"{session} could not be given back: {outcome}.");
    }

    /// <summary>
    /// Closes all sessions whose 24 hours are over; one that is still answering is closed behind its answer. While no model answers none is
    /// closed that will get time back.
    /// </summary>
    public async Task ExpireAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var mostMs = (long)TradingSession.Life.TotalMilliseconds;
        var over = await db.Set<TradingSession>()
            .Where(s => (s.Status == SessionStatus.Active || s.Status == SessionStatus.Opening) && s.ExpiresMs <= now)
            .Where(s => !db.Set<Turn>().Any(t => t.SessionId == s.Id && t.State == TurnState.Running))
            .Where(s => s.ExpiresMs + mostMs - s.GivenBackMs <= now || !db.Set<Outage>().Any(o => o.EndedMs == 0))
            .Select(s => s.Id)
            .ToListAsync(cancel);
        foreach (var session in over)
            await CloseAsync(session, SessionStatus.Expired, cancel);
    }

    private Task<int> MarkAsync(string session, SessionStatus status, long now, CancellationToken cancel) =>
        db.Set<TradingSession>()
            .Where(s => s.Id == session && (s.Status == SessionStatus.Active || s.Status == SessionStatus.Opening))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, status).SetProperty(x => x.ClosedMs, now), cancel);
}
