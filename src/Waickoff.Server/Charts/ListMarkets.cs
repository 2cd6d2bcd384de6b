using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Overlays;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>All markets at a glance.</summary>
internal static class ListMarkets
{
    private const long HourMs = 3_600_000;
    private const int ShownHours = 48;

    /// <param name="Symbol">The market.</param>
    /// <param name="Source">Where the candles come from.</param>
    /// <param name="IsSimulated">That nothing of it was ever traded.</param>
    /// <param name="IsLive">That a venue feeds it now.</param>
    /// <param name="Price">The last close, in quote currency.</param>
    /// <param name="PriceDecimals">Decimals of a price.</param>
    /// <param name="Change">Against the close 24 hours before, as a share; left out where that candle is missing.</param>
    /// <param name="Closes">The closes of the last 48 hours, oldest first.</param>
    /// <param name="AsOf">When the last candle closed.</param>
    /// <param name="Changed">The last close at which a structure, a range or an event became known on any timeframe.</param>
    /// <param name="Confluences">How many zones of several families lie within five ATR of price, over all timeframes.</param>
    /// <param name="Timeframes">What is found on each timeframe.</param>
    /// <param name="Notices">What is to be known of the data.</param>
    public sealed record Item(
        string Symbol,
        string Source,
        bool IsSimulated,
        bool IsLive,
        double Price,
        int PriceDecimals,
        double? Change,
        IReadOnlyList<double> Closes,
        DateTimeOffset AsOf,
        DateTimeOffset Changed,
        int Confluences,
        IReadOnlyList<Frame> Timeframes,
        IReadOnlyList<string> Notices
    );

    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="Phase">The Wyckoff phase in force, A to E; left out without a range.</param>
    /// <param name="Reading">The side of the reading of the range in force.</param>
    /// <param name="Weight">The share of the leading side's weight; a share of a score and no probability.</param>
    /// <param name="FalsifierBelow">The close below which the bullish reading is undone.</param>
    /// <param name="FalsifierAbove">The close above which the bearish reading is undone.</param>
    /// <param name="Bias">Which side the structure is on.</param>
    public sealed record Frame(
        string Timeframe,
        string? Phase,
        Side Reading,
        double? Weight,
        double? FalsifierBelow,
        double? FalsifierAbove,
        Side Bias
    );

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
                    MarketDrawing.PriceDecimalsOf(analysis),
                    ChangeOf(finest),
                    ClosesOf(finest),
                    DateTimeOffset.FromUnixTimeMilliseconds(finest.AsOfMs),
                    DateTimeOffset.FromUnixTimeMilliseconds(analysis.Timeframes.Max(ChangedMs)),
                    analysis.Timeframes.Sum(t => t.Confluences.Count(c => c.DistanceAtr <= 5)),
                    [.. analysis.Timeframes.Select(FrameOf)],
                    [.. view.Notices.Select(n => n.Describe(RequestLanguage.Of(http)))]
                )
            );
        }
        return TypedResults.Ok<IReadOnlyList<Item>>(items);
    }

    private static Frame FrameOf(TimeframeAnalysis analysis)
    {
        var range = analysis.Wyckoff.IsInRange ? analysis.Wyckoff.Current : null;
        return new Frame(
            analysis.Timeframe.ToString(),
            range?.Phase.Phase.ToString(),
            range?.Phase.Reading.SideOf() ?? Side.None,
            range?.Weights is { } weights ? Math.Max(weights.Bullish, weights.Bearish) : null,
            Falsifier(range, Side.Bullish),
            Falsifier(range, Side.Bearish),
            analysis.Swing.Bias
        );
    }

    private static double? Falsifier(CurrentRange? range, Side side)
    {
        foreach (var falsifier in range?.Falsifiers ?? default)
        {
            if (falsifier.Side == side)
                return falsifier.Price;
        }
        return null;
    }

    private static double? ChangeOf(TimeframeAnalysis finest)
    {
        var candles = finest.Candles.Span;
        var before = finest.Last.OpenTimeMs - (24 * HourMs);
        for (var i = candles.Length - 1; i >= 0 && candles[i].OpenTimeMs >= before; i--)
        {
            if (candles[i].OpenTimeMs == before)
                return (finest.Last.Close / candles[i].Close) - 1;
        }
        return null;
    }

    /// <summary>One close an hour.</summary>
    private static List<double> ClosesOf(TimeframeAnalysis finest)
    {
        var closes = new List<double>();
        var since = finest.AsOfMs - (ShownHours * HourMs);
        foreach (ref readonly var candle in finest.Candles.Span)
        {
            var close = candle.OpenTimeMs + finest.Timeframe.Milliseconds;
            if (close > since && (close % HourMs == 0 || close == finest.AsOfMs))
                closes.Add(candle.Close);
        }
        return closes;
    }

    private static long ChangedMs(TimeframeAnalysis analysis)
    {
        var last = 0;
        foreach (var e in analysis.Internal.Events.Span)
            last = Math.Max(last, e.ConfirmedIndex);
        foreach (var e in analysis.Wyckoff.Events.Span)
            last = Math.Max(last, e.ConfirmedIndex);
        foreach (var e in analysis.Wyckoff.Phases.Span)
            last = Math.Max(last, e.ConfirmedIndex);
        return analysis.Candles.Span[last].OpenTimeMs + analysis.Timeframe.Milliseconds;
    }
}
