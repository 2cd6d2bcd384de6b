using Microsoft.EntityFrameworkCore.Migrations;

namespace Waickoff.Server.Hosting.Migrations;

/// <summary>Tables in which what was written stays: the database itself refuses every change, whoever asks.</summary>
internal static class AppendOnly
{
    /// <summary>Refuses changes of a table from now on, on either database.</summary>
    /// <param name="migration">The migration that makes the table.</param>
    /// <param name="table">Its name.</param>
    /// <param name="key">Its key, one column.</param>
    public static void KeepAsWritten(this MigrationBuilder migration, string table, string key = "Id")
    {
        var statements = migration.ActiveProvider!.EndsWith(".Sqlite", StringComparison.Ordinal)
            ? OnSqlite(table, key)
            : OnPostgres(table);
        foreach (var statement in statements)
            migration.Sql(statement);
    }

    private static string[] OnSqlite(string table, string key)
    {
        var refuse = $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
        return
        [
            $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            // INSERT OR REPLACE deletes without a delete trigger.
            $"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
                + $" WHEN EXISTS (SELECT 1 FROM {table} WHERE \"{key}\" = NEW.\"{key}\") {refuse}",
        ];
    }

    private static string[] OnPostgres(string table) =>
        [
            """
                CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION '% % refused: what was written stays', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$
                """,
            $"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            $"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            // They also fire where replication switches triggers off.
            $"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only",
            $"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
        ];
}
