using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waickoff.Analyst;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Turns;
using Waickoff.Ledger;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>
/// The pipeline of a turn: the market as it stands, its briefing, a hold for each call of a model, checked sentences as they come, and at
/// the end one transaction that settles or releases what was held and closes the turn.
/// </summary>
internal sealed partial class AskAnalyst(
    MarketRoom markets,
    MarketEvidence evidence,
    AnalystTurns analyst,
    TurnLog turns,
    CreditLedger ledger,
    Balances balances,
    Outages outages,
    Hosting.Database database,
    IServiceScopeFactory scopes,
    ChatOptions options,
    TimeProvider time,
    ILogger<AskAnalyst> log
)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    public IReadOnlyCollection<string> Models => analyst.Models;

    /// <summary>Whether answers can be made now; while they cannot no session is sold.</summary>
    public bool IsUsable => analyst.Unusable is null;

    /// <summary>Answers a turn whose log is open.</summary>
    public async Task RunAsync(TradingSession session, Turn turn, Func<bool> wasInterrupted, CancellationToken stop)
    {
        var budget = new LedgerBudget(database, ledger, session.Id, turn.Id, options, time);
        var answer = new Answer();
        using var tooLong = new CancellationTokenSource(options.LongestTurn, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, tooLong.Token);
        try
        {
            turns.Add(turn.Id, TurnEventTypes.Progress, new TurnEventData.Progress("market", "begun"));
            var request = await RequestAsync(session, turn, answer, CancellationToken.None);
            turns.Add(turn.Id, TurnEventTypes.Progress, new TurnEventData.Progress("market", "done"));
            await foreach (var told in analyst.AnswerAsync(request, budget, either.Token))
                Tell(session, turn.Id, told, answer);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            answer.Ended = new AnalystEvent.Ended(EndReason.Stopped, IsCharged: answer.Sentences.Count > 0);
        }
        catch (Exception e)
        {
            Failed(log, e, turn.Id);
            answer.Ended = new AnalystEvent.Ended(EndReason.Failed, IsCharged: false);
        }
        var ended = answer.Ended ?? new AnalystEvent.Ended(EndReason.Failed, IsCharged: false);
        await turns.StoredAsync(turn.Id);
        for (var isEnded = false; !isEnded; )
            isEnded = await TryEndAsync(session, turn, budget, answer, ended, wasInterrupted());
        var isByModel = analyst.HasModels && ended is { Reason: EndReason.Complete, IsStandIn: false };
        await outages.NoteAsync(ended, isByModel);
    }

    /// <summary>A database that is away is waited for: until then the turn runs, and what it holds stays held.</summary>
    private async Task<bool> TryEndAsync(
        TradingSession session,
        Turn turn,
        LedgerBudget budget,
        Answer answer,
        AnalystEvent.Ended ended,
        bool wasInterrupted
    )
    {
        try
        {
            await EndAsync(session, turn, budget, answer, ended, wasInterrupted);
            return true;
        }
        catch (Exception e) when (Failures.IsOfDatabase(e))
        {
            NotEnded(log, turn.Id, e.Message);
            await Task.Delay(RetryPause, time);
            return false;
        }
    }

    private async Task<TurnRequest> RequestAsync(
        TradingSession session,
        Turn turn,
        Answer answer,
        CancellationToken cancel
    )
    {
        var view = await markets.ViewAsync(session.Symbol, cancel);
        var analysis = view?.Analysis ?? throw new InvalidOperationException($"{session.Symbol} has no analysis.");
        var language = session.Language == "es" ? ReaderLanguage.Spanish : ReaderLanguage.English;
        var (current, kept) = Briefings.Of(analysis, evidence.Newest(analysis), language);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        answer.BriefingId = kept.Version;
        await Briefings.KeepAsync(db, session.Id, kept, time, cancel);
        var before = await db.Set<Turn>()
            .AsNoTracking()
            .Where(t => t.SessionId == session.Id && t.Id != turn.Id && t.Id != turn.Replaces)
            .Where(t => t.CreatedMs <= turn.CreatedMs && t.Memory != null)
            .OrderBy(t => t.CreatedMs)
            .ThenBy(t => t.Id)
            .Select(t => new { t.Memory, t.BriefingId })
            .ToListAsync(cancel);
        var balance = await balances.OfAsync(session.Id, cancel);
        answer.History = [.. before.Select(b => JsonSerializer.Deserialize<TurnMemory>(b.Memory!)!)];
        return new TurnRequest(
            before.Count == 0 ? kept : await Briefings.OpeningAsync(db, session.Id, cancel),
            current,
            answer.History,
            turn.Question,
            turn.Model,
            turn.IsShort
        )
        {
            TokensLeft = balance.Left,
            Tools = new MarketTools(markets, session.Symbol),
        };
    }

    private void Tell(TradingSession session, string turnId, AnalystEvent told, Answer answer)
    {
        switch (told)
        {
            case AnalystEvent.Progress progress:
                turns.Add(
                    turnId,
                    TurnEventTypes.Progress,
                    new TurnEventData.Progress(progress.Step, progress.IsDone ? "done" : "begun")
                );
                break;
            case AnalystEvent.ModelChosen chosen:
                answer.Model = chosen.Model;
                turns.Add(turnId, TurnEventTypes.Progress, new TurnEventData.Progress(chosen.Model, "chosen"));
                break;
            case AnalystEvent.Found found:
                turns.Add(turnId, TurnEventTypes.Finding, TurnEventData.Finding.Of(found.Evidence));
                break;
            case AnalystEvent.Sentence sentence:
                answer.Sentences.Add(sentence.Text.Text);
                turns.Add(turnId, TurnEventTypes.Text, DataOf(sentence.Number, sentence.Text));
                break;
            case AnalystEvent.Replaced replaced:
                answer.Sentences[replaced.Number - 1] = replaced.Text.Text;
                turns.Add(turnId, TurnEventTypes.Replace, DataOf(replaced.Number, replaced.Text));
                break;
            case AnalystEvent.Noted noted:
                turns.Add(
                    turnId,
                    TurnEventTypes.Notice,
                    new TurnEventData.Notice(noted.Code, noted.Text.In(session.Language))
                );
                break;
            case AnalystEvent.CallUsed { IsAnomaly: true } odd:
                Odd(log, turnId, odd.Attempt, odd.Model, odd.MicroUsd);
                break;
            case AnalystEvent.Ended ended:
                answer.Ended = ended;
                break;
        }
    }

    private static TurnEventData.Text DataOf(int number, GroundedSentence sentence) =>
        new(
            sentence.Text,
            number,
            [
                .. sentence.Citations.Select(c => new TurnEventData.Citation(
                    c.Start,
                    c.Length,
                    c.EvidenceId,
                    c.Verdict.ToString()
                )),
            ],
            sentence.IsMarked
        );

    /// <summary>Everything that the end of a turn changes, at once.</summary>
    private async Task EndAsync(
        TradingSession session,
        Turn turn,
        LedgerBudget budget,
        Answer answer,
        AnalystEvent.Ended ended,
        bool wasInterrupted
    )
    {
        var isCharged = ended.IsCharged && !wasInterrupted;
        var state = StateOf(ended.Reason, wasInterrupted);
        var memory = isCharged && ended.Memory is { } known ? JsonSerializer.Serialize(known) : null;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        IReadOnlyList<TurnEvent> last;
        SessionBalance balance;
        using (await database.WriteTurnAsync(CancellationToken.None))
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            var raw = transaction.GetDbTransaction();
            var charged = await budget.EndAsync(raw, isCharged, now);
            balance = (await ledger.SessionBalanceAsync(raw.Connection!, session.Id, raw))!;
            var isMine = await db.Set<Turn>()
                .Where(t => t.Id == turn.Id && t.State == TurnState.Running)
                .ExecuteUpdateAsync(t =>
                    t.SetProperty(x => x.State, state)
                        .SetProperty(x => x.EndedMs, now)
                        .SetProperty(x => x.Charged, charged)
                        .SetProperty(x => x.BriefingId, answer.BriefingId)
                        .SetProperty(x => x.AnsweredBy, answer.Model)
                        .SetProperty(x => x.Memory, memory)
                        .SetProperty(x => x.Answer, answer.Text)
                );
            // It has ended: with an earlier try whose answer was lost, or, its lease lost, by another process and free.
            if (isMine == 0)
            {
                await transaction.RollbackAsync();
                await turns.CloseAsStoredAsync(turn.Id, CancellationToken.None);
                return;
            }
            if (turn.Key == "first" && isCharged)
                await db.Set<TradingSession>()
                    .Where(s => s.Id == session.Id && s.Status == SessionStatus.Opening)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, SessionStatus.Active));
            var end = scope.ServiceProvider.GetRequiredService<SessionEnd>();
            if (turn.Key == "first" && !isCharged)
                await end.GiveBackWithinAsync(raw, session.Id, CancellationToken.None);
            else if (balance.Left + balance.Held < ChatOptions.LeastLeft)
                await end.CloseWithinAsync(raw, session.Id, SessionStatus.Completed, CancellationToken.None);
            IReadOnlyList<TurnMemory> told = ended.Memory is { } newest ? [.. answer.History, newest] : answer.History;
            var predicted = analyst.ForecastTokens(told, balance.Left);
            last = turns.Number(turn.Id, LastOf(session, ended, balance, charged, predicted, state));
            await TurnLog.StoreAsync(raw, last, CancellationToken.None);
            await transaction.CommitAsync();
        }
        await turns.CloseAsync(turn.Id, last);
    }

    private static (string Type, string Data)[] LastOf(
        TradingSession session,
        AnalystEvent.Ended ended,
        SessionBalance balance,
        long charged,
        long? predicted,
        TurnState state
    )
    {
        var usage = TurnEventData.Write(new TurnEventData.Usage(balance.Used, balance.Held, balance.Left, predicted));
        if (ended.Refusal is { } refusal)
        {
            var text = RefusalTexts.Of(refusal, balance).In(session.Language);
            var refused = TurnEventData.Write(new TurnEventData.Refused(RefusalTexts.CodeOf(refusal), text));
            return [(TurnEventTypes.Usage, usage), (TurnEventTypes.Refused, refused)];
        }
        var done = TurnEventData.Write(new TurnEventData.Done(charged, state.ToString().ToLowerInvariant()));
        return [(TurnEventTypes.Usage, usage), .. BudgetWarning.Of(session, balance), (TurnEventTypes.Done, done)];
    }

    private static TurnState StateOf(EndReason reason, bool wasInterrupted) =>
        wasInterrupted
            ? TurnState.Interrupted
            : reason switch
            {
                EndReason.Complete => TurnState.Complete,
                EndReason.Stopped => TurnState.Stopped,
                EndReason.Failed => TurnState.Failed,
                EndReason.Refused => TurnState.Refused,
            };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of turn {Turn} cannot be stored yet: {Reason}")]
    private static partial void NotEnded(ILogger log, string turn, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The answer of turn {Turn} failed")]
    private static partial void Failed(ILogger log, Exception e, string turn);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Call {Attempt} of turn {Turn}: {Model} reports what cannot be, or more than was held ({MicroUsd} micro-dollars)"
    )]
    private static partial void Odd(ILogger log, string turn, int attempt, string model, long microUsd);

    /// <summary>What has come of a turn so far.</summary>
    private sealed class Answer
    {
        public List<string> Sentences { get; } = [];

        public string? Model { get; set; }

        public string? BriefingId { get; set; }

        public AnalystEvent.Ended? Ended { get; set; }

        /// <summary>What the turns before left behind.</summary>
        public IReadOnlyList<TurnMemory> History { get; set; } = [];

        public string Text => string.Concat(Sentences);
    }
}
