using System.ComponentModel;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.Mcp;

/// <summary>What every answer begins with: which candles it speaks of.</summary>
internal sealed record MarketHeader(
    string Symbol,
    [property: Description("Where the prices were made: file, simulated or a venue.")] string Venue,
    [property: Description("True when the market is invented. Say so wherever the numbers are shown.")]
        bool IsSimulated,
    string Timeframe,
    [property: Description("Close of the last candle used, UTC. Nothing later is known.")] DateTime AsOf,
    [property: Description("The last close.")] double Price,
    [property: Description("Average true range of 14 candles, in price.")] double Atr,
    [property: Description("How many candles the answer rests on; index 0 is the oldest.")] int Candles,
    [property: Description("How many candles are missing in holes.")] int MissingCandles,
    [property: Description("What the reader has to know about the data.")] IReadOnlyList<string> Notices
)
{
    public static MarketHeader Of(AnalysedMarket market, TimeframeAnalysis analysis, Strings strings)
    {
        var facts = market.Analysis.Data.Series.First(s => s.Timeframe == analysis.Timeframe);
        return new MarketHeader(
            market.Series.Symbol,
            market.Series.Venue,
            market.Series.IsSimulated,
            analysis.Timeframe.ToString(),
            Utc(analysis.AsOfMs),
            analysis.Last.Close,
            analysis.Atr,
            analysis.Count,
            facts.MissingCandles,
            [.. market.Notes, .. market.Series.Notices.Select(n => n.Describe(strings.Language))]
        );
    }

    public static DateTime Utc(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs).UtcDateTime;
}

/// <summary>A finding with its id and what became of it.</summary>
internal sealed record FoundItem<TFinding>(
    [property: Description("The same candles always give the same id.")] string Id,
    string Kind,
    [property: Description("Open time of the candle it is drawn at, UTC.")] DateTime Time,
    [property: Description("Open time of the candle at whose close it was known, UTC.")] DateTime ConfirmedTime,
    [property: Description("The last state of its life; fresh when nothing happened since.")] FindingState State,
    TFinding Finding
)
    where TFinding : struct, IFinding
{
    /// <summary>The newest findings of a detector, newest first.</summary>
    public static IReadOnlyList<FoundItem<TFinding>> Newest(
        MarketHeader market,
        TimeframeAnalysis analysis,
        string detector,
        Findings<TFinding> findings,
        int limit,
        Func<FindingState, bool>? isWanted = null
    )
    {
        var known = DetectorCatalog.Find(detector)!;
        var rule = known.RuleWith(DetectorSettings.Defaults(known));
        var name = new SeriesName(market.Venue, market.Symbol, analysis.Timeframe);
        var states = findings.States();
        var candles = analysis.Candles.Span;
        var items = new List<FoundItem<TFinding>>();
        for (var i = findings.Count - 1; i >= 0 && items.Count < limit; i--)
        {
            if (isWanted is not null && !isWanted(states[i]))
                continue;
            ref readonly var finding = ref findings[i];
            items.Add(
                new FoundItem<TFinding>(
                    FindingId.Of(name, rule, in finding, candles),
                    finding.Kind,
                    MarketHeader.Utc(candles[finding.Index].OpenTimeMs),
                    MarketHeader.Utc(candles[finding.ConfirmedIndex].OpenTimeMs),
                    states[i],
                    finding
                )
            );
        }
        return items;
    }
}
