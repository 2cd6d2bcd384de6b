using System.Buffers;

namespace Waickoff.Ledger;

/// <summary>What a caller may pass. A value outside is a mistake of the caller and refused before anything is asked of the database.</summary>
internal static class LedgerInput
{
    /// <summary>The most tokens of a session or a hold; sums and products of amounts stay far inside 64 bits.</summary>
    public const long MostTokens = 1_000_000_000;

    /// <summary>The most micro-dollars of a session or a call: a million dollars.</summary>
    public const long MostMicroUsd = 1_000_000_000_000;

    /// <summary>The dearest price in micro-dollars per million metered tokens: a thousand dollars.</summary>
    public const long MostPrice = 1_000_000_000;

    /// <summary>The most credits in one lot.</summary>
    public const long MostCredits = 1_000_000;

    /// <summary>The most money of one move, in minor units: a thousand million.</summary>
    public const long MostMoney = 100_000_000_000;

    // What is added to make the key of a second entry of the same cause has to fit, too.
    private const int LongestKey = 180;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    public static void Id(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length is 0 or > 64 || value.AsSpan().ContainsAnyExcept(IdCharacters))
            throw new ArgumentException("Must be 1 to 64 letters, digits, '-', '_' or '.'.", name);
    }

    /// <summary>Business keys also have colons, and are longer.</summary>
    public static void Key(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length is 0 or > LongestKey || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException($"Must be 1 to {LongestKey} printable ASCII characters without spaces.", name);
    }

    public static void Between(long value, long least, long most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"Must be {least} to {most}.");
    }

    /// <summary>From 1970 to the year 9999.</summary>
    public static void Time(long value, string name) => Between(value, 0, 253_402_300_799_999, name);
}
