using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>3: each scenario as a zone with its confirmation, its invalidation and its targets, and where liquidity rests.</summary>
internal static class LevelsSection
{
    private const int MostTargets = 2;
    private const int MostParts = 3;
    private static readonly Side[] Order = [Side.Bullish, Side.Bearish, Side.None];

    public static IEnumerable<ReportPart> Write(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        yield return ReportPart.Heading(texts.LevelsHeading());
        var main = numbers.Main;
        foreach (var side in Order)
        {
            var scenario = main.Analysis.Scenarios.FirstOrDefault(s => s.Side == side);
            if (scenario is null)
                yield return ReportPart.Paragraph(texts.NoScenario(side));
            else if (side == Side.None)
                yield return ReportPart.Paragraph(Neutral(main, texts, scenario));
            else
                foreach (var part in Directed(main, texts, language, scenario))
                    yield return part;
        }
        if (Pools(main, texts, language) is { } pools)
            yield return ReportPart.Paragraph(pools);
    }

    private static Phrase Neutral(TimeframeNumbers main, ReportTexts texts, Scenario scenario)
    {
        var n = main.Scenario(scenario);
        return texts.Neutral(main.Timeframe.ToString(), n.Bottom, n.Top);
    }

    private static IEnumerable<ReportPart> Directed(
        TimeframeNumbers main,
        ReportTexts texts,
        ReaderLanguage language,
        Scenario scenario
    )
    {
        var names = MarketNames.In(language);
        var n = main.Scenario(scenario);
        var (side, timeframe) = (scenario.Side, main.Timeframe.ToString());
        var parts = scenario.Zone.Parts.Take(MostParts).Select(p => names.Level(p.Family, p.Name));
        yield return ReportPart.Paragraph(texts.Zone(side, timeframe, n.Bottom, n.Top, Words.List(parts, language)));
        if (scenario.Confirmation is { } confirmation)
        {
            var name = names.Level(confirmation.Family, confirmation.Name);
            var isAhead = side.Sign() * (confirmation.Price - main.Price) > 0;
            yield return ReportPart.Sentence(
                isAhead
                    ? texts.Confirmation(side, timeframe, n.Confirmation, name)
                    : texts.ConfirmationOnReturn(side, timeframe, n.Confirmation, name)
            );
        }
        yield return ReportPart.Sentence(
            texts.Invalidation(
                side,
                timeframe,
                n.Invalidation,
                names.Level(scenario.Invalidation.Family, scenario.Invalidation.Name)
            )
        );
        var targets = scenario
            .Targets.Take(MostTargets)
            .Select(
                (t, i) => texts.Target(n.Targets[i].Level, names.Level(t.Level.Family, t.Level.Name), t.IsProjection)
            )
            .ToList();
        if (targets.Count == 0)
            yield break;
        yield return ReportPart.Sentence(texts.Targets(Phrase.Join(", ", names.And, targets), targets.Count > 1));
        var isPassed =
            scenario.Confirmation is { } level && side.Sign() * (scenario.Targets[0].Level.Price - level.Price) < 0;
        if (isPassed)
            yield return ReportPart.Sentence(texts.TargetBeforeConfirmation());
    }

    private static Phrase? Pools(TimeframeNumbers main, ReportTexts texts, ReaderLanguage language)
    {
        var names = MarketNames.In(language);
        var pools = new List<Phrase>();
        foreach (var isAbove in (ReadOnlySpan<bool>)[true, false])
        {
            if (Picks.Pools(main.Analysis, isAbove) is [var (pool, _), ..])
                pools.Add(texts.Pool(names.Liquidity(pool), main.Pool(in pool).Level, isAbove));
        }
        return pools.Count == 0 ? null : texts.Pools(main.Timeframe.ToString(), Phrase.Join(", ", names.And, pools));
    }
}
