namespace Waickoff.Ledger.Entries;

/// <summary>The names of the accounts.</summary>
internal static class Accounts
{
    /// <summary>Where tokens come from.</summary>
    public const string Issued = "tokens:issued";

    /// <summary>Credits that opened a session.</summary>
    public const string Consumed = "consumed";

    /// <summary>Credits taken back.</summary>
    public const string Refunded = "refunded";

    /// <summary>What the providers of models ask of us.</summary>
    public const string ModelCost = "model_cost";

    public static string CreditsOf(string user) => $"user:{user}:credits";

    public static string OwedOf(string user) => $"user:{user}:owed";

    /// <summary>Tokens of a session that are left.</summary>
    public static string Granted(string session) => $"session:{session}:tokens:granted";

    public static string Held(string session) => $"session:{session}:tokens:held";

    public static string Used(string session) => $"session:{session}:tokens:used";

    /// <summary>Tokens that were left when the session ended.</summary>
    public static string Released(string session) => $"session:{session}:tokens:released";

    /// <summary>Model cost within the ceiling.</summary>
    public static string Cost(string session) => $"session:{session}:cost";

    /// <summary>Model cost that is ours.</summary>
    public static string Carried(string session) => $"session:{session}:carried";
}

/// <summary>What is counted.</summary>
internal static class Units
{
    public const string Credit = "credit";
    public const string Token = "token";
    public const string MicroUsd = "micro_usd";
}
