using Waickoff.Analysis.Confluences;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>2: the zones where families of levels meet, of all timeframes, nearest first.</summary>
internal static class ConfluencesSection
{
    private const int MostZones = 3;
    private const int MostParts = 4;

    /// <summary>Nearer than this a distance prints as none.</summary>
    private const double AtPriceAtr = 0.05;

    public static IEnumerable<ReportPart> Write(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        yield return ReportPart.Heading(texts.ConfluencesHeading());
        var names = MarketNames.In(language);
        var zones = numbers
            .Timeframes.SelectMany(t =>
                t.NearConfluences.Take(t == numbers.Main ? MostZones : 1).Select(zone => (t, zone))
            )
            .OrderByDescending(z => z.zone.Score)
            .ToList();
        foreach (var (timeframe, zone) in zones)
        {
            var n = timeframe.Confluence(zone);
            var parts = zone.Parts.Take(MostParts).Select(p => names.Level(p.Family, p.Name));
            yield return ReportPart.Item(
                texts.Confluence(
                    n.Bottom,
                    n.Top,
                    timeframe.Timeframe.ToString(),
                    zone.DistanceAtr < AtPriceAtr ? ZoneRole.AtPrice : zone.Role,
                    n.Distance,
                    Words.List(parts, language),
                    n.Score
                )
            );
        }
        yield return ReportPart.Paragraph(zones.Count > 0 ? texts.ConfluencesAreRanked() : texts.NoConfluence());
    }
}
