using System.Data.Common;
using Waickoff.Ledger.Entries;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    /// <summary>
    /// Notes what a call cost that nobody is charged for: a repair, a failed turn. Once for each attempt of a turn; it takes no tokens and
    /// counts against no ceiling.
    /// </summary>
    /// <returns>False when it was noted before, or is 0: nothing changed.</returns>
    /// <exception cref="ArgumentException">There is no such session.</exception>
    public async Task<bool> RecordCostAsync(
        DbTransaction transaction,
        string sessionId,
        string turnId,
        int attempt,
        long microUsd,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(sessionId, nameof(sessionId));
        LedgerInput.Id(turnId, nameof(turnId));
        LedgerInput.Between(attempt, 0, int.MaxValue, nameof(attempt));
        LedgerInput.Between(microUsd, 0, LedgerInput.MostMicroUsd, nameof(microUsd));
        LedgerInput.Time(nowMs, nameof(nowMs));
        if (await LockSessionAsync(transaction, sessionId, cancel) is null)
            throw new ArgumentException("There is no such session.", nameof(sessionId));
        var key = KeyOf(turnId, attempt, "carried");
        if (microUsd == 0 || await IsPostedAsync(transaction, key, cancel))
            return false;
        await MoveAsync(
            transaction,
            sessionId,
            new Movement(0, 0, 0, 0, microUsd, 0),
            [Carry(sessionId, microUsd, key, sessionId)],
            nowMs,
            cancel
        );
        return true;
    }

    private static Transfer Carry(string session, long microUsd, string key, string reference) =>
        new(
            EntryKind.Carried,
            Accounts.ModelCost,
            Accounts.Carried(session),
            Units.MicroUsd,
            microUsd,
            key,
            reference,
            session
        );

    private static Task<int> NoteAsync(
        DbTransaction transaction,
        string holdId,
        long overTokens,
        long overMicroUsd,
        long nowMs,
        CancellationToken cancel
    ) =>
        transaction.ExecuteAsync(
            "INSERT INTO ledger_anomaly (at_ms, kind, hold_id, over_tokens, over_micro_usd)"
                + " VALUES (@now, 'over_hold', @hold, @tokens, @money)",
            [("now", nowMs), ("hold", holdId), ("tokens", overTokens), ("money", overMicroUsd)],
            cancel
        );
}
