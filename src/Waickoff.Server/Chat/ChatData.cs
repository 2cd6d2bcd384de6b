using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What the chat keeps of a person: sessions, questions, answers.</summary>
internal sealed class ChatData(WaickoffDb db, SessionEnd end) : IPersonalData
{
    private sealed record Session(
        string Id,
        string Symbol,
        string Language,
        SessionStatus Status,
        DateTimeOffset Created,
        DateTimeOffset Expires,
        DateTimeOffset? Closed,
        long SecondsGivenBack
    );

    private sealed record Message(
        string Id,
        string Session,
        string Question,
        string Answer,
        bool AiGenerated,
        TurnState State,
        DateTimeOffset Created,
        DateTimeOffset? Ended,
        long Charged,
        string? ModelAskedFor,
        string? AnsweredBy,
        bool Short,
        string? Replaces,
        int Feedback,
        string? FeedbackReason,
        string? Briefing
    );

    public IEnumerable<PersonalTable> Tables(string person) =>
        [
            PersonalTable.Of("sessions", () => SessionsOf(person)),
            PersonalTable.Of("messages", () => MessagesOf(person)),
        ];

    private IAsyncEnumerable<Session> SessionsOf(string person) =>
        db.Set<TradingSession>()
            .AsNoTracking()
            .Where(s => s.UserId == person)
            .OrderBy(s => s.CreatedMs)
            .ThenBy(s => s.Id)
            .Select(s => new Session(
                s.Id,
                s.Symbol,
                s.Language,
                s.Status,
                DateTimeOffset.FromUnixTimeMilliseconds(s.CreatedMs),
                DateTimeOffset.FromUnixTimeMilliseconds(s.ExpiresMs),
                s.ClosedMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(s.ClosedMs) : null,
                s.GivenBackMs / 1_000
            ))
            .AsAsyncEnumerable();

    private IAsyncEnumerable<Message> MessagesOf(string person) =>
        db.Set<Turn>()
            .AsNoTracking()
            .Where(t => t.UserId == person)
            .OrderBy(t => t.CreatedMs)
            .ThenBy(t => t.Id)
            .Select(t => new Message(
                t.Id,
                t.SessionId,
                t.Question,
                t.Answer,
                true,
                t.State,
                DateTimeOffset.FromUnixTimeMilliseconds(t.CreatedMs),
                t.EndedMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(t.EndedMs) : null,
                t.Charged,
                t.Model,
                t.AnsweredBy,
                t.IsShort,
                t.Replaces,
                t.Feedback,
                t.FeedbackReason,
                t.BriefingId
            ))
            .AsAsyncEnumerable();

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
