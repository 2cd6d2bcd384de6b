using FsCheck;
using FsCheck.Fluent;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;

namespace Waickoff.Analysis.Tests.Confluences;

public sealed class ConfluenceSearchTests
{
    /// <summary>With an ATR of 4 levels meet within 1 and a zone is 2 high at most.</summary>
    private const double Atr = 4;
    private const double Price = 100;
    private const int Now = 1_000;

    [Fact]
    public void Two_families_within_a_quarter_of_the_range_make_a_confluence()
    {
        var zone = Find(Line(LevelFamily.Fibonacci, 90), Line(LevelFamily.VolumeProfile, 91)).ShouldHaveSingleItem();

        (zone.Bottom, zone.Top, zone.Midpoint, zone.Families).ShouldBe((90, 91, 90.5, 2));
        (zone.Role, zone.DistanceAtr, zone.Score).ShouldBe((ZoneRole.Support, 9 / Atr, 2));
        zone.Parts.Select(p => (p.Family, p.Price, p.Points))
            .ShouldBe([(LevelFamily.Fibonacci, 90, 1), (LevelFamily.VolumeProfile, 91, 1)]);
    }

    [Theory]
    [InlineData(91, 1)]
    [InlineData(91.0001, 0)]
    public void A_quarter_of_the_range_exactly_still_meets(double price, int zones) =>
        Find(Line(LevelFamily.Fibonacci, 90), Line(LevelFamily.VolumeProfile, price)).Count.ShouldBe(zones);

    [Fact]
    public void One_family_twice_counts_once()
    {
        Find(Line(LevelFamily.Fibonacci, 90), Line(LevelFamily.Fibonacci, 90.5)).ShouldBeEmpty();

        var zone = Find(
                Line(LevelFamily.Fibonacci, 90),
                Line(LevelFamily.Fibonacci, 90.5),
                Line(LevelFamily.VolumeProfile, 91)
            )
            .ShouldHaveSingleItem();
        (zone.Families, zone.Score).ShouldBe((2, 2));
        zone.Parts[0].Price.ShouldBe(90.5, "the level nearer to the middle speaks for its family");
    }

    [Fact]
    public void A_chain_of_neighbours_does_not_grow_a_zone()
    {
        var chain = Enumerable
            .Range(0, 40)
            .Select(i => Line(i % 2 == 0 ? LevelFamily.Fibonacci : LevelFamily.VolumeProfile, 90 + (0.5 * i)));

        var zones = Find([.. chain]);
        zones.Count.ShouldBeGreaterThan(5);
        zones.ShouldAllBe(z => z.Top - z.Bottom <= 1);
    }

    [Fact]
    public void Families_of_one_origin_add_half()
    {
        var zone = Find(Line(LevelFamily.Structure, 110), Line(LevelFamily.Liquidity, 110), Line(LevelFamily.Vwap, 110))
            .ShouldHaveSingleItem();

        zone.Parts.Select(p => (p.Family, p.Points))
            .ShouldBe([(LevelFamily.Structure, 1), (LevelFamily.Vwap, 1), (LevelFamily.Liquidity, 0.5)]);
        (zone.Score, zone.Role).ShouldBe((2.5, ZoneRole.Resistance));
    }

    [Theory]
    [InlineData(900, false, 1)] // 100 candles old
    [InlineData(899, false, 0.75)]
    [InlineData(500, false, 0.75)] // 500 candles old
    [InlineData(499, false, 0.5)]
    [InlineData(900, true, 0.75)]
    [InlineData(0, true, 0.375)]
    public void Age_and_a_visit_take_from_the_points(int index, bool isTested, double points)
    {
        var old = Line(LevelFamily.Bollinger, 90) with { Index = index, IsTested = isTested };

        Find(Line(LevelFamily.Fibonacci, 90), old).Single().Parts[^1].Points.ShouldBe(points);
    }

    [Fact]
    public void The_zone_of_a_price_inside_a_block_is_that_price()
    {
        var zone = Find(Zone(LevelFamily.OrderBlock, 80, 95), Line(LevelFamily.Fibonacci, 88)).ShouldHaveSingleItem();

        (zone.Bottom, zone.Top).ShouldBe((88, 88));
        zone.Parts.Single(p => p.Family == LevelFamily.OrderBlock).Price.ShouldBe(88);
    }

    [Fact]
    public void Zones_that_overlap_meet_in_what_they_share_and_those_that_do_not_in_what_lies_between()
    {
        var overlap = Find(Zone(LevelFamily.OrderBlock, 80, 85), Zone(LevelFamily.Elliott, 84, 90)).Single();
        (overlap.Bottom, overlap.Top).ShouldBe((84, 85));

        var apart = Find(Zone(LevelFamily.OrderBlock, 80, 85), Zone(LevelFamily.Elliott, 86, 90)).Single();
        (apart.Bottom, apart.Top).ShouldBe((85, 86));
    }

    [Theory]
    [InlineData(100, 88, 90)] // from above: the upper end
    [InlineData(70, 80, 82)] // from below: the lower end
    [InlineData(85, 84, 86)] // inside: around price
    [InlineData(89.5, 88, 90)]
    public void Of_a_high_overlap_the_half_range_nearest_to_price_is_the_zone(double price, double bottom, double top)
    {
        var levels = new[] { Zone(LevelFamily.OrderBlock, 75, 90), Zone(LevelFamily.Elliott, 80, 95) };
        var zone = ConfluenceSearch.Find(levels, price, Atr, Now).Single();

        (zone.Bottom, zone.Top).ShouldBe((bottom, top));
    }

    [Fact]
    public void The_better_of_two_zones_that_touch_stays()
    {
        var zones = Find(
            Line(LevelFamily.Fibonacci, 90),
            Line(LevelFamily.VolumeProfile, 91),
            Line(LevelFamily.Structure, 91),
            Line(LevelFamily.OrderBlock, 92)
        );

        zones.ShouldHaveSingleItem().Parts.Select(p => p.Family).ShouldNotContain(LevelFamily.Fibonacci);
    }

    [Fact]
    public void Of_equal_scores_the_one_nearer_to_price_comes_first_and_then_the_lower()
    {
        var zones = Find(
            Line(LevelFamily.Fibonacci, 90),
            Line(LevelFamily.Vwap, 90),
            Line(LevelFamily.Fibonacci, 110),
            Line(LevelFamily.Vwap, 110),
            Line(LevelFamily.Fibonacci, 105),
            Line(LevelFamily.Vwap, 105)
        );

        zones.Select(z => z.Bottom).ShouldBe([105, 90, 110]);
    }

    [Fact]
    public void Of_equal_scores_more_families_come_first()
    {
        var zones = Find(
            Line(LevelFamily.Fibonacci, 99),
            Line(LevelFamily.Vwap, 99),
            Line(LevelFamily.Structure, 90),
            Line(LevelFamily.Liquidity, 90),
            Line(LevelFamily.PreviousLevel, 90)
        );

        zones.Select(z => (z.Bottom, z.Families, z.Score)).ShouldBe([(90, 3, 2), (99, 2, 2)]);
    }

    [Fact]
    public void Price_inside_a_zone_is_said()
    {
        var zone = Find(Line(LevelFamily.Fibonacci, 99.5), Line(LevelFamily.Vwap, 100.5)).Single();

        (zone.Role, zone.DistanceAtr).ShouldBe((ZoneRole.AtPrice, 0));
    }

    [Fact]
    public void A_level_without_a_number_or_below_zero_is_left_out()
    {
        Find(Line(LevelFamily.Fibonacci, -1), Line(LevelFamily.Elliott, -1)).ShouldBeEmpty();
        Find(Line(LevelFamily.Fibonacci, 90), Line(LevelFamily.Vwap, double.NaN)).ShouldBeEmpty();
        Find().ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_scale_nothing_meets()
    {
        var levels = new[] { Line(LevelFamily.Fibonacci, 90), Line(LevelFamily.Vwap, 90) };

        ConfluenceSearch.Find(levels, Price, atr: 0, Now).ShouldBeEmpty();
        ConfluenceSearch.Find(levels, Price, atr: double.NaN, Now).ShouldBeEmpty();
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        Should.Throw<ArgumentException>(() => Find(Zone(LevelFamily.OrderBlock, 91, 90)));
        Should.Throw<ArgumentOutOfRangeException>(() => ConfluenceSearch.Find([], Price, Atr, Now, most: 0));
    }

    [Fact]
    public void As_many_are_returned_as_asked_for()
    {
        var levels = Random(seed: 3, count: 200);
        var all = ConfluenceSearch.Find(levels, Price, Atr, Now, most: 1_000);

        all.Count.ShouldBeGreaterThan(10);
        ConfluenceSearch.Find(levels, Price, Atr, Now, most: 7).ShouldBe(new ValueList<Confluence>(all.Span[..7]));
    }

    [Fact]
    public void On_any_levels_the_rule_holds_and_the_order_they_come_in_does_not_matter() =>
        Prop.ForAll(
                Gen.Choose(1, int.MaxValue).Zip(Gen.Choose(0, 120)).ToArbitrary(),
                input =>
                {
                    var levels = Random(input.Item1, input.Item2);
                    var zones = ConfluenceSearch.Find(levels, Price, Atr, Now, most: 1_000);
                    RuleHolds(levels, zones);

                    var shuffled = levels.ToArray();
                    new Random(input.Item1).Shuffle(shuffled);
                    ConfluenceSearch.Find(shuffled, Price, Atr, Now, most: 1_000).ShouldBe(zones);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>By trying each stretch of price that starts at an edge, and by comparing all pairs.</summary>
    private static void RuleHolds(KeyLevel[] levels, ValueList<Confluence> zones)
    {
        foreach (var zone in zones)
        {
            zone.Families.ShouldBeGreaterThanOrEqualTo(2);
            zone.Parts.Select(p => p.Family).ShouldBeUnique();
            zone.Score.ShouldBe(zone.Parts.Sum(p => p.Points), 1e-12);
            zone.Parts.Select(p => p.Points).ShouldBeInOrder(SortDirection.Descending);
            (zone.Top - zone.Bottom).ShouldBeInRange(0, 2 + 1e-9);
            var prices = zone.Parts.Select(p => p.Price).ToArray();
            (prices.Max() - prices.Min()).ShouldBeLessThanOrEqualTo(Math.Max(1, zone.Top - zone.Bottom) + 1e-9);
        }
        zones.Select(z => z.Score).ShouldBeInOrder(SortDirection.Descending);
        foreach (var (a, b) in zones.SelectMany((a, i) => zones.Skip(i + 1).Select(b => (a, b))))
            (a.Top < b.Bottom || b.Top < a.Bottom).ShouldBeTrue("zones that overlap");

        // The best zone is the best set of levels that meet: each set is those within reach above the end of some level.
        var best = levels
            .Select(low => levels.Where(l => l.Bottom <= low.Top + 1 && l.Top >= low.Top).ToArray())
            .Where(set => set.Select(l => l.Family).Distinct().Count() >= 2)
            .Select(Score)
            .DefaultIfEmpty(0)
            .Max();
        (zones.Count == 0 ? 0 : zones[0].Score).ShouldBe(best, 1e-12);
    }

    /// <summary>The points as the page has them, by origin: the best level in full, the best of each further family by half.</summary>
    private static double Score(KeyLevel[] set)
    {
        var origins = new[]
        {
            new[] { LevelFamily.Structure, LevelFamily.Liquidity, LevelFamily.PreviousLevel, LevelFamily.Wyckoff },
            [LevelFamily.OrderBlock, LevelFamily.FairValueGap],
            [LevelFamily.Fibonacci, LevelFamily.Elliott],
            [LevelFamily.VolumeProfile, LevelFamily.Vwap],
            [LevelFamily.Bollinger],
        };
        return origins.Sum(families =>
        {
            var worths = families
                .Select(f => set.Where(l => l.Family == f).Select(Worth).DefaultIfEmpty(0).Max())
                .OrderDescending()
                .ToArray();
            return worths[0] + (0.5 * worths[1..].Sum());
        });
    }

    private static double Worth(KeyLevel level)
    {
        var age = Now - level.Index;
        return (
                age <= 100 ? 1
                : age <= 500 ? 0.75
                : 0.5
            ) * (level.IsTested ? 0.75 : 1);
    }

    private static KeyLevel[] Random(int seed, int count)
    {
        var random = new Random(seed);
        var families = Enum.GetValues<LevelFamily>();
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    // On a grid of a quarter, so that ties happen.
                    var bottom = 60 + (random.Next(320) / 4.0);
                    var height = random.Next(3) == 0 ? random.Next(40) / 4.0 : 0;
                    return new KeyLevel(
                        families[random.Next(families.Length)],
                        $"level {i}",
                        bottom,
                        bottom + height,
                        Side.None,
                        new LevelSource("test", i),
                        random.Next(Now + 1),
                        random.Next(4) == 0
                    );
                }),
        ];
    }

    private static ValueList<Confluence> Find(params KeyLevel[] levels) =>
        ConfluenceSearch.Find(levels, Price, Atr, Now);

    private static KeyLevel Line(LevelFamily family, double price) =>
        KeyLevel.At(family, "line", price, new LevelSource("test"), Now);

    private static KeyLevel Zone(LevelFamily family, double bottom, double top) =>
        new(family, "zone", bottom, top, Side.None, new LevelSource("test"), Now);
}
