using System.Globalization;
using System.Security.Cryptography;

namespace Waickoff.Server.Tests.Accounts;

/// <summary>An authenticator app, written from the standard and apart from what it tests.</summary>
internal static class Totp
{
    public static string Of(string key, DateTimeOffset at)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(c => Convert.ToString(Alphabet.IndexOf(c), 2).PadLeft(5, '0')));
        var secret = Enumerable
            .Range(0, bits.Length / 8)
            .Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))
            .ToArray();
        var counter = BitConverter.GetBytes(at.ToUnixTimeSeconds() / 30).Reverse().ToArray();
#pragma warning disable CA5350 // What the standard says.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number =
            ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
