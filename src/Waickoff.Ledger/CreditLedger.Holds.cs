using System.Data.Common;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    // The check and the change are one statement, so it holds whoever else asks at the same time. Money is compared in millionths of a
    // micro-dollar: nothing is rounded.
    internal const string Admit =
        "UPDATE ledger_session SET held_tokens = held_tokens + @tokens, held_micro_usd = held_micro_usd + @money"
        + " WHERE id = @session AND state = 'open' AND used_tokens + held_tokens + @tokens <= limit_tokens"
        + " AND (spent_micro_usd + held_micro_usd + @money) * 1000000"
        + " + (limit_tokens - used_tokens - held_tokens - @tokens) * @reserve <= ceiling_micro_usd * 1000000"
        + " AND NOT EXISTS (SELECT 1 FROM ledger_hold WHERE id = @hold)"
        + " AND NOT EXISTS (SELECT 1 FROM ledger_hold WHERE turn_id = @turn AND attempt = @attempt) RETURNING ";

    internal const string AddHold =
        "INSERT INTO ledger_hold (id, session_id, turn_id, attempt, state, asked_tokens, asked_micro_usd, tokens, micro_usd,"
        + " lease_until_ms, held_ms) VALUES (@hold, @session, @turn, @attempt, 'held', @tokens, @money, @tokens, @money,"
        + " @lease, @now) RETURNING id";

    /// <summary>
    /// Holds what a call may cost at most, if the session has it: used + held never passes the limit, and the cost never the ceiling,
    /// the reserve for the tokens left after it included.
    /// </summary>
    public async Task<HoldOutcome> HoldAsync(
        DbTransaction transaction,
        HoldRequest request,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        var id = Check(request, nowMs);
        (string, object?)[] which =
        [
            ("session", request.SessionId),
            ("hold", id),
            ("turn", request.TurnId),
            ("attempt", request.Attempt),
        ];
        (string, object?)[] amounts = [("tokens", request.Tokens), ("money", request.MicroUsd)];
        var balance = await transaction
            .OpenConnection()
            .FirstAsync(
                transaction,
                $"SELECT 1 FROM ledger_session WHERE id = @session{locked};{Admit}{SessionRows.Columns}",
                [.. which, .. amounts, ("reserve", request.ReservePriceMicroUsdPerMillion)],
                SessionRows.Read,
                cancel,
                skip: 1
            );
        if (balance is null)
            return await RefusedAsync(transaction, request, which, cancel);
        await ChangeAsync(
            transaction,
            AddHold,
            [.. which, .. amounts, ("lease", request.LeaseUntilMs), ("now", nowMs)],
            [
                new(
                    EntryKind.Hold,
                    Accounts.Granted(request.SessionId),
                    Accounts.Held(request.SessionId),
                    Units.Token,
                    request.Tokens,
                    KeyOf(request.TurnId, request.Attempt, "hold"),
                    id,
                    request.SessionId
                ),
            ],
            nowMs,
            row => row.GetString(0),
            cancel
        );
        return new HoldOutcome(id, null, balance);
    }

    private static string Check(HoldRequest request, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(request);
        LedgerInput.Id(request.SessionId, nameof(request.SessionId));
        LedgerInput.Id(request.TurnId, nameof(request.TurnId));
        LedgerInput.Between(request.Attempt, 0, int.MaxValue, nameof(request.Attempt));
        LedgerInput.Between(request.Tokens, 1, LedgerInput.MostTokens, nameof(request.Tokens));
        LedgerInput.Between(request.MicroUsd, 0, LedgerInput.MostMicroUsd, nameof(request.MicroUsd));
        LedgerInput.Time(request.LeaseUntilMs, nameof(request.LeaseUntilMs));
        LedgerInput.Between(
            request.ReservePriceMicroUsdPerMillion,
            0,
            LedgerInput.MostPrice,
            nameof(request.ReservePriceMicroUsdPerMillion)
        );
        LedgerInput.Time(nowMs, nameof(nowMs));
        var id = request.HoldId ?? string.Create(null, $"{request.TurnId}:{request.Attempt}");
        LedgerInput.Key(id, nameof(request.HoldId));
        return id;
    }

    /// <summary>Says why, behind the lock of the session: what is read here is what the statement saw.</summary>
    private static async Task<HoldOutcome> RefusedAsync(
        DbTransaction transaction,
        HoldRequest request,
        (string, object?)[] which,
        CancellationToken cancel
    )
    {
        var connection = transaction.OpenConnection();
        var there = await connection.FirstAsync(
            transaction,
            "SELECT id FROM ledger_hold WHERE id = @hold OR (turn_id = @turn AND attempt = @attempt)",
            which[1..],
            row => row.GetString(0),
            cancel
        );
        var balance = await SessionOfAsync(connection, transaction, request.SessionId, cancel);
        HoldRefusal refusal = balance switch
        {
            null => HoldRefusal.UnknownSession,
            _ when there is not null => HoldRefusal.AlreadyHeld,
            { State: not SessionState.Open } => HoldRefusal.SessionClosed,
            _ when balance.Left < request.Tokens => HoldRefusal.NotEnoughTokens,
            _ => HoldRefusal.NotEnoughMoney,
        };
        return new HoldOutcome(there ?? (string)which[1].Item2!, refusal, balance);
    }

    private static string KeyOf(string turn, int attempt, string what) =>
        string.Create(null, $"turn:{turn}:{attempt}:{what}");
}
