using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What the chat keeps of a person: sessions, questions, answers.</summary>
internal sealed class ChatData(WaickoffDb db, SessionEnd end) : IPersonalData
{
    public string Name => "sessions";

    public async Task<object> ExportAsync(string person, CancellationToken cancel)
    {
        var sessions = await db.Set<TradingSession>()
            .AsNoTracking()
            .Where(s => s.UserId == person)
            .OrderBy(s => s.CreatedMs)
            .ToListAsync(cancel);
        var turns = (
            await db.Set<Turn>()
                .AsNoTracking()
                .Where(t => t.UserId == person)
                .OrderBy(t => t.CreatedMs)
                .ToListAsync(cancel)
        ).ToLookup(t => t.SessionId);
        return sessions.Select(s => new
        {
            s.Id,
            s.Symbol,
            s.Language,
            Status = s.Status.ToString(),
            Created = DateTimeOffset.FromUnixTimeMilliseconds(s.CreatedMs),
            Expires = DateTimeOffset.FromUnixTimeMilliseconds(s.ExpiresMs),
            Turns = turns[s.Id].Select(TurnAnswer.Of),
        });
    }

    public async Task DeleteAsync(string person, CancellationToken cancel)
    {
        var sessions = db.Set<TradingSession>().Where(s => s.UserId == person);
        var open = await sessions
            .Where(s => s.Status == SessionStatus.Active || s.Status == SessionStatus.Opening)
            .Select(s => s.Id)
            .ToListAsync(cancel);
        foreach (var id in open)
            await end.CloseWithinAsync(
                db.Database.CurrentTransaction!.GetDbTransaction(),
                id,
                SessionStatus.Completed,
                cancel
            );
        var turns = db.Set<Turn>().Where(t => t.UserId == person);
        await db.Set<TurnEvent>().Where(e => turns.Any(t => t.Id == e.TurnId)).ExecuteDeleteAsync(cancel);
        await db.Set<Briefing>().Where(b => sessions.Any(s => s.Id == b.SessionId)).ExecuteDeleteAsync(cancel);
        await turns.ExecuteDeleteAsync(cancel);
        await sessions.ExecuteDeleteAsync(cancel);
    }
}
