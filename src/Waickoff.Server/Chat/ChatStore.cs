using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What is read of sessions and turns. The owner is part of each query.</summary>
internal sealed class ChatStore(WaickoffDb db, Balances balances)
{
    public Task<TradingSession?> SessionAsync(string id, string person, CancellationToken cancel) =>
        Id.IsOf("ses", id)
            ? db.Set<TradingSession>()
                .AsNoTracking()
                .SingleOrDefaultAsync(s => s.Id == id && s.UserId == person, cancel)
            : Task.FromResult<TradingSession?>(null);

    /// <summary>
    /// A session that was read, with its tokens. They are read after it: where it was closed in between, how it stands is read again, so that
    /// nothing is missing from the parts of one that is shown as open.
    /// </summary>
    public async Task<SessionAnswer> AnswerAsync(TradingSession read, CancellationToken cancel)
    {
        var balance = await balances.OfAsync(read.Id, cancel);
        if (balance.State != SessionState.Open && read.ClosedMs == 0)
            read = await db.Set<TradingSession>().AsNoTracking().SingleAsync(s => s.Id == read.Id, cancel);
        return SessionAnswer.Of(read, balance);
    }

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

    /// <summary>The sessions of a person that are looked for, newest first, older than a session; and where the next page begins.</summary>
    public async Task<(List<TradingSession> Found, string? Next)> SessionsAsync(
        string person,
        SessionSearch search,
        string? before,
        int take,
        CancellationToken cancel
    )
    {
        var all = db.Set<TradingSession>().AsNoTracking().Where(s => s.UserId == person);
        if (search.Symbol is { } symbol)
            all = all.Where(s => s.Symbol == symbol);
        if (search.Status is { } status)
            all = all.Where(s => s.Status == status);
        var size = search.Text is null ? take + 1 : SessionSearch.Batch;
        var found = new List<TradingSession>();
        for (var looked = 0; looked < SessionSearch.MostLooked; looked += size)
        {
            var older = before is null ? all : all.Where(s => s.Id.CompareTo(before) < 0);
            var batch = await older.OrderByDescending(s => s.Id).Take(size).ToListAsync(cancel);
            var hits = await HitsAsync(person, batch, search, cancel);
            foreach (var session in batch.Where(s => hits.Contains(s.Id)))
            {
                if (found.Count == take)
                    return (found, found[^1].Id);
                found.Add(session);
            }
            if (batch.Count < size)
                return (found, null);
            before = batch[^1].Id;
        }
        return (found, before);
    }

    /// <summary>Which of some sessions have the text in their symbol, a question or an answer.</summary>
    private async Task<HashSet<string>> HitsAsync(
        string person,
        List<TradingSession> sessions,
        SessionSearch search,
        CancellationToken cancel
    )
    {
        var hits = sessions.Where(s => search.Fits(s.Symbol)).Select(s => s.Id).ToHashSet();
        if (hits.Count == sessions.Count)
            return hits;
        var ids = sessions.Select(s => s.Id).Where(id => !hits.Contains(id)).ToList();
        var texts = db.Set<Turn>()
            .Where(t => t.UserId == person && ids.Contains(t.SessionId))
            .Select(t => new
            {
                t.SessionId,
                t.Question,
                t.Answer,
            })
            .AsAsyncEnumerable();
        await foreach (var text in texts.WithCancellation(cancel))
            if (!hits.Contains(text.SessionId) && (search.Fits(text.Question) || search.Fits(text.Answer)))
                hits.Add(text.SessionId);
        return hits;
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
