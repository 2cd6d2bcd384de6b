using System.Data.Common;
using System.Globalization;
using Waickoff.Ledger.Entries;

namespace Waickoff.Ledger;

public sealed partial class CreditLedger
{
    /// <summary>Writes down money that moved, all moves of one cause together and once for each business key.</summary>
    /// <param name="currency">Three lower-case letters.</param>
    /// <param name="moves">What went where.</param>
    /// <param name="businessKey">Names the cause, such as <c>sale:pi_123</c>.</param>
    /// <param name="reference">The purchase it is about: money in clearing is counted by it.</param>
    /// <returns>False when the key was there already: nothing changed.</returns>
    public async Task<bool> MoveMoneyAsync(
        DbTransaction transaction,
        string currency,
        IReadOnlyList<MoneyMove> moves,
        string businessKey,
        string reference,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterLower))
            throw new ArgumentException("A currency has three lower-case letters.", nameof(currency));
        LedgerInput.Key(businessKey, nameof(businessKey));
        LedgerInput.Key(reference, nameof(reference));
        LedgerInput.Time(nowMs, nameof(nowMs));
        ArgumentOutOfRangeException.ThrowIfZero(moves.Count, nameof(moves));
        foreach (var move in moves)
            LedgerInput.Between(move.Amount, 1, LedgerInput.MostMoney, nameof(moves));
        // Whoever comes with the same key at the same time waits here, and then finds it posted.
        if (dialect == LedgerDialect.Postgres)
            await transaction.ExecuteAsync(
                "SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))",
                [("key", businessKey)],
                cancel
            );
        if (await IsPostedAsync(transaction, businessKey, cancel))
            return false;
        await PostAsync(
            transaction,
            [
                .. moves.Select(
                    (move, i) =>
                        new Transfer(
                            EntryKind.Money,
                            move.From.Stored(),
                            move.To.Stored(),
                            currency,
                            move.Amount,
                            i == 0
                                ? businessKey
                                : string.Create(CultureInfo.InvariantCulture, $"{businessKey}:{i + 1}"),
                            reference
                        )
                ),
            ],
            nowMs,
            cancel
        );
        return true;
    }
}
