using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Models.Sections;

/// <summary>4: distances against the noise of the market, what the targets pay, and what a size rule means. No advice.</summary>
internal static class RiskSection
{
    /// <summary>What prints as less than 1R pays less than is risked.</summary>
    private const double Poor = 0.95;

    public static IEnumerable<ReportPart> Write(MarketNumbers numbers, ReportTexts texts, ReaderLanguage language)
    {
        yield return ReportPart.Heading(texts.RiskHeading());
        var main = numbers.Main;
        yield return ReportPart.Paragraph(texts.Atr(main.Timeframe.ToString(), main.Atr, main.AtrPercent));
        var squeezed = numbers.Timeframes.Where(t => Picks.SqueezeOn(t.Analysis) is not null).Select(t => t.Timeframe);
        if (Words.List(squeezed, language) is { Length: > 0 } list)
            yield return ReportPart.Sentence(texts.SqueezeWarning(list));

        var directed = main.Analysis.Scenarios.Where(s => s.Side != Side.None).ToList();
        var told = new Told();
        foreach (var scenario in directed)
        {
            var n = main.Scenario(scenario);
            yield return ReportPart.Item(
                texts.Risk(scenario.Side, n.RiskAtr, Width(scenario.Risk / main.Analysis.Atr))
            );
            var isPoor = scenario.Targets.Count > 0 && scenario.Targets[0].RewardToRisk < Poor;
            if (scenario.Targets.Count == 1)
                yield return ReportPart.Sentence(texts.Reward(n.Targets[0].Reward, isPoor));
            else if (scenario.Targets.Count > 1)
                yield return ReportPart.Sentence(texts.Rewards(n.Targets[0].Reward, n.Targets[1].Reward, isPoor));
            if (OnceConfirmed(scenario) is { } ratio and > 0)
                yield return ReportPart.Sentence(AfterConfirmation(n, texts, isPoor: ratio < Poor, told));
        }
        yield return ReportPart.Paragraph(directed.Count > 0 ? texts.Size() : texts.NoScenarioNoRisk());
        if (Disagreement(numbers) is var (up, down) && directed.Count == 2)
            yield return ReportPart.Sentence(
                texts.DisagreementWarning(Words.List(up, language), Words.List(down, language))
            );
        yield return ReportPart.Sentence(texts.NotAdvice());
    }

    /// <summary>What the first target pays for the risk when one waits for the confirmation; null without both.</summary>
    private static double? OnceConfirmed(Scenario scenario)
    {
        if (scenario.Confirmation is not { } confirmation || scenario.Targets.Count == 0)
            return null;
        var reward = scenario.Targets[0].Level.Price - confirmation.Price;
        return reward / (confirmation.Price - scenario.Invalidation.Price);
    }

    private static Phrase AfterConfirmation(ScenarioNumbers n, ReportTexts texts, bool isPoor, Told told)
    {
        var reward = new DerivedQuantity(
            DerivationKind.RiskMultiple,
            n.Confirmation,
            n.Invalidation,
            n.Targets[0].Level
        );
        return told.Again($"confirmation {isPoor}")
            ? texts.RewardOnceConfirmedAgain(reward, isPoor)
            : texts.RewardOnceConfirmed(reward, isPoor);
    }

    private static RiskWidth Width(double riskAtr) =>
        riskAtr switch
        {
            < 1 => RiskWidth.InsideNoise,
            <= 2.5 => RiskWidth.OutsideNoise,
            _ => RiskWidth.Wide,
        };

    private static (List<Timeframe> Up, List<Timeframe> Down)? Disagreement(MarketNumbers numbers)
    {
        var views = numbers.Analysis.Agreement.Views;
        var up = views.Where(v => v.Side == Side.Bullish).Select(v => v.Timeframe).ToList();
        var down = views.Where(v => v.Side == Side.Bearish).Select(v => v.Timeframe).ToList();
        return up.Count > 0 && down.Count > 0 ? (up, down) : null;
    }
}
