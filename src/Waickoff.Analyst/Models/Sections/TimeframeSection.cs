using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>One paragraph of the situation: Wyckoff first, then structure, then what sets this timeframe apart.</summary>
internal static class TimeframeSection
{
    private const double CheapShare = 0.35;
    private const int OverboughtRsi = 70;
    private const int OversoldRsi = 30;
    private const int RecentCandles = 12;

    public static IEnumerable<ReportPart> Write(
        MarketNumbers market,
        TimeframeNumbers numbers,
        ReportTexts texts,
        ReaderLanguage language,
        Told told
    )
    {
        // The label alone is no paragraph: it goes with the first sentence that can be said.
        var label = $"**{numbers.Timeframe}**: ";
        foreach (var (sentence, place) in Sentences(market, numbers, texts, language, told).Select((s, i) => (s, i)))
            yield return place == 0 ? ReportPart.Paragraph($"{label}{sentence}") : ReportPart.Sentence(sentence);
    }

    private static IEnumerable<Phrase> Sentences(
        MarketNumbers market,
        TimeframeNumbers numbers,
        ReportTexts texts,
        ReaderLanguage language,
        Told told
    )
    {
        foreach (var sentence in WyckoffSentences.Write(numbers, texts, language, told))
            yield return sentence;
        yield return Structure(numbers, texts, told);
        if (numbers == market.Main || numbers == market.Timeframes[^1])
        {
            if (Place(numbers, texts) is { } place)
                yield return place;
        }
        foreach (var sentence in Volatility(numbers, texts, told))
            yield return sentence;
        if (numbers == market.Timeframes[0] && VwapAndDelta(numbers, texts) is { } flow)
            yield return flow;
        if (numbers == market.Main)
            yield return Elliott(numbers, texts, language);
    }

    private static Phrase Structure(TimeframeNumbers numbers, ReportTexts texts, Told told)
    {
        var (inner, swing) = (numbers.Analysis.Internal, numbers.Analysis.Swing);
        if (inner.LastBreak is not { } last)
            return texts.NoStructure();
        var at = numbers.Break(in last, inner.Length);
        var kind = MarketNames.Break(last.Kind);
        var isAgain = told.Again($"structure {inner.Bias} {swing.Bias}");
        if (inner.Bias == swing.Bias)
            return isAgain
                ? texts.StructureAgreesAgain(inner.Bias, kind, at.Level, at.Age)
                : texts.StructureAgrees(inner.Bias, kind, at.Level, at.Age);
        return isAgain && swing.Bias != Side.None
            ? texts.StructureTurnsAgain(inner.Bias, kind, at.Level, at.Age)
            : texts.StructureDiffers(inner.Bias, kind, at.Level, at.Age, swing.Bias);
    }

    private static Phrase? Place(TimeframeNumbers numbers, ReportTexts texts) =>
        numbers.Analysis.Swing.Range.Position switch
        {
            >= 0 and <= CheapShare => texts.Discount(numbers.RangePosition),
            >= 1 - CheapShare and <= 1 => texts.Premium(numbers.RangePosition),
            _ => null,
        };

    private static IEnumerable<Phrase> Volatility(TimeframeNumbers numbers, ReportTexts texts, Told told)
    {
        var analysis = numbers.Analysis;
        var isOutside = analysis.Bollinger.PercentB is > 1 or < 0;
        var isAbove = analysis.Bollinger.PercentB > 1;
        if (Picks.SqueezeOn(analysis) is { } on)
        {
            var age = numbers.SqueezeAge(on.Index);
            yield return isOutside ? texts.SqueezeBreaks(isAbove, age, numbers.PercentB)
            : told.Again("squeeze") ? texts.SqueezedAgain(age)
            : texts.Squeezed(age);
        }
        else
        {
            if (Picks.Release(analysis, RecentCandles) is { } release)
                yield return texts.Released(release.Side, numbers.ReleaseAge(in release));
            if (isOutside)
                yield return texts.OutsideBand(isAbove, numbers.PercentB);
        }
        if (analysis.Rsi is >= OverboughtRsi or <= OversoldRsi)
            yield return texts.RsiExtreme(analysis.Rsi >= OverboughtRsi, numbers.Rsi);
    }

    private static Phrase? VwapAndDelta(TimeframeNumbers numbers, ReportTexts texts)
    {
        var day = numbers.Analysis.Volume.Vwaps.FirstOrDefault(line => line.Anchor == VwapAnchor.Day);
        if (day.Position == VwapPosition.Unknown)
            return null;
        var delta = numbers.Analysis.Volume.Delta;
        return texts.VwapAndDelta(day.Position, numbers.Vwap(in day), delta.Estimated, delta.Cvd >= 0, numbers.CvdDay);
    }

    private static Phrase Elliott(TimeframeNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        if (Picks.Elliott(numbers.Analysis) is not { IsFailed: false, Reading: { Counts.Count: > 0 } reading })
            return texts.NoElliott();
        var count = reading.Counts[0];
        var at = numbers.Count(in reading);
        var pattern = MarketNames.In(language).PatternOf(count.Pattern, count.Direction);
        return texts.Elliott(count.CurrentWave, pattern, at.Score, at.Invalidation);
    }
}
