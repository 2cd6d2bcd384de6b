using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waickoff.Payments.Webhooks;

/// <summary>What is to be thought of a signature.</summary>
public enum SignatureVerdict
{
    /// <summary>It is Stripe's, and fresh.</summary>
    True,

    /// <summary>There is none, or none that can be read.</summary>
    Missing,

    /// <summary>It was made with no secret of ours, or for another body.</summary>
    False,

    /// <summary>It is true and too old, or from the future.</summary>
    OutOfTime,
}

/// <summary>
/// The signature in <c>Stripe-Signature: t=&lt;unix seconds&gt;,v1=&lt;hex&gt;</c>: HMAC-SHA256, with the whole secret as key, of the time, a
/// dot and the body byte for byte. Nothing of the body is read before it is found to be true.
/// </summary>
public static class StripeSignature
{
    /// <summary>How far the time may be from ours, both ways; that far is still accepted.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const int LongestHeader = 4096;
    private const int HexLength = 64;
    private const int LongestTime = 12;

    /// <summary>Judges a signature. Every <c>v1</c> is held against every secret, so that both can be replaced without a gap.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="header">The header; null where it is missing.</param>
    /// <param name="secrets">The secrets that hold at the moment, <c>whsec_…</c>; empty ones count for nothing.</param>
    /// <param name="now">The time.</param>
    public static SignatureVerdict Judge(
        ReadOnlySpan<byte> body,
        string? header,
        IReadOnlyList<string> secrets,
        DateTimeOffset now
    )
    {
        if (header is null || header.Length > LongestHeader || !TryRead(header, out var seconds, out var signatures))
            return SignatureVerdict.Missing;
        var isTrue = false;
        Span<byte> expected = stackalloc byte[HexLength];
        foreach (var secret in secrets.Where(s => s.Length > 0))
        {
            Compute(body, secret, seconds, expected);
            // All are compared, whichever is true: the time taken tells nothing.
            foreach (var signature in signatures)
                isTrue |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }
        if (!isTrue)
            return SignatureVerdict.False;
        var age = now.ToUnixTimeSeconds() - long.Parse(seconds, CultureInfo.InvariantCulture);
        return Math.Abs(age) <= (long)Tolerance.TotalSeconds ? SignatureVerdict.True : SignatureVerdict.OutOfTime;
    }

    /// <summary>Signs a body as Stripe does.</summary>
    /// <returns>The header.</returns>
    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Span<byte> hex = stackalloc byte[HexLength];
        Compute(body, secret, seconds, hex);
        return $"t={seconds},v1={Encoding.ASCII.GetString(hex)}";
    }

    /// <summary>Reads one time, as it stands there, and all <c>v1</c>; other schemes count for nothing.</summary>
    private static bool TryRead(string header, out string seconds, out List<byte[]> signatures)
    {
        (seconds, signatures) = ("", []);
        foreach (var part in header.Split(','))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
            {
                // A second time would let two readers see different ones.
                if (seconds.Length > 0)
                    return false;
                seconds = part[2..];
                if (seconds.Length is 0 or > LongestTime || !seconds.All(char.IsAsciiDigit))
                    return false;
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == HexLength + 3)
            {
                signatures.Add(Encoding.ASCII.GetBytes(part[3..]));
            }
        }
        return seconds.Length > 0 && signatures.Count > 0;
    }

    private static void Compute(ReadOnlySpan<byte> body, string secret, string seconds, Span<byte> hex)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hmac.AppendData(body);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash), hex);
    }
}
