using Waickoff.Analysis.Structure;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class PriceWatchTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_nearest_is_reached_first_and_of_equal_ones_the_lower_tag(bool isBelow)
    {
        var watch = new PriceWatch(isBelow);
        var waiting = new List<(double Price, int Tag)>();
        var random = new Random(9);
        for (var i = 0; i < 20_000; i++)
        {
            var price = random.Next(400);
            if (random.Next(3) > 0)
            {
                // Tags come in any order.
                var tag = (i * 7919) % 20_011;
                watch.Add(price, tag);
                waiting.Add((price, tag));
                continue;
            }
            var expected = waiting
                .Where(w => isBelow ? w.Price >= price + 150 : w.Price <= price - 150)
                .OrderBy(w => isBelow ? -w.Price : w.Price)
                .ThenBy(w => w.Tag)
                .ToList();
            var found = new List<int>();
            while (watch.TryReach(isBelow ? price + 150 : price - 150, out var tag))
                found.Add(tag);
            found.ShouldBe(expected.Select(w => w.Tag));
            waiting.RemoveAll(expected.Contains);
        }
        waiting.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void An_equal_price_is_reached_but_not_passed()
    {
        var watch = new PriceWatch(isBelow: true);
        watch.Add(10, 1);

        watch.TryPass(10, out _).ShouldBeFalse();
        watch.TryReach(10.5, out _).ShouldBeFalse();
        watch.TryReach(10, out var tag).ShouldBeTrue();
        tag.ShouldBe(1);
        watch.TryReach(0, out _).ShouldBeFalse();
    }
}
