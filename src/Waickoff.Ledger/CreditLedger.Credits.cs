using System.Data.Common;
using Waickoff.Ledger.Entries;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    /// <summary>Gives a user credits, once for each business key. What the user owes is paid from them first.</summary>
    /// <param name="credits">1 to 1,000,000.</param>
    /// <param name="businessKey">Names the cause and is the name of the lot, such as <c>grant:cs_123</c>.</param>
    /// <param name="reason">Why; required of an operator.</param>
    /// <returns>False when the key was there already: nothing changed.</returns>
    public async Task<bool> GrantAsync(
        DbTransaction transaction,
        string userId,
        long credits,
        GrantSource source,
        string businessKey,
        long nowMs,
        string? reason = null,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Id(userId, nameof(userId));
        LedgerInput.Between(credits, 1, LedgerInput.MostCredits, nameof(credits));
        LedgerInput.Key(businessKey, nameof(businessKey));
        LedgerInput.Time(nowMs, nameof(nowMs));
        if (source == GrantSource.Operator && string.IsNullOrWhiteSpace(reason))
            throw new ArgumentException("A grant by an operator needs a reason.", nameof(reason));

        (string, object?)[] lot =
        [
            ("user", userId),
            ("lot", businessKey),
            ("source", source.Stored()),
            ("credits", credits),
            ("reason", reason),
            ("now", nowMs),
        ];
        await transaction.ExecuteAsync(
            "INSERT INTO ledger_user (id) VALUES (@user) ON CONFLICT DO NOTHING",
            [("user", userId)],
            cancel
        );
        // Before the lot, which shares the user's row: two that share it and then want it alone would wait for each other.
        await OwedAsync(transaction, userId, cancel);
        var added = await transaction.ExecuteAsync(
            "INSERT INTO ledger_lot (id, user_id, source, credits, remaining, reason, granted_ms)"
                + " VALUES (@lot, @user, @source, @credits, 0, @reason, @now) ON CONFLICT DO NOTHING",
            lot,
            cancel
        );
        if (added == 0)
            return false;
        var grant = new Transfer(
            EntryKind.Grant,
            source.Account(),
            Accounts.CreditsOf(userId),
            Units.Credit,
            credits,
            businessKey,
            businessKey,
            StatementOf: userId
        );
        await ReceiveAsync(transaction, userId, grant, nowMs, cancel);
        return true;
    }

    /// <summary>
    /// Takes credits of a lot back, once for each business key: what is left of the lot, then what is left of the user's others,
    /// oldest first; the rest was spent and is owed from now on.
    /// </summary>
    /// <param name="credits">1 to what the lot came with, all that is taken back together.</param>
    /// <returns>How many are owed for it; null when the key was there already: nothing changed.</returns>
    public async Task<long?> RevokeAsync(
        DbTransaction transaction,
        string lotId,
        long credits,
        string businessKey,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Key(lotId, nameof(lotId));
        LedgerInput.Key(businessKey, nameof(businessKey));
        LedgerInput.Between(credits, 1, LedgerInput.MostCredits, nameof(credits));
        LedgerInput.Time(nowMs, nameof(nowMs));
        var user =
            await transaction
                .OpenConnection()
                .FirstAsync(
                    transaction,
                    "SELECT user_id FROM ledger_lot WHERE id = @lot",
                    [("lot", lotId)],
                    row => row.GetString(0),
                    cancel
                )
            ?? throw new ArgumentException("There is no such lot.", nameof(lotId));
        await OwedAsync(transaction, user, cancel);
        if (
            await IsPostedAsync(transaction, businessKey, cancel)
            || await IsPostedAsync(transaction, OweKey(businessKey), cancel)
        )
            return null;
        var counted = await transaction.ExecuteAsync(
            "UPDATE ledger_lot SET revoked = revoked + @credits WHERE id = @lot AND revoked + @credits <= credits",
            [("lot", lotId), ("credits", credits)],
            cancel
        );
        if (counted == 0)
            throw new ArgumentOutOfRangeException(nameof(credits), credits, "The lot did not come with so many.");
        var taken = await TakeFromLotsAsync(transaction, user, lotId, credits, cancel);
        await RevokedAsync(transaction, user, lotId, taken, credits - taken, businessKey, nowMs, cancel);
        return credits - taken;
    }

    private static string OweKey(string businessKey) => businessKey + ":owe";

    private static async Task RevokedAsync(
        DbTransaction transaction,
        string user,
        string lot,
        long taken,
        long owed,
        string businessKey,
        long nowMs,
        CancellationToken cancel
    )
    {
        var (credits, debt) = (Accounts.CreditsOf(user), Accounts.OwedOf(user));
        var transfers = new List<Transfer>();
        if (taken > 0)
            transfers.Add(
                new(
                    EntryKind.Revoke,
                    credits,
                    Accounts.Refunded,
                    Units.Credit,
                    taken,
                    businessKey,
                    lot,
                    StatementOf: user
                )
            );
        if (owed > 0)
            transfers.Add(
                new(
                    EntryKind.Owe,
                    debt,
                    Accounts.Refunded,
                    Units.Credit,
                    owed,
                    OweKey(businessKey),
                    lot,
                    StatementOf: user
                )
            );
        await ChangeAsync(
            transaction,
            "UPDATE ledger_user SET credits = credits - @taken, owed = owed + @owed WHERE id = @user RETURNING id",
            [("user", user), ("taken", taken), ("owed", owed)],
            transfers,
            nowMs,
            row => row.GetString(0),
            cancel
        );
    }

    /// <summary>Takes from one lot first, then from the others, oldest first; says how many there were.</summary>
    private static async Task<long> TakeFromLotsAsync(
        DbTransaction transaction,
        string user,
        string first,
        long wanted,
        CancellationToken cancel
    )
    {
        var lots = await transaction
            .OpenConnection()
            .AllAsync(
                transaction,
                "SELECT id, remaining FROM ledger_lot WHERE user_id = @user AND remaining > 0"
                    + " ORDER BY CASE WHEN id = @first THEN 0 ELSE 1 END, granted_ms, id",
                [("user", user), ("first", first)],
                row => (Id: row.GetString(0), Remaining: row.GetInt64(1)),
                cancel
            );
        var taken = 0L;
        foreach (var lot in lots)
        {
            var part = Math.Min(lot.Remaining, wanted - taken);
            if (part == 0)
                break;
            await transaction.ExecuteAsync(
                "UPDATE ledger_lot SET remaining = remaining - @part WHERE id = @lot AND remaining >= @part",
                [("lot", lot.Id), ("part", part)],
                cancel
            );
            taken += part;
        }
        return taken;
    }

    /// <summary>Credits that come to a user, of a lot: what is owed is paid first, the rest is there to be used.</summary>
    private async Task ReceiveAsync(
        DbTransaction transaction,
        string user,
        Transfer coming,
        long nowMs,
        CancellationToken cancel
    )
    {
        var paid = Math.Min(await OwedAsync(transaction, user, cancel), coming.Amount);
        var transfers = new List<Transfer> { coming };
        if (paid > 0)
            transfers.Add(
                coming with
                {
                    Kind = EntryKind.Repay,
                    Debit = Accounts.CreditsOf(user),
                    Credit = Accounts.OwedOf(user),
                    Amount = paid,
                    BusinessKey = coming.BusinessKey + ":repay",
                }
            );
        await transaction.ExecuteAsync(
            "UPDATE ledger_lot SET remaining = remaining + @rest WHERE id = @lot",
            [("lot", coming.Reference), ("rest", coming.Amount - paid)],
            cancel
        );
        await ChangeAsync(
            transaction,
            "UPDATE ledger_user SET credits = credits + @rest, owed = owed - @paid WHERE id = @user RETURNING id",
            [("user", user), ("rest", coming.Amount - paid), ("paid", paid)],
            transfers,
            nowMs,
            row => row.GetString(0),
            cancel
        );
    }

    /// <summary>Locks the user and says what is owed.</summary>
    private Task<long> OwedAsync(DbTransaction transaction, string user, CancellationToken cancel) =>
        transaction.NumberAsync($"SELECT owed FROM ledger_user WHERE id = @user{locked}", [("user", user)], cancel);

    private static async Task<bool> IsPostedAsync(DbTransaction transaction, string key, CancellationToken cancel) =>
        await transaction.NumberAsync(
            "SELECT count(*) FROM ledger_journal WHERE business_key = @key",
            [("key", key)],
            cancel
        ) > 0;
}
