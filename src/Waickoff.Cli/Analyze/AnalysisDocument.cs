using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Cli.Detect;
using Waickoff.Cli.Mcp;
using Waickoff.Market;

namespace Waickoff.Cli.Analyze;

/// <summary>The whole analysis as one JSON object: the newest findings of each detector with their ids, and everything drawn from them.</summary>
internal static class AnalysisDocument
{
    private const int MostFindings = 20;

    public static void Write(Stream output, MarketSeries series, MarketAnalysis analysis, Strings strings)
    {
        var market = new AnalysedMarket(series, analysis);
        var document = new
        {
            symbol = series.Symbol,
            venue = series.Venue,
            source = series.Source,
            isSimulated = series.IsSimulated,
            asOf = analysis.AsOfMs,
            price = analysis.Price,
            data = analysis.Data,
            notices = series.Notices.Select(n => n.Describe(strings.Language)),
            agreement = analysis.Agreement,
            timeframes = analysis.Timeframes.Select(t => Timeframe(market, t, strings)),
        };
        JsonSerializer.Serialize(output, document, AnalysisJson.Options);
        output.WriteByte((byte)'\n');
    }

    private static object Timeframe(AnalysedMarket market, TimeframeAnalysis t, Strings strings)
    {
        var header = MarketHeader.Of(market, t, strings);
        return new
        {
            timeframe = t.Timeframe,
            candles = t.Count,
            last = t.Last,
            atr = t.Atr,
            rsi = t.Rsi,
            bollinger = t.Bollinger,
            keltner = t.Keltner,
            squeeze = t.Squeeze,
            @internal = Structure(t.Internal),
            swing = Structure(t.Swing),
            structure = FoundItem<StructureEvent>.Newest(header, t, "structure", t.Internal.Events, MostFindings),
            orderBlocks = FoundItem<OrderBlock>.Newest(header, t, "order-blocks", t.OrderBlocks, MostFindings, IsOpen),
            fairValueGaps = FoundItem<FairValueGap>.Newest(
                header,
                t,
                "fair-value-gaps",
                t.FairValueGaps,
                MostFindings,
                IsOpen
            ),
            liquidity = FoundItem<LiquidityEvent>.Newest(header, t, "liquidity", t.Liquidity, MostFindings, IsOpen),
            fibonacci = FoundItem<FibonacciLeg>.Newest(header, t, "fibonacci", t.Fibonacci, limit: 1),
            elliott = FoundItem<ElliottReading>.Newest(header, t, "elliott", t.Elliott, limit: 1),
            wyckoff = new
            {
                isInRange = t.Wyckoff.IsInRange,
                trend = t.Wyckoff.Trend,
                current = t.Wyckoff.Current,
                events = FoundItem<WyckoffEvent>.Newest(header, t, "wyckoff", t.Wyckoff.Events, MostFindings),
                tests = t.Wyckoff.Tests,
                target = t.Wyckoff.Target,
            },
            compositeMan = FoundItem<CompositeManReading>.Newest(header, t, "composite-man", t.CompositeMan, limit: 1),
            volume = new
            {
                t.Volume.Delta,
                t.Volume.CvdWeek,
                t.Volume.VolumeZ,
                t.Volume.RangeZ,
                t.Volume.Vwaps,
            },
            profile = new
            {
                day = Profile(t.Profile.Day),
                week = Profile(t.Profile.Week),
                range = Profile(t.Profile.Range),
            },
            levels = t.Levels,
            confluences = t.Confluences,
            scenarios = t.Scenarios,
        };
    }

    private static object Structure(StructureAnalysis s) =>
        new
        {
            s.Length,
            s.Bias,
            s.High,
            s.Low,
            s.HighStrength,
            s.LowStrength,
            s.LastBreak,
            s.Range,
        };

    private static object? Profile(Analysis.Volume.VolumeProfile? profile) =>
        profile is null
            ? null
            : new
            {
                profile.Poc,
                profile.Vah,
                profile.Val,
                profile.Hvn,
                profile.Lvn,
            };

    private static bool IsOpen(FindingState state) =>
        state is FindingState.Fresh or FindingState.Touched or FindingState.Half or FindingState.Broken;
}
