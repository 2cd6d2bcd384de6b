using System.Globalization;

namespace Waickoff.Analyst.Briefing;

/// <summary>The one place that prints numbers for a reader, so that what is printed is what grounding compares with.</summary>
public sealed record NumberFormat
{
    private readonly NumberFormatInfo culture;
    private readonly string percentSign;

    /// <summary>Prints for a language, with the prices of one symbol.</summary>
    /// <param name="language">The reader's.</param>
    /// <param name="priceDecimals">Decimals of a price, 0 to 12; see <see cref="PriceDecimals"/>.</param>
    public NumberFormat(ReaderLanguage language, int priceDecimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(priceDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priceDecimals, Briefing.PriceDecimals.Most);
        Language = language;
        PriceDecimals = priceDecimals;
        var (group, point) = Separators(language);
        culture = new NumberFormatInfo
        {
            NumberGroupSeparator = group.ToString(),
            NumberDecimalSeparator = point.ToString(),
            NegativeSign = "-",
        };
        percentSign = language == ReaderLanguage.Spanish ? " %" : "%";
    }

    public ReaderLanguage Language { get; }

    public int PriceDecimals { get; }

    /// <summary>The separators of thousands and of decimals.</summary>
    public static (char Group, char Point) Separators(ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.Spanish => ('.', ','),
            ReaderLanguage.English => (',', '.'),
        };

    /// <summary>The unit that a number of a form must be written with.</summary>
    public static NumberUnit UnitOf(NumberForm form) =>
        form switch
        {
            NumberForm.Percent or NumberForm.SignedPercent or NumberForm.Share => NumberUnit.Percent,
            NumberForm.RiskMultiple or NumberForm.Expectancy => NumberUnit.Risk,
            NumberForm.Price
            or NumberForm.Ratio
            or NumberForm.Count
            or NumberForm.ZScore
            or NumberForm.AtrMultiple
            or NumberForm.Volume
            or NumberForm.SignedVolume => NumberUnit.None,
        };

    /// <summary>The number as the reader sees it.</summary>
    /// <exception cref="ArgumentException">The value is no number: say that it is unknown instead.</exception>
    public string Write(double value, NumberForm form)
    {
        var (scale, decimals, suffix) = Shape(value, form);
        var printed = Round(value * scale, decimals);
        var text = printed.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), culture);
        var isSigned =
            form is NumberForm.ZScore or NumberForm.SignedPercent or NumberForm.SignedVolume or NumberForm.Expectancy;
        return (isSigned && printed > 0 ? "+" : "") + text + suffix;
    }

    /// <summary>The exact value of what <see cref="Write"/> prints; a share in percent, a volume in full.</summary>
    public decimal Printed(double value, NumberForm form)
    {
        var (scale, decimals, _) = Shape(value, form);
        var printed = Round(value * scale, decimals);
        return form is NumberForm.Volume or NumberForm.SignedVolume ? printed / (decimal)scale : printed;
    }

    /// <summary>The smallest step between two printed values near a value.</summary>
    public decimal StepAt(double value, NumberForm form)
    {
        var (scale, decimals, _) = Shape(value, form);
        var step = 1m;
        for (var i = 0; i < decimals; i++)
            step /= 10;
        return form is NumberForm.Volume or NumberForm.SignedVolume ? step / (decimal)scale : step;
    }

    private (double Scale, int Decimals, string Suffix) Shape(double value, NumberForm form)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"A {form} to be printed must be finite.", nameof(value));
        return form switch
        {
            NumberForm.Price => (1, PriceDecimals, ""),
            NumberForm.Percent or NumberForm.SignedPercent => (1, Math.Abs(value) < 1 ? 2 : 1, percentSign),
            NumberForm.Share => (100, 0, percentSign),
            NumberForm.Ratio => (1, 2, ""),
            NumberForm.Count => (1, 0, ""),
            NumberForm.ZScore or NumberForm.AtrMultiple => (1, 1, ""),
            NumberForm.RiskMultiple => (1, 1, "R"),
            NumberForm.Expectancy => (1, 2, "R"),
            NumberForm.Volume or NumberForm.SignedVolume => VolumeShape(Math.Abs(value)),
        };
    }

    /// <summary>Three digits, so that 999,500 is already 1.00M.</summary>
    private static (double Scale, int Decimals, string Suffix) VolumeShape(double size) =>
        size switch
        {
            < 0.0995 => (1, 4, ""),
            < 9.995 => (1, 2, ""),
            < 99.95 => (1, 1, ""),
            < 999.5 => (1, 0, ""),
            < 9_995 => (1e-3, 2, "k"),
            < 99_950 => (1e-3, 1, "k"),
            < 999_500 => (1e-3, 0, "k"),
            < 9_995_000 => (1e-6, 2, "M"),
            < 99_950_000 => (1e-6, 1, "M"),
            _ => (1e-6, 0, "M"),
        };

    /// <summary>
    /// Half away from zero, on the number as it is written: of a double the first 15 digits, so that 2.675 is 2.68 and the noise of a
    /// division is none.
    /// </summary>
    private static decimal Round(double value, int decimals)
    {
        var rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        return rounded == 0 ? Math.Abs(rounded) : rounded;
    }
}
