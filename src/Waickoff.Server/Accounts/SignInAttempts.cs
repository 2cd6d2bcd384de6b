using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>How often sign-in was tried in an hour, by address and by account; in the database, so that all processes count together.</summary>
internal sealed class SignInAttempt
{
    /// <summary><c>from:address</c> or <c>to:account</c>, hashed.</summary>
    public required string Who { get; init; }

    public required long HourMs { get; init; }

    public int Count { get; set; }
}

internal sealed class SignInAttemptTable : IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.ToTable("sign_in_attempt");
        builder.HasKey(a => new { a.Who, a.HourMs });
    }
}

/// <summary>Counts and limits them.</summary>
internal sealed class SignInAttempts(WaickoffDb db, ServerOptions options, TimeProvider time)
{
    private const long HourMs = 3_600_000;

    /// <summary>Counts a try; the seconds to wait when there were too many, else null.</summary>
    public async Task<int?> CountAsync(HttpContext http, string account)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var hour = now - (now % HourMs);
        var most = 0;
        string[] keys = [$"from:{http.Connection.RemoteIpAddress}", $"to:{account.Trim().ToUpperInvariant()}"];
        foreach (var key in keys)
            most = Math.Max(most, await CountAsync(Hash(key), hour));
        return most > options.SignInsPerHour ? (int)((hour + HourMs - now + 999) / 1000) : null;
    }

    private async Task<int> CountAsync(string who, long hour)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sign_in_attempt ("Who", "HourMs", "Count") VALUES ({who}, {hour}, 1)
            ON CONFLICT ("Who", "HourMs") DO UPDATE SET "Count" = sign_in_attempt."Count" + 1
            """
        );
        await db.Set<SignInAttempt>().Where(a => a.HourMs < hour - HourMs).ExecuteDeleteAsync();
        return await db.Set<SignInAttempt>()
            .Where(a => a.Who == who && a.HourMs == hour)
            .Select(a => a.Count)
            .SingleAsync();
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)
        );
}
