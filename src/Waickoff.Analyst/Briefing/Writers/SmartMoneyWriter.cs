using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Structure of both scales, the dealing range, and the order blocks and gaps that still stand.</summary>
internal static class SmartMoneyWriter
{
    private static readonly Side[] BothSides = [Side.Bullish, Side.Bearish];

    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, BriefingTexts texts)
    {
        var analysis = numbers.Analysis;
        yield return new(
            Rank.State,
            $"{texts.Structure(Bias(numbers, texts, analysis.Internal), Swing(numbers, texts))}"
        );
        if (analysis.Swing.Range.Position is >= 0 and <= 1)
            yield return new(
                Rank.Level,
                texts.DealingRange(
                    numbers.RangeLow,
                    numbers.RangeHigh,
                    numbers.RangePosition,
                    analysis.Swing.Range.IsPremium
                )
            );
        foreach (var line in Zones(numbers, texts))
            yield return line;
    }

    private static Phrase Bias(TimeframeNumbers numbers, BriefingTexts texts, StructureAnalysis structure)
    {
        var bias = MarketNames.In(texts.Language).Bias(structure.Bias);
        if (structure.LastBreak is not { } last)
            return $"{bias}";
        var at = numbers.Break(in last, structure.Length);
        var kind = MarketNames.Break(last.Kind);
        var broken =
            structure == numbers.Analysis.Internal
                ? texts.LastBreak(kind, at.Level, at.Age)
                : texts.SwingBreak(kind, at.Level);
        return $"{bias}{broken}";
    }

    private static Phrase Swing(TimeframeNumbers numbers, BriefingTexts texts) =>
        Bias(numbers, texts, numbers.Analysis.Swing);

    private static IEnumerable<BriefingLine> Zones(TimeframeNumbers numbers, BriefingTexts texts)
    {
        var names = MarketNames.In(texts.Language);
        var blocks = BothSides
            .SelectMany(side => Picks.Blocks(numbers.Analysis, side).Take(1))
            .Select(b => Zone(b.Block.Side, numbers.Block(b.Block), b.State));
        var gaps = BothSides
            .SelectMany(side => Picks.Gaps(numbers.Analysis, side).Take(1))
            .Select(g => Zone(g.Gap.Side, numbers.Gap(g.Gap), g.State));
        if (Phrase.Join("; ", blocks) is { IsEmpty: false } blockList)
            yield return new(Rank.Level, texts.Blocks(blockList));
        if (Phrase.Join("; ", gaps) is { IsEmpty: false } gapList)
            yield return new(Rank.Level, texts.FairValueGaps(gapList));

        Phrase Zone(Side side, ZoneNumbers zone, FindingState state) =>
            texts.Zone(names.Side(side), zone.Bottom, zone.Top, names.State(state));
    }
}
