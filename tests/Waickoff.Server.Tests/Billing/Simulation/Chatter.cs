using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Analyst.Turns;
using Waickoff.Ledger;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;
using Database = Waickoff.Server.Hosting.Database;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>
/// What somebody does in sessions, as far as it concerns the ledger: opened, asked, stopped, closed. The words in between are left out, and a
/// turn whose process is killed is found by the reaper.
/// </summary>
internal sealed class Chatter(World world, int number)
{
    private readonly List<string> sessions = [];
    private int opened;
    private int asked;

    /// <summary>Opens a session, whose first turn is its analysis; nothing comes of it where there is no credit.</summary>
    public async Task OpenAsync()
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"open-{number:D3}-{opened++:D4}");
        TradingSession? session = null;
        Turn? first = null;
        var outcome = "nothing";
        var isDone = await world.DoAsync(async services =>
        {
            if (await services.GetRequiredService<Disputes>().RefusalAsync(Me, default) is { } frozen)
            {
                outcome = frozen.Code;
                return;
            }
            var now = world.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var db = services.GetRequiredService<WaickoffDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            session = new TradingSession
            {
                Id = Id.New("ses", world.Time),
                UserId = Me,
                Key = key,
                Symbol = "BTCUSDT",
                Language = "en",
                CreatedMs = now,
                ExpiresMs = now + (long)TradingSession.Life.TotalMilliseconds,
            };
            first = TurnOf(session.Id, "first", services);
            db.AddRange(session, first);
            await db.SaveChangesAsync();
            var opening = await services
                .GetRequiredService<CreditLedger>()
                .OpenSessionAsync(
                    transaction.GetDbTransaction(),
                    Me,
                    session.Id,
                    new SessionTerms(
                        TradingSession.TokenLimit,
                        services.GetRequiredService<ChatOptions>().CeilingMicroUsd
                    ),
                    now
                );
            outcome = opening.ToString();
            if (opening == OpenOutcome.Opened)
                await transaction.CommitAsync();
        });
        world.Note($"{number} opens {session?.Id}: {outcome} {isDone}");
        if (!isDone || outcome != nameof(OpenOutcome.Opened))
            return;
        sessions.Add(session!.Id);
        world.Begin(() => AnswerAsync(session.Id, first!));
    }

    /// <summary>Asks something in one of the sessions.</summary>
    public async Task AskAsync()
    {
        if (sessions.Count == 0)
            return;
        var session = sessions[world.Random.Next(sessions.Count)];
        var key = string.Create(CultureInfo.InvariantCulture, $"ask-{number:D3}-{asked++:D4}");
        Turn? turn = null;
        var isDone = await world.DoAsync(async services =>
        {
            var db = services.GetRequiredService<WaickoffDb>();
            var found = await db.Set<TradingSession>().AsNoTracking().SingleAsync(s => s.Id == session);
            if (!found.IsOpenAt(world.Time.GetUtcNow().ToUnixTimeMilliseconds()))
                return;
            turn = TurnOf(session, key, services);
            db.Add(turn);
            await db.SaveChangesAsync();
        });
        world.Note($"{number} asks {turn?.Id}: {isDone}");
        if (isDone && turn is not null)
            world.Begin(() => AnswerAsync(session, turn));
    }

    public async Task CloseAsync()
    {
        if (sessions.Count == 0)
            return;
        var session = sessions[world.Random.Next(sessions.Count)];
        var isDone = await world.JobAsync<SessionEnd>(e => e.CloseAsync(session, SessionStatus.Completed, default));
        world.Note($"{number} closes {session}: {isDone}");
    }

    /// <summary>The calls of a turn, each with its hold, and its end: answered, stopped or failed.</summary>
    private async Task AnswerAsync(string session, Turn turn)
    {
        if (world.Server is not { } server)
            return;
        var budget = new LedgerBudget(
            server.Get<Database>(),
            server.Get<CreditLedger>(),
            session,
            turn.Id,
            server.Get<ChatOptions>(),
            world.Time
        );
        var (isCharged, calls) = (false, world.Random.Next(1, 4));
        for (var attempt = 1; attempt <= calls; attempt++)
        {
            var prompt = world.Random.Next(500, 9_000);
            var answer = new HoldAnswer(0, null);
            if (server.Life.IsOver)
                return;
            await world.DoAsync(async _ =>
                answer = await budget.HoldAsync(
                    new CallEstimate(attempt, "simulated", prompt, 2_000, prompt / 2, 1_000_000, 0),
                    default
                )
            );
            if (answer.MaxOutput == 0)
                break;
            // Most are quick; some take longer than their lease, and are taken for dead.
            await world.WaitAsync(world.Random.Next(12) == 0 ? world.Within(60, 1_500) : world.Within(1, 25));
            if (server.Life.IsOver)
                return;
            var isOurs = world.Random.Next(8) == 0;
            var tokens = prompt + world.Random.Next(1, 2_500);
            await budget.UsedAsync(attempt, new CallUsage(tokens, tokens / 2, isOurs), default);
            isCharged |= !isOurs;
        }
        while (!server.Life.IsOver && !await EndAsync(session, turn, budget, isCharged))
            await world.WaitAsync(world.Within(1, 5));
    }

    private async Task<bool> EndAsync(string session, Turn turn, LedgerBudget budget, bool isCharged)
    {
        var isDone = await world.DoAsync(async services =>
        {
            var db = services.GetRequiredService<WaickoffDb>();
            var now = world.Time.GetUtcNow().ToUnixTimeMilliseconds();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var raw = transaction.GetDbTransaction();
            var charged = await budget.EndAsync(raw, isCharged, now);
            var isMine = await db.Set<Turn>()
                .Where(t => t.Id == turn.Id && t.State == TurnState.Running)
                .ExecuteUpdateAsync(t =>
                    t.SetProperty(x => x.State, isCharged ? TurnState.Complete : TurnState.Failed)
                        .SetProperty(x => x.EndedMs, now)
                        .SetProperty(x => x.Charged, charged)
                );
            if (isMine == 0)
                return;
            var end = services.GetRequiredService<SessionEnd>();
            if (turn.Key == "first" && isCharged)
                await db.Set<TradingSession>()
                    .Where(s => s.Id == session && s.Status == SessionStatus.Opening)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, SessionStatus.Active));
            else if (turn.Key == "first")
                await end.GiveBackWithinAsync(raw, session, default);
            var balance = await services
                .GetRequiredService<CreditLedger>()
                .SessionBalanceAsync(raw.Connection!, session, raw);
            if (balance!.Left + balance.Held < ChatOptions.LeastLeft)
                await end.CloseWithinAsync(raw, session, SessionStatus.Completed, default);
            await transaction.CommitAsync();
        });
        world.Note($"{turn.Id} ends, charged {isCharged}: {isDone}");
        return isDone;
    }

    private string Me => SimulatedServer.Person(number);

    private Turn TurnOf(string session, string key, IServiceProvider services)
    {
        var now = world.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return new Turn
        {
            Id = Id.New("trn", world.Time),
            SessionId = session,
            UserId = Me,
            Key = key,
            Fingerprint = "",
            Question = "",
            CreatedMs = now,
            LeaseMs = now + (long)services.GetRequiredService<ChatOptions>().Lease.TotalMilliseconds,
        };
    }
}
