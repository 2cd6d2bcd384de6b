using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>How each timeframe stands, and whether they agree.</summary>
internal static class AgreementWriter
{
    public static IEnumerable<BriefingLine> Write(Agreement agreement, BriefingTexts texts)
    {
        var names = MarketNames.In(texts.Language);
        yield return new(Rank.Always, Verdict(agreement, texts));
        foreach (var view in agreement.Views)
            yield return new(
                Rank.Always,
                texts.View(
                    view.Timeframe.ToString(),
                    names.Side(view.Side),
                    names.Bias(view.Internal),
                    names.Bias(view.Swing),
                    names.Bias(view.Wyckoff)
                )
            );
    }

    private static Phrase Verdict(Agreement agreement, BriefingTexts texts)
    {
        if (agreement.IsAgreed)
            return texts.Agreed(agreement.Side);
        return agreement.Views.Any(v => v.Side != Side.None) ? texts.Disagreed() : texts.NothingYet();
    }
}
