using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Where price stands between the bands, whether they are squeezed, ATR and RSI.</summary>
internal static class BollingerWriter
{
    private const int RecentCandles = 20;

    public static IEnumerable<BriefingLine> Write(TimeframeNumbers numbers, BriefingTexts texts)
    {
        Phrase bands = $"{texts.Bollinger(numbers.PercentB, numbers.Bandwidth)}";
        yield return new(Rank.Level, $"{bands} {Squeeze(numbers, texts)}");
        yield return new(Rank.Level, texts.Volatility(numbers.Atr, numbers.AtrPercent, numbers.Rsi));
    }

    private static Phrase Squeeze(TimeframeNumbers numbers, BriefingTexts texts)
    {
        if (Picks.SqueezeOn(numbers.Analysis) is { } on)
            return texts.Squeezed(numbers.SqueezeAge(on.Index));
        if (Picks.Release(numbers.Analysis, RecentCandles) is { } release)
            return texts.SqueezeReleased(release.Side, numbers.ReleaseAge(in release));
        return texts.NoSqueeze();
    }
}
