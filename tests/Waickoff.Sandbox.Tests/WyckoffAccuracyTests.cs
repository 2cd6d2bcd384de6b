using Waickoff.Market.Feeds;
using Waickoff.Testing;
using Xunit.Abstractions;

namespace Waickoff.Sandbox.Tests;

/// <summary>
/// How well the Wyckoff tracker reads simulations it was not tuned on, and how little it finds where there is nothing. The rules were
/// tuned on seeds below 1,000.
/// </summary>
public sealed class WyckoffAccuracyTests(ITestOutputHelper output)
{
    private const int Series = 400;

    [Fact]
    public void Labelled_ranges_are_read_on_judging_seeds()
    {
        var measured = WyckoffAccuracy.Measure(WyckoffSchematics.FirstJudgingSeed, Series);
        output.WriteLine(measured.ToString());

        measured.F1.ShouldBeGreaterThanOrEqualTo(0.65);
        measured.BreakRightShare.ShouldBeGreaterThanOrEqualTo(0.85);
        measured.BreakWrongShare.ShouldBeLessThanOrEqualTo(0.05);
        var lead = measured.PhaseCShare - measured.BaselineShare;
        lead.ShouldBeGreaterThanOrEqualTo(0.1);
        (lead - measured.DifferenceMargin).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Random_walks_have_few_decisive_events()
    {
        var mean = Enumerable
            .Range(WyckoffSchematics.FirstJudgingSeed, 40)
            .Average(seed => WyckoffAccuracy.DecisivePer420(RandomWalks.Create(seed, 5_000)));
        output.WriteLine($"{mean:0.00} per 420 candles");

        mean.ShouldBeLessThanOrEqualTo(2);
    }

    [SharedDataTheory]
    [InlineData("BTCUSDT/15m.csv.gz")]
    [InlineData("BTCUSDT/1h.csv.gz")]
    [InlineData("ETHUSDT/1h.csv.gz")]
    [InlineData("SOLUSDT/15m.csv.gz")]
    public void Shuffled_real_candles_have_few_decisive_events(string file)
    {
        var recorded = CandleFile.Read(SharedData.Candles(file)).Series;
        var mean = Enumerable
            .Range(1, 3)
            .Average(seed => WyckoffAccuracy.DecisivePer420(Shuffled.Create(recorded, seed)));
        output.WriteLine($"{file}: {mean:0.00} per 420 candles");

        mean.ShouldBeLessThanOrEqualTo(3);
    }
}
