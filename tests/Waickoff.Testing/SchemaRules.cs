using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace Waickoff.Testing;

/// <summary>What the tables of a live database refuse - checks, keys, references, triggers - and which of it refused a change.</summary>
public static partial class SchemaRules
{
    private const string Sqlite = """
        SELECT 'check', name, sql FROM sqlite_master WHERE type = 'table'
        UNION ALL
        SELECT 'unique', m.name, (SELECT group_concat(m.name || '.' || c.name, ', ') FROM pragma_index_info(i.name) c)
        FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i."unique"
        UNION ALL
        SELECT 'reference', m.name, '' FROM sqlite_master m, pragma_foreign_key_list(m.name) WHERE m.type = 'table'
        UNION ALL
        SELECT 'trigger', tbl_name, sql FROM sqlite_master WHERE type = 'trigger'
        """;

    private const string Postgres = """
        SELECT 'named', conrelid::regclass::text, conname::text FROM pg_constraint WHERE contype IN ('c', 'f') AND conrelid <> 0
        UNION ALL
        SELECT 'named', indrelid::regclass::text, indexrelid::regclass::text FROM pg_index WHERE indisunique
        UNION ALL
        SELECT 'trigger', tgrelid::regclass::text, op FROM pg_trigger,
            (VALUES (4, 'INSERT'), (8, 'DELETE'), (16, 'UPDATE'), (32, 'TRUNCATE')) AS ops (bit, op)
        WHERE NOT tgisinternal AND tgtype & bit <> 0
        """;

    /// <summary>All rules of the tables that are asked for.</summary>
    public static async Task<HashSet<string>> ReadAsync(DbConnection connection, Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(isWanted);
        await using var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection ? Postgres : Sqlite;
        await using var reader = await command.ExecuteReaderAsync();
        var rules = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var (kind, table, text) = (reader.GetString(0), reader.GetString(1), reader.GetString(2).Replace("\"", ""));
            if (isWanted(table))
                rules.UnionWith(LabelsOf(kind, table.Trim('"'), text));
        }
        return rules;
    }

    /// <summary>The rule that refused a change, called as <see cref="ReadAsync"/> calls it; null where it was none of those.</summary>
    public static string? Of(DbException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        if (refused is PostgresException { ConstraintName: { } name })
            return name;
        var said = Said().Match(refused.Message);
        return said.Success ? said.Groups.Values.Skip(1).First(g => g.Success).Value : null;
    }

    private static IEnumerable<string> LabelsOf(string kind, string table, string text) =>
        kind switch
        {
            "check" => Check().Matches(text).Select(m => m.Groups[1].Value),
            "reference" => ["FOREIGN KEY"],
            "trigger" when Raise().Match(text) is { Success: true } raise => [raise.Groups[1].Value],
            "trigger" => [$"{table} {text}"],
            _ => [text],
        };

    [GeneratedRegex(@"CONSTRAINT (\w+) CHECK")]
    private static partial Regex Check();

    [GeneratedRegex(@"RAISE\(ABORT, '([^']+)'\)")]
    private static partial Regex Raise();

    [GeneratedRegex(
        @"(?:CHECK|UNIQUE) constraint failed: ([^']+)'|(FOREIGN KEY) constraint failed|: (\w+ \w+) refused|SQLite Error 19: '(?!CHECK|UNIQUE|FOREIGN)([^']+)'"
    )]
    private static partial Regex Said();
}
