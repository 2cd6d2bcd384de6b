using System.Data.Common;
using System.Text;
using Waickoff.Ledger.Entries;

namespace Waickoff.Ledger;

/// <summary>
/// Credits, sessions and holds. Every change happens in the caller's transaction (BEGIN IMMEDIATE on SQLite, READ COMMITTED on
/// PostgreSQL), so that it stands or falls with what the caller writes beside it. Whatever carries a key or names a state that is
/// over changes nothing when repeated, and says so. Times are passed in, in milliseconds since 1970.
/// </summary>
/// <remarks>
/// All that concerns a session first locks its row, and all that concerns a user's credits the user's: that is the whole order of
/// locks (session before user), and what makes a statement behind the lock see everything that was committed before.
/// Identifiers are 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>; business keys 1 to 180 printable ASCII characters.
/// A value outside is refused with an <see cref="ArgumentException"/> before the database is asked.
/// </remarks>
public sealed partial class CreditLedger(LedgerDialect dialect)
{
    // SQLite has one writer: who runs holds the lock already.
    private readonly string locked = dialect == LedgerDialect.Postgres ? " FOR UPDATE" : "";

    /// <summary>Writes rows of the journal, and nothing else: who posts to an account with a stored balance changes that too.</summary>
    internal static Task PostAsync(
        DbTransaction transaction,
        IReadOnlyList<Transfer> transfers,
        long nowMs,
        CancellationToken cancel
    )
    {
        if (transfers.Count == 0)
            return Task.CompletedTask;
        var (sql, values) = (new StringBuilder(), new List<(string, object?)>());
        Transfer.Write(transfers, nowMs, sql, values);
        return transaction.ExecuteAsync(sql.ToString(), [.. values], cancel);
    }

    /// <summary>Changes one row and writes the journal rows of the change, in one round trip; gives the row as it is then.</summary>
    private static async Task<T> ChangeAsync<T>(
        DbTransaction transaction,
        string change,
        (string, object?)[] changeValues,
        IReadOnlyList<Transfer> transfers,
        long nowMs,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        var sql = new StringBuilder(change).Append(';');
        var values = new List<(string, object?)>(changeValues);
        Transfer.Write(transfers, nowMs, sql, values);
        return await transaction.OpenConnection().FirstAsync(transaction, sql.ToString(), [.. values], read, cancel)
            ?? throw new InvalidOperationException("A row that was locked is gone.");
    }
}
