using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Waves;

/// <summary>What holds for every reading, on random candles.</summary>
public sealed class ElliottWavesLaws
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_count_obeys_the_hard_rules_and_names_confirmed_turning_points(int seed)
    {
        foreach (var (_, turns, reading) in AllReadings(seed))
        {
            reading.Counts.Count.ShouldBeLessThanOrEqualTo(3);
            foreach (var count in reading.Counts)
            {
                var prices = count.Labels.Select(l => l.Price).ToArray();
                var broken = ElliottHardRules.Broken(count.Pattern, prices, reading.Inputs.RunningLevel);
                Holds(broken.Count == 0, count, string.Join(", ", broken));
                Holds(count.Labels.All(l => IsKnown(l, turns, reading.ConfirmedIndex)), count, "labels");
                Holds(count.Labels[^1].Index == reading.Index, count, "last label");
                Holds(count.IsLog == prices.Max() > 1.3 * prices.Min(), count, "log");
                Holds(count.Parts.All(p => p.Value is >= 0 and <= 1), count, "parts");
                Holds(count.Score == count.Parts.Min(p => p.Value), count, "score");
            }
            reading.Counts.Select(c => c.Score).ShouldBeInOrder(SortDirection.Descending);
            reading.Counts.Select(c => (c.Pattern, c.CurrentWave)).ShouldBeUnique();
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void The_search_finds_as_many_valid_counts_as_trying_them_all(int seed)
    {
        foreach (var (_, turns, reading) in AllReadings(seed))
        {
            var known = turns.Where(t => t.ConfirmedIndex <= reading.ConfirmedIndex).ToArray();
            // Behind a long hole the turning points begin anew.
            var first = Array.FindLastIndex(known, t => !t.HasLeg);
            var expected = ElliottHardRules.CountValid(known[first..], reading.Inputs.RunningLevel);
            reading.Inputs.Valid.ShouldBe(expected, $"seed {seed}, candle {reading.ConfirmedIndex}");
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Price_stands_on_the_right_side_of_the_invalidation_and_the_zone_lies_ahead(int seed)
    {
        foreach (var (series, _, reading) in AllReadings(seed))
        {
            var close = series[reading.ConfirmedIndex].Close;
            foreach (var count in reading.Counts)
            {
                var (price, direction) = count.Invalidation;
                var (top, bottom) = count.Next;
                var end = count.Labels[^1].Price;
                var isBelow = direction == InvalidDirection.Below;
                Holds(isBelow ? close > price : close < price, count, $"close {close}");
                Holds(bottom < top, count, "zone");
                Holds(count.Side == Side.Bullish ? bottom >= end : top <= end, count, "ahead");
                Holds(
                    isBelow ? bottom >= price : top <= price,
                    count,
                    "the zone reaches what would prove the count wrong"
                );
            }
            reading.Side.ShouldBe(reading.Counts.Count == 0 ? Side.None : reading.Counts[0].Side);
        }
    }

    [Fact]
    public void Doubled_prices_give_the_same_counts_with_doubled_prices()
    {
        var series = RandomCandles.Walk(9, 4_000);
        var single = Detect(series).Findings.ToArray();
        var doubled = Detect(RandomCandles.Scale(series, 2)).Findings.ToArray();

        doubled.Length.ShouldBe(single.Length);
        foreach (var (one, two) in single.Zip(doubled))
        {
            two.Counts.Select(c => (c.Pattern, c.CurrentWave, c.Score, 0.5 * c.Invalidation.Price))
                .ShouldBe(one.Counts.Select(c => (c.Pattern, c.CurrentWave, c.Score, c.Invalidation.Price)));
            two.Counts.SelectMany(c => c.Labels)
                .Select(l => (l.Wave, l.Index, 0.5 * l.Price))
                .ShouldBe(one.Counts.SelectMany(c => c.Labels).Select(l => (l.Wave, l.Index, l.Price)));
        }
    }

    /// <summary>
    /// In linear price, because the logarithm of a mirrored price is not the mirrored logarithm: a count that spans more than 30 % is
    /// measured differently upside down. With the usual options the other laws are checked below.
    /// </summary>
    [Fact]
    public void In_linear_price_they_obey_the_laws_and_the_mirrored_counts_are_the_same()
    {
        var linear = new ElliottOptions(LogSpanPercent: double.PositiveInfinity);
        DetectorLaws.Check<ElliottReading>((tape, log) => new ElliottWaves(new Legs(tape), linear, log));

        var series = RandomCandles.Walk(10, 4_000);
        var up = Detect(series, linear).Findings.ToArray();
        var down = Detect(RandomCandles.Mirror(series), linear).Findings.ToArray();
        down.SelectMany(r => r.Counts)
            .SelectMany(c => c.Labels)
            .Select(l => (l.Wave, l.Index, RandomCandles.Ceiling - l.Price))
            .ShouldBe(up.SelectMany(r => r.Counts).SelectMany(c => c.Labels).Select(l => (l.Wave, l.Index, l.Price)));
        down.SelectMany(r => r.Counts)
            .Select(c => (c.Side, c.CurrentWave, c.Score))
            .ShouldBe(up.SelectMany(r => r.Counts).Select(c => (c.Side.Opposite(), c.CurrentWave, c.Score)));
    }

    [Fact]
    public void In_log_price_nothing_confirmed_is_rewritten_either()
    {
        // Four times the moves, so that most counts span more than 30 %.
        var series = Wide(11);
        Detect(series).Findings.ToArray().SelectMany(r => r.Counts).Count(c => c.IsLog).ShouldBeGreaterThan(50);

        DetectorLaws.NothingIsRewritten<ElliottReading>(
            series,
            (tape, log) => new ElliottWaves(new Legs(tape), log: log),
            seed: 11
        );
    }

    private static void Holds(bool holds, ElliottCount count, string what)
    {
        if (!holds)
            Assert.Fail($"{what}: {count}");
    }

    private static bool IsKnown(WaveLabel label, Turn[] turns, int index) =>
        Array.Exists(turns, t => t.ConfirmedIndex <= index && t.Index == label.Index && t.Level == label.Price);

    private static IEnumerable<(CandleSeries, Turn[], ElliottReading)> AllReadings(int seed)
    {
        foreach (var series in new[] { RandomCandles.Walk(seed, 6_000), Wide(seed) })
        {
            var turns = Detection.Detect<Turn>(series, (tape, log) => new Legs(tape, log: log)).Findings.ToArray();
            var readings = Detect(series).Findings.ToArray();
            readings.Length.ShouldBeGreaterThan(50);
            foreach (var reading in readings)
                yield return (series, turns, reading);
        }
    }

    /// <summary>The moves of a random walk four times over, as an exponent: prices that multiply and divide.</summary>
    private static CandleSeries Wide(int seed)
    {
        var candles = RandomCandles.Walk(seed, 6_000).Span.ToArray();
        static double Wider(double price) => 1_000 * Math.Exp((price - 2048) / 200);
        for (var i = 0; i < candles.Length; i++)
        {
            var c = candles[i];
            candles[i] = c with
            {
                Open = Wider(c.Open),
                High = Wider(c.High),
                Low = Wider(c.Low),
                Close = Wider(c.Close),
            };
        }
        return new CandleSeries(Timeframe.M15, candles);
    }

    private static FindingLog<ElliottReading> Detect(CandleSeries series, ElliottOptions? options = null) =>
        Detection.Detect<ElliottReading>(series, (tape, log) => new ElliottWaves(new Legs(tape), options, log));
}
