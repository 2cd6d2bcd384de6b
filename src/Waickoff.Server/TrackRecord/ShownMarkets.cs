using System.Collections.Concurrent;
using Waickoff.Market.Live;
using Waickoff.Server.Charts;

namespace Waickoff.Server.TrackRecord;

/// <summary>
/// What people are shown of the markets. One that is not live counts only once it has not been for a while: while a server starts, what is
/// stored or simulated stands in for moments, and whatever is asked of it is computed only for that.
/// </summary>
internal sealed class ShownMarkets(MarketRoom room, TimeProvider time)
{
    /// <summary>For so long a market that is not live does not count.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, DateTimeOffset> quietSince = new(StringComparer.Ordinal);

    /// <summary>The symbols that are served.</summary>
    public IReadOnlyList<string> Symbols => room.Symbols;

    /// <summary>A market as it is shown; null while nothing of it counts.</summary>
    public async Task<MarketView?> ViewAsync(string symbol, CancellationToken cancel)
    {
        if (room.IsLive(symbol))
            quietSince.TryRemove(symbol, out _);
        else if (time.GetUtcNow() - quietSince.GetOrAdd(symbol, _ => time.GetUtcNow()) < Patience)
            return null;
        return await room.ViewAsync(symbol, cancel);
    }
}
