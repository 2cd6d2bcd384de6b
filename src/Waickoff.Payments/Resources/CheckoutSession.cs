namespace Waickoff.Payments;

/// <summary>A pay page and what became of it.</summary>
public sealed record CheckoutSession : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary><c>open complete expired</c>. Complete does not mean paid.</summary>
    public string? Status { get; init; }

    /// <summary><c>unpaid paid no_payment_required</c>.</summary>
    public string? PaymentStatus { get; init; }

    /// <summary>Where the customer pays; null when it is no longer open.</summary>
    public string? Url { get; init; }

    /// <summary>Before discount and tax, in minor units.</summary>
    public required long AmountSubtotal { get; init; }

    /// <summary>What is paid in all, in minor units.</summary>
    public required long AmountTotal { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Discount and tax.</summary>
    public required CheckoutTotals TotalDetails { get; init; }

    /// <summary>The payment; null while there is none.</summary>
    public Expandable<PaymentIntent>? PaymentIntent { get; init; }

    /// <summary>The invoice; null where none is made.</summary>
    public Expandable<Invoice>? Invoice { get; init; }

    /// <summary>The customer; null where none is kept.</summary>
    public Expandable<Customer>? Customer { get; init; }

    /// <summary>What the customer said on the page.</summary>
    public CheckoutCustomer? CustomerDetails { get; init; }

    /// <summary>What the customer agreed to.</summary>
    public CheckoutConsent? Consent { get; init; }

    /// <summary>What is bought; null unless asked for.</summary>
    public StripeList<LineItem>? LineItems { get; init; }

    /// <summary>Ours.</summary>
    public string? ClientReferenceId { get; init; }

    /// <summary>Ours, and no proof of anything.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Unix seconds.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>Real money.</summary>
    public bool Livemode { get; init; }

    /// <summary>The money is there, or none is needed: what was bought may be handed over.</summary>
    public bool IsPaid => PaymentStatus is "paid" or "no_payment_required";

    /// <summary>The customer has done all there is to do, and the money will not come.</summary>
    public bool HasFailed =>
        Status == "complete" && PaymentIntent?.Value?.Status is "requires_payment_method" or "canceled";

    /// <summary>The charge that paid; null before, where nothing had to be paid, and where it was not asked for.</summary>
    public Charge? Charge => PaymentIntent?.Value?.LatestCharge?.Value;

    /// <summary>What the charge did to our balance; null until it is booked, and where it was not asked for.</summary>
    public BalanceTransaction? Booked => Charge?.BalanceTransaction?.Value;

    /// <summary>The line of a page that has just one; null for others, and where lines were not asked for.</summary>
    public LineItem? OnlyLine => LineItems is { Data: [var line], HasMore: false } ? line : null;
}

/// <summary>Parts of a total, in minor units.</summary>
/// <param name="AmountDiscount">Taken off.</param>
/// <param name="AmountTax">Tax.</param>
public readonly record struct CheckoutTotals(long AmountDiscount, long AmountTax);

/// <summary>What the customer said on the page.</summary>
/// <param name="Email">The mail address; null where none was asked for.</param>
/// <param name="Name">The name; null where none was asked for.</param>
public sealed record CheckoutCustomer(string? Email, string? Name);

/// <summary>What the customer agreed to.</summary>
/// <param name="TermsOfService"><c>accepted</c>, or null.</param>
public sealed record CheckoutConsent(string? TermsOfService);

/// <summary>A line of what is bought.</summary>
public sealed record LineItem : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>How many.</summary>
    public long? Quantity { get; init; }

    /// <summary>What it comes to, in minor units.</summary>
    public long AmountTotal { get; init; }

    /// <summary>Before discount and tax, in minor units.</summary>
    public long AmountSubtotal { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }

    /// <summary>The price; null for what has none.</summary>
    public Price? Price { get; init; }
}

/// <summary>A price.</summary>
public sealed record Price : IStripeObject
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>Of one, in minor units; null where it is no whole number.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public string? Currency { get; init; }
}
