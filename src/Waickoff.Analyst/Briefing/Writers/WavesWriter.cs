using Waickoff.Analysis.Waves;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Fibonacci of the last completed leg and the best Elliott count.</summary>
internal static class WavesWriter
{
    private static readonly double[] MainRatios = [0.5, 0.618, 1.272];

    public static IEnumerable<BriefingLine> WriteFibonacci(TimeframeNumbers numbers, BriefingTexts texts)
    {
        if (Picks.Leg(numbers.Analysis) is not { } leg)
            yield break;
        var levels = leg
            .Levels.Where(l => MainRatios.Contains(l.Ratio) && l.Price > 0)
            .Select(l =>
                texts.FibonacciLevel(
                    LevelNames.Ratio(l.Ratio, texts.Language),
                    numbers.Level(in leg, l),
                    l.Kind == FibonacciKind.Extension
                )
            );
        var ends = numbers.Leg(in leg);
        var side = MarketNames.In(texts.Language).Side(leg.Side);
        yield return new(Rank.Level, texts.Fibonacci(side, ends.Bottom, ends.Top, Phrase.Join("; ", levels)));
    }

    public static IEnumerable<BriefingLine> WriteElliott(TimeframeNumbers numbers, BriefingTexts texts)
    {
        if (Picks.Elliott(numbers.Analysis) is not { } picked)
            yield break;
        if (picked.Reading.Counts.Count == 0)
            yield return new(Rank.Level, texts.NoElliott());
        else if (picked.IsFailed)
            yield return new(Rank.Level, texts.ElliottFailed());
        else
            yield return new(Rank.Level, Count(numbers, texts, picked.Reading));
    }

    private static Phrase Count(TimeframeNumbers numbers, BriefingTexts texts, in ElliottReading reading)
    {
        var names = MarketNames.In(texts.Language);
        var count = reading.Counts[0];
        var at = numbers.Count(in reading);
        var isBelow = count.Invalidation.Direction == InvalidDirection.Below;
        var head = texts.Elliott(
            count.CurrentWave,
            names.Pattern(count.Pattern),
            names.Side(count.Direction),
            names.Degree(count.Degree),
            at.Score
        );
        return $"{head} {texts.ElliottOutlook(at.Invalidation, isBelow, at.Bottom, at.Top)}";
    }
}
