namespace Waickoff.Payments;

/// <summary>The version of Stripe's API that this client is written for.</summary>
public static class StripeVersion
{
    /// <summary>Sent with every request, and what a webhook endpoint is made with.</summary>
    public const string Pinned = "2026-10-28.endive";

    /// <summary>
    /// True for versions of the pinned one's name: their changes only add. Events of another name are not to be acted upon.
    /// </summary>
    /// <param name="version">What an event says of itself, <c>YYYY-MM-DD.name</c>; null is false.</param>
    public static bool IsOurs(string? version) => version is not null && NameOf(version) == NameOf(Pinned);

    private static string NameOf(string version)
    {
        var dot = version.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? version : version[(dot + 1)..];
    }
}
