using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Waves;

public sealed class ElliottWavesTests
{
    /// <summary>Wave 2 takes back half, wave 3 is 1.6 times wave 1, wave 4 takes back 0.375, wave 5 equals wave 1.</summary>
    private static readonly double[] Textbook = [400, 420, 410, 442, 430, 450];

    [Fact]
    public void A_textbook_impulse_is_labelled_at_its_turning_points()
    {
        var reading = Readings(WavePath.Through(Textbook))[^1];
        var count = reading.Counts.First(c => c.Pattern == ElliottPattern.Impulse && c.Labels.Count == 6);

        count.Labels.Select(l => l.Wave).ShouldBe(["0", "1", "2", "3", "4", "5"]);
        count.Labels.Select(l => l.Price).ShouldBe(Textbook);
        count.Labels.Select(l => l.Index).ShouldBe([0, 20, 30, 62, 74, 94]);
        (count.Direction, count.Side, count.CurrentWave).ShouldBe((Side.Bullish, Side.Bearish, "A"));
        count.Rules.Count.ShouldBe(4);
        (reading.Kind, reading.Index, reading.ConfirmedIndex, reading.Level).ShouldBe(("counts", 94, 97, 450));
    }

    [Fact]
    public void Its_parts_are_worth_what_the_guidelines_say()
    {
        var count = Impulse(Textbook);
        var parts = count.Parts.ToDictionary(p => p.Name, p => p.Value);

        parts["evidence"].ShouldBe(1);
        // By hand: the quotient of a ratio and the nearest usual one, from 1 down to a third.
        parts["wave-2"].ShouldBe(1, 1e-12);
        parts["wave-3"].ShouldBe(((1.6 / 1.618) - (1.0 / 3)) * 1.5, 1e-12);
        parts["wave-4"].ShouldBe(((0.375 / 0.382) - (1.0 / 3)) * 1.5, 1e-12);
        parts["wave-5"].ShouldBe(1, 1e-12);
        // Depths 0.5 and 0.375; durations 10 and 12.
        parts["alternation"].ShouldBe(0.5 + (1 - (0.375 / 0.5)), 1e-12);
        // The line from 410 at 30 to 430 at 74 stands at 424.5454 at 62, 17.4545 below wave 3; its parallel reaches 456.5454 at 94.
        parts["channel"].ShouldBe(1 / (1 + (6.54545454545 / 17.45454545454)), 1e-9);
        count.Score.ShouldBe(parts.Values.Min());
    }

    [Theory]
    [InlineData(3, "3", Side.Bullish, 400, InvalidDirection.Below)]
    [InlineData(4, "4", Side.Bearish, 420, InvalidDirection.Below)]
    [InlineData(5, "5", Side.Bullish, 420, InvalidDirection.Below)]
    [InlineData(6, "A", Side.Bearish, 450, InvalidDirection.Above)]
    public void An_impulse_is_counted_while_it_forms(
        int turns,
        string currentWave,
        Side side,
        double invalidation,
        InvalidDirection direction
    )
    {
        var count = Impulse(Textbook[..turns]);

        (count.CurrentWave, count.Side).ShouldBe((currentWave, side));
        count.Invalidation.ShouldBe(new ElliottInvalidation(invalidation, direction));
    }

    [Theory]
    [InlineData(3, 430, 442.36)] // 1 to 1.618 of wave 1 from 410
    [InlineData(4, 429.776, 434.448)] // 0.236 to 0.382 of wave 3 from 442
    [InlineData(5, 442.36, 450)] // 0.618 to 1 of wave 1 from 430
    [InlineData(6, 430.9, 438.2)] // 0.236 to 0.382 of the whole from 450
    public void The_next_zone_lies_between_the_usual_ratios_of_the_waves_before(int turns, double bottom, double top)
    {
        var next = Impulse(Textbook[..turns]).Next;

        next.Bottom.ShouldBe(bottom, 1e-9);
        next.Top.ShouldBe(top, 1e-9);
    }

    [Fact]
    public void A_fifth_wave_behind_a_short_third_is_expected_below_its_longest_length() =>
        Impulse([400, 420, 414, 433, 425]).Next.Top.ShouldBe(425 + 19);

    [Fact]
    public void A_fourth_wave_is_not_expected_inside_the_first() =>
        Impulse([400, 420, 410, 424]).Next.ShouldBe(new ElliottZone(Top: 424 - (0.236 * 14), Bottom: 420));

    [Fact]
    public void Upside_down_the_labels_are_the_same_and_the_sides_swapped()
    {
        var up = Impulse(Textbook);
        var down = Impulse(WavePath.UpsideDown(Textbook));

        down.Labels.Select(l => (l.Wave, l.Index, RandomCandles.Ceiling - l.Price))
            .ShouldBe(up.Labels.Select(l => (l.Wave, l.Index, l.Price)));
        (down.Direction, down.Side, down.Score).ShouldBe((Side.Bearish, Side.Bullish, up.Score));
        down.Invalidation.ShouldBe(new ElliottInvalidation(RandomCandles.Ceiling - 450, InvalidDirection.Below));
        down.Next.Bottom.ShouldBe(RandomCandles.Ceiling - up.Next.Top, 1e-9);
    }

    [Fact]
    public void A_wave_may_have_three_legs()
    {
        // Wave 3 pauses at 430 and 422 on its way from 410 to 442.
        var reading = Readings(WavePath.Through(400, 420, 410, 430, 422, 442, 430, 450))[^1];

        reading
            .Counts.Where(c => c.Pattern == ElliottPattern.Impulse)
            .ShouldContain(c => c.Labels.Select(l => l.Price).SequenceEqual(Textbook));
    }

    [Fact]
    public void A_correction_is_counted_as_a_zigzag_and_then_as_complete()
    {
        var path = new double[] { 500, 470, 488.5, 458.5 };

        var forming = Counts(path[..3]).First(c => c.Pattern == ElliottPattern.Zigzag);
        (forming.CurrentWave, forming.Side).ShouldBe(("C", Side.Bearish));
        forming.Invalidation.ShouldBe(new ElliottInvalidation(500, InvalidDirection.Above));
        forming.Labels.Select(l => l.Wave).ShouldBe(["0", "A", "B"]);

        var complete = Counts(path).First(c => c.Pattern == ElliottPattern.Zigzag && c.Labels.Count == 4);
        (complete.CurrentWave, complete.Side).ShouldBe(("1", Side.Bullish));
        complete.Invalidation.ShouldBe(new ElliottInvalidation(458.5, InvalidDirection.Below));
        // B is 0.617 of A and C as long as A; three waves of five are the weakest part.
        complete
            .Parts.Select(p => (p.Name, Math.Round(p.Value, 2)))
            .ShouldBe([("evidence", 0.6), ("wave-b", 1), ("wave-c", 1)]);
        complete.Score.ShouldBe(0.6);
    }

    [Fact]
    public void A_flat_is_wrong_where_its_last_wave_goes_on()
    {
        var forming = Counts([500, 470, 503]).Single(c => c.Pattern == ElliottPattern.Flat);
        forming.Invalidation.ShouldBe(new ElliottInvalidation(503, InvalidDirection.Above));
        forming.CurrentWave.ShouldBe("C");
        Counts([500, 470, 503]).ShouldNotContain(c => c.Pattern == ElliottPattern.Zigzag);
    }

    [Fact]
    public void Where_no_count_fits_that_is_the_answer_and_it_is_given_once()
    {
        // Each leg is four times the one before or after it: nothing a ratio could measure.
        var log = Detect(WavePath.Through(400, 405, 385, 405.5, 380));
        var reading = log.Findings[0];

        (reading.Kind, reading.Side, reading.Counts.Count, reading.Index).ShouldBe(
            ("no-valid-count", Side.None, 0, 25)
        );
        reading.Inputs.Turns.ShouldBe(3);
        Readings(WavePath.Through(400, 405, 385, 470)).Count(r => r.Kind == "no-valid-count").ShouldBe(1);
    }

    [Fact]
    public void There_is_no_reading_before_the_third_turning_point()
    {
        Readings(WavePath.Through(Textbook[..2])).ShouldBeEmpty();
        Readings(WavePath.Through(Textbook[..3])).Length.ShouldBe(1);
    }

    [Fact]
    public void A_reading_is_superseded_by_the_next()
    {
        var log = Detect(WavePath.Through(Textbook));

        log.Events.ToArray()
            .ShouldBe([
                new LifeEvent(0, FindingState.Superseded, log.Findings[1].ConfirmedIndex),
                new LifeEvent(1, FindingState.Superseded, log.Findings[2].ConfirmedIndex),
                new LifeEvent(2, FindingState.Superseded, log.Findings[3].ConfirmedIndex),
            ]);
    }

    [Fact]
    public void A_reading_fails_when_price_trades_at_the_invalidation_of_its_best_count()
    {
        var series = WavePath.Through(Textbook[..3]);
        var reading = Readings(series)[^1];
        var price = reading.Counts[0].Invalidation.Price;
        reading.Counts[0].Invalidation.Direction.ShouldBe(InvalidDirection.Below);
        var last = series[series.Count - 1];

        Events(price).ShouldBe([new LifeEvent(0, FindingState.Failed, series.Count)]);
        // One tick short of it: the candle still confirms a turning point, and the reading makes room for the next.
        Events(price + 0.25).ShouldBe([new LifeEvent(0, FindingState.Superseded, series.Count)]);

        LifeEvent[] Events(double low)
        {
            var next = new Candle(last.OpenTimeMs + 900_000, last.Close, last.Close, low, low, 100);
            return Detect(new CandleSeries(series.Timeframe, [.. series.Span, next])).Events.ToArray();
        }
    }

    [Fact]
    public void Diagonals_are_counted_when_asked_for()
    {
        var path = new double[] { 400, 420, 408, 424, 415, 425 };
        var asked = new ElliottOptions(MinimumScore: 0, Diagonals: true);

        Readings(WavePath.Through(path))
            .SelectMany(r => r.Counts)
            .ShouldNotContain(c => c.Pattern == ElliottPattern.Diagonal);
        var counts = Readings(WavePath.Through(path), asked).SelectMany(r => r.Counts).ToArray();
        var diagonal = counts.Last(c => c.Pattern == ElliottPattern.Diagonal && c.Labels.Count == 6);
        diagonal.Labels.Select(l => l.Price).ShouldBe(path);
        // Its fourth wave would be longer than its second below 424 - 12.
        counts
            .First(c => c.Pattern == ElliottPattern.Diagonal && c.CurrentWave == "5")
            .Invalidation.ShouldBe(new ElliottInvalidation(412, InvalidDirection.Below));
    }

    [Theory]
    [InlineData(15, 5.75, ElliottDegree.Minuette)] // waves of 23 quarter hours on average
    [InlineData(5, 1.9, ElliottDegree.Subminuette)]
    [InlineData(60, 23, ElliottDegree.Minute)]
    [InlineData(1440, 552, ElliottDegree.Intermediate)]
    public void The_degree_is_the_mean_duration_of_a_wave(int minutes, double meanHours, ElliottDegree degree)
    {
        ElliottNames.Degree((long)(meanHours * 3_600_000)).ShouldBe(degree);
        var builder = new CandleBuilder(new Timeframe(minutes));
        foreach (var candle in WavePath.Through(Textbook[..3]).Span)
            builder.Add(candle.Open, candle.High, candle.Low, candle.Close);
        // The waves of this count are shorter: 15 candles on average.
        var expected = ElliottNames.Degree(15L * minutes * 60_000);
        Readings(builder.Build())[^1].Counts.ShouldAllBe(c => c.Degree == expected);
    }

    [Theory]
    [InlineData(-0.1, 30)]
    [InlineData(1.1, 30)]
    [InlineData(0.1, -1)]
    [InlineData(double.NaN, 30)]
    [InlineData(0.1, double.NaN)]
    public void Options_out_of_range_are_refused(double minimumScore, double logSpanPercent) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new ElliottWaves(new Legs(new Tape(Timeframe.M15)), new ElliottOptions(minimumScore, logSpanPercent))
        );

    private static ElliottCount Impulse(double[] turns) =>
        Counts(turns).First(c => c.Pattern == ElliottPattern.Impulse && c.Labels.Count == turns.Length);

    private static ValueList<ElliottCount> Counts(double[] turns) => Readings(WavePath.Through(turns))[^1].Counts;

    private static ElliottReading[] Readings(CandleSeries series, ElliottOptions? options = null) =>
        Detect(series, options).Findings.ToArray();

    private static FindingLog<ElliottReading> Detect(CandleSeries series, ElliottOptions? options = null) =>
        Detection.Detect<ElliottReading>(series, (tape, log) => new ElliottWaves(new Legs(tape), options, log));
}
