using System.Data.Common;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Ledger;

#pragma warning disable CA1822 // Asked of the same object as the changes, though both databases read alike.

public sealed partial class CreditLedger
{
    /// <summary>What a user has; all zero for one that is not known.</summary>
    public async Task<UserBalance> BalanceAsync(
        DbConnection connection,
        string userId,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(userId, nameof(userId));
        (string, object?)[] user = [("user", userId)];
        var balance = await connection.FirstAsync(
            transaction,
            "SELECT credits, owed FROM ledger_user WHERE id = @user",
            user,
            row => new UserBalance(row.GetInt64(0), row.GetInt64(1), []),
            cancel
        );
        if (balance is null)
            return new UserBalance(0, 0, []);
        var lots = await connection.AllAsync(
            transaction,
            "SELECT id, source, credits, remaining, revoked, reason, granted_ms FROM ledger_lot WHERE user_id = @user"
                + " ORDER BY granted_ms, id",
            user,
            ReadLot,
            cancel
        );
        return balance with { Lots = lots };
    }

    /// <summary>How many sessions a user opened since a time; those whose credit came back count not.</summary>
    public async Task<int> OpenedAsync(
        DbConnection connection,
        string userId,
        long sinceMs,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(userId, nameof(userId));
        var counted = await connection.AllAsync(
            transaction,
            "SELECT count(*) FROM ledger_session WHERE user_id = @user AND opened_ms >= @since AND state <> 'given_back'",
            [("user", userId), ("since", sinceMs)],
            row => row.GetInt64(0),
            cancel
        );
        return (int)counted[0];
    }

    /// <summary>How a session stands; null for one that is not known.</summary>
    public Task<SessionBalance?> SessionBalanceAsync(
        DbConnection connection,
        string sessionId,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(sessionId, nameof(sessionId));
        return SessionOfAsync(connection, transaction, sessionId, cancel);
    }

    /// <summary>What came and went, newest first: credits, and the tokens that were charged.</summary>
    /// <param name="after">The <see cref="StatementLine.Id"/> of the last line that was read; null to begin.</param>
    /// <param name="take">1 to 1,000 lines.</param>
    public Task<IReadOnlyList<StatementLine>> StatementAsync(
        DbConnection connection,
        string userId,
        long? after = null,
        int take = 100,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(userId, nameof(userId));
        LedgerInput.Between(take, 1, 1000, nameof(take));
        return connection.AllAsync(
            transaction,
            "SELECT j.id, j.kind, CASE WHEN j.credit_account IN (@credits, @owed) AND j.kind <> 'repay' THEN j.amount"
                + " ELSE -j.amount END, j.unit, j.session_id, h.turn_id, j.reference, j.at_ms FROM ledger_journal j"
                + " LEFT JOIN ledger_hold h ON h.id = j.reference AND j.kind = 'post'"
                + " WHERE j.statement_of = @user AND j.id < @before ORDER BY j.id DESC LIMIT @take",
            [
                ("user", userId),
                ("credits", Accounts.CreditsOf(userId)),
                ("owed", Accounts.OwedOf(userId)),
                ("before", after ?? long.MaxValue),
                ("take", take),
            ],
            ReadLine,
            cancel
        );
    }

    /// <summary>The holds of a turn by attempt, those that ended included.</summary>
    public Task<IReadOnlyList<Hold>> HoldsAsync(
        DbConnection connection,
        string turnId,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(turnId, nameof(turnId));
        return connection.AllAsync(
            transaction,
            $"SELECT {HoldRows.Columns} FROM ledger_hold WHERE turn_id = @turn ORDER BY attempt",
            [("turn", turnId)],
            HoldRows.Read,
            cancel
        );
    }

    private static Task<SessionBalance?> SessionOfAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string sessionId,
        CancellationToken cancel
    ) => connection.FirstAsync(transaction, SessionRows.Select, [("session", sessionId)], SessionRows.Read, cancel);

    private static Task<IReadOnlyList<Hold>> OpenHoldsAsync(
        DbTransaction transaction,
        string sessionId,
        CancellationToken cancel
    ) =>
        transaction
            .OpenConnection()
            .AllAsync(
                transaction,
                $"SELECT {HoldRows.Columns} FROM ledger_hold WHERE session_id = @session AND state = 'held' ORDER BY id",
                [("session", sessionId)],
                HoldRows.Read,
                cancel
            );

    private static CreditLot ReadLot(DbDataReader row) =>
        new(
            row.GetString(0),
            GrantSources.Read(row.GetString(1)),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.TextOrNull(5),
            row.GetInt64(6)
        );

    private static StatementLine ReadLine(DbDataReader row) =>
        new(
            row.GetInt64(0),
            EntryKinds.Read(row.GetString(1)),
            row.GetInt64(2),
            row.GetString(3) == Units.Token,
            row.TextOrNull(4),
            row.TextOrNull(5),
            row.GetString(6),
            row.GetInt64(7)
        );
}
