using System.ComponentModel;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.Mcp;

/// <summary>Wyckoff and the Composite Man.</summary>
internal sealed class WyckoffTools(MarketLibrary library) : MarketTools(library)
{
    public async Task<WyckoffAnswer> AnalyzeWyckoffPhase(
        string symbol,
        string timeframe = UsualTimeframe,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var wyckoff = analysis.Wyckoff;
        return new WyckoffAnswer(
            market,
            wyckoff.IsInRange,
            wyckoff.Trend,
            wyckoff.Current is { } current ? RangeAnswer.Of(current, analysis.Candles.Span) : null,
            FoundItem<WyckoffEvent>.Newest(market, analysis, "wyckoff", wyckoff.Events, Limited(limit)),
            wyckoff.Tests,
            wyckoff.Target
        );
    }

    public async Task<CompositeManAnswer> AnalyzeCompositeMan(
        string symbol,
        string timeframe = UsualTimeframe,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var readings = analysis.CompositeMan;
        if (readings.Count == 0)
            return new CompositeManAnswer(market, CompositeManActivity.Unclear, null, [], []);
        var last = readings[readings.Count - 1];
        var since = MarketHeader.Utc(analysis.Candles.Span[last.Index].OpenTimeMs);
        return new CompositeManAnswer(market, last.Activity, since, last.For, last.Against);
    }
}

internal sealed record WyckoffAnswer(
    MarketHeader Market,
    [property: Description("True while price is inside a trading range.")] bool IsInRange,
    [property: Description("Outside a range: bullish for markup, bearish for markdown, null for neither.")] Side Trend,
    [property: Description("The range in force, or the last one; null before the first.")] RangeAnswer? Range,
    [property: Description("The newest events of all ranges, newest first.")]
        IReadOnlyList<FoundItem<WyckoffEvent>> Events,
    [property: Description("The nine buying or selling tests of the course.")] IReadOnlyList<WyckoffTest> Tests,
    [property: Description("Target zone by cause and effect: a projection.")] CauseEffect? Target
);

internal sealed record RangeAnswer(
    [property: Description("What the evidence says the range is.")] WyckoffReading Reading,
    [property: Description("Phase A to E.")] WyckoffPhase Phase,
    [property: Description("Open time of its first candle, UTC.")] DateTime Start,
    [property: Description("When it ended, UTC; null while it is in force.")] DateTime? End,
    [property: Description("Lower edge at the last close.")] double Support,
    [property: Description("Upper edge at the last close.")] double Resistance,
    [property: Description(
        "Shares of the evidence score by reading; not probabilities. Null before the first evidence."
    )]
        WeightsItem? Weights,
    IReadOnlyList<EvidenceItem> Evidence,
    [property: Description("The closes that would make each reading wrong.")] IReadOnlyList<FalsifierItem> Falsifiers
)
{
    public static RangeAnswer Of(CurrentRange range, ReadOnlySpan<Candle> candles) =>
        new(
            range.Phase.Reading,
            range.Phase.Phase,
            MarketHeader.Utc(candles[range.Range.Start].OpenTimeMs),
            range.End is { } end ? MarketHeader.Utc(candles[Math.Max(0, end.End)].OpenTimeMs) : null,
            range.Support,
            range.Resistance,
            range.Weights is { } weights ? WyckoffDocument.Weights(weights, range.Range.PriorTrend) : null,
            [.. range.Evidence.Select(WyckoffDocument.Evidence)],
            [.. range.Falsifiers.Select(WyckoffDocument.Falsified)]
        );
}

internal sealed record CompositeManAnswer(
    MarketHeader Market,
    CompositeManActivity Activity,
    [property: Description("Open time of the candle at whose close it was read, UTC.")] DateTime? Since,
    [property: Description("Measured signs for it.")] IReadOnlyList<CompositeManEvidence> For,
    [property: Description("Measured signs against it.")] IReadOnlyList<CompositeManEvidence> Against
);
