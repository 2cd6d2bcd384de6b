namespace Waickoff.Ledger.Schema;

/// <summary>The SQL files of the ledger, as they lie beside the code.</summary>
internal static class LedgerScripts
{
    public static string Read(string name)
    {
        using var stream =
            typeof(LedgerScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The tables, with the words of one database.</summary>
    public static string Tables(LedgerDialect dialect)
    {
        var sqlite = dialect == LedgerDialect.Sqlite;
        var keyed = sqlite ? "STRICT, WITHOUT ROWID" : "";
        // Rows that change often get room on their page, so that a change touches no index.
        var changing = sqlite ? keyed : "WITH (fillfactor = 60)";
        return Read("tables.sql")
            .Replace("{bigint}", sqlite ? "integer" : "bigint", StringComparison.Ordinal)
            .Replace(
                "{identity}",
                sqlite ? "integer PRIMARY KEY AUTOINCREMENT" : "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                StringComparison.Ordinal
            )
            .Replace("{rows}", sqlite ? "STRICT" : "", StringComparison.Ordinal)
            .Replace("{keyed}", keyed, StringComparison.Ordinal)
            .Replace("{changing}", changing, StringComparison.Ordinal);
    }

    /// <summary>The triggers and rights that keep what was written, one statement each.</summary>
    public static string[] Guards(LedgerDialect dialect) =>
        Read(dialect == LedgerDialect.Sqlite ? "guards.sqlite.sql" : "guards.postgres.sql")
            .Split("\n--\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
