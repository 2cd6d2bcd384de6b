using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class EffortResultTests
{
    [Fact]
    public void Much_volume_on_a_small_range_is_effort_without_result_against_the_candle()
    {
        var effort = Last(Usual().Add(100, 100.6, 100, 100.5, volume: 1_000));

        (effort.Verdict, effort.Side).ShouldBe((EffortVerdict.EffortWithoutResult, Side.Bearish));
        effort.Effort.ShouldBeGreaterThan(1);
        effort.Result.ShouldBeLessThan(0);
        effort.Progress.ShouldBeInRange(0.2, 0.3);
    }

    [Fact]
    public void Much_volume_on_a_wide_range_that_ends_where_it_began_is_effort_without_result()
    {
        var effort = Last(Usual().Add(100, 105, 95, 100.05, volume: 1_000));

        (effort.Verdict, effort.Side).ShouldBe((EffortVerdict.EffortWithoutResult, Side.Bearish));
        effort.Result.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Much_range_on_little_volume_is_result_without_effort()
    {
        var effort = Last(Usual().Add(100, 100, 92, 92, volume: 10));

        (effort.Verdict, effort.Side).ShouldBe((EffortVerdict.ResultWithoutEffort, Side.Bullish));
    }

    [Fact]
    public void Much_of_both_is_harmony()
    {
        var effort = Last(Usual().Add(100, 108, 100, 108, volume: 1_000));

        (effort.Verdict, effort.Side).ShouldBe((EffortVerdict.Harmony, Side.None));
    }

    [Fact]
    public void Without_a_past_or_without_volume_nothing_is_known()
    {
        Last(new CandleBuilder().Add(100, 101, 99, 100)).Verdict.ShouldBe(EffortVerdict.Unknown);
        Last(Usual().Add(100, 108, 100, 108, volume: 0)).Verdict.ShouldBe(EffortVerdict.Unknown);
    }

    /// <summary>60 candles whose ranges are about 2 and whose volumes about 100.</summary>
    private static CandleBuilder Usual()
    {
        var builder = new CandleBuilder();
        for (var i = 0; i < 60; i++)
            builder.Add(100, 101 + (i % 3 / 10.0), 99, 100, volume: 90 + (i % 5 * 5));
        return builder;
    }

    private static EffortResult Last(CandleBuilder builder)
    {
        var series = builder.Build();
        var tape = new Tape(series.Timeframe);
        foreach (var candle in series.Span)
            tape.Add(in candle);
        return EffortResult.Of(tape);
    }
}
