using System.Globalization;
using Waickoff.Analysis.Confluences;

namespace Waickoff.Analyst.Texts;

/// <summary>What the levels of the confluences are called.</summary>
internal static class LevelNames
{
    /// <summary>The name of a ratio: 0.618 as the language writes it.</summary>
    public static string Ratio(double ratio, ReaderLanguage language)
    {
        var text = ratio.ToString(CultureInfo.InvariantCulture);
        return language == ReaderLanguage.Spanish ? text.Replace('.', ',') : text;
    }

    /// <summary>In Spanish, without article. A name that is not known yet is given as it is.</summary>
    public static string Spanish(LevelFamily? family, string name) =>
        (family, name) switch
        {
            (null, "zone-edge") => "borde de la zona",
            (null, "zone-margin") => "medio ATR tras la zona",
            (LevelFamily.Structure, "internal-high") => "máximo interno",
            (LevelFamily.Structure, "internal-low") => "mínimo interno",
            (LevelFamily.Structure, "swing-high") => "máximo de swing",
            (LevelFamily.Structure, "swing-low") => "mínimo de swing",
            (LevelFamily.Structure, "range-high") => "máximo del rango operativo",
            (LevelFamily.Structure, "range-low") => "mínimo del rango operativo",
            (LevelFamily.Liquidity, "equal-highs") => "máximos iguales",
            (LevelFamily.Liquidity, "equal-lows") => "mínimos iguales",
            (LevelFamily.PreviousLevel, "previous-high-4h") => "máximo de las cuatro horas previas",
            (LevelFamily.PreviousLevel, "previous-high-day") => "máximo del día previo",
            (LevelFamily.PreviousLevel, "previous-high-week") => "máximo de la semana previa",
            (LevelFamily.PreviousLevel, "previous-high-month") => "máximo del mes previo",
            (LevelFamily.PreviousLevel, "previous-low-4h") => "mínimo de las cuatro horas previas",
            (LevelFamily.PreviousLevel, "previous-low-day") => "mínimo del día previo",
            (LevelFamily.PreviousLevel, "previous-low-week") => "mínimo de la semana previa",
            (LevelFamily.PreviousLevel, "previous-low-month") => "mínimo del mes previo",
            (LevelFamily.Wyckoff, "support") => "soporte del rango",
            (LevelFamily.Wyckoff, "resistance") => "resistencia del rango",
            (LevelFamily.OrderBlock, "bullish-block") => "order block alcista",
            (LevelFamily.OrderBlock, "bearish-block") => "order block bajista",
            (LevelFamily.FairValueGap, "bullish-gap") => "fair value gap alcista",
            (LevelFamily.FairValueGap, "bearish-gap") => "fair value gap bajista",
            (LevelFamily.Fibonacci, _) => Fibonacci(name, "retroceso", "extensión", ReaderLanguage.Spanish),
            (LevelFamily.Elliott, "invalidation") => "invalidación de Elliott",
            (LevelFamily.Elliott, _) => "objetivo de la onda " + name.Replace("wave-", "", StringComparison.Ordinal),
            (LevelFamily.VolumeProfile, "day-poc") => "POC de 24 h",
            (LevelFamily.VolumeProfile, "week-poc") => "POC de siete días",
            (LevelFamily.VolumeProfile, "range-poc") => "POC del rango",
            (LevelFamily.VolumeProfile, "day-vah") => "VAH de 24 h",
            (LevelFamily.VolumeProfile, "week-vah") => "VAH de siete días",
            (LevelFamily.VolumeProfile, "range-vah") => "VAH del rango",
            (LevelFamily.VolumeProfile, "day-val") => "VAL de 24 h",
            (LevelFamily.VolumeProfile, "week-val") => "VAL de siete días",
            (LevelFamily.VolumeProfile, "range-val") => "VAL del rango",
            (LevelFamily.VolumeProfile, "hvn") => "nodo de mucho volumen",
            (LevelFamily.VolumeProfile, "lvn") => "nodo de poco volumen",
            (LevelFamily.VolumeProfile, "naked-poc") => "POC sin tocar",
            (LevelFamily.Vwap, _) => Vwap(name, ReaderLanguage.Spanish),
            (LevelFamily.Bollinger, "lower") => "banda inferior de Bollinger",
            (LevelFamily.Bollinger, "middle") => "media de Bollinger",
            (LevelFamily.Bollinger, "upper") => "banda superior de Bollinger",
            _ => name,
        };

    /// <summary>In English, without article. A name that is not known yet is given as it is.</summary>
    public static string English(LevelFamily? family, string name) =>
        (family, name) switch
        {
            (null, "zone-edge") => "edge of the zone",
            (null, "zone-margin") => "half an ATR behind the zone",
            (LevelFamily.Structure, "internal-high") => "internal high",
            (LevelFamily.Structure, "internal-low") => "internal low",
            (LevelFamily.Structure, "swing-high") => "swing high",
            (LevelFamily.Structure, "swing-low") => "swing low",
            (LevelFamily.Structure, "range-high") => "high of the dealing range",
            (LevelFamily.Structure, "range-low") => "low of the dealing range",
            (LevelFamily.Liquidity, "equal-highs") => "equal highs",
            (LevelFamily.Liquidity, "equal-lows") => "equal lows",
            (LevelFamily.PreviousLevel, "previous-high-4h") => "previous four-hour high",
            (LevelFamily.PreviousLevel, "previous-high-day") => "previous day's high",
            (LevelFamily.PreviousLevel, "previous-high-week") => "previous week's high",
            (LevelFamily.PreviousLevel, "previous-high-month") => "previous month's high",
            (LevelFamily.PreviousLevel, "previous-low-4h") => "previous four-hour low",
            (LevelFamily.PreviousLevel, "previous-low-day") => "previous day's low",
            (LevelFamily.PreviousLevel, "previous-low-week") => "previous week's low",
            (LevelFamily.PreviousLevel, "previous-low-month") => "previous month's low",
            (LevelFamily.Wyckoff, "support") => "range support",
            (LevelFamily.Wyckoff, "resistance") => "range resistance",
            (LevelFamily.OrderBlock, "bullish-block") => "bullish order block",
            (LevelFamily.OrderBlock, "bearish-block") => "bearish order block",
            (LevelFamily.FairValueGap, "bullish-gap") => "bullish fair value gap",
            (LevelFamily.FairValueGap, "bearish-gap") => "bearish fair value gap",
            (LevelFamily.Fibonacci, _) => Fibonacci(name, "retracement", "extension", ReaderLanguage.English),
            (LevelFamily.Elliott, "invalidation") => "Elliott invalidation",
            (LevelFamily.Elliott, _) => "objective of wave " + name.Replace("wave-", "", StringComparison.Ordinal),
            (LevelFamily.VolumeProfile, "day-poc") => "24 h POC",
            (LevelFamily.VolumeProfile, "week-poc") => "seven-day POC",
            (LevelFamily.VolumeProfile, "range-poc") => "range POC",
            (LevelFamily.VolumeProfile, "day-vah") => "24 h VAH",
            (LevelFamily.VolumeProfile, "week-vah") => "seven-day VAH",
            (LevelFamily.VolumeProfile, "range-vah") => "range VAH",
            (LevelFamily.VolumeProfile, "day-val") => "24 h VAL",
            (LevelFamily.VolumeProfile, "week-val") => "seven-day VAL",
            (LevelFamily.VolumeProfile, "range-val") => "range VAL",
            (LevelFamily.VolumeProfile, "hvn") => "high volume node",
            (LevelFamily.VolumeProfile, "lvn") => "low volume node",
            (LevelFamily.VolumeProfile, "naked-poc") => "naked POC",
            (LevelFamily.Vwap, _) => Vwap(name, ReaderLanguage.English),
            (LevelFamily.Bollinger, "lower") => "lower Bollinger band",
            (LevelFamily.Bollinger, "middle") => "middle Bollinger band",
            (LevelFamily.Bollinger, "upper") => "upper Bollinger band",
            _ => name,
        };

    private static string Fibonacci(string name, string retracement, string extension, ReaderLanguage language)
    {
        if (!double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio))
            return name;
        return (ratio < 1 ? retracement : extension) + " " + Ratio(ratio, language);
    }

    private static string Vwap(string name, ReaderLanguage language)
    {
        var at = name.IndexOfAny(['+', '-']);
        var isBand = at > 0 && char.IsAsciiDigit(name[^1]);
        var anchor = isBand ? name[..at] : name;
        var line =
            language == ReaderLanguage.Spanish
                ? anchor switch
                {
                    "day" => "VWAP del día",
                    "week" => "VWAP de la semana",
                    "month" => "VWAP del mes",
                    "climax" => "VWAP desde el clímax",
                    "false-break" => "VWAP desde la última falsa ruptura",
                    "swing" => "VWAP desde el último giro",
                    _ => "VWAP",
                }
                : anchor switch
                {
                    "day" => "day's VWAP",
                    "week" => "week's VWAP",
                    "month" => "month's VWAP",
                    "climax" => "VWAP from the climax",
                    "false-break" => "VWAP from the last false break",
                    "swing" => "VWAP from the last swing",
                    _ => "VWAP",
                };
        if (!isBand)
            return line;
        var isUpper = name[at] == '+';
        return language == ReaderLanguage.Spanish
            ? $"banda {(isUpper ? "superior" : "inferior")} de {name[^1]} sigma del {line}"
            : $"{(isUpper ? "upper" : "lower")} {name[^1]} sigma band of the {line}";
    }
}
