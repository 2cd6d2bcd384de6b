using System.Globalization;
using System.Text;

namespace Waickoff.Ledger.Entries;

/// <summary>
/// One row of the journal: an amount goes from the debited account to the credited one. What an account has is what it was credited
/// less what it was debited, so the sum over all accounts is zero whatever is written.
/// </summary>
internal sealed record Transfer(
    EntryKind Kind,
    string Debit,
    string Credit,
    string Unit,
    long Amount,
    string BusinessKey,
    string Reference,
    string? SessionId = null,
    string? StatementOf = null
)
{
    /// <summary>Adds the statement that writes these transfers, and its values.</summary>
    public static void Write(
        IReadOnlyList<Transfer> transfers,
        long atMs,
        StringBuilder sql,
        List<(string, object?)> values
    )
    {
        if (transfers.Count == 0)
            return;
        sql.Append(
            "INSERT INTO ledger_journal (at_ms, kind, debit_account, credit_account, unit, amount, business_key,"
                + " reference, session_id, statement_of) VALUES "
        );
        values.Add(("at", atMs));
        for (var i = 0; i < transfers.Count; i++)
        {
            sql.Append(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ", ")}(@at, @j{i}k, @j{i}d, @j{i}c, @j{i}u, @j{i}a, @j{i}b, @j{i}r, @j{i}s, @j{i}o)"
            );
            transfers[i].AddValues(string.Create(CultureInfo.InvariantCulture, $"j{i}"), values);
        }
        sql.Append(';');
    }

    private void AddValues(string prefix, List<(string, object?)> values)
    {
        values.Add((prefix + "k", Kind.Stored()));
        values.Add((prefix + "d", Debit));
        values.Add((prefix + "c", Credit));
        values.Add((prefix + "u", Unit));
        values.Add((prefix + "a", Amount));
        values.Add((prefix + "b", BusinessKey));
        values.Add((prefix + "r", Reference));
        values.Add((prefix + "s", SessionId));
        values.Add((prefix + "o", StatementOf));
    }
}
