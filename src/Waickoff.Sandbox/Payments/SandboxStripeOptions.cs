namespace Waickoff.Sandbox.Payments;

/// <summary>How a sandbox Stripe is set up.</summary>
public sealed record SandboxStripeOptions
{
    /// <summary>Port it listens on; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The key that is asked for.</summary>
    public string ApiKey { get; init; } = "sk_test_sandbox";

    /// <summary>Where events are sent.</summary>
    public IReadOnlyList<StripeEndpoint> Endpoints { get; init; } = [];

    /// <summary>Dates, lives of pages and keys, and pauses between deliveries go by it; the system's where none is given.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Draws ids and orders of deliveries.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What its events say of their version.</summary>
    public string ApiVersion { get; init; } = "2026-10-28.endive";

    /// <summary>Tax of pages with automatic tax, 0 to 100.</summary>
    public int TaxPercent { get; init; }

    /// <summary>Prices it knows by their ids.</summary>
    public IReadOnlyDictionary<string, StripePrice> Prices { get; init; } = new Dictionary<string, StripePrice>();

    /// <summary>Percent taken off, 1 to 100, by promotion codes as people write them; their ids are <c>promo_</c> and the code.</summary>
    public IReadOnlyDictionary<string, int> PromotionCodes { get; init; } = new Dictionary<string, int>();

    /// <summary>Until a payment by bank is settled or fails; null leaves it to <see cref="SandboxStripe.Settle"/>.</summary>
    public TimeSpan? BankTime { get; init; }

    /// <summary>Pauses before a delivery that was not taken is tried again; behind the last it is given up.</summary>
    public IReadOnlyList<TimeSpan> RetryPauses { get; init; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How long an endpoint may take to answer, in real time.</summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>False keeps events back until they are replayed.</summary>
    public bool DeliversAtOnce { get; init; } = true;

    /// <summary>Where its state is kept over its end; null for nowhere.</summary>
    public string? StateFile { get; init; }
}

/// <summary>Where events are sent.</summary>
/// <param name="Url">The address.</param>
/// <param name="Secret">What they are signed with.</param>
public sealed record StripeEndpoint(Uri Url, string Secret);

/// <summary>A price.</summary>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="UnitAmount">In minor units.</param>
/// <param name="Name">What is bought.</param>
public sealed record StripePrice(string Currency, long UnitAmount, string Name);
