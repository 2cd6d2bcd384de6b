using System.Data.Common;
using Waickoff.Ledger.Audit;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Schema;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Audit;

/// <summary>
/// Errors planted by hand where checks, keys and triggers were taken away: the audit has to find each, alone and all in one run.
/// </summary>
public sealed class PlantedErrorTests
{
    private static readonly string[] Tables =
    [
        "ledger_user",
        "ledger_lot",
        "ledger_session",
        "ledger_hold",
        "ledger_journal",
        "ledger_anomaly",
    ];

    /// <summary>What is done to the sound ledger of <see cref="SoundAsync"/>, and the rules that it breaks.</summary>
    private static readonly Dictionary<string, string[]> Planted = new()
    {
        // Users and lots.
        ["UPDATE ledger_user SET credits = credits + 1 WHERE id = 'ana'"] =
        [
            "credits_are_not_the_journal",
            "lots_are_not_the_credits",
        ],
        ["UPDATE ledger_user SET owed = 0 WHERE id = 'bo'"] = ["owed_is_not_the_journal"],
        ["UPDATE ledger_user SET owed = -1 WHERE id = 'cy'"] = ["owed_is_not_the_journal", "user_below_zero"],
        ["UPDATE ledger_lot SET remaining = remaining + 1 WHERE id = 'grant:ana'"] = ["lots_are_not_the_credits"],
        ["UPDATE ledger_lot SET remaining = 9 WHERE id = 'grant:cy'"] =
        [
            "lot_out_of_range",
            "lots_are_not_the_credits",
        ],
        ["UPDATE ledger_lot SET credits = credits + 1 WHERE id = 'grant:ana'"] = ["lot_is_not_the_journal"],
        ["UPDATE ledger_lot SET revoked = 0 WHERE id = 'grant:bo'"] = ["lot_is_not_the_journal"],
        ["UPDATE ledger_lot SET source = 'found' WHERE id = 'grant:cy'"] = ["lot_of_unknown_source"],
        ["UPDATE ledger_lot SET reason = NULL WHERE id = 'grant:cy'"] = ["lot_of_unknown_source"],
        ["UPDATE ledger_lot SET user_id = 'nobody' WHERE id = 'grant:ana'"] =
        [
            "lot_of_nobody",
            "lots_are_not_the_credits",
            "session_of_nobody",
        ],
        // Sessions.
        ["UPDATE ledger_session SET used_tokens = used_tokens - 1 WHERE id = 'open'"] =
        [
            "session_left_is_not_the_journal",
            "session_used_is_not_its_holds",
            "session_used_is_not_the_journal",
        ],
        ["UPDATE ledger_session SET held_tokens = 0, held_micro_usd = 0 WHERE id = 'open'"] =
        [
            "session_held_is_not_its_holds",
            "session_held_is_not_the_journal",
            "session_left_is_not_the_journal",
        ],
        ["UPDATE ledger_session SET held_micro_usd = held_micro_usd + 1 WHERE id = 'open'"] =
        [
            "session_held_is_not_its_holds",
        ],
        ["UPDATE ledger_session SET spent_micro_usd = spent_micro_usd + 1 WHERE id = 'open'"] =
        [
            "session_spent_is_not_the_journal",
            "session_used_is_not_its_holds",
        ],
        ["UPDATE ledger_session SET carried_micro_usd = 0 WHERE id = 'open'"] = ["session_carried_is_not_the_journal"],
        ["UPDATE ledger_session SET limit_tokens = limit_tokens + 5 WHERE id = 'open'"] =
        [
            "session_left_is_not_the_journal",
        ],
        ["UPDATE ledger_session SET released_tokens = released_tokens - 1 WHERE id = 'closed'"] =
        [
            "session_ended_with_tokens_left",
            "session_left_is_not_the_journal",
            "session_released_is_not_the_journal",
        ],
        ["UPDATE ledger_session SET limit_tokens = 100 WHERE id = 'open'"] =
        [
            "session_left_is_not_the_journal",
            "session_over_limit",
        ],
        ["UPDATE ledger_session SET ceiling_micro_usd = 1 WHERE id = 'open'"] = ["session_over_ceiling"],
        ["UPDATE ledger_session SET carried_micro_usd = -1 WHERE id = 'closed'"] =
        [
            "session_below_zero",
            "session_carried_is_not_the_journal",
        ],
        ["UPDATE ledger_session SET state = 'lost' WHERE id = 'closed'"] = ["session_of_unknown_state"],
        ["UPDATE ledger_session SET state = 'given_back' WHERE id = 'closed'"] =
        [
            "session_given_back_and_used",
            "session_without_its_credit",
        ],
        ["UPDATE ledger_session SET state = 'closed', closed_ms = 1 WHERE id = 'open'"] =
        [
            "session_ended_with_tokens_left",
        ],
        ["UPDATE ledger_session SET lot_id = 'grant:bo' WHERE id = 'open'"] = ["session_of_nobody"],
        ["DELETE FROM ledger_session WHERE id = 'closed'"] =
        [
            "hold_of_nobody",
            "session_released_is_not_the_journal",
            "session_spent_is_not_the_journal",
            "session_used_is_not_its_holds",
            "session_used_is_not_the_journal",
            "session_without_its_credit",
        ],
        // Holds.
        ["UPDATE ledger_hold SET state = 'lost' WHERE id = 'released:1'"] = ["hold_of_unknown_state"],
        ["UPDATE ledger_hold SET posted_tokens = tokens + 1 WHERE id = 'settled:1'"] =
        [
            "hold_charged_more_than_held",
            "hold_is_not_the_journal",
            "session_used_is_not_its_holds",
        ],
        ["UPDATE ledger_hold SET posted_tokens = 5 WHERE id = 'released:1'"] =
        [
            "hold_charged_and_not_settled",
            "hold_is_not_the_journal",
            "session_used_is_not_its_holds",
        ],
        ["UPDATE ledger_hold SET lease_until_ms = 1 WHERE id = 'held:1'"] = ["hold_not_expired"],
        ["UPDATE ledger_hold SET ended_ms = NULL WHERE id = 'expired:1'"] = ["hold_end_without_time"],
        ["UPDATE ledger_hold SET asked_tokens = tokens - 1 WHERE id = 'released:1'"] =
        [
            "hold_is_not_the_journal",
            "hold_out_of_range",
        ],
        ["UPDATE ledger_hold SET state = 'released', ended_ms = 1 WHERE id = 'held:1'"] =
        [
            "hold_is_not_the_journal",
            "session_held_is_not_its_holds",
        ],
        ["UPDATE ledger_hold SET session_id = 'nobody' WHERE id = 'released:1'"] = ["hold_of_nobody"],
        ["UPDATE ledger_hold SET turn_id = 'settled' WHERE id = 'released:1'"] = ["attempt_held_twice"],
        ["DELETE FROM ledger_hold WHERE id = 'settled:1'"] =
        [
            "anomaly_of_nobody",
            "hold_is_not_the_journal",
            "session_used_is_not_its_holds",
        ],
        // The journal.
        ["UPDATE ledger_journal SET amount = amount - 1 WHERE business_key = 'turn:settled:1:post'"] =
        [
            "hold_is_not_the_journal",
            "session_held_is_not_the_journal",
            "session_used_is_not_the_journal",
        ],
        ["DELETE FROM ledger_journal WHERE business_key = 'grant:ana'"] =
        [
            "credits_are_not_the_journal",
            "lot_is_not_the_journal",
        ],
        ["DELETE FROM ledger_journal WHERE business_key = 'session:open:open'"] =
        [
            "credits_are_not_the_journal",
            "session_without_its_credit",
        ],
        [Entry("money", "processor", "revenue", "eur", -5)] = ["entry_amount_not_positive"],
        [Entry("money", "revenue", "revenue", "eur", 5)] = ["entry_to_itself"],
        [Entry("money", "processor", "revenue", "eur", 5, atMs: Now + 600_000)] = ["entry_from_the_future"],
        [Entry("money", "processor", "sales_clearing", "eur", 5, atMs: Now - 900_001)] =
        [
            "money_unclear_for_15_minutes",
        ],
        [Entry("money", "processor", "session:stranger:cost", "eur", 5)] = ["session_spent_is_not_the_journal"],
        [Entry("money", "processor", "user:stranger", "eur", 5)] = ["account_of_nobody"],
        [Entry("luck", "processor", "revenue", "eur", 5)] = ["entry_between_wrong_accounts"],
        ["UPDATE ledger_journal SET unit = 'token' WHERE business_key = 'turn:settled:1:cost'"] =
        [
            "entry_of_wrong_unit",
            "session_spent_is_not_the_journal",
        ],
        [
            "UPDATE ledger_journal SET credit_account = 'session:closed:tokens:used'"
                + " WHERE business_key = 'turn:settled:1:post'"
        ] = ["entry_between_wrong_accounts", "session_used_is_not_the_journal"],
        [
            "UPDATE ledger_journal SET business_key = 'turn:settled:1:hold' WHERE business_key = 'turn:released:1:hold'"
        ] = ["key_twice"],
    };

    [Theory, BothDatabases]
    public async Task Each_planted_error_is_found_and_nothing_else_is_said(LedgerDialect dialect)
    {
        await using var database = await SoundAsync(dialect);
        await using var connection = await database.ConnectAsync();
        Planted.Count.ShouldBeGreaterThanOrEqualTo(20);

        foreach (var (error, rules) in Planted)
        {
            var report = await AuditWithAsync(connection, [error]);
            report.Violations.Select(v => v.Name).ShouldBe(rules, error);
        }
        (await database.ReportAsync()).Violations.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Twenty_planted_errors_are_found_in_one_run(LedgerDialect dialect)
    {
        await using var database = await SoundAsync(dialect);
        await using var connection = await database.ConnectAsync();
        // Each row is spoilt once, so that no error hides another.
        string[] rows =
        [
            "'ana'",
            "'bo'",
            "'grant:cy'",
            "'grant:bo'",
            "'released:1'",
            "'held:1'",
            "'expired:1'",
            "'closed'",
        ];
        var chosen = Planted
            .Keys.Where(e =>
                e.StartsWith("INSERT", StringComparison.Ordinal) || e.Contains("_journal", StringComparison.Ordinal)
            )
            .Concat(rows.Select(row => Planted.Keys.First(e => e.Contains($"id = {row}", StringComparison.Ordinal))))
            .ToList();
        chosen.Count.ShouldBeGreaterThanOrEqualTo(20);

        var report = await AuditWithAsync(connection, chosen);

        var found = report.Violations.Select(v => v.Name).ToList();
        foreach (var error in chosen)
            found.ShouldContain(Planted[error][0], error);
    }

    [Theory, BothDatabases]
    public async Task A_guard_that_is_gone_is_found(LedgerDialect dialect)
    {
        await using var database = await SoundAsync(dialect);
        await database.RunAsync(
            dialect switch
            {
                LedgerDialect.Sqlite => "DROP TRIGGER ledger_hold_no_delete",
                LedgerDialect.Postgres => "ALTER TABLE ledger_hold DISABLE TRIGGER ledger_hold_no_delete",
            }
        );

        var found = (await database.ReportAsync()).Violations.Single();

        found.Name.ShouldBe("guard_missing");
        found.Samples.ShouldBe(["ledger_hold_no_delete"]);
    }

    [Theory, BothDatabases]
    public async Task Money_on_its_way_may_take_a_quarter_of_an_hour(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.RunAsync(Entry("money", "processor", "sales_clearing", "eur", 2_000, "paid"));

        (await database.ReportAsync(Now + 900_000)).Violations.ShouldBeEmpty();
        (await database.ReportAsync(Now + 900_001)).Violations.Single().Name.ShouldBe("money_unclear_for_15_minutes");

        await database.RunAsync(Entry("money", "sales_clearing", "revenue", "eur", 2_000, "cleared"));
        (await database.ReportAsync(Now + 9_000_000)).Violations.ShouldBeEmpty();
    }

    /// <summary>Every kind of row, and no error.</summary>
    private static async Task<LedgerDatabase> SoundAsync(LedgerDialect dialect)
    {
        var database = await OpenAsync(dialect, durable: false);
        var ledger = database.Ledger;
        await database.DoAsync(async tx =>
        {
            await ledger.GrantAsync(tx, "ana", 5, GrantSource.Purchase, "grant:ana", Now);
            await ledger.GrantAsync(tx, "bo", 1, GrantSource.Promo, "grant:bo", Now);
            await ledger.GrantAsync(tx, "cy", 1, GrantSource.Operator, "grant:cy", Now, "sorry");
            await ledger.OpenSessionAsync(tx, "ana", "open", Terms, Now);
            await ledger.OpenSessionAsync(tx, "ana", "closed", Terms, Now);
            await ledger.OpenSessionAsync(tx, "ana", "back", Terms, Now);
            await ledger.OpenSessionAsync(tx, "bo", "owing", Terms, Now);
            await ledger.RevokeAsync(tx, "grant:bo", 1, "refund:bo", Now);
            foreach (var turn in (string[])["settled", "released", "expired", "held"])
                await ledger.HoldAsync(tx, new HoldRequest("open", turn, 1, 1_000, 500, Now), Now);
            await ledger.ReduceAsync(tx, "settled:1", 900, 450, Now);
            await ledger.SettleAsync(tx, "settled:1", 901, 460, Now);
            await ledger.ReleaseAsync(tx, "released:1", Now);
            await ledger.ExtendAsync(tx, "held", Now + 90_000);
            await ledger.ExpireAsync(tx, Now + 30_000, 30_000);
            await ledger.RecordCostAsync(tx, "open", "released", 1, 77, Now);
            await ledger.HoldAsync(tx, new HoldRequest("closed", "late", 1, 1_000, 500, Now), Now);
            await ledger.CloseSessionAsync(tx, "closed", Now);
            await ledger.SettleAsync(tx, "late:1", 600, 300, Now);
            return await ledger.GiveBackAsync(tx, "back", Now);
        });
        await database.AuditAsync();
        return database;
    }

    /// <summary>Audits with errors in place, and takes all of it back.</summary>
    private static async Task<AuditReport> AuditWithAsync(DbConnection connection, IEnumerable<string> errors)
    {
        if (LedgerDialects.Of(connection) == LedgerDialect.Sqlite)
            await LedgerDatabase.RunAsync(connection, "PRAGMA foreign_keys = OFF");
        await LedgerDatabase.RunAsync(connection, "BEGIN");
        foreach (var table in Tables)
            await LedgerDatabase.RunAsync(
                connection,
                $"CREATE TABLE bare AS SELECT * FROM {table}; DROP TABLE {table}{Cascade(connection)};"
                    + $"ALTER TABLE bare RENAME TO {table}"
            );
        foreach (var error in errors)
            await LedgerDatabase.RunAsync(connection, error);
        if (LedgerDialects.Of(connection) == LedgerDialect.Postgres)
            await LedgerDatabase.RunAsync(connection, "DROP FUNCTION ledger_refuse");
        foreach (var guard in LedgerScripts.Guards(LedgerDialects.Of(connection)))
            await LedgerDatabase.RunAsync(connection, guard);
        var report = await LedgerAuditor.RunAsync(connection, Now);
        await LedgerDatabase.RunAsync(connection, "ROLLBACK");
        return report;
    }

    private static string Cascade(DbConnection connection) =>
        LedgerDialects.Of(connection) == LedgerDialect.Postgres ? " CASCADE" : "";

    private static string Entry(
        string kind,
        string debit,
        string credit,
        string unit,
        long amount,
        string? key = null,
        long atMs = Now
    ) =>
        "INSERT INTO ledger_journal (at_ms, kind, debit_account, credit_account, unit, amount, business_key, reference)"
        + $" VALUES ({atMs}, '{kind}', '{debit}', '{credit}', '{unit}', {amount},"
        + $" '{key ?? $"{kind}:{credit}:{amount}:{atMs}"}', 'purchase')";
}
