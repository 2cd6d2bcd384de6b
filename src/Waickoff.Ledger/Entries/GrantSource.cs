namespace Waickoff.Ledger.Entries;

/// <summary>Where credits came from.</summary>
public enum GrantSource
{
    /// <summary>They were bought.</summary>
    Purchase,

    /// <summary>A gift by rule, such as the first session of a new account.</summary>
    Promo,

    /// <summary>A person gave them, and said why.</summary>
    Operator,
}

/// <summary>The words and the accounts of sources.</summary>
internal static class GrantSources
{
    public static string Stored(this GrantSource source) =>
        source switch
        {
            GrantSource.Purchase => "purchase",
            GrantSource.Promo => "promo",
            GrantSource.Operator => "operator",
        };

    public static string Account(this GrantSource source) =>
        source switch
        {
            GrantSource.Purchase => "sold",
            GrantSource.Promo => "promo",
            GrantSource.Operator => "operator",
        };

    public static GrantSource Read(string stored) =>
        stored switch
        {
            "purchase" => GrantSource.Purchase,
            "promo" => GrantSource.Promo,
            "operator" => GrantSource.Operator,
            _ => throw new InvalidDataException($"'{stored}' is no source of credits"),
        };
}
