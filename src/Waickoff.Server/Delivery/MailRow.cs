using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Delivery;

/// <summary>
/// A mail that is to be sent, written in the transaction of its cause. Its id is in the Message-ID, so that one that is sent twice is shown
/// once.
/// </summary>
internal sealed class MailRow
{
    public required string Id { get; init; }

    /// <summary>Whom it is about; removed with the account.</summary>
    public required string UserId { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required long CreatedMs { get; init; }

    /// <summary>Not before this; later after each failure.</summary>
    public required long DueMs { get; set; }

    public int Tries { get; set; }

    /// <summary>0 while it waits.</summary>
    public long SentMs { get; set; }

    /// <summary>Why it was given up; null while there is hope.</summary>
    public string? Failure { get; set; }
}

internal sealed class MailTable : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> builder)
    {
        builder.ToTable("mail");
        builder.HasIndex(m => new { m.SentMs, m.DueMs });
        builder.HasIndex(m => m.UserId);
    }
}

/// <summary>Where slices put their mails.</summary>
internal static class Outbox
{
    /// <exception cref="ArgumentException">An address or a subject that would write headers of its own.</exception>
    public static void Send(
        this WaickoffDb db,
        string userId,
        string to,
        string subject,
        string text,
        TimeProvider time
    )
    {
        if (to.Any(char.IsControl) || subject.Any(char.IsControl))
            throw new ArgumentException("The address and the subject of a mail are one line each.", nameof(subject));
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        db.Add(
            new MailRow
            {
                Id = Id.New("mail", time),
                UserId = userId,
                To = to,
                Subject = subject,
                Text = text,
                CreatedMs = now,
                DueMs = now,
            }
        );
    }
}
