using System.Data.Common;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    // The lock of the session first, then the change of the hold, and with it how the session stood before.
    internal const string LockSessionOfHold =
        "SELECT 1 FROM ledger_session WHERE id = (SELECT session_id FROM ledger_hold WHERE id = @hold)";

    internal const string EndOpenHold =
        "UPDATE ledger_hold SET state = @state, ended_ms = @now,"
        + " posted_tokens = CASE WHEN tokens < @tokens THEN tokens ELSE @tokens END,"
        + " posted_micro_usd = CASE WHEN micro_usd < @money THEN micro_usd ELSE @money END"
        + " WHERE id = @hold AND state = 'held' RETURNING ";

    private const string ShrinkOpenHold =
        "UPDATE ledger_hold SET tokens = @tokens, micro_usd = @money WHERE id = @hold AND state = 'held'"
        + " AND tokens >= @tokens AND micro_usd >= @money AND (tokens > @tokens OR micro_usd > @money) RETURNING ";

    internal const string ItsSession =
        "(SELECT state FROM ledger_session WHERE id = session_id), (SELECT user_id FROM ledger_session WHERE id = session_id)";

    internal const string MoveBalance =
        "UPDATE ledger_session SET held_tokens = held_tokens - @tokens, held_micro_usd = held_micro_usd - @money,"
        + " used_tokens = used_tokens + @used, spent_micro_usd = spent_micro_usd + @spent,"
        + " carried_micro_usd = carried_micro_usd + @over, released_tokens = released_tokens + @back"
        + $" WHERE id = @session RETURNING {SessionRows.Columns}";

    /// <summary>
    /// Makes a hold smaller, to what its call did use: the rest is free for the next call, and this is held until the turn ends. Nothing
    /// changes when it is that small already, or would grow.
    /// </summary>
    public async Task<HoldChange> ReduceAsync(
        DbTransaction transaction,
        string holdId,
        long tokens,
        long microUsd,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        CheckEnd(holdId, tokens, microUsd, nowMs);
        var connection = transaction.OpenConnection();
        var before = await LockHoldAsync(transaction, holdId, cancel);
        if (before is not { Hold.State: HoldState.Held })
            return await UnchangedAsync(transaction, holdId, cancel);
        var to = (Tokens: Math.Min(tokens, before.Hold.Tokens), MicroUsd: Math.Min(microUsd, before.Hold.MicroUsd));
        var hold = await connection.FirstAsync(
            transaction,
            ShrinkOpenHold + HoldRows.Columns,
            [("hold", holdId), ("tokens", to.Tokens), ("money", to.MicroUsd)],
            HoldRows.Read,
            cancel
        );
        if (hold is null)
            return await UnchangedAsync(transaction, holdId, cancel);
        var (less, lessMoney) = (before.Hold.Tokens - hold.Tokens, before.Hold.MicroUsd - hold.MicroUsd);
        var key = KeyOf(hold.TurnId, hold.Attempt, string.Create(null, $"reduce:{hold.Tokens}"));
        var balance = await MoveAsync(
            transaction,
            hold.SessionId,
            new Movement(less, lessMoney, 0, 0, 0, before.IsOpen ? 0 : less),
            less == 0 ? [] : [Back(EntryKind.Reduce, hold, less, before.IsOpen, key)],
            nowMs,
            cancel
        );
        return new HoldChange(true, HoldState.Held, hold.Tokens, hold.MicroUsd, 0, 0, balance);
    }

    /// <summary>
    /// Charges what a call did use and gives the rest of its hold back. What the provider reports beyond the hold is our loss: the hold is
    /// charged, the cost above it carried, and an anomaly noted.
    /// </summary>
    /// <param name="tokens">Metered tokens, from 0.</param>
    /// <param name="microUsd">Micro-dollars rounded up, from 0.</param>
    public Task<HoldChange> SettleAsync(
        DbTransaction transaction,
        string holdId,
        long tokens,
        long microUsd,
        long nowMs,
        CancellationToken cancel = default
    ) => EndAsync(transaction, holdId, HoldState.Settled, tokens, microUsd, nowMs, cancel);

    /// <summary>Gives a hold back whole: the call failed, or is free.</summary>
    public Task<HoldChange> ReleaseAsync(
        DbTransaction transaction,
        string holdId,
        long nowMs,
        CancellationToken cancel = default
    ) => EndAsync(transaction, holdId, HoldState.Released, 0, 0, nowMs, cancel);

    private async Task<HoldChange> EndAsync(
        DbTransaction transaction,
        string holdId,
        HoldState state,
        long tokens,
        long microUsd,
        long nowMs,
        CancellationToken cancel
    )
    {
        CheckEnd(holdId, tokens, microUsd, nowMs);
        var ended = await transaction
            .OpenConnection()
            .FirstAsync(
                transaction,
                $"{LockSessionOfHold}{locked};{EndOpenHold}{HoldRows.Columns}, {ItsSession}",
                [("hold", holdId), ("state", state.Stored()), ("tokens", tokens), ("money", microUsd), ("now", nowMs)],
                LockedHold.Read,
                cancel,
                skip: 1
            );
        if (ended is null)
            return await UnchangedAsync(transaction, holdId, cancel);
        var hold = ended.Hold;
        var over = (Tokens: tokens - hold.PostedTokens, MicroUsd: microUsd - hold.PostedMicroUsd);
        if (over.Tokens > 0 || over.MicroUsd > 0)
            await NoteAsync(transaction, hold.Id, over.Tokens, over.MicroUsd, nowMs, cancel);
        var rest = hold.Tokens - hold.PostedTokens;
        var balance = await MoveAsync(
            transaction,
            hold.SessionId,
            new Movement(
                hold.Tokens,
                hold.MicroUsd,
                hold.PostedTokens,
                hold.PostedMicroUsd,
                over.MicroUsd,
                ended.IsOpen ? 0 : rest
            ),
            Ending(ended, rest, over.MicroUsd),
            nowMs,
            cancel
        );
        return new HoldChange(true, state, hold.PostedTokens, hold.PostedMicroUsd, over.Tokens, over.MicroUsd, balance);
    }

    private static List<Transfer> Ending(LockedHold ended, long rest, long overMicroUsd)
    {
        var hold = ended.Hold;
        var session = hold.SessionId;
        string Key(string what) => KeyOf(hold.TurnId, hold.Attempt, what);
        Transfer To(EntryKind kind, string debit, string credit, string unit, long amount, string what) =>
            new(kind, debit, credit, unit, amount, Key(what), hold.Id, session);

        var transfers = new List<Transfer>(4);
        if (hold.PostedTokens > 0)
            transfers.Add(
                To(
                    EntryKind.Post,
                    Accounts.Held(session),
                    Accounts.Used(session),
                    Units.Token,
                    hold.PostedTokens,
                    "post"
                ) with
                {
                    StatementOf = ended.UserId,
                }
            );
        if (rest > 0)
        {
            var (kind, what) = hold.State switch
            {
                HoldState.Settled => (EntryKind.Rest, "rest"),
                HoldState.Expired => (EntryKind.Expire, "expire"),
                _ => (EntryKind.Release, "release"),
            };
            transfers.Add(Back(kind, hold, rest, ended.IsOpen, Key(what)));
        }
        if (hold.PostedMicroUsd > 0)
            transfers.Add(
                To(
                    EntryKind.Cost,
                    Accounts.ModelCost,
                    Accounts.Cost(session),
                    Units.MicroUsd,
                    hold.PostedMicroUsd,
                    "cost"
                )
            );
        if (overMicroUsd > 0)
            transfers.Add(Carry(session, overMicroUsd, Key("over"), hold.Id));
        return transfers;
    }

    private static Transfer Back(EntryKind kind, Hold hold, long amount, bool isOpen, string key) =>
        new(
            kind,
            Accounts.Held(hold.SessionId),
            isOpen ? Accounts.Granted(hold.SessionId) : Accounts.Released(hold.SessionId),
            Units.Token,
            amount,
            key,
            hold.Id,
            hold.SessionId
        );

    /// <summary>Moves a session's stored balance and writes the transfers that say the same.</summary>
    private static async Task<SessionBalance> MoveAsync(
        DbTransaction transaction,
        string session,
        Movement movement,
        IReadOnlyList<Transfer> transfers,
        long nowMs,
        CancellationToken cancel
    ) =>
        await ChangeAsync(
            transaction,
            MoveBalance,
            [
                ("session", session),
                ("tokens", movement.Tokens),
                ("money", movement.MicroUsd),
                ("used", movement.Used),
                ("spent", movement.Spent),
                ("over", movement.Carried),
                ("back", movement.Released),
            ],
            transfers,
            nowMs,
            SessionRows.Read,
            cancel
        );

    private Task<LockedHold?> LockHoldAsync(DbTransaction transaction, string holdId, CancellationToken cancel) =>
        transaction
            .OpenConnection()
            .FirstAsync(
                transaction,
                $"{LockSessionOfHold}{locked};SELECT {HoldRows.Columns}, {ItsSession} FROM ledger_hold WHERE id = @hold",
                [("hold", holdId)],
                LockedHold.Read,
                cancel,
                skip: 1
            );

    private async Task<HoldChange> UnchangedAsync(DbTransaction transaction, string holdId, CancellationToken cancel)
    {
        var there = await LockHoldAsync(transaction, holdId, cancel);
        if (there is null)
            return new HoldChange(false, null, 0, 0, 0, 0, null);
        var hold = there.Hold;
        var balance = await SessionOfAsync(transaction.OpenConnection(), transaction, hold.SessionId, cancel);
        var (tokens, microUsd) = hold.State switch
        {
            HoldState.Held => (hold.Tokens, hold.MicroUsd),
            HoldState.Settled => (hold.PostedTokens, hold.PostedMicroUsd),
            _ => (0, 0),
        };
        return new HoldChange(false, hold.State, tokens, microUsd, 0, 0, balance);
    }

    private static void CheckEnd(string holdId, long tokens, long microUsd, long nowMs)
    {
        LedgerInput.Key(holdId, nameof(holdId));
        LedgerInput.Between(tokens, 0, long.MaxValue, nameof(tokens));
        LedgerInput.Between(microUsd, 0, LedgerInput.MostMicroUsd, nameof(microUsd));
        LedgerInput.Time(nowMs, nameof(nowMs));
    }

    /// <summary>A hold as it is behind the lock of its session, and whether that can be used.</summary>
    private sealed record LockedHold(Hold Hold, bool IsOpen, string UserId)
    {
        public static LockedHold Read(DbDataReader row) =>
            new(HoldRows.Read(row), row.GetString(12) == "open", row.GetString(13));
    }

    /// <summary>What a session's balance changes by: tokens and cost no longer held, then where they went.</summary>
    private readonly record struct Movement(
        long Tokens,
        long MicroUsd,
        long Used,
        long Spent,
        long Carried,
        long Released
    );
}
