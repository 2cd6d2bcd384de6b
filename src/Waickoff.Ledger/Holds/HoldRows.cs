using System.Data.Common;

namespace Waickoff.Ledger.Holds;

/// <summary>How a hold is read.</summary>
internal static class HoldRows
{
    public const string Columns =
        "id, session_id, turn_id, attempt, state, asked_tokens, asked_micro_usd, tokens, micro_usd, posted_tokens,"
        + " posted_micro_usd, lease_until_ms";

    public static Hold Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            (int)row.GetInt64(3),
            StateOf(row.GetString(4)),
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetInt64(8),
            row.GetInt64(9),
            row.GetInt64(10),
            row.GetInt64(11)
        );

    public static string Stored(this HoldState state) =>
        state switch
        {
            HoldState.Held => "held",
            HoldState.Settled => "settled",
            HoldState.Released => "released",
            HoldState.Expired => "expired",
        };

    private static HoldState StateOf(string stored) =>
        stored switch
        {
            "held" => HoldState.Held,
            "settled" => HoldState.Settled,
            "released" => HoldState.Released,
            "expired" => HoldState.Expired,
            _ => throw new InvalidDataException($"'{stored}' is no state of a hold"),
        };
}
