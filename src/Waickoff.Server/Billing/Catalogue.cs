namespace Waickoff.Server.Billing;

/// <summary>A pack of sessions.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sessions">How many sessions it has.</param>
/// <param name="Price">In minor units, before tax.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="StripePrice">The id of the price at Stripe; empty where it is said with each purchase.</param>
internal sealed record Pack(string Name, int Sessions, long Price, string Currency, string StripePrice);

/// <summary>What is sold: the only place that amounts come from.</summary>
internal sealed class Catalogue
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(24);

    /// <summary>How many metered tokens it has.</summary>
    public const long SessionTokens = 100_000;

    private static readonly Pack[] Ours =
    [
        new("starter", 5, 500, "usd", ""),
        new("trader", 12, 1_000, "usd", ""),
        new("professional", 30, 2_000, "usd", ""),
        new("expert", 75, 4_000, "usd", ""),
        new("institutional", 200, 8_000, "usd", ""),
    ];

    public Catalogue(BillingOptions options)
    {
        var configured = options
            .Packs.Select(p => new Pack(
                p.Key.ToLowerInvariant(),
                p.Value.Sessions,
                p.Value.Price,
                p.Value.Currency,
                p.Value.StripePrice
            ))
            .ToList();
        Packs =
        [
            .. Ours.Where(o => configured.TrueForAll(c => c.Name != o.Name))
                .Concat(configured)
                .OrderBy(p => p.Sessions)
                .ThenBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>All packs, the smallest first.</summary>
    public IReadOnlyList<Pack> Packs { get; }

    /// <summary>A pack by its name; null for one that is not sold.</summary>
    public Pack? Find(string? name) => Packs.FirstOrDefault(p => p.Name == name);
}
