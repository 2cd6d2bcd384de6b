using System.Globalization;

namespace Waickoff.Payments;

/// <summary>A pay page to be made. What is null or empty is not sent.</summary>
public sealed record CheckoutSessionCreate
{
    /// <summary>What is bought; at least one.</summary>
    public required IReadOnlyList<LineItemCreate> LineItems { get; init; }

    /// <summary>Where the customer goes after paying; may contain <c>{CHECKOUT_SESSION_ID}</c>.</summary>
    public required string SuccessUrl { get; init; }

    /// <summary>Where the customer goes who does not pay.</summary>
    public string? CancelUrl { get; init; }

    /// <summary>Ours, up to 200 characters.</summary>
    public string? ClientReferenceId { get; init; }

    /// <summary>An existing customer; not with <see cref="CustomerEmail"/>.</summary>
    public string? Customer { get; init; }

    /// <summary>Filled in on the page.</summary>
    public string? CustomerEmail { get; init; }

    /// <summary>A field for promotion codes; not with <see cref="PromotionCode"/>.</summary>
    public bool? AllowPromotionCodes { get; init; }

    /// <summary>A promotion code that is applied at once.</summary>
    public string? PromotionCode { get; init; }

    /// <summary>Stripe works the tax out.</summary>
    public bool? AutomaticTax { get; init; }

    /// <summary>Companies may give their tax number.</summary>
    public bool? TaxIdCollection { get; init; }

    /// <summary>An invoice is made.</summary>
    public bool? InvoiceCreation { get; init; }

    /// <summary>Kept with the invoice; only with <see cref="InvoiceCreation"/>.</summary>
    public IReadOnlyDictionary<string, string> InvoiceMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The customer must agree to the terms.</summary>
    public bool RequiresTerms { get; init; }

    /// <summary>What stands beside that box, up to 1,200 characters.</summary>
    public string? TermsText { get; init; }

    /// <summary>What stands beside the button, up to 1,200 characters.</summary>
    public string? SubmitText { get; init; }

    /// <summary><c>auto required</c>.</summary>
    public string? BillingAddressCollection { get; init; }

    /// <summary><c>auto es en</c>.</summary>
    public string? Locale { get; init; }

    /// <summary><c>auto book donate pay</c>: what the button says.</summary>
    public string? SubmitType { get; init; }

    /// <summary>30 minutes to 24 hours ahead.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The customer may pay in a currency of the country's.</summary>
    public bool? AdaptivePricing { get; init; }

    /// <summary>Methods to offer; empty offers all that the account has.</summary>
    public IReadOnlyList<string> PaymentMethodTypes { get; init; } = [];

    /// <summary>Kept with the page.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Kept with the payment, so that charges and refunds can be told.</summary>
    public IReadOnlyDictionary<string, string> PaymentMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Who gets Stripe's receipt.</summary>
    public string? ReceiptEmail { get; init; }

    /// <summary>What the bank statement says behind our name.</summary>
    public string? StatementDescriptorSuffix { get; init; }

    internal Form ToForm()
    {
        if (LineItems.Count == 0)
            throw new ArgumentException("At least one line.");
        var form = new Form().Add("mode", "payment");
        foreach (var (i, item) in LineItems.Index())
            item.WriteTo(form, $"line_items[{i.ToString(CultureInfo.InvariantCulture)}]");
        form.Add("success_url", SuccessUrl)
            .Add("cancel_url", CancelUrl)
            .Add("client_reference_id", ClientReferenceId)
            .Add("customer", Customer)
            .Add("customer_email", CustomerEmail)
            .Add("allow_promotion_codes", AllowPromotionCodes)
            .Add("discounts[0][promotion_code]", PromotionCode)
            .Add("automatic_tax[enabled]", AutomaticTax)
            .Add("tax_id_collection[enabled]", TaxIdCollection)
            .Add("invoice_creation[enabled]", InvoiceCreation)
            .Add("invoice_creation[invoice_data][metadata]", InvoiceMetadata)
            .Add("consent_collection[terms_of_service]", RequiresTerms ? "required" : null)
            .Add("custom_text[terms_of_service_acceptance][message]", TermsText)
            .Add("custom_text[submit][message]", SubmitText)
            .Add("billing_address_collection", BillingAddressCollection)
            .Add("locale", Locale)
            .Add("submit_type", SubmitType)
            .Add("expires_at", ExpiresAt)
            .Add("adaptive_pricing[enabled]", AdaptivePricing)
            .Add("payment_method_types", PaymentMethodTypes)
            .Add("metadata", Metadata)
            .Add("payment_intent_data[metadata]", PaymentMetadata)
            .Add("payment_intent_data[receipt_email]", ReceiptEmail)
            .Add("payment_intent_data[statement_descriptor_suffix]", StatementDescriptorSuffix);
        return form;
    }
}

/// <summary>A line of what is bought: a price that Stripe knows, or one of ours.</summary>
public sealed record LineItemCreate
{
    /// <summary>How many; 1 or more.</summary>
    public long Quantity { get; init; } = 1;

    /// <summary>The id of a price that Stripe knows; else <see cref="PriceData"/>.</summary>
    public string? Price { get; init; }

    /// <summary>A price of ours; else <see cref="Price"/>.</summary>
    public PriceDataCreate? PriceData { get; init; }

    internal void WriteTo(Form form, string key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Quantity, 1);
        if (Price is null == PriceData is null)
            throw new ArgumentException("A line has either a price that Stripe knows or one of ours.");
        form.Add($"{key}[quantity]", Quantity).Add($"{key}[price]", Price);
        PriceData?.WriteTo(form, $"{key}[price_data]");
    }
}

/// <summary>A price that is said with the purchase.</summary>
public sealed record PriceDataCreate
{
    /// <summary>Three lower-case letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Of one, in minor units; 1 or more.</summary>
    public required long UnitAmount { get; init; }

    /// <summary>What it is called on the page.</summary>
    public required string ProductName { get; init; }

    /// <summary>A sentence about it.</summary>
    public string? ProductDescription { get; init; }

    /// <summary>What it is for the tax.</summary>
    public string? TaxCode { get; init; }

    /// <summary><c>inclusive exclusive</c>: whether tax is in the price.</summary>
    public string? TaxBehavior { get; init; }

    internal void WriteTo(Form form, string key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(UnitAmount, 1);
        form.Add($"{key}[currency]", Currency)
            .Add($"{key}[unit_amount]", UnitAmount)
            .Add($"{key}[product_data][name]", ProductName)
            .Add($"{key}[product_data][description]", ProductDescription)
            .Add($"{key}[product_data][tax_code]", TaxCode)
            .Add($"{key}[tax_behavior]", TaxBehavior);
    }
}
