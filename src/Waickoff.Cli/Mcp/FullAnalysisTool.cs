using System.ComponentModel;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Cli.Mcp;

/// <summary>All of it: timeframes, agreement, confluences, scenarios, and the briefing in words.</summary>
internal sealed class FullAnalysisTool(MarketLibrary library) : MarketTools(library)
{
    public async Task<FullAnalysisAnswer> GetFullAnalysis(
        string symbol,
        string? lang = null,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var market = await AskAsync(symbol, more: null, at, cancel);
        var language = (lang ?? Strings.Language) == "en" ? ReaderLanguage.English : ReaderLanguage.Spanish;
        var analysis = market.Analysis;
        return new FullAnalysisAnswer(
            analysis.Agreement.Side,
            analysis.Agreement.IsAgreed,
            [.. analysis.Timeframes.Select(t => TimeframeAnswer.Of(market, t, Strings))],
            MarketBriefing.Write(analysis, language, studies: market.Studies).Text
        );
    }
}

internal sealed record FullAnalysisAnswer(
    [property: Description("The side all timeframes that have one share; null when they differ.")] Side Side,
    [property: Description("True when at least two timeframes have a side and all of those are the same.")]
        bool IsAgreed,
    [property: Description("Shortest first.")] IReadOnlyList<TimeframeAnswer> Timeframes,
    [property: Description("The findings in words; [[e12]] behind a number is the id of its evidence.")] string Briefing
);

internal sealed record TimeframeAnswer(
    MarketHeader Market,
    [property: Description("The side at least two of internal structure, swing structure and Wyckoff share.")]
        TimeframeView View,
    bool IsInRange,
    [property: Description("Null before the first range.")] WyckoffReading? Reading,
    WyckoffPhase? Phase,
    CompositeManActivity Activity,
    [property: Description("Zones where levels of several families meet, best first.")]
        IReadOnlyList<Confluence> Confluences,
    [property: Description("What would confirm each direction, what would undo it, what it could reach.")]
        IReadOnlyList<Scenario> Scenarios
)
{
    private const int MostConfluences = 5;

    public static TimeframeAnswer Of(AnalysedMarket market, TimeframeAnalysis analysis, Strings strings)
    {
        var range = analysis.Wyckoff.Current;
        var readings = analysis.CompositeMan;
        return new TimeframeAnswer(
            MarketHeader.Of(market, analysis, strings),
            market.Analysis.Agreement.Views.First(v => v.Timeframe == analysis.Timeframe),
            analysis.Wyckoff.IsInRange,
            range?.Phase.Reading,
            range?.Phase.Phase,
            readings.Count > 0 ? readings[readings.Count - 1].Activity : CompositeManActivity.Unclear,
            [.. analysis.Confluences.Take(MostConfluences)],
            analysis.Scenarios
        );
    }
}
