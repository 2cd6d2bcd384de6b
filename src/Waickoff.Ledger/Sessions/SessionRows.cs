using System.Data.Common;

namespace Waickoff.Ledger.Sessions;

/// <summary>How a session is read.</summary>
internal static class SessionRows
{
    public const string Columns =
        "id, user_id, state, limit_tokens, used_tokens, held_tokens, released_tokens, ceiling_micro_usd,"
        + " spent_micro_usd, held_micro_usd, carried_micro_usd";

    public const string Select = $"SELECT {Columns} FROM ledger_session WHERE id = @session";

    public static SessionBalance Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            StateOf(row.GetString(2)),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetInt64(8),
            row.GetInt64(9),
            row.GetInt64(10)
        );

    private static SessionState StateOf(string stored) =>
        stored switch
        {
            "open" => SessionState.Open,
            "closed" => SessionState.Closed,
            "given_back" => SessionState.GivenBack,
            _ => throw new InvalidDataException($"'{stored}' is no state of a session"),
        };
}
