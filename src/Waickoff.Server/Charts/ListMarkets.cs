using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analysis.Candles;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>All markets at a glance.</summary>
internal static class ListMarkets
{
    /// <param name="Symbol">The market.</param>
    /// <param name="Source">Where the candles come from.</param>
    /// <param name="IsSimulated">That nothing of it was ever traded.</param>
    /// <param name="IsLive">That a venue feeds it now.</param>
    /// <param name="Price">The last close, in quote currency.</param>
    /// <param name="AsOf">When that candle closed.</param>
    /// <param name="Timeframes">What is found on each timeframe.</param>
    /// <param name="Notices">What is to be known of the data.</param>
    public sealed record Item(
        string Symbol,
        string Source,
        bool IsSimulated,
        bool IsLive,
        double Price,
        DateTimeOffset AsOf,
        IReadOnlyList<Frame> Timeframes,
        IReadOnlyList<string> Notices
    );

    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="Phase">The Wyckoff phase in force, A to E; null without a range.</param>
    /// <param name="Bias">Which side the structure is on.</param>
    public sealed record Frame(string Timeframe, string? Phase, Side Bias);

    public static async Task<Ok<IReadOnlyList<Item>>> Handle(
        MarketRoom room,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var items = new List<Item>();
        foreach (var symbol in room.Symbols)
        {
            if (await room.ViewAsync(symbol, cancel) is not { Analysis: { } analysis } view)
                continue;
            var finest = analysis.Timeframes[0];
            items.Add(
                new Item(
                    symbol,
                    view.Venue,
                    analysis.Data.IsSimulated,
                    view.IsRunning,
                    finest.Last.Close,
                    DateTimeOffset.FromUnixTimeMilliseconds(finest.AsOfMs),
                    [
                        .. analysis.Timeframes.Select(t => new Frame(
                            t.Timeframe.ToString(),
                            t.Wyckoff.Current?.Phase.Phase.ToString(),
                            t.Swing.Bias
                        )),
                    ],
                    [.. view.Notices.Select(n => n.Describe(RequestLanguage.Of(http)))]
                )
            );
        }
        return TypedResults.Ok<IReadOnlyList<Item>>(items);
    }
}
