using System.Collections.Concurrent;

namespace Waickoff.Server.Tests.Billing.History;

/// <summary>What somebody has in hand, in all windows.</summary>
internal sealed class Desk
{
    public ConcurrentBag<string> Purchases { get; } = [];

    public ConcurrentBag<string> Sessions { get; } = [];

    /// <summary>One of the newer ones; null where there is none.</summary>
    public static string? Any(ConcurrentBag<string> all, Random random)
    {
        var some = all.Take(4).ToList();
        return some.Count == 0 ? null : some[random.Next(some.Count)];
    }
}
