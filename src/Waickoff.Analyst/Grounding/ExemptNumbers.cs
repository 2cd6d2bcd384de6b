using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Grounding;

/// <summary>Tells which numbers of a text are no claims, when they cite nothing.</summary>
/// <remarks>
/// Exempt are: list numerals at the start of a line that count on from the one before; timeframes; dates, times of day and years (a bare
/// year that could be a price of the symbol only behind a month or the word year); ratios in the name of a level (0,618 beside
/// Fibonacci, retroceso, extensión; 2R beside objetivo; 2 sigma); waves one to five; the 70 % of the value area; lengths in the name of
/// an indicator; ordinals up to five.
/// </remarks>
internal static partial class ExemptNumbers
{
    private static readonly decimal[] Ratios =
    [
        0.236m,
        0.382m,
        0.5m,
        0.618m,
        0.62m,
        0.705m,
        0.786m,
        0.79m,
        1m,
        1.272m,
        1.414m,
        1.618m,
        2m,
        2.618m,
    ];

    public static bool IsExempt(
        string text,
        in FoundNumber number,
        IReadOnlyList<FoundNumber> all,
        (decimal Low, decimal High)? prices
    )
    {
        foreach (Match match in SpanPattern().Matches(text))
        {
            if (match.Index <= number.Start && match.Index + match.Length >= number.DigitsEnd)
                return true;
        }
        return number.Value is { } value
            && (IsYear(text, in number, value, prices) || IsInName(text, in number, value, all));
    }

    /// <summary>The numeral a line starts with, or null.</summary>
    public static int? Numeral(string text)
    {
        var match = NumeralPattern().Match(text);
        return match.Success ? int.Parse(match.Groups["numeral"].ValueSpan, null) : null;
    }

    private static bool IsYear(string text, in FoundNumber number, decimal value, (decimal Low, decimal High)? prices)
    {
        var isBare = number.DigitsEnd - number.DigitsStart == 4 && number.End == number.DigitsEnd && !number.IsSigned;
        if (!isBare || value is < 1990 or > 2099 || CurrencyPattern().IsMatch(text[..number.Start]))
            return false;
        var couldBePrice = prices is { } range && value >= range.Low / 2 && value <= range.High * 2;
        return !couldBePrice || YearPattern().IsMatch(text[..number.Start]);
    }

    private static bool IsInName(string text, in FoundNumber number, decimal value, IReadOnlyList<FoundNumber> all)
    {
        var isRatio = Ratios.Contains(value) && number.Unit == Briefing.NumberUnit.None && !number.IsSigned;
        if (
            isRatio && (Before(text, number.Start, all, LevelWords) || LevelBehindPattern().IsMatch(text[number.End..]))
        )
            return true;
        var isWhole = value is 1 or 2 or 3 or 4 or 5;
        if (isWhole && number.Unit == Briefing.NumberUnit.Risk)
            return Before(text, number.Start, all, TargetWords);
        return isWhole && number.Unit == Briefing.NumberUnit.None && Before(text, number.Start, all, WaveWords);
    }

    private static readonly string[] LevelWords =
    [
        "fibonacci",
        "fib",
        "retroceso",
        "retrocesos",
        "retracement",
        "retracements",
        "extensión",
        "extensiones",
        "extension",
        "extensions",
        "ratio",
        "ratios",
    ];

    private static readonly string[] TargetWords = ["objetivo", "objetivos", "target", "targets"];
    private static readonly string[] WaveWords = ["onda", "ondas", "wave", "waves"];
    private static readonly string[] Links =
    [
        "de",
        "del",
        "el",
        "la",
        "los",
        "y",
        "e",
        "o",
        "a",
        "al",
        "the",
        "of",
        "at",
        "to",
        "and",
        "or",
        "entre",
        "between",
    ];

    /// <summary>Goes back over linking words and other ratios; true when the first other word is one of those given.</summary>
    private static bool Before(string text, int start, IReadOnlyList<FoundNumber> all, string[] words)
    {
        var at = start;
        while (true)
        {
            while (at > 0 && text[at - 1] is ' ' or '-' or '–' or '/' or '(' or ',' or '\u00A0' or '*')
                at--;
            var number = all.FirstOrDefault(n => n.End == at && n.End > n.Start);
            if (number.End == at && number.Value is { } value && at > 0)
            {
                if (!Ratios.Contains(value) && value is not (>= 1 and <= 5))
                    return false;
                at = number.Start;
                continue;
            }
            var from = at;
            while (from > 0 && char.IsLetter(text[from - 1]))
                from--;
            var word = text[from..at];
            if (words.Contains(word, StringComparer.OrdinalIgnoreCase))
                return true;
            if (!Links.Contains(word, StringComparer.OrdinalIgnoreCase))
                return false;
            at = from;
        }
    }

    private const string Months =
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ene|feb|abr|jun|jul|ago|sept|sep|oct|nov|dic"
        + "|january|february|march|april|May|june|july|august|september|october|november|december|jan|apr|aug|dec";

    /// <summary>Timeframes and windows, dates, times of day, names that hold a number.</summary>
    [GeneratedRegex(
        @"(?<![\w.,])(?:"
            + @"(?:1|2|3|5|15|30|45)\s?(?:m|min|mins|minutos?|minutes?)|(?:1|2|3|4|6|8|12|24|48)[\s-]?(?:h|hs|horas?|hours?)|(?:1|3|7)\s?(?:d|d[ií]as?|days?)"
            + @"|M(?:1|5|15|30)|H[14]|D1"
            + @"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?|\d{1,2}/\d{1,2}/\d{4}|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
            + @"|\d{1,2}º?\s+(?:de\s+)?(?i:"
            + Months
            + @")\b(?:,?\s+(?:de\s+|del\s+)?(?:19|20)\d\d(?!\d))?"
            + @"|(?i:"
            + Months
            + @")\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d(?!\d))?|(?:de\s+)?(?:19|20)\d\d(?!\d))(?![.,]?\d)"
            + @"|(?:ATR|RSI|SMA|EMA|ADX|CCI|pivot|pivote)\s?\(\d{1,3}\)|(?:SMA|EMA)\d{1,3}|Bollinger\s?\(\d{1,3}[,;]\s?\d\)"
            + @"|[1-5](?:\.[ºª]|º|ª|st|nd|rd|th)"
            + @"|[123]\s?(?:σ|sigmas?\b|desviaci\w+|(?:standard )?deviations?\b)"
            + @"|70\s?%(?=\s(?:del volumen|of the volume|del área de valor))"
            + @"|24/7"
            + @")(?![\w])"
    )]
    private static partial Regex SpanPattern();

    [GeneratedRegex(@"^[\s#>*_-]*(?<numeral>\d{1,2})(?:[.)]|\.\))(?=[\s*])")]
    private static partial Regex NumeralPattern();

    [GeneratedRegex(
        @"^(?:\s?(?:-|–|y|and|to|a)\s?[012][.,]\d{1,3})?\s?(?:de Fibonacci|Fibonacci|retracement|extension|del tramo|of the leg)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LevelBehindPattern();

    [GeneratedRegex(@"(?:[$€]|USDT?|USD|EUR)\s?$")]
    private static partial Regex CurrencyPattern();

    [GeneratedRegex(@"\b(?:año|year|desde|since|(?:" + Months + @")(?: de)?)\s$", RegexOptions.IgnoreCase)]
    private static partial Regex YearPattern();
}
