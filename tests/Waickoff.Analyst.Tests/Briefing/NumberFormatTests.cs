using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Testing;

namespace Waickoff.Analyst.Tests.Briefing;

public class NumberFormatTests
{
    private static readonly NumberFormat Spanish = new(ReaderLanguage.Spanish, priceDecimals: 1);
    private static readonly NumberFormat English = new(ReaderLanguage.English, priceDecimals: 1);

    [Theory]
    [InlineData(67_412.5, NumberForm.Price, "67.412,5", "67,412.5")]
    [InlineData(2.13, NumberForm.Percent, "2,1 %", "2.1%")]
    [InlineData(0.213, NumberForm.Percent, "0,21 %", "0.21%")]
    [InlineData(2.13, NumberForm.SignedPercent, "+2,1 %", "+2.1%")]
    [InlineData(0.634, NumberForm.Share, "63 %", "63%")]
    [InlineData(0.634, NumberForm.Ratio, "0,63", "0.63")]
    [InlineData(1_250, NumberForm.Count, "1.250", "1,250")]
    [InlineData(2.34, NumberForm.ZScore, "+2,3", "+2.3")]
    [InlineData(-2.34, NumberForm.ZScore, "-2,3", "-2.3")]
    [InlineData(1.25, NumberForm.AtrMultiple, "1,3", "1.3")]
    [InlineData(1.8, NumberForm.RiskMultiple, "1,8R", "1.8R")]
    [InlineData(12_437, NumberForm.Volume, "12,4k", "12.4k")]
    [InlineData(1_254_000, NumberForm.Volume, "1,25M", "1.25M")]
    [InlineData(12_437, NumberForm.SignedVolume, "+12,4k", "+12.4k")]
    [InlineData(3.517, NumberForm.Volume, "3,52", "3.52")]
    public void Each_form_is_printed_as_its_language_does(double value, NumberForm form, string spanish, string english)
    {
        Spanish.Write(value, form).ShouldBe(spanish);
        English.Write(value, form).ShouldBe(english);
    }

    [Theory]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1,00k")]
    [InlineData(9_996, "10,0k")]
    [InlineData(999_600, "1,00M")]
    [InlineData(0, "0,0000")]
    public void A_volume_changes_its_unit_where_its_digits_would_become_four(double value, string expected) =>
        Spanish.Write(value, NumberForm.Volume).ShouldBe(expected);

    [Theory]
    [InlineData(-0.04, NumberForm.ZScore, "0,0")]
    [InlineData(-0.004, NumberForm.SignedPercent, "0,00 %")]
    public void What_rounds_to_zero_has_no_sign(double value, NumberForm form, string expected) =>
        Spanish.Write(value, form).ShouldBe(expected);

    [Fact]
    public void An_unknown_number_is_refused() =>
        Should.Throw<ArgumentException>(() => Spanish.Write(double.NaN, NumberForm.Price));

    [Fact]
    public void The_printed_value_is_what_the_text_reads_back_as()
    {
        var random = new Random(4);
        foreach (var form in Enum.GetValues<NumberForm>())
        {
            for (var i = 0; i < 300; i++)
            {
                var value = (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-2, 8));
                var text = English.Write(value, form);
                var scale =
                    text.EndsWith('k') ? 1_000m
                    : text.EndsWith('M') ? 1_000_000m
                    : 1m;
                var digits = text.Trim('%', 'R', 'k', 'M');
                var read = decimal.Parse(digits, NumberStyles.Number, CultureInfo.InvariantCulture) * scale;
                English.Printed(value, form).ShouldBe(read, $"{form} {value}");
            }
        }
    }

    [Theory]
    [InlineData(0.01, 2)]
    [InlineData(0.5, 1)]
    [InlineData(5, 0)]
    [InlineData(0.00000001, 8)]
    public void The_tick_says_how_many_decimals_a_price_has(double tick, int decimals) =>
        PriceDecimals.OfTick(tick).ShouldBe(decimals);

    [Theory]
    [InlineData(0.00001234, 0.00001235, 8)]
    [InlineData(100_000, 100_250, 0)]
    [InlineData(67_412.5, 67_413, 1)]
    [InlineData(67_412.51, 67_413.07, 2)]
    [InlineData(1.0001, 1.0002, 4)]
    [InlineData(100_000.123456789, 100_001, 3)]
    public void Without_a_tick_the_candles_say_it(double low, double high, int decimals)
    {
        var candles = new CandleBuilder().Add(low, high, low, high).Build();
        PriceDecimals.Infer(candles.Span).ShouldBe(decimals);
    }

    [Fact]
    public void No_candles_have_cents() => PriceDecimals.Infer(ReadOnlySpan<Candle>.Empty).ShouldBe(2);
}
