using Waickoff.Backtest.Simulation;

namespace Waickoff.Backtest.Tests.Simulation;

public class ThinningTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    public void Few_values_all_stay(int count, int most) =>
        Thinning.Of(Walk(count), most).ShouldBe(Enumerable.Range(0, count));

    [Theory]
    [InlineData(11, 10)]
    [InlineData(5_000, 100)]
    [InlineData(4_999, 7)]
    public void Of_many_the_peaks_and_the_last_one_stay_in_their_order(int count, int most)
    {
        var values = Walk(count);

        var kept = Thinning.Of(values, most);

        kept.Count.ShouldBeLessThanOrEqualTo(most + 1);
        kept.ShouldBe(kept.Distinct().Order());
        kept[^1].ShouldBe(count - 1);
        kept.Max(i => values[i]).ShouldBe(values.Max());
        kept.Min(i => values[i]).ShouldBe(values.Min());
    }

    [Fact]
    public void Fewer_than_two_cannot_be_asked_for() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Thinning.Of([1, 2, 3], 1));

    private static double[] Walk(int count)
    {
        var random = new Random(7);
        var value = 100.0;
        return [.. Enumerable.Range(0, count).Select(_ => value += random.NextDouble() - 0.5)];
    }
}
