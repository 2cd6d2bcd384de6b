using System.Data.Common;
using System.Globalization;
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

    /// <summary>What the sessions of lots cost that were granted within a time; only those that are over.</summary>
    /// <param name="source">Where the lots come from.</param>
    /// <param name="fromMs">The first moment of a grant that counts.</param>
    /// <param name="toMs">The first behind it that does not.</param>
    public Task<IReadOnlyList<LotCosts>> CostsByLotAsync(
        DbConnection connection,
        GrantSource source,
        long fromMs,
        long toMs,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    ) =>
        connection.AllAsync(
            transaction,
            "SELECT lot_id, count(*), sum(used), sum(micro_usd), sum(used * micro_usd), max(used * micro_usd), max(ceiling)"
                + " FROM (SELECT s.lot_id, s.spent_micro_usd + s.carried_micro_usd AS micro_usd,"
                + " s.ceiling_micro_usd AS ceiling,"
                + " CASE WHEN s.used_tokens * 10 >= s.limit_tokens * 9 THEN 1 ELSE 0 END AS used"
                + " FROM ledger_session s JOIN ledger_lot l ON l.id = s.lot_id"
                + " WHERE s.state = 'closed' AND l.source = @source AND l.granted_ms >= @from AND l.granted_ms < @to) ended"
                + " GROUP BY lot_id",
            [("source", source.Stored()), ("from", fromMs), ("to", toMs)],
            row => new LotCosts(
                row.GetString(0),
                row.GetInt64(1),
                WholeOf(row, 2),
                WholeOf(row, 3),
                WholeOf(row, 4),
                WholeOf(row, 5),
                WholeOf(row, 6)
            ),
            cancel
        );

    /// <summary>What the accounts of money have: what came to each less what left it.</summary>
    public Task<IReadOnlyList<MoneyBalance>> MoneyBalancesAsync(
        DbConnection connection,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    ) =>
        connection.AllAsync(
            transaction,
            $"SELECT account, unit, sum(amount) FROM ({MoneyRows}) moved GROUP BY account, unit ORDER BY account, unit",
            [("from", 0L)],
            row => new MoneyBalance(MoneyAccounts.Read(row.GetString(0)), row.GetString(1), WholeOf(row, 2)),
            cancel
        );

    /// <summary>What came to an account of money less what left it since a time, by what it was about.</summary>
    public Task<IReadOnlyList<MoneyOfReference>> MoneyByReferenceAsync(
        DbConnection connection,
        MoneyAccount account,
        long fromMs,
        DbTransaction? transaction = null,
        CancellationToken cancel = default
    ) =>
        connection.AllAsync(
            transaction,
            $"SELECT reference, unit, sum(amount) FROM ({MoneyRows}) moved WHERE account = @account GROUP BY reference, unit",
            [("account", account.Stored()), ("from", fromMs)],
            row => new MoneyOfReference(row.GetString(0), row.GetString(1), WholeOf(row, 2)),
            cancel
        );

    private const string MoneyRows =
        "SELECT credit_account AS account, unit, amount, reference FROM ledger_journal WHERE kind = 'money' AND at_ms >= @from"
        + " UNION ALL"
        + " SELECT debit_account, unit, -amount, reference FROM ledger_journal WHERE kind = 'money' AND at_ms >= @from";

    /// <summary>PostgreSQL gives the sum of whole numbers as a number of any size.</summary>
    private static long WholeOf(DbDataReader row, int column) =>
        Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

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
