using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Where orders rest on both sides of price, and what was taken lately.</summary>
internal static class LiquidityWriter
{
    private static readonly bool[] AboveAndBelow = [true, false];
    private const int RecentCandles = 30;

    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, BriefingTexts texts)
    {
        var names = MarketNames.In(texts.Language);
        var pools = AboveAndBelow
            .SelectMany(above => Picks.Pools(numbers.Analysis, above).Take(1))
            .Select(p => texts.Pool(names.Liquidity(p.Pool), numbers.Pool(p.Pool).Level))
            .ToList();
        if (Picks.LastTaken(numbers.Analysis, RecentCandles) is { } taken)
        {
            var at = numbers.Pool(in taken);
            pools.Add(texts.Taken(names.Liquidity(taken), at.Level, at.Age));
        }
        if (pools.Count > 0)
            yield return new(Rank.Detail, texts.Liquidity(Phrase.Join("; ", pools)));
    }
}
