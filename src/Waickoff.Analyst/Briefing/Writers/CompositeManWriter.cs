using Waickoff.Analysis;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>What the dominant operator appears to do, with the signs for and against.</summary>
internal static class CompositeManWriter
{
    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, BriefingTexts texts)
    {
        if (Picks.CompositeMan(numbers.Analysis) is not { } reading)
        {
            yield return new(Rank.Support, texts.CompositeManUnknown());
            yield break;
        }
        var isUnclear = reading.Activity == CompositeManActivity.Unclear;
        Phrase line = $"{texts.CompositeMan(MarketNames.In(texts.Language).Activity(reading.Activity))}";
        var (supporting, opposing) = (
            Signs(numbers, texts, reading.For, place: 0),
            Signs(numbers, texts, reading.Against, place: reading.For.Count)
        );
        if (!supporting.IsEmpty)
            line = $"{line} {(isUnclear ? texts.Upward(supporting) : texts.For(supporting))}";
        if (!opposing.IsEmpty)
            line = $"{line} {(isUnclear ? texts.Downward(opposing) : texts.Against(opposing))}";
        yield return new(Rank.Level, line);
    }

    public static Phrase Signs(
        TimeframeNumbers numbers,
        BriefingTexts texts,
        ValueList<CompositeManEvidence> signs,
        int place
    ) =>
        Phrase.Join(
            "; ",
            signs
                .Select((sign, i) => WyckoffTexts.In(texts.Language).Sign(sign, numbers.Sign(in sign, place + i)))
                .Where(sign => sign.IsKnown)
        );
}
