using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Schematics;

namespace Waickoff.Sandbox.Tests;

public sealed class SimulatedMarketTests
{
    /// <summary>2025-01-01 00:07 UTC: not on the grid of any timeframe but 1m.</summary>
    private const long EndMs = 1_735_690_020_000;

    [Fact]
    public void It_always_has_as_many_candles_as_were_asked_for_and_ends_at_the_time_asked_for()
    {
        foreach (var symbol in SimulatedMarket.Symbols)
        {
            var series = Create(symbol, seed: 1);

            series.Count.ShouldBe(SimulatedMarket.UsualCandles);
            series.Gaps().ShouldBeEmpty();
            (series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds).ShouldBe(1_735_689_600_000);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_candles_and_each_symbol_its_own()
    {
        Create("BTCUSDT", seed: 3).Span.ToArray().ShouldBe(Create("BTCUSDT", seed: 3).Span.ToArray());
        Moves(Create("BTCUSDT", seed: 3)).ShouldNotBe(Moves(Create("BTCUSDT", seed: 4)));
        Moves(Create("BTCUSDT", seed: 3)).ShouldNotBe(Moves(Create("ETHUSDT", seed: 3)));
    }

    [Theory]
    [InlineData("BTCUSDT", 20_000, 400_000, 0.01)]
    [InlineData("XRPUSDT", 0.4, 12, 0.0001)]
    [InlineData("WHATEVER", 0.1, 5_000, 0.0001)]
    public void Prices_are_plausible_and_on_the_grid_of_the_symbol(string symbol, double low, double high, double tick)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var candles = Create(symbol, seed).Span.ToArray();

            candles.Min(c => c.Low).ShouldBeGreaterThan(low);
            candles.Max(c => c.High).ShouldBeLessThan(high);
            candles.ShouldAllBe(c => Math.Abs(Math.Round(c.Close / tick) - (c.Close / tick)) < 1e-6);
        }
    }

    [Fact]
    public void Ranges_of_all_four_kinds_are_drawn_into_it_in_three_sizes()
    {
        var ranges = Enumerable.Range(0, 4).SelectMany(seed => Labelled("SOLUSDT", seed).Ranges).ToList();

        ranges.Select(r => r.Kind).Distinct().Count().ShouldBe(4);
        ranges.Count(r => r.Length <= 300).ShouldBeGreaterThan(20);
        ranges.Count(r => r.Length > 1_200).ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Volume_follows_the_hours_of_the_day_in_UTC()
    {
        var byHour = Create("BTCUSDT", seed: 2)
            .Span.ToArray()
            .GroupBy(c => c.OpenTimeMs / 3_600_000 % 24)
            .ToDictionary(g => g.Key, g => g.Average(c => Math.Log(c.Volume)));

        byHour.MaxBy(h => h.Value).Key.ShouldBeInRange(13, 17);
        byHour.MinBy(h => h.Value).Key.ShouldBeInRange(1, 5);
    }

    private static CandleSeries Create(string symbol, int seed) => Labelled(symbol, seed).Candles;

    private static LabelledSeries Labelled(string symbol, int seed) =>
        SimulatedMarket.CreateLabelled(symbol, seed, Timeframe.M15, SimulatedMarket.UsualCandles, EndMs);

    private static double[] Moves(CandleSeries series) =>
        [.. series.Span.ToArray().Select(c => Math.Round(c.Close / c.Open, 3))];
}
