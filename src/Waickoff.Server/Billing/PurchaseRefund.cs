using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waickoff.Server.Billing;

/// <summary>How a refund stands.</summary>
internal enum RefundState
{
    /// <summary>The sessions are taken back; Stripe is asked to pay.</summary>
    Asked,

    /// <summary>Stripe has it.</summary>
    Paid,

    /// <summary>It could not be paid: the sessions are back.</summary>
    Failed,
}

/// <summary>Money of a purchase that goes back. Its id is the key it is asked of Stripe with, so that it is paid once.</summary>
internal sealed class PurchaseRefund
{
    public required string Id { get; init; }

    public required string PurchaseId { get; init; }

    /// <summary>Sessions that were taken back for it.</summary>
    public required long Sessions { get; set; }

    /// <summary>In minor units, tax included.</summary>
    public required long Amount { get; init; }

    /// <summary>Tax of it, in minor units.</summary>
    public required long Tax { get; init; }

    /// <summary>Who asked: <c>buyer withdrawal stripe</c>, or the id of an operator.</summary>
    public required string By { get; init; }

    public required long CreatedMs { get; init; }

    public RefundState State { get; set; }

    /// <summary>The refund at Stripe.</summary>
    public string? StripeRefund { get; set; }

    /// <summary>Not before this is Stripe asked again.</summary>
    public long DueMs { get; set; }

    public int Tries { get; set; }

    /// <summary>The lot in which its sessions came back after it failed.</summary>
    public string BackLot => $"back:{Id}";
}

internal sealed class PurchaseRefundTable : IEntityTypeConfiguration<PurchaseRefund>
{
    public void Configure(EntityTypeBuilder<PurchaseRefund> builder)
    {
        builder.ToTable("purchase_refund");
        builder.Property(r => r.State).HasConversion<string>();
        builder.Ignore(r => r.BackLot);
        builder.HasIndex(r => r.PurchaseId);
        builder.HasIndex(r => r.StripeRefund).IsUnique();
        builder.HasIndex(r => new { r.State, r.DueMs });
    }
}
