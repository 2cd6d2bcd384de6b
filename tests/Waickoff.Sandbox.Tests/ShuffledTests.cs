using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Tests;

public sealed class ShuffledTests
{
    private static readonly CandleSeries Original = RandomWalks.Create(4, 2_010);

    [Fact]
    public void Every_candle_keeps_its_shape_and_volume_and_moves_to_another_place()
    {
        var shuffled = Shuffled.Create(Original, seed: 1);

        Shapes(shuffled).Order().ShouldBe(Shapes(Original).Order());
        Shapes(shuffled).ShouldNotBe(Shapes(Original));
        shuffled
            .Span.ToArray()
            .Select(c => c.Volume)
            .Order()
            .ShouldBe(Original.Span.ToArray().Select(c => c.Volume).Order());
        shuffled.Span.ToArray().Select(c => c.OpenTimeMs).ShouldBe(Original.Span.ToArray().Select(c => c.OpenTimeMs));
    }

    [Fact]
    public void Blocks_stay_whole_and_the_price_has_no_jump_between_them()
    {
        var shuffled = Shuffled.Create(Original, seed: 1).Span.ToArray();

        shuffled.Zip(shuffled.Skip(1)).ShouldAllBe(p => Math.Abs((p.Second.Open / p.First.Close) - 1) < 1e-9);
        var first = Array.FindIndex(Original.Span.ToArray(), c => c.Volume == shuffled[0].Volume);
        (first % Shuffled.BlockCandles).ShouldBe(0);
        Original
            .Span[first..(first + 24)]
            .ToArray()
            .Select(c => c.Volume)
            .ShouldBe(shuffled.Take(24).Select(c => c.Volume));
    }

    [Fact]
    public void Nothing_shuffled_is_nothing()
    {
        Shuffled.Create(new CandleSeries(Timeframe.M15, []), seed: 1).Count.ShouldBe(0);
    }

    private static IEnumerable<double> Shapes(CandleSeries series) =>
        series.Span.ToArray().Select(c => Math.Round(Math.Log(c.Close / c.Open), 9));
}
