using Waickoff.Analyst.Briefing.Writers;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>5: what history says, in the lines of the briefing: live setups, what scenarios start from, the reading of the range.</summary>
internal static class HistorySection
{
    public static IEnumerable<ReportPart> Write(MarketNumbers numbers, ReaderLanguage language)
    {
        var texts = HistoryTexts.In(language);
        yield return ReportPart.Heading(texts.ReportHeading());
        if (!numbers.HasHistory)
        {
            yield return ReportPart.Paragraph(texts.ReportBeingCounted());
            yield return ReportPart.Sentence(texts.WeightsAreNoProbability());
            yield break;
        }
        yield return ReportPart.Paragraph(texts.ReportMethod());
        foreach (var timeframe in numbers.Timeframes.Reverse())
        foreach (var line in HistoryWriter.Write(timeframe, language, timeframe == numbers.Main))
            yield return ReportPart.Item(texts.On(timeframe.Timeframe.ToString(), line.Text));
        var hasProbability = numbers.Timeframes.Any(t => t.History?.HasProbability == true);
        if (!hasProbability)
            yield return ReportPart.Paragraph(texts.NoProbability());
        yield return ReportPart.Paragraph(texts.PastIsNotFuture());
        yield return ReportPart.Sentence(texts.WeightsAreNoProbability());
    }
}
