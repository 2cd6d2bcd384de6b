using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Wyckoff;

public sealed class CompositeManTests
{
    [Fact]
    public void It_obeys_the_laws() => DetectorLaws.Check<CompositeManReading>(Create);

    [Fact]
    public void Other_volume_gives_another_reading()
    {
        var series = RandomCandles.Walk(3, 4_000, holes: false);
        var candles = series.Span.ToArray();
        var volumes = candles.Select(c => (c.Volume, c.TakerBuyVolume)).ToArray();
        new Random(1).Shuffle(volumes);
        for (var i = 0; i < candles.Length; i++)
            candles[i] = candles[i] with { Volume = volumes[i].Volume, TakerBuyVolume = volumes[i].TakerBuyVolume };

        Activities(new CandleSeries(series.Timeframe, candles)).ShouldNotBe(Activities(series));
    }

    [Fact]
    public void An_activity_has_a_lead_of_two_signs()
    {
        var readings = Detection.Detect<CompositeManReading>(RandomCandles.Walk(4, 4_000), Create).Findings.ToArray();

        foreach (var reading in readings.Where(r => r.Activity != CompositeManActivity.Unclear))
        {
            (reading.For.Count - reading.Against.Count).ShouldBeGreaterThanOrEqualTo(2);
            reading.For.ShouldAllBe(sign => sign.Side == reading.Side);
            reading.Against.ShouldAllBe(sign => sign.Side == reading.Side.Opposite());
        }
        readings.Select(r => r.Activity).Distinct().Count().ShouldBeGreaterThan(2);
    }

    private static List<(int, CompositeManActivity)> Activities(CandleSeries series) =>
        [
            .. Detection
                .Detect<CompositeManReading>(series, Create)
                .Findings.ToArray()
                .Select(r => (r.Index, r.Activity)),
        ];

    private static CompositeMan Create(Tape tape, FindingLog<CompositeManReading> log)
    {
        var legs = new Legs(tape);
        return new CompositeMan(tape, legs, new MarketStructure(tape), new WyckoffEvents(tape, legs), log);
    }
}
