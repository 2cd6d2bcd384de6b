using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waickoff.Server.Chat;

/// <summary>How a turn stands.</summary>
internal enum TurnState
{
    Running,

    /// <summary>Answered and charged.</summary>
    Complete,

    /// <summary>Stopped by the reader; what was shown is charged.</summary>
    Stopped,

    /// <summary>Its process died, or the provider broke off for good; free.</summary>
    Interrupted,

    /// <summary>No answer came of it; free.</summary>
    Failed,

    /// <summary>There was not enough left for it; free.</summary>
    Refused,
}

/// <summary>A question and its answer.</summary>
internal sealed class Turn
{
    public required string Id { get; init; }

    public required string SessionId { get; init; }

    public required string UserId { get; init; }

    /// <summary>The key it was asked with; a repeated question finds this turn.</summary>
    public required string Key { get; init; }

    /// <summary>Tells a repeated question from another one with the same key.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Empty for the first analysis.</summary>
    public required string Question { get; init; }

    /// <summary>The model asked for; null for the one that fits.</summary>
    public string? Model { get; init; }

    public bool IsShort { get; init; }

    /// <summary>The turn that this one asks again, as it was or changed.</summary>
    public string? Replaces { get; init; }

    public required long CreatedMs { get; init; }

    public TurnState State { get; set; }

    /// <summary>Until when its process answers for it.</summary>
    public long LeaseMs { get; set; }

    public long StopAskedMs { get; set; }

    public long EndedMs { get; set; }

    /// <summary>Metered tokens.</summary>
    public long Charged { get; set; }

    /// <summary>The briefing it was answered from.</summary>
    public string? BriefingId { get; set; }

    /// <summary>The text of the answer, citations taken out.</summary>
    public string Answer { get; set; } = "";

    /// <summary>What the analyst has to know of it in later turns, as JSON; null when there is nothing to remember.</summary>
    public string? Memory { get; set; }

    /// <summary>The model that answered.</summary>
    public string? AnsweredBy { get; set; }

    /// <summary>1 good, -1 bad, 0 nothing said.</summary>
    public int Feedback { get; set; }

    public string? FeedbackReason { get; set; }
}

internal sealed class TurnTable : IEntityTypeConfiguration<Turn>
{
    public void Configure(EntityTypeBuilder<Turn> builder)
    {
        builder.ToTable("turn");
        builder.Property(t => t.State).HasConversion<string>();
        builder.HasIndex(t => new { t.SessionId, t.Key }).IsUnique();
        builder.HasIndex(t => new { t.SessionId, t.CreatedMs });
        builder.HasIndex(t => new { t.State, t.LeaseMs });
    }
}
