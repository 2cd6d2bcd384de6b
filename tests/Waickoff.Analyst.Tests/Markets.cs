using System.Runtime.CompilerServices;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Evidence;
using Waickoff.Market;
using Waickoff.Market.Feeds;
using Waickoff.Sandbox;
using Waickoff.Testing;

namespace Waickoff.Analyst.Tests;

/// <summary>Analyses of simulated markets, each made once.</summary>
internal static class Markets
{
    /// <summary>2025-10-31 00:00 UTC.</summary>
    private const long EndMs = 1_761_868_800_000;

    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    /// <summary>Many symbols and seeds, long and short: from a few candles to months.</summary>
    public static IReadOnlyList<MarketAnalysis> Simulated => LazySimulated.Value;

    private static readonly Lazy<IReadOnlyList<MarketAnalysis>> LazySimulated = new(() =>
        [
            .. from symbol in new[] { "BTCUSDT", "ETHUSDT", "XRPUSDT", "DOGEUSDT", "SOLUSDT" }
            from seed in Enumerable.Range(1, 4)
            let count = new[] { 6_000, 2_500, 400, 40 }[seed - 1]
            select Of(SimulatedMarket.Create(symbol, seed, Timeframe.M15, count, EndMs), symbol),
        ]
    );

    /// <summary>Real markets at several times; only for tests that are marked as needing the recorded data.</summary>
    public static IReadOnlyList<MarketAnalysis> Recorded => LazyRecorded.Value;

    private static readonly Lazy<IReadOnlyList<MarketAnalysis>> LazyRecorded = new(() =>
        [
            .. from symbol in new[] { "BTCUSDT", "ETHUSDT", "SOLUSDT", "DOGEUSDT" }
            let feed = CandleFolder.Open(SharedData.Candles(symbol))
            from at in new[] { new DateTime(2025, 10, 11), new DateTime(2025, 6, 5) }
            let atMs = new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds()
            select MarketData.Load(feed, symbol, Timeframes, atMs).Analyze(),
        ]
    );

    /// <summary>What was counted of a market, once.</summary>
    public static MarketStudies StudiesOf(MarketAnalysis market) => Counted.GetValue(market, m => MarketStudies.Of(m));

    private static readonly ConditionalWeakTable<MarketAnalysis, MarketStudies> Counted = [];

    /// <summary>The briefing of a market whose history has been counted.</summary>
    public static MarketBriefing Brief(
        MarketAnalysis market,
        ReaderLanguage language,
        int mostTokens = MarketBriefing.UsualTokens
    ) => MarketBriefing.Write(market, language, mostTokens, StudiesOf(market));

    public static MarketAnalysis Of(CandleSeries series, string symbol, bool isSimulated = true)
    {
        var analyzer = new MarketAnalyzer(series.Timeframe, Timeframes);
        foreach (ref readonly var candle in series.Span)
            analyzer.Add(in candle);
        var data = new MarketFacts(
            isSimulated ? "simulated" : "binance",
            symbol,
            isSimulated,
            Tick: 0,
            NowMs: series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds,
            new ValueList<SeriesFacts>([SeriesFacts.Of(series, "test")]),
            default
        );
        return analyzer.Snapshot(data) ?? throw new InvalidOperationException("No candle closed.");
    }
}
