using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Tests.Waves;

public sealed class ElliottRulesTests
{
    [Theory]
    [InlineData(401, true)]
    [InlineData(400, false)]
    [InlineData(399, false)]
    public void Wave_2_stays_above_the_start_of_wave_1(double end, bool holds) =>
        Impulse(running: 425, 400, 420, end).ShouldBe(holds);

    [Theory]
    [InlineData(421, true)]
    [InlineData(420, false)]
    public void Wave_3_passes_the_end_of_wave_1(double end, bool holds) =>
        Impulse(running: 420.5, 400, 420, 410, end).ShouldBe(holds);

    [Theory]
    [InlineData(421, true)]
    [InlineData(420, false)]
    public void Wave_4_under_way_stays_out_of_wave_1(double running, bool holds) =>
        Impulse(running, 400, 420, 410, 442).ShouldBe(holds);

    [Theory]
    [InlineData(421, true)]
    [InlineData(420, false)]
    [InlineData(411, false)]
    public void Wave_4_stays_out_of_wave_1(double end, bool holds)
    {
        Impulse(running: 435, 400, 420, 410, 442, end).ShouldBe(holds);
        Impulse(running: 445, 400, 420, 410, 442, end, 450).ShouldBe(holds);
    }

    [Theory]
    [InlineData(442, true)] // 1, 3, 5 are 20, 18, 17 long
    [InlineData(443, false)] // 20, 18, 18: a tie breaks the rule
    [InlineData(444, false)]
    public void Wave_3_is_not_the_shortest(double end, bool holds)
    {
        Impulse(running: 440, 400, 420, 411, 429, 425, end).ShouldBe(holds);
        // A fifth wave under way may not outgrow a short third either.
        Impulse(running: end, 400, 420, 411, 429, 425).ShouldBe(holds);
    }

    [Theory]
    [InlineData(460, true)]
    [InlineData(449, true)]
    public void A_third_wave_longer_than_the_first_sets_the_fifth_no_limit(double end, bool holds) =>
        Impulse(running: 440, 400, 420, 411, 432, 425, end).ShouldBe(holds);

    [Theory]
    [InlineData(419, true, false)] // takes back 0.05
    [InlineData(402.1, true, false)]
    [InlineData(402, true, true)] // exactly 0.9
    [InlineData(400.1, true, true)]
    [InlineData(400, false, true)]
    [InlineData(390, false, true)]
    public void B_tells_a_zigzag_from_a_flat(double end, bool isZigzag, bool isFlat)
    {
        Holds(ElliottPattern.Zigzag, running: 421, 400, 420, end).ShouldBe(isZigzag);
        Holds(ElliottPattern.Flat, running: 421, 400, 420, end).ShouldBe(isFlat);
        Holds(ElliottPattern.Zigzag, running: 421, 400, 420, end, 430).ShouldBe(isZigzag);
        Holds(ElliottPattern.Flat, running: 421, 400, 420, end, 430).ShouldBe(isFlat);
    }

    [Fact]
    public void In_log_price_a_third_wave_can_be_the_shortest_that_is_longer_in_linear_price()
    {
        // 40, 45 and 90 points; 34 %, 25 % and 41 % in logarithms.
        Impulse(running: 190, 100, 140, 130, 175, 150, 240).ShouldBeFalse();
        Measured([100, 140, 130, 175, 150, 240], running: 190).IsLog.ShouldBeTrue();
    }

    [Theory]
    [InlineData(130, false)]
    [InlineData(131, true)]
    public void Log_price_is_used_above_a_span_of_30_percent(double end, bool isLog)
    {
        Measured([100, 110, 105, end], running: 120).IsLog.ShouldBe(isLog);
        Measured([end, 110, 120, 100], running: 105).IsLog.ShouldBe(isLog);
    }

    [Fact]
    public void A_diagonal_overlaps_and_its_waves_shrink_or_grow()
    {
        // Wedge: 20, 12, 16, 9, 12 long, wave 4 inside wave 1.
        Diagonal(running: 420, 400, 420, 408, 424, 415).ShouldBeTrue();
        Diagonal(running: 420, 400, 420, 408, 424, 415, 427).ShouldBeTrue();
        // Wave 5 is longer than wave 3.
        Diagonal(running: 420, 400, 420, 408, 424, 415, 432).ShouldBeFalse();
        // Megaphone: 10, 5, 14, 9, 20 long.
        Diagonal(running: 420, 400, 410, 405, 419, 409.5, 430).ShouldBeTrue();
        // Wave 4 clear of wave 1: that is an impulse.
        Diagonal(running: 440, 400, 420, 410, 442, 430).ShouldBeFalse();
        // Wave 4 passes the end of wave 2.
        Diagonal(running: 420, 400, 410, 405, 419, 404).ShouldBeFalse();
    }

    private static bool Diagonal(double running, params double[] labels) =>
        Holds(ElliottPattern.Diagonal, running, labels);

    private static bool Impulse(double running, params double[] labels) =>
        Holds(ElliottPattern.Impulse, running, labels);

    /// <summary>As the rules say it, and upside down, and as the independent rules say it: all the same.</summary>
    private static bool Holds(ElliottPattern pattern, double running, params double[] labels)
    {
        var holds = ElliottRules.Hold(pattern, Measured(labels, running));
        if (labels.Max() <= 1.3 * labels.Min())
        {
            var mirrored = Measured(WavePath.UpsideDown(labels), WavePath.UpsideDown(running)[0]);
            ElliottRules.Hold(pattern, mirrored).ShouldBe(holds, "upside down");
        }
        if (pattern != ElliottPattern.Diagonal)
            (ElliottHardRules.Broken(pattern, labels, running).Count == 0).ShouldBe(holds, "independent");
        return holds;
    }

    private static MeasuredWaves Measured(double[] labels, double running) =>
        new(
            labels,
            Enumerable.Range(0, labels.Length).ToArray(),
            running,
            levelBefore: double.NaN,
            logSpan: 1.3,
            new double[labels.Length]
        );
}
