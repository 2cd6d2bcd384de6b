using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waickoff.Server.Billing;

/// <summary>An event of Stripe as it came, once. What it says is not believed: what it is about is read anew.</summary>
internal sealed class StripeEventRow
{
    /// <summary>The id Stripe gave it.</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>Whether a text can be the id of an event; what cannot is not looked for.</summary>
    public static bool IsId(string text) =>
        text.Length < 256
        && text.StartsWith("evt_", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The id of what it is about.</summary>
    public required string About { get; init; }

    /// <summary>The payment it is about, where it says one.</summary>
    public string? Payment { get; init; }

    public required long ReceivedMs { get; init; }

    /// <summary>Not before this is it looked at.</summary>
    public long DueMs { get; set; }

    public int Tries { get; set; }

    /// <summary>0 while it waits.</summary>
    public long HandledMs { get; set; }

    /// <summary>It was tried for days in vain; an operator can have it tried again.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>What came of it: <c>done ignored not_ours</c>, or why it was put off or given up.</summary>
    public string? Outcome { get; set; }
}

internal sealed class StripeEventTable : IEntityTypeConfiguration<StripeEventRow>
{
    public void Configure(EntityTypeBuilder<StripeEventRow> builder)
    {
        builder.ToTable("stripe_event");
        builder.HasIndex(e => new { e.HandledMs, e.DueMs });
        builder.HasIndex(e => e.ReceivedMs);
    }
}
