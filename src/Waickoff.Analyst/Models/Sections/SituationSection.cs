using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>1: what the market is doing, from the longest timeframe to the shortest, and whether these agree.</summary>
internal static class SituationSection
{
    public static IEnumerable<ReportPart> Write(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        yield return ReportPart.Heading(texts.SituationHeading());
        foreach (var part in Whole(numbers, texts, language))
            yield return part;
        var told = new Told();
        foreach (var timeframe in numbers.Timeframes.Reverse())
        {
            foreach (var part in TimeframeSection.Write(numbers, timeframe, texts, language, told))
                yield return part;
        }
    }

    private static IEnumerable<ReportPart> Whole(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        var data = numbers.Analysis.Data;
        if (data.IsSimulated)
            yield return ReportPart.Paragraph(texts.Simulated());
        var time = TimeText.Minute(numbers.Analysis.AsOfMs);
        var close = numbers.Change.IsKnown
            ? texts.LastCloseAndChange(data.Symbol, numbers.Price, time, numbers.Change)
            : texts.LastClose(data.Symbol, numbers.Price, time);
        yield return ReportPart.Paragraph(close);
        if (numbers.AgeMs > numbers.Timeframes[0].Timeframe.Milliseconds)
            yield return ReportPart.Sentence(texts.Age(numbers.Age, numbers.IsAgeInHours));
        if (numbers.Timeframes.Count > 1)
            yield return ReportPart.Sentence(Agreement(numbers, texts, language));
        if (data.Missing.Count > 0)
            yield return ReportPart.Sentence(texts.MissingTimeframes(Words.List(data.Missing, language)));
    }

    private static Phrase Agreement(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        var (up, down, neutral) = (Of(Side.Bullish), Of(Side.Bearish), Of(Side.None));
        if (up.Count > 0 && down.Count > 0)
            return texts.Contradiction(List(up), List(down), List(neutral));
        var (side, with) = up.Count > 0 ? (Side.Bullish, up) : (Side.Bearish, down);
        return with.Count switch
        {
            0 => texts.NoBias(),
            1 => texts.OneBias(List(with), side),
            _ => neutral.Count == 0
                ? texts.AllAgree(List(with), side)
                : texts.SomeAgree(List(with), side, true, List(neutral), neutral.Count > 1),
        };

        List<Timeframe> Of(Side wanted) =>
            [.. numbers.Analysis.Agreement.Views.Where(v => v.Side == wanted).Select(v => v.Timeframe)];
        string List(List<Timeframe> timeframes) => Words.List(timeframes, language);
    }
}
