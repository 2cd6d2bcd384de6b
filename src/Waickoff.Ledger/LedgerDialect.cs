using System.Data.Common;

namespace Waickoff.Ledger;

/// <summary>The databases the ledger lives in. Both keep the same promises and pass the same tests.</summary>
public enum LedgerDialect
{
    /// <summary>SQLite 3.37 or newer; the caller's transactions begin IMMEDIATE, so that one writes at a time.</summary>
    Sqlite,

    /// <summary>PostgreSQL 14 or newer; the caller's transactions are READ COMMITTED.</summary>
    Postgres,
}

/// <summary>Tells which database a connection leads to.</summary>
public static class LedgerDialects
{
    /// <summary>The dialect of a connection, by the name of its type.</summary>
    /// <exception cref="ArgumentException">It is neither SQLite nor PostgreSQL.</exception>
    public static LedgerDialect Of(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.GetType().Name switch
        {
            "SqliteConnection" => LedgerDialect.Sqlite,
            "NpgsqlConnection" => LedgerDialect.Postgres,
            var name => throw new ArgumentException(
                $"{name}: the ledger knows SQLite and PostgreSQL.",
                nameof(connection)
            ),
        };
    }
}
