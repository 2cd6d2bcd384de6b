using System.Data.Common;
using System.Text.RegularExpressions;
using Waickoff.Ledger.Schema;

namespace Waickoff.Ledger.Audit;

/// <summary>
/// Recomputes the whole ledger from its journal and holds it against what is stored. The same audit runs every hour in production, by
/// command, and behind the tests.
/// </summary>
public static partial class LedgerAuditor
{
    private const int Samples = 10;

    private static readonly string Invariants = LedgerScripts.Read("invariants.sql");

    /// <summary>Audits what is committed. Nothing is locked and nothing is written.</summary>
    /// <param name="nowMs">Milliseconds since 1970; what should have happened by now is judged by it.</param>
    public static async Task<AuditReport> RunAsync(
        DbConnection connection,
        long nowMs,
        CancellationToken cancel = default
    )
    {
        LedgerInput.Time(nowMs, nameof(nowMs));
        var broken = await connection.AllAsync(
            null,
            Invariants,
            [("now", nowMs)],
            row => (Name: row.GetString(0), Sample: row.TextOrNull(1) ?? "none"),
            cancel
        );
        var missing = await MissingGuardsAsync(connection, cancel);
        var entries = await connection.FirstAsync(
            null,
            "SELECT count(*) FROM ledger_journal",
            [],
            row => row.GetInt64(0),
            cancel
        );
        var violations = broken
            .Concat(missing.Select(guard => (Name: "guard_missing", Sample: guard)))
            .GroupBy(found => found.Name)
            .Select(rule => new AuditViolation(
                rule.Key,
                rule.Count(),
                [.. rule.Select(found => found.Sample).Order(StringComparer.Ordinal).Take(Samples)]
            ))
            .OrderBy(violation => violation.Name, StringComparer.Ordinal);
        return new AuditReport(nowMs, entries, [.. violations]);
    }

    /// <summary>The triggers that are gone, or switched off.</summary>
    private static async Task<IEnumerable<string>> MissingGuardsAsync(DbConnection connection, CancellationToken cancel)
    {
        var dialect = LedgerDialects.Of(connection);
        var there = await connection.AllAsync(
            null,
            dialect switch
            {
                LedgerDialect.Sqlite => "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                LedgerDialect.Postgres => "SELECT tgname::text FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid IN"
                    + " (to_regclass('ledger_journal'), to_regclass('ledger_anomaly'), to_regclass('ledger_hold'))",
            },
            [],
            row => row.GetString(0),
            cancel
        );
        return LedgerScripts
            .Guards(dialect)
            .Select(guard => TriggerName().Match(guard))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .Except(there);
    }

    [GeneratedRegex(@"CREATE TRIGGER (\w+)")]
    private static partial Regex TriggerName();
}
