using System.Security.Cryptography;
using System.Text;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>How entries hang together: the hash of each covers that of the one before it, and so all before it.</summary>
public static class RecordChain
{
    private const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>What stands before the first entry: 64 zeros.</summary>
    public static readonly string Start = new('0', 2 * HashBytes);

    /// <summary>
    /// SHA-256 over the 32 bytes of the previous hash and the text of the entry in UTF-8, as 64 hexadecimal digits.
    /// </summary>
    /// <param name="previous">The hash of the entry before, or <see cref="Start"/>.</param>
    /// <param name="text">The entry as <see cref="RecordText"/> writes it.</param>
    /// <exception cref="ArgumentException"><paramref name="previous"/> is no hash.</exception>
    public static string HashOf(string previous, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsHash(previous))
            throw new ArgumentException("Expected 64 hexadecimal digits in lower case.", nameof(previous));
        var bytes = new byte[HashBytes + Encoding.UTF8.GetByteCount(text)];
        Convert.FromHexString(previous, bytes, out _, out _);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(HashBytes));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Whether a text can be a hash.</summary>
    public static bool IsHash(string? text) =>
        text?.Length == 2 * HashBytes && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');
}
