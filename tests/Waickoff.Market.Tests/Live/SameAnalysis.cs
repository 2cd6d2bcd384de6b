using Waickoff.Analysis;

namespace Waickoff.Market.Tests.Live;

/// <summary>Two analyses held against each other, finding for finding.</summary>
internal static class SameAnalysis
{
    /// <summary>Fails where the two differ.</summary>
    public static void Check(MarketAnalysis live, MarketAnalysis batch)
    {
        live.Data.NowMs.ShouldBe(batch.Data.NowMs);
        live.Data.Series.ShouldBe(batch.Data.Series);
        live.Agreement.ShouldBe(batch.Agreement);
        live.Timeframes.Count.ShouldBe(batch.Timeframes.Count);
        foreach (var (a, b) in live.Timeframes.Zip(batch.Timeframes))
        {
            ShouldBeEqual(a.Internal.Events, b.Internal.Events);
            ShouldBeEqual(a.Swing.Events, b.Swing.Events);
            ShouldBeEqual(a.OrderBlocks, b.OrderBlocks);
            ShouldBeEqual(a.FairValueGaps, b.FairValueGaps);
            ShouldBeEqual(a.Liquidity, b.Liquidity);
            ShouldBeEqual(a.Turns, b.Turns);
            ShouldBeEqual(a.Fibonacci, b.Fibonacci);
            ShouldBeEqual(a.Elliott, b.Elliott);
            ShouldBeEqual(a.CompositeMan, b.CompositeMan);
            ShouldBeEqual(a.Squeezes, b.Squeezes);
            ShouldBeEqual(a.Wyckoff.Events, b.Wyckoff.Events);
            a.Wyckoff.Phases.Span.SequenceEqual(b.Wyckoff.Phases.Span).ShouldBeTrue();
            a.Confluences.ShouldBe(b.Confluences);
            a.Scenarios.ShouldBe(b.Scenarios);
            a.Candles.Span.SequenceEqual(b.Candles.Span).ShouldBeTrue();
        }
    }

    private static void ShouldBeEqual<T>(Findings<T> live, Findings<T> batch)
        where T : struct, IFinding
    {
        live.Span.SequenceEqual(batch.Span).ShouldBeTrue(typeof(T).Name);
        live.Events.SequenceEqual(batch.Events).ShouldBeTrue(typeof(T).Name);
    }
}
