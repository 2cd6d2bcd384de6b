using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Server.Billing;

namespace Waickoff.Server.Chat;

/// <summary>How a session stands. What was written in it stays readable for ever.</summary>
internal enum SessionStatus
{
    /// <summary>Its first analysis is being made.</summary>
    Opening,

    /// <summary>Can be asked.</summary>
    Active,

    /// <summary>Its 24 hours are over.</summary>
    Expired,

    /// <summary>Its tokens are used up, or its owner closed it.</summary>
    Completed,

    /// <summary>Its first analysis could not be made; the credit went back.</summary>
    Returned,
}

/// <summary>24 hours or 100,000 tokens about one symbol, whichever ends first. What is used and held stands in the ledger.</summary>
internal sealed class TradingSession
{
    public const long TokenLimit = Catalogue.SessionTokens;
    public static readonly TimeSpan Life = Catalogue.SessionLife;

    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The key its opening was asked with; a repeated opening finds this session.</summary>
    public required string Key { get; init; }

    public required string Symbol { get; init; }

    public required string Language { get; init; }

    public required long CreatedMs { get; init; }

    /// <summary>24 hours later, and what was given back of the time in which no model answered.</summary>
    public required long ExpiresMs { get; init; }

    /// <summary>How much later it ends for that.</summary>
    public long GivenBackMs { get; init; }

    public SessionStatus Status { get; set; }

    public long ClosedMs { get; set; }

    /// <summary>Whether it can be asked at a time.</summary>
    public bool IsOpenAt(long nowMs) => Status == SessionStatus.Active && nowMs < ExpiresMs;
}

internal sealed class TradingSessionTable : IEntityTypeConfiguration<TradingSession>
{
    public void Configure(EntityTypeBuilder<TradingSession> builder)
    {
        builder.ToTable("trading_session");
        builder.Property(s => s.Status).HasConversion<string>();
        builder.HasIndex(s => new { s.UserId, s.Key }).IsUnique();
        builder.HasIndex(s => new { s.Status, s.ExpiresMs });
    }
}
