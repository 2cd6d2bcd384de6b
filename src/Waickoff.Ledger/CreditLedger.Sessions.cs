using System.Data.Common;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    private const string TakeCredit =
        "UPDATE ledger_user SET credits = credits - 1 WHERE id = @user AND credits >= 1 AND owed = 0 RETURNING credits";

    private const string TakeOfFirstLot =
        "UPDATE ledger_lot SET remaining = remaining - 1 WHERE remaining > 0 AND id = (SELECT id FROM ledger_lot"
        + " WHERE user_id = @user AND remaining > 0"
        + " ORDER BY CASE source WHEN 'promo' THEN 0 ELSE 1 END, granted_ms, id LIMIT 1) RETURNING id";

    /// <summary>Opens a session for one credit: what was given before what was bought, then the oldest lot first.</summary>
    public async Task<OpenOutcome> OpenSessionAsync(
        DbTransaction transaction,
        string userId,
        string sessionId,
        SessionTerms terms,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(userId, nameof(userId));
        LedgerInput.Id(sessionId, nameof(sessionId));
        ArgumentNullException.ThrowIfNull(terms);
        LedgerInput.Between(terms.Tokens, 1, LedgerInput.MostTokens, nameof(terms));
        LedgerInput.Between(terms.CeilingMicroUsd, 0, LedgerInput.MostMicroUsd, nameof(terms));
        LedgerInput.Time(nowMs, nameof(nowMs));

        // The lock behind which a repeated call sees the first one.
        var connection = transaction.OpenConnection();
        var user = await connection.FirstAsync(
            transaction,
            $"SELECT credits, owed FROM ledger_user WHERE id = @user{locked}",
            [("user", userId)],
            row => new UserBalance(row.GetInt64(0), row.GetInt64(1), []),
            cancel
        );
        if (await SessionOfAsync(connection, transaction, sessionId, cancel) is { } there)
            return there.UserId == userId
                ? OpenOutcome.AlreadyOpen
                : throw new ArgumentException("The session is another user's.", nameof(sessionId));
        if (user is null or { Credits: 0, Owed: 0 })
            return OpenOutcome.NoCredit;
        if (user.Owed > 0)
            return OpenOutcome.Owing;
        await TakeAsync(transaction, userId, sessionId, terms, nowMs, cancel);
        return OpenOutcome.Opened;
    }

    /// <summary>
    /// Gives the credit of a session back whose first analysis could not be made: open holds are released, the tokens are gone. What
    /// the user owes is paid from it first.
    /// </summary>
    public async Task<GiveBackOutcome> GiveBackAsync(
        DbTransaction transaction,
        string sessionId,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(sessionId, nameof(sessionId));
        LedgerInput.Time(nowMs, nameof(nowMs));
        var session = await LockSessionAsync(transaction, sessionId, cancel);
        if (session is null)
            return GiveBackOutcome.Unknown;
        if (session.State == SessionState.GivenBack)
            return GiveBackOutcome.AlreadyGivenBack;
        if (session.Used > 0 || session.SpentMicroUsd > 0)
            return GiveBackOutcome.WasUsed;
        foreach (var hold in await OpenHoldsAsync(transaction, sessionId, cancel))
            await EndAsync(transaction, hold.Id, HoldState.Released, 0, 0, nowMs, cancel);
        await EndSessionAsync(transaction, session, "given_back", nowMs, cancel);
        var lot = await transaction
            .OpenConnection()
            .FirstAsync(
                transaction,
                "SELECT lot_id FROM ledger_session WHERE id = @session",
                [("session", sessionId)],
                row => row.GetString(0),
                cancel
            );
        var credit = new Transfer(
            EntryKind.GiveBack,
            Accounts.Consumed,
            Accounts.CreditsOf(session.UserId),
            Units.Credit,
            1,
            $"session:{sessionId}:give_back",
            lot!,
            sessionId,
            session.UserId
        );
        await ReceiveAsync(transaction, session.UserId, credit, nowMs, cancel);
        return GiveBackOutcome.GivenBack;
    }

    /// <summary>Ends a session: what is left is released, nothing can be held after; holds that are open may still settle.</summary>
    /// <returns>False when it had ended before, or is not there: nothing changed.</returns>
    public async Task<bool> CloseSessionAsync(
        DbTransaction transaction,
        string sessionId,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(sessionId, nameof(sessionId));
        LedgerInput.Time(nowMs, nameof(nowMs));
        var session = await LockSessionAsync(transaction, sessionId, cancel);
        if (session is not { State: SessionState.Open })
            return false;
        await EndSessionAsync(transaction, session, "closed", nowMs, cancel);
        return true;
    }

    private static async Task TakeAsync(
        DbTransaction transaction,
        string userId,
        string sessionId,
        SessionTerms terms,
        long nowMs,
        CancellationToken cancel
    )
    {
        var connection = transaction.OpenConnection();
        var lot = await connection.FirstAsync(
            transaction,
            TakeOfFirstLot,
            [("user", userId)],
            row => row.GetString(0),
            cancel
        );
        if (lot is null || await transaction.ExecuteAsync(TakeCredit, [("user", userId)], cancel) == 0)
            throw new InvalidOperationException($"User {userId} has a credit and no lot that has it.");
        await ChangeAsync(
            transaction,
            "INSERT INTO ledger_session (id, user_id, lot_id, state, limit_tokens, ceiling_micro_usd, opened_ms)"
                + " VALUES (@session, @user, @lot, 'open', @tokens, @ceiling, @now) RETURNING id",
            [
                ("session", sessionId),
                ("user", userId),
                ("lot", lot),
                ("tokens", terms.Tokens),
                ("ceiling", terms.CeilingMicroUsd),
                ("now", nowMs),
            ],
            Opening(userId, sessionId, lot, terms.Tokens),
            nowMs,
            row => row.GetString(0),
            cancel
        );
    }

    private static Transfer[] Opening(string userId, string sessionId, string lot, long tokens) =>
        [
            new(
                EntryKind.Open,
                Accounts.CreditsOf(userId),
                Accounts.Consumed,
                Units.Credit,
                1,
                $"session:{sessionId}:open",
                lot,
                sessionId,
                userId
            ),
            new(
                EntryKind.Issue,
                Accounts.Issued,
                Accounts.Granted(sessionId),
                Units.Token,
                tokens,
                $"session:{sessionId}:issue",
                sessionId,
                sessionId
            ),
        ];

    /// <summary>Ends a session whose row is locked. What an earlier end released stays; what open holds give back follows.</summary>
    private static async Task EndSessionAsync(
        DbTransaction transaction,
        SessionBalance session,
        string state,
        long nowMs,
        CancellationToken cancel
    )
    {
        var left = (await LeftAsync(transaction, session.SessionId, cancel));
        Transfer[] transfers =
            left == 0
                ? []
                :
                [
                    new(
                        EntryKind.Close,
                        Accounts.Granted(session.SessionId),
                        Accounts.Released(session.SessionId),
                        Units.Token,
                        left,
                        $"session:{session.SessionId}:close",
                        session.SessionId,
                        session.SessionId
                    ),
                ];
        await ChangeAsync(
            transaction,
            "UPDATE ledger_session SET state = @state, closed_ms = coalesce(closed_ms, @now),"
                + " released_tokens = released_tokens + @left WHERE id = @session RETURNING id",
            [("session", session.SessionId), ("state", state), ("left", left), ("now", nowMs)],
            transfers,
            nowMs,
            row => row.GetString(0),
            cancel
        );
    }

    private static Task<long> LeftAsync(DbTransaction transaction, string sessionId, CancellationToken cancel) =>
        transaction.NumberAsync(
            "SELECT limit_tokens - used_tokens - held_tokens - released_tokens FROM ledger_session WHERE id = @session",
            [("session", sessionId)],
            cancel
        );

    private Task<SessionBalance?> LockSessionAsync(
        DbTransaction transaction,
        string sessionId,
        CancellationToken cancel
    ) =>
        transaction
            .OpenConnection()
            .FirstAsync(transaction, SessionRows.Select + locked, [("session", sessionId)], SessionRows.Read, cancel);
}
