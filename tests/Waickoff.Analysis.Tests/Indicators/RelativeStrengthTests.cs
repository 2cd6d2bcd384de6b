using Waickoff.Analysis.Indicators;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Indicators;

public sealed class RelativeStrengthTests
{
    [Theory]
    [MemberData(nameof(Priced.Levels), MemberType = typeof(Priced))]
    public void It_equals_Wilders_formula_in_decimal(double price)
    {
        var series = Priced.Walk(price);
        var closes = series.Closes();
        var found = Indication.Compute(series, () => new RelativeStrength());

        var (gain, loss) = (0m, 0m);
        for (var i = 1; i < closes.Length; i++)
        {
            var change = (decimal)closes[i] - (decimal)closes[i - 1];
            var (up, down) = (Math.Max(change, 0), Math.Max(-change, 0));
            (gain, loss) =
                i <= 14 ? (gain + (up / 14), loss + (down / 14)) : (((gain * 13) + up) / 14, ((loss * 13) + down) / 14);
            var expected = 100 - (100 / (1 + (gain / Math.Max(loss, 1e-20m))));
            found[i].ShouldMatch(i < 14 ? double.NaN : (double)expected, $"candle {i}");
        }
    }

    [Fact]
    public void It_is_50_with_neither_gain_nor_loss()
    {
        var found = Indication.Compute(new CandleBuilder().Flat(40, 3).Build(), () => new RelativeStrength());

        found[..14].ShouldAllBe(value => double.IsNaN(value));
        found[14..].ShouldAllBe(value => value == 50);
    }

    [Fact]
    public void It_is_100_with_gains_only_and_0_with_losses_only()
    {
        var (rise, fall) = (new CandleBuilder(), new CandleBuilder());
        for (var i = 1; i <= 20; i++)
        {
            rise.To(100 + i);
            fall.To(100 - i);
        }

        Indication.Compute(rise.Build(), () => new RelativeStrength())[^1].ShouldBe(100);
        Indication.Compute(fall.Build(), () => new RelativeStrength())[^1].ShouldBe(0);
    }

    [Fact]
    public void A_short_hole_is_stepped_over()
    {
        var series = RandomCandles.Walk(5, 400, holes: false);
        var candles = series.Span.ToArray();
        for (var i = 200; i < candles.Length; i++)
            candles[i] = candles[i] with { OpenTimeMs = candles[i].OpenTimeMs + (5 * series.Timeframe.Milliseconds) };

        var found = Indication.Compute(new(series.Timeframe, candles), () => new RelativeStrength());

        found.ShouldBe(Indication.Compute(series, () => new RelativeStrength()));
    }

    [Fact]
    public void An_impossible_length_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RelativeStrength(0));
}
