using System.Globalization;

namespace Waickoff.Ledger.Tests.Audit;

/// <summary>A large ledger that keeps all rules, written straight into the tables: each hold is four entries.</summary>
internal static class SeededLedger
{
    public const int EntriesPerHold = 4;
    private const int HoldsPerSession = 100;

    public static async Task FillAsync(LedgerDatabase database, int entries)
    {
        var sessions = entries / (EntriesPerHold * HoldsPerSession);
        foreach (var sql in Statements(sessions))
            await database.RunAsync(sql);
    }

    private static IEnumerable<string> Statements(int sessions)
    {
        string With(string select, int holds = 1) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                INSERT INTO {select} FROM (
                    WITH RECURSIVE s(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM s WHERE s < {sessions}),
                        h(h) AS (SELECT 1 UNION ALL SELECT h + 1 FROM h WHERE h < {holds})
                    SELECT s, h, 's' || s AS session, 't' || s || '-' || h AS turn FROM s, h) n
                """
            );
        string Entry(
            string kind,
            string debit,
            string credit,
            string unit,
            string amount,
            string key,
            string more,
            int holds = 1
        ) =>
            With(
                "ledger_journal (at_ms, kind, debit_account, credit_account, unit, amount, business_key, reference, session_id,"
                    + $" statement_of) SELECT 1780000000000, '{kind}', {debit}, {credit}, '{unit}', {amount}, {key}, {more}",
                holds
            );
        string Hold(string kind, string debit, string credit, string unit, int amount) =>
            Entry(
                kind,
                debit,
                credit,
                unit,
                $"{amount}",
                $"'turn:' || turn || ':1:{kind}'",
                $"turn || ':1', session, {(kind == "post" ? "'u' || s" : "NULL")}",
                HoldsPerSession
            );

        yield return With("ledger_user (id) SELECT 'u' || s");
        yield return With(
            "ledger_lot (id, user_id, source, credits, remaining, granted_ms) SELECT 'grant:' || s, 'u' || s, 'promo', 1, 0, 1"
        );
        yield return With(
            "ledger_session (id, user_id, lot_id, state, limit_tokens, used_tokens, ceiling_micro_usd, spent_micro_usd, opened_ms)"
                + $" SELECT session, 'u' || s, 'grant:' || s, 'open', 100000, {HoldsPerSession * 300}, 165000, {HoldsPerSession * 30}, 1"
        );
        yield return With(
            "ledger_hold (id, session_id, turn_id, attempt, state, asked_tokens, asked_micro_usd, tokens, micro_usd, posted_tokens,"
                + " posted_micro_usd, lease_until_ms, held_ms, ended_ms)"
                + " SELECT turn || ':1', session, turn, 1, 'settled', 500, 40, 500, 40, 300, 30, 1, 1, 1",
            HoldsPerSession
        );
        yield return Entry(
            "grant",
            "'promo'",
            "'user:u' || s || ':credits'",
            "credit",
            "1",
            "'grant:' || s",
            "'grant:' || s, NULL, 'u' || s"
        );
        yield return Entry(
            "open",
            "'user:u' || s || ':credits'",
            "'consumed'",
            "credit",
            "1",
            "session || ':open'",
            "'grant:' || s, session, 'u' || s"
        );
        yield return Entry(
            "issue",
            "'tokens:issued'",
            "'session:' || session || ':tokens:granted'",
            "token",
            "100000",
            "session || ':issue'",
            "session, session, NULL"
        );
        yield return Hold(
            "hold",
            "'session:' || session || ':tokens:granted'",
            "'session:' || session || ':tokens:held'",
            "token",
            500
        );
        yield return Hold(
            "post",
            "'session:' || session || ':tokens:held'",
            "'session:' || session || ':tokens:used'",
            "token",
            300
        );
        yield return Hold(
            "rest",
            "'session:' || session || ':tokens:held'",
            "'session:' || session || ':tokens:granted'",
            "token",
            200
        );
        yield return Hold("cost", "'model_cost'", "'session:' || session || ':cost'", "micro_usd", 30);
    }
}
