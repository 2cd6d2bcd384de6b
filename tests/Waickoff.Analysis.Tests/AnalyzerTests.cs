using Waickoff.Analysis.Candles;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests;

public sealed class AnalyzerTests
{
    private static readonly MarketFacts NoFacts = new("test", "TESTUSDT", false, 0, 0, default, default);

    [Fact]
    public void The_analysis_of_the_first_candles_does_not_change_when_more_come()
    {
        var series = RandomCandles.Walk(1, 3_000);
        var analyzer = new Analyzer(series.Timeframe);
        var early = new Dictionary<int, (TimeframeAnalysis Analysis, string Text)>();
        for (var i = 0; i < series.Count; i++)
        {
            analyzer.Add(in series[i]);
            if (i % 700 == 300)
                early[i] = (analyzer.Snapshot()!, Describe(analyzer.Snapshot()!));
        }

        foreach (var (index, (analysis, text)) in early)
        {
            Describe(analysis).ShouldBe(text, $"the snapshot at {index} changed under its reader");
            var batch = Analyzer.Analyze(new CandleSeries(series.Timeframe, series.Span[..(index + 1)].ToArray()))!;
            Describe(batch).ShouldBe(text, $"live and batch differ at {index}");
        }
    }

    [Fact]
    public void No_candles_give_no_analysis_and_a_flat_market_no_findings()
    {
        Analyzer.Analyze(new CandleSeries(Timeframe.M15, [])).ShouldBeNull();

        var flat = Analyzer.Analyze(new CandleBuilder().Flat(600, 100).Build())!;
        (flat.OrderBlocks.Count + flat.FairValueGaps.Count + flat.Wyckoff.Events.Count + flat.Turns.Count).ShouldBe(0);
        (flat.Internal.Bias, flat.Wyckoff.Current, flat.RunningLeg).ShouldBe((Side.None, null, null));
    }

    [Fact]
    public void An_impossible_candle_is_refused_and_changes_nothing()
    {
        var analyzer = new Analyzer(Timeframe.M15);
        analyzer.Add(new Candle(0, 1, 2, 1, 2, 1));

        foreach (
            var wrong in new[]
            {
                new Candle(0, 1, 2, 1, 2, 1),
                new Candle(900_001, 1, 2, 1, 2, 1),
                new Candle(900_000, 1, 1, 2, 2, 1),
                new Candle(900_000, double.NaN, 2, 1, 2, 1),
                new Candle(900_000, 1, 2, 1, 2, -1),
                new Candle(900_000, 1, 2, 1, 2, 1, 3),
            }
        )
            Should.Throw<ArgumentException>(() => analyzer.Add(in wrong)).Message.ShouldStartWith("Candle 1:");
        analyzer.Count.ShouldBe(1);
        analyzer.Add(new Candle(900_000, 1, 2, 1, 2, 1));
    }

    [Fact]
    public void A_higher_candle_enters_only_when_it_has_closed()
    {
        var series = RandomCandles.Walk(2, 400, holes: false);
        var market = new MarketAnalyzer(Timeframe.M15, [Timeframe.M15, Timeframe.H1]);
        for (var i = 0; i < series.Count; i++)
        {
            market.Add(in series[i]);
            var closeMs = series[i].OpenTimeMs + Timeframe.M15.Milliseconds;
            var hour = market.Analyzers[1];
            hour.Count.ShouldBe((i + 1) / 4);
            (hour.LastOpenTimeMs + Timeframe.H1.Milliseconds).ShouldBeLessThanOrEqualTo(closeMs);
        }
    }

    [Fact]
    public void A_higher_timeframe_built_here_is_analysed_like_one_that_was_recorded()
    {
        var series = RandomCandles.Walk(3, 4_000, holes: false);
        var market = new MarketAnalyzer(Timeframe.M15, [Timeframe.H1]);
        foreach (ref readonly var candle in series.Span)
            market.Add(in candle);

        var built = market.Snapshot(NoFacts)![Timeframe.H1]!;
        Describe(built).ShouldBe(Describe(Analyzer.Analyze(Resampler.Build(series, Timeframe.H1))!));
    }

    [Fact]
    public void A_partial_candle_confirms_nothing()
    {
        var series = RandomCandles.Walk(4, 4_000, Timeframe.M15);
        var market = new MarketAnalyzer(Timeframe.M15, [Timeframe.H1]);
        foreach (ref readonly var candle in series.Span)
            market.Add(in candle);

        var hours = market.Snapshot(NoFacts)![Timeframe.H1]!;
        var partial = Enumerable.Range(0, hours.Count).Where(i => hours.Candles.Span[i].IsPartial).ToHashSet();
        partial.Count.ShouldBeGreaterThan(3);
        var confirmed = hours
            .Internal.Events.Span.ToArray()
            .Select(f => f.ConfirmedIndex)
            .Concat(hours.Internal.Swings.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.OrderBlocks.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.FairValueGaps.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.Liquidity.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.Turns.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.Fibonacci.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.Elliott.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.Squeezes.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.Wyckoff.Events.Span.ToArray().Select(f => f.ConfirmedIndex))
            .Concat(hours.CompositeMan.Span.ToArray().Select(f => f.ConfirmedIndex))
            .ToList();
        confirmed.Count.ShouldBeGreaterThan(200);
        confirmed.ShouldAllBe(index => !partial.Contains(index));
    }

    [Fact]
    public void A_long_hole_starts_everything_anew_and_the_logs_go_on()
    {
        var builder = RandomCandles.Walk(5, 1_500, holes: false).Span.ToArray();
        for (var i = 1_000; i < builder.Length; i++)
            builder[i] = builder[i] with { OpenTimeMs = builder[i].OpenTimeMs + (30 * Timeframe.M15.Milliseconds) };
        var analysis = Analyzer.Analyze(new CandleSeries(Timeframe.M15, builder))!;

        analysis
            .FairValueGaps.Events.ToArray()
            .ShouldContain(e => e.State == FindingState.Interrupted && e.Index == 1_000);
        analysis.Turns.Span.ToArray().ShouldNotContain(t => t.ConfirmedIndex >= 1_000 && t.Index < 1_000);
        analysis.Turns.Span.ToArray().ShouldContain(t => t.Index > 1_000);
    }

    /// <summary>All findings and events of an analysis as one text.</summary>
    private static string Describe(TimeframeAnalysis a)
    {
        var parts = new List<string>
        {
            $"{a.Count} {a.Atr:R} {a.Internal.Bias} {a.Swing.Bias} {a.Rsi:R} {a.Bollinger} {a.Wyckoff.Trend} {a.Wyckoff.Current}",
        };
        Add(parts, a.Internal.Events);
        Add(parts, a.Swing.Events);
        Add(parts, a.OrderBlocks);
        Add(parts, a.FairValueGaps);
        Add(parts, a.Liquidity);
        Add(parts, a.Turns);
        Add(parts, a.Fibonacci);
        Add(parts, a.Elliott);
        Add(parts, a.Squeezes);
        Add(parts, a.Wyckoff.Events);
        Add(parts, a.CompositeMan);
        parts.AddRange(a.Wyckoff.Phases.ToArray().Select(p => p.ToString()));
        parts.AddRange(a.Wyckoff.Readings.ToArray().Select(p => p.ToString()));
        parts.AddRange(a.Wyckoff.Edges.ToArray().Select(p => p.ToString()));
        return string.Join('\n', parts);
    }

    private static void Add<TFinding>(List<string> parts, Findings<TFinding> findings)
        where TFinding : struct, IFinding
    {
        parts.AddRange(findings.Span.ToArray().Select(f => f.ToString()!));
        parts.AddRange(findings.Events.ToArray().Select(e => e.ToString()));
    }
}
