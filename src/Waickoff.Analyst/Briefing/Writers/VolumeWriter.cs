using Waickoff.Analysis;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Point of control and value area, delta and its sum, and where price stands against the volume-weighted prices.</summary>
internal static class VolumeWriter
{
    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, BriefingTexts texts)
    {
        var volume = numbers.Analysis.Volume;
        if (Picks.Profile(numbers.Analysis) is var (period, profile))
        {
            var n = numbers.Profile(period, profile);
            var name = MarketNames.In(texts.Language).Profile(period);
            yield return new(Rank.State, texts.Profile(name, n.Poc, n.Val, n.Vah));
        }
        yield return new(Rank.Level, texts.Delta(numbers.Delta, numbers.CvdDay, volume.Delta.Estimated));
        foreach (var line in volume.Vwaps.Where(line => line.Anchor is VwapAnchor.Day or VwapAnchor.Week))
            yield return new(
                line.Anchor == VwapAnchor.Day ? Rank.Level : Rank.Support,
                $"{Line(numbers, texts, line)}."
            );
    }

    private static Phrase Line(TimeframeNumbers numbers, BriefingTexts texts, VwapLine line)
    {
        var position = line.HasBands
            ? texts.VwapPosition(line.Position, numbers.VwapSigmas(in line))
            : texts.VwapPositionAlone(line.Position);
        return texts.Vwap(MarketNames.In(texts.Language).Vwap(line.Anchor), numbers.Vwap(in line), position);
    }
}
