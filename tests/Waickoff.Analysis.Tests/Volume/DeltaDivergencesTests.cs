using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

public sealed class DeltaDivergencesTests
{
    [Fact]
    public void A_higher_high_on_less_delta_argues_for_lower_prices()
    {
        var divergence = Detect(TwoHighs(secondHigh: 106, between: -50)).ShouldHaveSingleItem();

        (divergence.Side, divergence.Index, divergence.PreviousIndex).ShouldBe((Side.Bearish, 5, 2));
        (divergence.Level, divergence.Inputs.PreviousLevel, divergence.Inputs.CvdChange).ShouldBe((106, 105, -10));
        divergence.ConfirmedIndex.ShouldBe(7);
    }

    [Fact]
    public void More_delta_or_an_equal_sum_is_none()
    {
        Detect(TwoHighs(secondHigh: 106, between: -30)).ShouldBeEmpty();
        Detect(TwoHighs(secondHigh: 106, between: -40)).ShouldBeEmpty("an equal sum");
    }

    [Fact]
    public void An_equal_or_lower_high_is_none()
    {
        Detect(TwoHighs(secondHigh: 105, between: -50)).ShouldBeEmpty();
        Detect(TwoHighs(secondHigh: 104, between: -50)).ShouldBeEmpty();
    }

    [Fact]
    public void None_is_found_across_a_change_between_measured_and_estimated()
    {
        Detect(TwoHighs(secondHigh: 106, between: -50, isEstimatedBetween: true)).ShouldBeEmpty();
    }

    [Fact]
    public void They_are_what_the_definition_says()
    {
        var series = RandomCandles.Walk(17, 6_000, holes: false);
        var candles = series.Span.ToArray();
        var swings = Detection.Detect<Swing>(series, (tape, log) => new Swings(tape, 5, log)).Findings.ToArray();
        var expected = new List<(int, Side)>();
        foreach (var side in new[] { Side.Bearish, Side.Bullish })
        {
            foreach (var (a, b) in swings.Where(s => s.Side == side).Zip(swings.Where(s => s.Side == side).Skip(1)))
            {
                var kinds = candles[a.Index..(b.Index + 1)].Select(c => c.IsDeltaEstimated).Distinct().Count();
                var change = candles[(a.Index + 1)..(b.Index + 1)].Sum(c => c.Delta);
                var diverges = side == Side.Bearish ? b.Level > a.Level && change < 0 : b.Level < a.Level && change > 0;
                if (kinds == 1 && diverges)
                    expected.Add((b.Index, side));
            }
        }

        var found = Detect(series, 5).Select(d => (d.Index, d.Side));
        expected.Count.ShouldBeGreaterThan(20);
        found.Order().ShouldBe(expected.Order());
    }

    [Fact]
    public void They_obey_the_laws() =>
        DetectorLaws.Check<DeltaDivergence>((tape, log) => new DeltaDivergences(tape, log: log));

    /// <summary>Pivots of length 2 at candle 2 (105) and 5; the deltas are 40 at each high and a given sum between them. Lows fall, so that none is a pivot.</summary>
    private static CandleSeries TwoHighs(double secondHigh, double between, bool isEstimatedBetween = false)
    {
        var builder = new CandleBuilder();
        var low = 99.0;
        Add(101, 0);
        Add(102, 0);
        Add(105, 40);
        Add(103, between, isEstimatedBetween);
        Add(103, 0);
        Add(secondHigh, 40);
        Add(103, 0);
        Add(102, 0);
        return builder.Build();

        void Add(double high, double delta, bool isEstimated = false) =>
            builder.Add(100, high, low--, 100, 100, isEstimated ? double.NaN : (100 + delta) / 2);
    }

    private static DeltaDivergence[] Detect(CandleSeries series, int length = 2) =>
        Detection
            .Detect<DeltaDivergence>(series, (tape, log) => new DeltaDivergences(tape, length, log))
            .Findings.ToArray();
}
