using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Live;

/// <summary>A finding that became true at the last closed candle.</summary>
/// <param name="Timeframe">Where.</param>
/// <param name="Kind">What, as the detectors name it.</param>
/// <param name="Side">The direction it argues for.</param>
/// <param name="Level">Its price.</param>
internal readonly record struct JustConfirmed(Timeframe Timeframe, string Kind, Side Side, double Level)
{
    /// <summary>All of a market: of each timeframe whose last candle closed at this moment.</summary>
    public static IReadOnlyList<JustConfirmed> Of(MarketAnalysis market) =>
        [.. market.Timeframes.Where(t => t.AsOfMs == market.AsOfMs).SelectMany(Of)];

    private static IEnumerable<JustConfirmed> Of(TimeframeAnalysis t) =>
        [
            .. Last(t, t.Wyckoff.Events),
            .. Last(t, t.Internal.Events),
            .. Last(t, t.Swing.Events),
            .. Last(t, t.OrderBlocks),
            .. Last(t, t.FairValueGaps),
            .. Last(t, t.Liquidity),
            .. Last(t, t.Squeezes),
        ];

    private static List<JustConfirmed> Last<T>(TimeframeAnalysis t, Findings<T> findings)
        where T : struct, IFinding
    {
        var last = new List<JustConfirmed>();
        for (var i = findings.Count - 1; i >= 0 && findings[i].ConfirmedIndex == t.Count - 1; i--)
            last.Add(new JustConfirmed(t.Timeframe, findings[i].Kind, findings[i].Side, findings[i].Level));
        return last;
    }
}
