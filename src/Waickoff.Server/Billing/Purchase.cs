using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waickoff.Server.Billing;

/// <summary>How a purchase stands.</summary>
internal enum PurchaseState
{
    /// <summary>Its pay page is being made, or can be paid.</summary>
    Open,

    /// <summary>The bank has been asked and the money is on its way.</summary>
    Processing,

    /// <summary>Paid, and the sessions are there.</summary>
    Paid,

    /// <summary>The money did not come.</summary>
    Failed,

    /// <summary>Its pay page was not paid in time.</summary>
    Expired,

    /// <summary>What Stripe has is not what was offered: nothing was granted, and people look at it.</summary>
    Refused,
}

/// <summary>How the asking back of its money by the customer's bank stands.</summary>
internal enum DisputeState
{
    /// <summary>Nobody asked.</summary>
    None,

    /// <summary>Being looked at: no session opens meanwhile.</summary>
    Open,

    /// <summary>The money is ours.</summary>
    Won,

    /// <summary>The money went back, and the sessions with it.</summary>
    Lost,
}

/// <summary>
/// One wish to buy a pack, and what became of it. It outlives the account, without a name: books have to be kept.
/// Amounts are in minor units.
/// </summary>
internal sealed class Purchase
{
    /// <summary>Stripe keeps keys that long; then the wish is over.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(23);

    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The key it was asked with; repeated it finds this purchase.</summary>
    public required string Key { get; init; }

    public required string Pack { get; init; }

    public required int Sessions { get; init; }

    /// <summary>Before discount and tax.</summary>
    public required long Price { get; init; }

    public required string Currency { get; init; }

    public required string Language { get; init; }

    /// <summary>When the buyer asked to begin at once, and by which text.</summary>
    public required long ConsentMs { get; init; }

    public required string ConsentVersion { get; init; }

    public required long CreatedMs { get; init; }

    public PurchaseState State { get; set; }

    /// <summary>The pay page at Stripe; null until it is made.</summary>
    public string? CheckoutSession { get; set; }

    /// <summary>Where it is paid.</summary>
    public string? Url { get; set; }

    /// <summary>The payment at Stripe.</summary>
    public string? Payment { get; set; }

    /// <summary>What was paid in all.</summary>
    public long Total { get; set; }

    /// <summary>Tax of it.</summary>
    public long Tax { get; set; }

    /// <summary>What was taken off before.</summary>
    public long Discount { get; set; }

    /// <summary>When it was granted; 0 before.</summary>
    public long PaidMs { get; set; }

    public string? ReceiptUrl { get; set; }

    public string? InvoiceUrl { get; set; }

    public string? InvoicePdf { get; set; }

    /// <summary>What Stripe kept of the payment is in the journal.</summary>
    public bool HasFee { get; set; }

    public DisputeState Dispute { get; set; }

    /// <summary>When Stripe was last asked about it.</summary>
    public long LookedMs { get; set; }

    /// <summary>The lot of its sessions in the ledger.</summary>
    public string Lot => $"grant:{CheckoutSession}";

    /// <summary>What the sessions themselves cost.</summary>
    public long Net => Total - Tax;
}

internal sealed class PurchaseTable : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.ToTable("purchase");
        builder.Property(p => p.State).HasConversion<string>();
        builder.Property(p => p.Dispute).HasConversion<string>();
        builder.Ignore(p => p.Lot);
        builder.Ignore(p => p.Net);
        builder.HasIndex(p => new { p.UserId, p.Key }).IsUnique();
        builder.HasIndex(p => p.CheckoutSession).IsUnique();
        builder.HasIndex(p => p.Payment);
        builder.HasIndex(p => new { p.State, p.CreatedMs });
    }
}
