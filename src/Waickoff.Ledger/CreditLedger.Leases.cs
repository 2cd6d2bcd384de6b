using System.Data.Common;
using Waickoff.Ledger.Holds;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    /// <summary>Keeps the holds of a turn that are open from expiring before a time; a lease never gets shorter.</summary>
    /// <returns>How many are open.</returns>
    public async Task<int> ExtendAsync(
        DbTransaction transaction,
        string turnId,
        long leaseUntilMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(turnId, nameof(turnId));
        LedgerInput.Time(leaseUntilMs, nameof(leaseUntilMs));
        const string which = "SELECT session_id FROM ledger_hold WHERE turn_id = @turn AND state = 'held'";
        var sessions = await transaction
            .OpenConnection()
            .AllAsync(
                transaction,
                $"SELECT id FROM ledger_session WHERE id IN ({which}) ORDER BY id{locked}",
                [("turn", turnId)],
                row => row.GetString(0),
                cancel
            );
        if (sessions.Count == 0)
            return 0;
        return await transaction.ExecuteAsync(
            "UPDATE ledger_hold SET lease_until_ms = CASE WHEN lease_until_ms > @lease THEN lease_until_ms ELSE @lease END"
                + " WHERE turn_id = @turn AND state = 'held'",
            [("turn", turnId), ("lease", leaseUntilMs)],
            cancel
        );
    }

    /// <summary>Gives the holds back whose lease ended more than a grace ago; at most 1,000, the oldest first.</summary>
    /// <returns>Those that expired.</returns>
    public Task<IReadOnlyList<Hold>> ExpireAsync(
        DbTransaction transaction,
        long nowMs,
        long graceMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Time(nowMs, nameof(nowMs));
        LedgerInput.Between(graceMs, 0, 86_400_000, nameof(graceMs));
        return ExpireBeforeAsync(transaction, nowMs - graceMs, nowMs, cancel);
    }

    /// <summary>
    /// Gives open holds back whatever their lease, at most 1,000: for the start of the only server of a database, when nothing it held can be
    /// running. To be repeated until it returns none.
    /// </summary>
    public Task<IReadOnlyList<Hold>> ExpireAllAsync(
        DbTransaction transaction,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Time(nowMs, nameof(nowMs));
        return ExpireBeforeAsync(transaction, long.MaxValue, nowMs, cancel);
    }

    private async Task<IReadOnlyList<Hold>> ExpireBeforeAsync(
        DbTransaction transaction,
        long leaseBeforeMs,
        long nowMs,
        CancellationToken cancel
    )
    {
        // In the order of sessions, so that two that expire at once wait for each other and never in a circle.
        var late = await transaction
            .OpenConnection()
            .AllAsync(
                transaction,
                "SELECT id FROM (SELECT id, session_id FROM ledger_hold WHERE state = 'held' AND lease_until_ms <= @before"
                    + " ORDER BY lease_until_ms, id LIMIT 1000) late ORDER BY session_id, id",
                [("before", leaseBeforeMs)],
                row => row.GetString(0),
                cancel
            );
        var expired = new List<Hold>();
        foreach (var id in late)
        {
            var before = await LockHoldAsync(transaction, id, cancel);
            // Its lease may have been extended, or it ended, before the lock.
            if (before is not { Hold.State: HoldState.Held } || before.Hold.LeaseUntilMs > leaseBeforeMs)
                continue;
            await EndAsync(transaction, id, HoldState.Expired, 0, 0, nowMs, cancel);
            expired.Add(before.Hold with { State = HoldState.Expired });
        }
        return expired;
    }
}
