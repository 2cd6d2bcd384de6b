using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>A challenge that a passkey has answered.</summary>
internal sealed class UsedChallenge
{
    /// <summary>Its hash.</summary>
    public required string Hash { get; init; }

    /// <summary>When it would not be taken any more anyway.</summary>
    public required long UntilMs { get; init; }
}

internal sealed class UsedChallengeTable : IEntityTypeConfiguration<UsedChallenge>
{
    public void Configure(EntityTypeBuilder<UsedChallenge> builder)
    {
        builder.ToTable("used_challenge");
        builder.HasKey(c => c.Hash);
        builder.HasIndex(c => c.UntilMs);
    }
}

/// <summary>
/// Lets each challenge be answered once, by whichever process. The framework keeps it in a cookie alone, and passkeys that are copied between
/// devices do not count: who had both the cookie and the answer could use them again.
/// </summary>
internal sealed class UsedChallenges(WaickoffDb db, TimeProvider time)
{
    /// <summary>Longer than the framework takes one.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Whether an answer of a passkey is the first one to its challenge.</summary>
    public async Task<bool> IsFirstAsync(JsonElement credential, CancellationToken cancel)
    {
        if (ChallengeOf(credential) is not { } challenge)
            return false;
        var now = time.GetUtcNow();
        await db.Set<UsedChallenge>().Where(c => c.UntilMs < now.ToUnixTimeMilliseconds()).ExecuteDeleteAsync(cancel);
        var hash = Convert.ToHexStringLower(SHA256.HashData(challenge));
        var until = (now + Kept).ToUnixTimeMilliseconds();
        return await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO used_challenge ("Hash", "UntilMs") VALUES ({hash}, {until}) ON CONFLICT DO NOTHING""",
                cancel
            ) == 1;
    }

    /// <summary>Null where it has none that could be right.</summary>
    private static byte[]? ChallengeOf(JsonElement credential)
    {
        try
        {
            var told = credential.GetProperty("response").GetProperty("clientDataJSON").GetString()!;
            using var client = JsonDocument.Parse(Base64Url.DecodeFromChars(told));
            return Base64Url.DecodeFromChars(client.RootElement.GetProperty("challenge").GetString()!);
        }
        catch (Exception e)
            when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
