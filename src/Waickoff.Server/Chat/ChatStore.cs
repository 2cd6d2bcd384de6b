using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What is read of sessions and turns. The owner is part of each query.</summary>
internal sealed class ChatStore(WaickoffDb db)
{
    public Task<TradingSession?> SessionAsync(string id, string person, CancellationToken cancel) =>
        Id.IsOf("ses", id)
            ? db.Set<TradingSession>()
                .AsNoTracking()
                .SingleOrDefaultAsync(s => s.Id == id && s.UserId == person, cancel)
            : Task.FromResult<TradingSession?>(null);

    public Task<Turn?> TurnAsync(string id, string person, CancellationToken cancel) =>
        Id.IsOf("trn", id)
            ? db.Set<Turn>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.UserId == person, cancel)
            : Task.FromResult<Turn?>(null);

    public Task<Turn?> TurnByKeyAsync(string session, string key, CancellationToken cancel) =>
        db.Set<Turn>().AsNoTracking().SingleOrDefaultAsync(t => t.SessionId == session && t.Key == key, cancel);

    /// <summary>The turns of a session, oldest first.</summary>
    public Task<List<Turn>> TurnsAsync(string session, CancellationToken cancel) =>
        db.Set<Turn>()
            .AsNoTracking()
            .Where(t => t.SessionId == session)
            .OrderBy(t => t.CreatedMs)
            .ThenBy(t => t.Id)
            .ToListAsync(cancel);

    /// <summary>The sessions of a person, newest first, older than a session.</summary>
    public Task<List<TradingSession>> SessionsAsync(string person, string? before, int take, CancellationToken cancel)
    {
        var sessions = db.Set<TradingSession>().AsNoTracking().Where(s => s.UserId == person);
        if (before is not null)
            sessions = sessions.Where(s => s.Id.CompareTo(before) < 0);
        return sessions.OrderByDescending(s => s.Id).Take(take).ToListAsync(cancel);
    }

    /// <summary>How many of the newest turns failed without a good one between, not counting those before a time.</summary>
    public async Task<int> FailedInARowAsync(string session, long sinceMs, CancellationToken cancel)
    {
        var newest = await db.Set<Turn>()
            .Where(t => t.SessionId == session && t.State != TurnState.Running)
            .OrderByDescending(t => t.CreatedMs)
            .Take(3)
            .Select(t => new { t.State, t.EndedMs })
            .ToListAsync(cancel);
        return newest
            .TakeWhile(t => t.State is TurnState.Failed or TurnState.Interrupted && t.EndedMs >= sinceMs)
            .Count();
    }
}
