using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class SwingsTests
{
    [Fact]
    public void Of_equal_highs_the_earlier_is_the_pivot()
    {
        var series = Highs(1, 2, 5, 5, 2, 1, 0.5);

        var pivot = Detect(series, 2).Single(s => s.Side == Side.Bearish);

        (pivot.Index, pivot.ConfirmedIndex, pivot.Level).ShouldBe((2, 4, 105));
    }

    [Fact]
    public void There_are_no_pivots_at_the_ends()
    {
        Detect(Highs(9, 1, 2, 1, 9), 2).Where(s => s.Side == Side.Bearish).ShouldBeEmpty();
    }

    [Fact]
    public void A_pivot_is_labelled_against_the_one_before_it()
    {
        var highs = Detect(Highs(1, 3, 1, 4, 1, 4, 1, 2, 1), 1).Where(s => s.Side == Side.Bearish);

        highs.Select(s => s.Label).ShouldBe([SwingLabel.None, SwingLabel.HH, SwingLabel.EH, SwingLabel.LH]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void They_are_what_the_definition_says(int length)
    {
        var series = RandomCandles.Walk(11, 3_000, holes: false);
        var found = Detect(series, length).Where(s => s.Side == Side.Bearish).Select(s => s.Index);

        var highs = series.Span.ToArray().Select(c => c.High).ToArray();
        var expected = Enumerable
            .Range(length, highs.Length - (2 * length))
            .Where(i => highs[i] > highs[(i - length)..i].Max() && highs[i] >= highs[(i + 1)..(i + length + 1)].Max());
        found.ShouldBe(expected);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(50)]
    public void They_obey_the_laws(int length) =>
        DetectorLaws.Check<Swing>((tape, log) => new Swings(tape, length, log));

    private static CandleSeries Highs(params double[] heights)
    {
        var builder = new CandleBuilder();
        foreach (var height in heights)
            builder.Add(100, 100 + height, 100 - (height / 2), 100);
        return builder.Build();
    }

    private static Swing[] Detect(CandleSeries series, int length) =>
        Detection.Detect<Swing>(series, (tape, log) => new Swings(tape, length, log)).Findings.ToArray();
}
