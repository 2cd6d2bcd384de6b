using Waickoff.Analyst.Models;

namespace Waickoff.Analyst.Tests.Models;

public class ModelPriceTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly ModelCatalog Usual = new([]);

    [Fact]
    public void A_call_costs_each_kind_of_token_at_its_price_rounded_up_once()
    {
        var sonnet = ModelPrice.Of(Usual.Find("claude-sonnet-5-5")!, Today, 10_000);
        sonnet.Of(new TokenUsage(1_000, 0, 4_000, 10_000, 500)).ShouldBe(2_000 + 16_000 + 1_000 + 5_000);
        sonnet.Of(new TokenUsage(0, 0, 0, 1, 0)).ShouldBe(1, "a tenth of a micro-dollar is one");
        sonnet.Of(default).ShouldBe(0);
    }

    [Fact]
    public void Prices_are_those_of_the_day()
    {
        var sonnet = Usual.Find("claude-sonnet-5-5")!;
        ModelPrice
            .Of(sonnet, new DateTimeOffset(2026, 10, 6, 23, 59, 59, TimeSpan.Zero), 1)
            .CacheRead.ShouldBe(200_000);
        ModelPrice.Of(sonnet, new DateTimeOffset(2026, 10, 7, 0, 0, 0, TimeSpan.Zero), 1).CacheRead.ShouldBe(100_000);
        Should.Throw<InvalidOperationException>(() =>
            ModelPrice.Of(sonnet, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 1)
        );
    }

    [Fact]
    public void A_long_prompt_pays_its_tier_for_all_of_it()
    {
        var haiku = Usual.Find("claude-haiku-5-5")!;
        ModelPrice.Of(haiku, Today, 100_000).Input.ShouldBe(100_000);
        ModelPrice.Of(haiku, Today, 100_001).Input.ShouldBe(500_000);
    }

    [Fact]
    public void Metered_are_input_writes_and_output_and_a_tenth_of_reads_rounded_up()
    {
        new TokenUsage(10, 20, 30, 41, 5).Metered.ShouldBe(10 + 20 + 30 + 5 + 5);
        new TokenUsage(0, 0, 0, 1, 0).Metered.ShouldBe(1);
    }

    [Fact]
    public void No_metered_token_costs_more_than_the_dearest_said()
    {
        foreach (var model in Usual.Models)
        {
            var price = ModelPrice.Of(model, Today, 1);
            foreach (
                var usage in (TokenUsage[])
                    [
                        new(1_000, 0, 0, 0, 0),
                        new(0, 1_000, 0, 0, 0),
                        new(0, 0, 1_000, 0, 0),
                        new(0, 0, 0, 10_000, 0),
                        new(0, 0, 0, 0, 1_000),
                    ]
            )
                (price.Of(usage) * 1_000_000).ShouldBeLessThanOrEqualTo(usage.Metered * price.DearestMetered);
        }
        Usual.Cheapest(Today).Id.ShouldBe("claude-haiku-5-5");
    }

    [Fact]
    public void Models_without_name_or_price_or_named_twice_are_refused()
    {
        var price = new PriceOptions { ValidFrom = new DateOnly(2026, 1, 1), Input = 1 };
        Should
            .Throw<ArgumentException>(() => new ModelCatalog([new() { Prices = [price] }]))
            .Message.ShouldContain("Id");
        Should.Throw<ArgumentException>(() => new ModelCatalog([new() { Id = "a" }])).Message.ShouldContain("Prices");
        var twice = new ModelOptions { Id = "a", Prices = [price] };
        Should.Throw<ArgumentException>(() => new ModelCatalog([twice, twice])).Message.ShouldContain("twice");
        var free = new ModelOptions { Id = "a", Prices = [new() { ValidFrom = price.ValidFrom, Output = -1 }] };
        Should.Throw<ArgumentException>(() => new ModelCatalog([free])).Message.ShouldContain("below zero");
    }
}
