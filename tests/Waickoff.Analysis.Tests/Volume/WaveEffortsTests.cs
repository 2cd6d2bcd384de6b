using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class WaveEffortsTests
{
    [Theory]
    [InlineData(125, 24, "effort-without-result")]
    [InlineData(124, 24, null)]
    [InlineData(125, 25, null)]
    [InlineData(80, 38, "result-without-effort")]
    [InlineData(81, 38, null)]
    [InlineData(80, 37, null)]
    public void A_leg_is_compared_with_the_one_of_its_side_before(double volume, int candles, string? kind)
    {
        // The first rise is 30 candles of 1 each on 100 a candle; the second has as much volume as is asked for in all.
        var builder = new CandleBuilder();
        Move(builder, -20, 100);
        Move(builder, 30, 100);
        Move(builder, -20, 100);
        Move(builder, candles, volume * 30 / candles);
        Move(builder, -20, 100);

        var found = Detect(builder.Build()).Where(e => e.Side == Side.Bearish);

        found.Select(e => e.Kind).ShouldBe(kind is null ? [] : [kind]);
    }

    [Fact]
    public void They_are_what_the_definition_says()
    {
        var series = RandomCandles.Walk(8, 5_000, holes: false);
        var turns = Detection.Detect<Turn>(series, (tape, log) => new Legs(tape, log: log)).Findings.ToArray();

        var expected = turns
            .Where(t => t.HasLeg)
            .GroupBy(t => t.Side)
            .SelectMany(side => side.Zip(side.Skip(1)))
            .Select(pair =>
                (
                    pair.Second.Index,
                    Volume: pair.Second.Inputs.Volume / pair.First.Inputs.Volume,
                    pair.Second.Height / pair.First.Height
                )
            )
            .Where(leg => (leg.Volume >= 1.25 && leg.Item3 <= 0.8) || (leg.Volume <= 0.8 && leg.Item3 >= 1.25))
            .Select(leg => leg.Index)
            .Order();

        Detect(series).Select(e => e.Index).ShouldBe(expected);
    }

    [Fact]
    public void They_obey_the_laws() =>
        DetectorLaws.Check<WaveEffort>((tape, log) => new WaveEfforts(new Legs(tape), log));

    private static void Move(CandleBuilder builder, int candles, double volume)
    {
        var price = builder.Build() is { Count: > 0 } series ? series[series.Count - 1].Close : 1_000;
        for (var i = 1; i <= Math.Abs(candles); i++)
            builder.To(price + (Math.Sign(candles) * i), volume: volume);
    }

    private static WaveEffort[] Detect(CandleSeries series) =>
        Detection.Detect<WaveEffort>(series, (tape, log) => new WaveEfforts(new Legs(tape), log)).Findings.ToArray();
}
