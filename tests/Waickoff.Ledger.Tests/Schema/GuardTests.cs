using System.Data.Common;
using Npgsql;
using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Testing;
using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Schema;

/// <summary>What the tables refuse whoever asks, the owner by hand included.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task The_owner_of_the_tables_has_no_right_to_change_the_journal_on_PostgreSQL()
    {
        await using var database = await EmptyAsync(LedgerDialect.Postgres);
        await database.RunAsync(
            "DROP ROLE IF EXISTS waickoff_app; CREATE ROLE waickoff_app; GRANT ALL ON SCHEMA public TO waickoff_app"
        );
        await using var connection = await database.ConnectAsync();
        await LedgerDatabase.RunAsync(connection, "SET ROLE waickoff_app");
        await LedgerSchema.ApplyAsync(connection);
        await DoAsync(connection, tx => database.Ledger.GrantAsync(tx, "ana", 1, GrantSource.Promo, "grant:1", Now));

        foreach (
            var change in (string[])
                ["UPDATE ledger_journal SET amount = 2", "DELETE FROM ledger_journal", "TRUNCATE ledger_journal"]
        )
            (
                await Should.ThrowAsync<PostgresException>(() => LedgerDatabase.RunAsync(connection, change))
            ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, change);

        await LedgerDatabase.RunAsync(
            connection,
            "RESET ROLE; REASSIGN OWNED BY waickoff_app TO CURRENT_USER; DROP OWNED BY waickoff_app; DROP ROLE waickoff_app"
        );
    }

    /// <summary>
    /// T08: each rule that the live schema has refuses something, whatever name the rule has there. A rule added later needs a
    /// change here that breaks it.
    /// </summary>
    [Theory, BothDatabases]
    public async Task Each_rule_of_the_tables_is_hit(LedgerDialect dialect)
    {
        await using var database = await WrittenAsync(dialect);
        HashSet<string> rules;
        await using (var connection = await database.ConnectAsync())
            rules = await SchemaRules.ReadAsync(connection, t => t.StartsWith("ledger_", StringComparison.Ordinal));

        var entries = await database.NumberAsync("SELECT count(*) FROM ledger_journal");

        var hit = new HashSet<string?>();
        foreach (var change in Rewrites(dialect).Concat(Impossible(dialect)))
            hit.Add(SchemaRules.Of(await RefusedAsync(database, change)));
        (await database.NumberAsync("SELECT count(*) FROM ledger_journal")).ShouldBe(entries);
        await database.AuditAsync();
        if (dialect == LedgerDialect.Sqlite)
        {
            // Behind the trigger that speaks first.
            await database.RunAsync("DROP TRIGGER ledger_journal_no_replace");
            hit.Add(SchemaRules.Of(await RefusedAsync(database, SameKey)));
        }

        rules.Except(hit).ShouldBeEmpty("hit by no change");
    }

    private static string SameKey => Entry("'a', 'b', 'eur', 1, 'grant:for-s1'");

    private static string[] Rewrites(LedgerDialect dialect) =>
        [
            "UPDATE ledger_journal SET amount = 1 WHERE kind = 'grant'",
            "DELETE FROM ledger_journal WHERE kind = 'grant'",
            "UPDATE ledger_anomaly SET over_tokens = 0",
            "DELETE FROM ledger_anomaly",
            "UPDATE ledger_hold SET posted_tokens = 0 WHERE id = 't1:1'",
            "UPDATE ledger_hold SET state = 'held', ended_ms = NULL, posted_tokens = 0, posted_micro_usd = 0 WHERE id = 't1:1'",
            "DELETE FROM ledger_hold WHERE id = 't1:1'",
            "DELETE FROM ledger_hold WHERE id = 't2:1'",
            .. dialect switch
            {
                LedgerDialect.Sqlite => (string[])
                    [
                        "INSERT OR REPLACE INTO ledger_journal SELECT * FROM ledger_journal WHERE kind = 'grant'",
                        "REPLACE INTO ledger_anomaly SELECT * FROM ledger_anomaly",
                        "UPDATE OR REPLACE ledger_journal SET id = 2 WHERE id = 1",
                    ],
                LedgerDialect.Postgres =>
                [
                    "TRUNCATE ledger_journal",
                    "TRUNCATE ledger_anomaly",
                    "TRUNCATE ledger_hold",
                    "SET session_replication_role = replica; DELETE FROM ledger_journal",
                    "INSERT INTO ledger_journal SELECT * FROM ledger_journal",
                    "INSERT INTO ledger_journal OVERRIDING SYSTEM VALUE SELECT * FROM ledger_journal",
                    "INSERT INTO ledger_anomaly OVERRIDING SYSTEM VALUE SELECT * FROM ledger_anomaly",
                ],
            },
        ];

    /// <summary>Each breaks one rule alone.</summary>
    private static string[] Impossible(LedgerDialect dialect) =>
        [
            "UPDATE ledger_user SET credits = -1",
            "UPDATE ledger_user SET owed = -1",
            "INSERT INTO ledger_user (id) VALUES ('ana')",
            "UPDATE ledger_lot SET source = 'found'",
            "UPDATE ledger_lot SET credits = 0, remaining = 0",
            "UPDATE ledger_lot SET remaining = -1",
            "UPDATE ledger_lot SET remaining = credits + 1",
            "UPDATE ledger_lot SET revoked = -1",
            "UPDATE ledger_lot SET revoked = credits + 1",
            "UPDATE ledger_lot SET source = 'operator', reason = NULL",
            "UPDATE ledger_lot SET user_id = 'nobody'",
            "INSERT INTO ledger_lot (id, user_id, source, credits, remaining, granted_ms)"
                + " VALUES ('grant:for-s1', 'ana', 'promo', 1, 1, 1)",
            "UPDATE ledger_session SET state = 'lost', closed_ms = 1",
            "UPDATE ledger_session SET limit_tokens = 0, used_tokens = 0, held_tokens = 0",
            "UPDATE ledger_session SET used_tokens = -1",
            "UPDATE ledger_session SET held_tokens = -1",
            "UPDATE ledger_session SET released_tokens = -1",
            "UPDATE ledger_session SET used_tokens = limit_tokens",
            "UPDATE ledger_session SET spent_micro_usd = -1",
            "UPDATE ledger_session SET held_micro_usd = -1",
            "UPDATE ledger_session SET carried_micro_usd = -1",
            "UPDATE ledger_session SET spent_micro_usd = ceiling_micro_usd",
            "UPDATE ledger_session SET state = 'closed'",
            "UPDATE ledger_session SET closed_ms = 1",
            "UPDATE ledger_session SET lot_id = 'none'",
            "UPDATE ledger_session SET user_id = 'nobody'",
            "UPDATE ledger_hold SET state = 'lost', ended_ms = 1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET tokens = -1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET tokens = asked_tokens + 1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET micro_usd = -1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET micro_usd = asked_micro_usd + 1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET state = 'settled', ended_ms = 1, posted_tokens = tokens + 1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET state = 'settled', ended_ms = 1, posted_tokens = -1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET state = 'settled', ended_ms = 1, posted_micro_usd = micro_usd + 1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET posted_tokens = 1 WHERE id = 't2:1'",
            "UPDATE ledger_hold SET state = 'released' WHERE id = 't2:1'",
            "UPDATE ledger_hold SET turn_id = 't1' WHERE id = 't2:1'",
            "UPDATE ledger_hold SET session_id = 'none' WHERE id = 't2:1'",
            "UPDATE ledger_hold SET id = 't1:1' WHERE id = 't2:1'",
            "INSERT INTO ledger_schema SELECT version FROM ledger_schema",
            "UPDATE ledger_session SET id = 's1' WHERE id = 's2'",
            Entry("'a', 'b', 'eur', 0, 'k'"),
            Entry("'a', 'b', 'eur', -1, 'k'"),
            Entry("'a', 'a', 'eur', 1, 'k'"),
            Entry("'a', 'b', 'eu', 1, 'k'"),
            SameKey,
            Entry("'a', 'b', 'eur', 1, NULL"),
            Entry("'a', NULL, 'eur', 1, 'k'"),
            Entry("'a', 'b', 'eur', 9223372036854775808, 'k'"),
            Entry("'a', 'b', 'eur', 0.5, 'k'")
                + (dialect == LedgerDialect.Postgres ? " RETURNING 1 / (amount - 1)" : ""),
            "UPDATE ledger_session SET used_tokens = 9223372036854775807",
        ];

    private static async Task<LedgerDatabase> WrittenAsync(LedgerDialect dialect)
    {
        var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        await database.OpenSessionAsync(session: "s2");
        var ledger = database.Ledger;
        await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t1", 1, 100, 10, Now), Now));
        await database.DoAsync(tx => ledger.HoldAsync(tx, new HoldRequest("s1", "t2", 1, 100, 10, Now), Now));
        await database.DoAsync(tx => ledger.SettleAsync(tx, "t1:1", 101, 11, Now));
        return database;
    }

    private static Task<DbException> RefusedAsync(LedgerDatabase database, string change) =>
        Should.ThrowAsync<DbException>(() => database.RunAsync(change), change);

    private static string Entry(string values) =>
        "INSERT INTO ledger_journal (at_ms, kind, debit_account, credit_account, unit, amount, business_key, reference)"
        + $" SELECT 1, 'money', {values}, 'r'";
}
