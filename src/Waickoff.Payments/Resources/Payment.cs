namespace Waickoff.Payments;

/// <summary>A payment from its first try to its end.</summary>
public sealed record PaymentIntent : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary><c>requires_payment_method requires_action processing succeeded canceled</c> and others.</summary>
    public string? Status { get; init; }

    /// <summary>In minor units.</summary>
    public long Amount { get; init; }

    /// <summary>What came in, in minor units.</summary>
    public long AmountReceived { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }

    /// <summary>The last charge; null while there is none.</summary>
    public Expandable<Charge>? LatestCharge { get; init; }

    /// <summary>Ours, and no proof of anything.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>Money taken from a customer once.</summary>
public sealed record Charge : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary><c>succeeded pending failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>In minor units.</summary>
    public long Amount { get; init; }

    /// <summary>What was given back in all, in minor units.</summary>
    public long AmountRefunded { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }

    /// <summary>All of it was given back.</summary>
    public bool Refunded { get; init; }

    /// <summary>The customer's bank has asked for it back.</summary>
    public bool Disputed { get; init; }

    /// <summary>The payment it belongs to; null for none.</summary>
    public Expandable<PaymentIntent>? PaymentIntent { get; init; }

    /// <summary>What it did to our balance, the fee included; null while it has not.</summary>
    public Expandable<BalanceTransaction>? BalanceTransaction { get; init; }

    /// <summary>A page with the receipt; null where there is none.</summary>
    public string? ReceiptUrl { get; init; }

    /// <summary>Ours, and no proof of anything.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What of it has not been given back, in minor units.</summary>
    public long AmountHeld => Amount - AmountRefunded;
}

/// <summary>Money given back.</summary>
public sealed record Refund : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary><c>pending requires_action succeeded failed canceled</c>.</summary>
    public string? Status { get; init; }

    /// <summary>In minor units.</summary>
    public long Amount { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }

    /// <summary><c>duplicate fraudulent requested_by_customer</c> or others; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The payment it belongs to.</summary>
    public Expandable<PaymentIntent>? PaymentIntent { get; init; }

    /// <summary>The charge it belongs to.</summary>
    public Expandable<Charge>? Charge { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Ours, and no proof of anything.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>Money that the customer's bank asks back.</summary>
public sealed record Dispute : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary><c>warning_needs_response warning_under_review warning_closed needs_response under_review won lost</c> and others.</summary>
    public required string Status { get; init; }

    /// <summary>In minor units.</summary>
    public long Amount { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }

    /// <summary>Why, in one word of the bank's.</summary>
    public string? Reason { get; init; }

    /// <summary>The charge it is about.</summary>
    public Expandable<Charge>? Charge { get; init; }

    /// <summary>The payment it is about.</summary>
    public Expandable<PaymentIntent>? PaymentIntent { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Money that left our balance and came back, with fees.</summary>
    public IReadOnlyList<BalanceTransaction> BalanceTransactions { get; init; } = [];
}

/// <summary>A movement of our balance at Stripe.</summary>
public sealed record BalanceTransaction : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>Gross, in minor units of <see cref="Currency"/>; negative when money leaves.</summary>
    public long Amount { get; init; }

    /// <summary>What Stripe keeps, in minor units.</summary>
    public long Fee { get; init; }

    /// <summary>Amount less fee, in minor units.</summary>
    public long Net { get; init; }

    /// <summary>Three lower-case letters: that of our account, which may not be the customer's.</summary>
    public required string Currency { get; init; }

    /// <summary><c>charge refund adjustment</c> and others.</summary>
    public string? Type { get; init; }
}

/// <summary>An invoice for a purchase.</summary>
public sealed record Invoice : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>What stands on it; null while it is a draft.</summary>
    public string? Number { get; init; }

    /// <summary><c>draft open paid uncollectible void</c>.</summary>
    public string? Status { get; init; }

    /// <summary>In minor units.</summary>
    public long Total { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }

    /// <summary>The page that shows it.</summary>
    public string? HostedInvoiceUrl { get; init; }

    /// <summary>The document.</summary>
    public string? InvoicePdf { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }
}

/// <summary>A customer as Stripe keeps one.</summary>
public sealed record Customer : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The mail address; null for none.</summary>
    public string? Email { get; init; }

    /// <summary>Gone: nothing but the id is left.</summary>
    public bool Deleted { get; init; }

    /// <summary>Ours, and no proof of anything.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
