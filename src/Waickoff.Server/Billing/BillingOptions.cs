using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Waickoff.Payments;

namespace Waickoff.Server.Billing;

/// <summary>How packs are sold, as configured under <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    /// <summary>Stripe's secret key. Empty: nothing can be bought, but where <c>waickoff serve</c> listens on this machine alone it plays Stripe itself.</summary>
    [PasswordPropertyText(true)]
    public string StripeKey { get; set; } = "";

    /// <summary>Where Stripe's API is.</summary>
    public string StripeUrl { get; set; } = "https://api.stripe.com";

    /// <summary>What Stripe signs its events with; while one replaces another both, separated by a space.</summary>
    [PasswordPropertyText(true)]
    public string WebhookSecret { get; set; } = "";

    /// <summary>Whether Stripe works the tax out; it has to be set up there.</summary>
    public bool AutomaticTax { get; set; }

    /// <summary>Who sells, as buyers have to be told: name, address, how to be reached.</summary>
    [MaxLength(500)]
    public string Seller { get; set; } = "";

    /// <summary>Days in which sessions that were not used can be given back.</summary>
    [Range(14, 3650)]
    public int RefundDays { get; set; } = 60;

    /// <summary>What the card costs us of each payment, in hundredths of a percent.</summary>
    [Range(0, 10_000)]
    public int CardFeeBasisPoints { get; set; } = 290;

    /// <summary>What the card costs us beside, in minor units.</summary>
    [Range(0, 100_000)]
    public int CardFeeFixed { get; set; } = 30;

    /// <summary>The margin, in percent, below which a pack raises an alarm.</summary>
    [Range(0, 100)]
    public int LeastMarginPercent { get; set; } = 55;

    /// <summary>What is sold. Those of the same name replace ours; empty: ours.</summary>
    public Dictionary<string, PackOptions> Packs { get; set; } = [];

    internal IReadOnlyList<string> Secrets =>
        WebhookSecret.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether anything can be bought.</summary>
    internal bool IsOpen => StripeKey.Length > 0;

    internal StripeOptions Stripe() => new() { ApiKey = StripeKey, BaseUrl = new Uri(StripeUrl) };
}

/// <summary>A pack as it is configured.</summary>
public sealed class PackOptions
{
    /// <summary>How many sessions.</summary>
    [Range(1, 100_000)]
    public int Sessions { get; set; }

    /// <summary>What it costs, in minor units of the currency, before tax.</summary>
    [Range(50, 100_000_000)]
    public long Price { get; set; }

    /// <summary>Three lower-case letters.</summary>
    [RegularExpression("[a-z]{3}")]
    public string Currency { get; set; } = "usd";

    /// <summary>The id of the price at Stripe; empty: the price is said with each purchase.</summary>
    public string StripePrice { get; set; } = "";
}
