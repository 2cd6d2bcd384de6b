using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>
/// Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), good for the step before and behind the present one, and once: who
/// looked over a shoulder comes too late. The framework's own allows two steps each way, and repeats.
/// </summary>
internal sealed class CodeProvider(WaickoffDb db, TimeProvider time) : AuthenticatorTokenProvider<Person>
{
    private const int StepSeconds = 30;
    private const int Window = 1;
    private const int Digits = 1_000_000;

    public override async Task<bool> ValidateAsync(
        string purpose,
        string token,
        UserManager<Person> manager,
        Person user
    )
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
            return false;
        var now = time.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
        for (var step = now - Window; step <= now + Window; step++)
        {
            if (!CryptographicOperations.FixedTimeEquals(Ascii(CodeOf(Base32(key), step)), Ascii(token)))
                continue;
            var isNew = await db
                .Users.Where(u => u.Id == user.Id && u.CodeStep < step)
                .ExecuteUpdateAsync(u => u.SetProperty(x => x.CodeStep, step));
            // Whoever stores the person next stores it whole.
            if (isNew > 0)
                user.CodeStep = step;
            return isNew > 0;
        }
        return false;
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps know only this one.
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var code = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 15)..]) & 0x7FFF_FFFF;
        return (code % Digits).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var (bytes, bits, value) = (new List<byte>(), 0, 0);
        foreach (var letter in text.TrimEnd('='))
        {
            (value, bits) = ((value << 5) | Letters.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits));
            value &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
