using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

public sealed class AverageTrueRangeTests
{
    [Theory]
    [MemberData(nameof(Priced.Levels), MemberType = typeof(Priced))]
    public void It_equals_Wilders_recursion_in_decimal(double price)
    {
        var series = Priced.Walk(price);
        var found = Indication.Compute(series, () => new AverageTrueRange(series.Timeframe));

        var expected = 0m;
        var candles = series.Span.ToArray();
        for (var i = 0; i < candles.Length; i++)
        {
            var (high, low) = ((decimal)candles[i].High, (decimal)candles[i].Low);
            var before = i > 0 ? (decimal)candles[i - 1].Close : low;
            var range = Math.Max(high - low, Math.Max(Math.Abs(high - before), Math.Abs(low - before)));
            // The seed is the mean of the first 14.
            expected = i < 14 ? expected + (range / 14) : ((expected * 13) + range) / 14;
            found[i].ShouldMatch(i < 13 ? double.NaN : (double)expected, $"candle {i}");
        }
    }

    [Fact]
    public void Behind_a_hole_the_true_range_is_high_less_low()
    {
        var series = new CandleBuilder().Add(10, 11, 9, 10).Add(20, 21, 19, 20).Hole(1).Add(40, 41, 39, 40).Build();

        // 2, then 21 - 10, then 2 again.
        Indication.Compute(series, () => new AverageTrueRange(series.Timeframe, 1)).ShouldBe([2, 11, 2]);
    }

    [Fact]
    public void The_scale_of_a_tape_is_this_average()
    {
        var series = RandomCandles.Walk(4, 2_000);
        var tape = new Tape(series.Timeframe);
        var range = new AverageTrueRange(series.Timeframe);
        foreach (var candle in series.Span)
        {
            tape.Add(in candle);
            range.Add(in candle);
            tape.Atr.ShouldBe(range.Scale);
        }
    }

    [Fact]
    public void An_impossible_length_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AverageTrueRange(Timeframe.M15, 0));
}
