using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Ledger;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What becomes of turns whose process died: they are free, and what was held for them goes back.</summary>
internal sealed class TurnReaper(
    WaickoffDb db,
    CreditLedger ledger,
    TurnLog turns,
    SessionEnd end,
    ChatOptions options,
    TimeProvider time
)
{
    /// <summary>Keeps up the leases of turns that run in this process.</summary>
    public async Task KeepAsync(IReadOnlyList<string> mine, CancellationToken cancel)
    {
        var until = time.GetUtcNow().ToUnixTimeMilliseconds() + (long)options.Lease.TotalMilliseconds;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<Turn>()
            .Where(t => mine.Contains(t.Id) && t.State == TurnState.Running)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.LeaseMs, until), cancel);
        foreach (var turn in mine)
            await ledger.ExtendAsync(transaction.GetDbTransaction(), turn, until, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Ends the turns whose lease has been over for the grace period; at the start of a server that is alone, all.</summary>
    public async Task ReapAsync(bool isAlone, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var latest = isAlone ? long.MaxValue : now - (long)options.Grace.TotalMilliseconds;
        var dead = await db.Set<Turn>()
            .AsNoTracking()
            .Where(t => t.State == TurnState.Running && t.LeaseMs < latest)
            .ToListAsync(cancel);
        foreach (var turn in dead)
            await EndAsync(turn, now, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (isAlone)
            await ledger.ExpireAllAsync(transaction.GetDbTransaction(), now, cancel);
        await ledger.ExpireAsync(transaction.GetDbTransaction(), now, (long)options.Grace.TotalMilliseconds, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task EndAsync(Turn turn, long now, CancellationToken cancel)
    {
        TurnEvent last;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            var isMine = await db.Set<Turn>()
                .Where(t => t.Id == turn.Id && t.State == TurnState.Running && t.LeaseMs == turn.LeaseMs)
                .ExecuteUpdateAsync(
                    t => t.SetProperty(x => x.State, TurnState.Interrupted).SetProperty(x => x.EndedMs, now),
                    cancel
                );
            if (isMine == 0)
                return;
            DbTransaction raw = transaction.GetDbTransaction();
            foreach (var hold in await ledger.HoldsAsync(raw.Connection!, turn.Id, raw, cancel))
                await ledger.ReleaseAsync(raw, hold.Id, now, cancel);
            if (turn.Key == "first")
                await end.GiveBackWithinAsync(raw, turn.SessionId, cancel);
            var number =
                await db.Set<TurnEvent>().Where(e => e.TurnId == turn.Id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;
            var done = TurnEventData.Write(new TurnEventData.Done(0, "interrupted"));
            last = new TurnEvent(turn.Id, number + 1, TurnEventTypes.Done, done);
            await TurnLog.StoreAsync(raw, [last], cancel);
            await transaction.CommitAsync(cancel);
        }
        await turns.CloseAsync(turn.Id, [last]);
    }
}
