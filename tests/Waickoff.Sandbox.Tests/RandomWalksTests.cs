using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Tests;

public sealed class RandomWalksTests
{
    private static readonly CandleSeries Walk = RandomWalks.Create(1, 50_000);

    [Fact]
    public void A_mean_candle_has_the_range_that_everything_is_drawn_by()
    {
        var walk = Walk.Span.ToArray();

        (walk.Average(c => c.Range / c.Close) / 0.004).ShouldBeInRange(0.95, 1.05);
    }

    /// <summary>DEFINITIONS 6, scale measured on real charts.</summary>
    [Fact]
    public void Volume_is_as_loud_and_as_lasting_as_on_real_charts()
    {
        var volumes = Walk.Span.ToArray().Select(c => c.Volume).ToArray();
        var logs = volumes.Select(v => Math.Log(v)).ToArray();
        var mean = volumes.Average();

        Measures.Deviation(logs).ShouldBeInRange(0.6, 0.7);
        Measures.Autocorrelation([logs]).ShouldBeInRange(0.6, 0.7);
        (volumes.Count(v => v > 2.5 * mean) / (double)volumes.Length).ShouldBeInRange(0.035, 0.06);
    }

    [Fact]
    public void Returns_have_fat_tails_and_no_memory()
    {
        var candles = Walk.Span.ToArray();
        var returns = candles.Zip(candles.Skip(1), (a, b) => Math.Log(b.Close / a.Close)).ToArray();

        Measures.Kurtosis(returns).ShouldBeGreaterThan(6);
        Measures.Autocorrelation([returns]).ShouldBeInRange(-0.06, 0.03);
    }

    [Fact]
    public void Taker_volume_leans_to_where_the_candle_closes()
    {
        Walk.Span.ToArray().Where(c => c.ClosePosition > 0.8).Average(c => c.Delta / c.Volume).ShouldBeGreaterThan(0.1);
        Walk.Span.ToArray().Where(c => c.ClosePosition < 0.2).Average(c => c.Delta / c.Volume).ShouldBeLessThan(-0.1);
    }
}
