using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Waves;

public sealed class LegsTests
{
    [Fact]
    public void A_reversal_of_three_average_ranges_confirms_the_extreme()
    {
        // Every true range is 2, so a reversal needs 6.
        var series = Steps(100, 102, 104, 106, 108, 106, 104, 102, 100);
        var turns = Detect(series);

        var high = turns.Single(t => t.Side == Side.Bearish);
        (high.Index, high.ConfirmedIndex, high.Level).ShouldBe((4, 7, 108));
        turns[0].Side.ShouldBe(Side.Bullish);
    }

    [Fact]
    public void Turning_points_alternate_and_each_leg_starts_where_the_last_ended()
    {
        var turns = Detect(RandomCandles.Walk(5, 4_000, holes: false));

        turns.Length.ShouldBeGreaterThan(50);
        for (var i = 1; i < turns.Length; i++)
        {
            turns[i].Side.ShouldBe(turns[i - 1].Side.Opposite());
            (turns[i].StartIndex, turns[i].StartLevel).ShouldBe((turns[i - 1].Index, turns[i - 1].Level));
            turns[i].Index.ShouldBeGreaterThan(turns[i - 1].Index);
        }
    }

    [Fact]
    public void The_end_of_a_leg_is_its_extreme_and_its_volume_is_that_of_its_candles()
    {
        var series = RandomCandles.Walk(6, 4_000, holes: false);
        foreach (var turn in Detect(series).Where(t => t.HasLeg))
        {
            var leg = series.Span[(turn.StartIndex + 1)..(turn.Index + 1)].ToArray();
            turn.Level.ShouldBe(turn.Side == Side.Bearish ? leg.Max(c => c.High) : leg.Min(c => c.Low));
            turn.Inputs.Volume.ShouldBe(leg.Sum(c => c.Volume), 1e-6);
            turn.Inputs.Delta.ShouldBe(leg.Sum(c => c.Delta), 1e-6);
        }
    }

    [Fact]
    public void They_obey_the_laws() => DetectorLaws.Check<Turn>((tape, log) => new Legs(tape, log: log));

    private static CandleSeries Steps(params double[] closes)
    {
        var builder = new CandleBuilder();
        builder.Add(closes[0] - 2, closes[0], closes[0] - 2, closes[0]);
        foreach (var close in closes.Skip(1))
            builder.To(close);
        return builder.Build();
    }

    private static Turn[] Detect(CandleSeries series) =>
        Detection.Detect<Turn>(series, (tape, log) => new Legs(tape, log: log)).Findings.ToArray();
}
