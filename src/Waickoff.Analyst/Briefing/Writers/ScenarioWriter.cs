using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>Confluences of a timeframe, and the scenarios with confirmation, invalidation and targets.</summary>
internal static class ScenarioWriter
{
    private const int MostConfluences = 3;
    private const int MostParts = 3;
    private const int MostTargets = 2;

    public static IEnumerable<BriefingLine> WriteConfluences(TimeframeNumbers numbers, BriefingTexts texts, bool isMain)
    {
        var zones = numbers
            .NearConfluences.Take(isMain ? MostConfluences : 1)
            .Select(zone =>
            {
                var n = numbers.Confluence(zone);
                var parts = Parts(zone.Parts, texts);
                return texts.Confluence(n.Bottom, n.Top, zone.Role, n.Distance, n.Score, parts);
            });
        if (Phrase.Join("; ", zones) is { IsEmpty: false } list)
            yield return new(isMain ? Rank.Always : Rank.State, texts.Confluences(list));
    }

    public static IEnumerable<BriefingLine> WriteScenarios(TimeframeNumbers numbers, BriefingTexts texts, bool isMain)
    {
        var rank = isMain ? Rank.Always : Rank.Detail;
        foreach (var scenario in numbers.Analysis.Scenarios)
            yield return new(rank, Scenario(numbers, texts, scenario));
        if (isMain && numbers.Analysis.Scenarios.Count == 0)
            yield return new(rank, texts.NoScenario());
    }

    /// <summary>The names of what meets in a zone.</summary>
    public static string Parts(ValueList<ConfluencePart> parts, BriefingTexts texts)
    {
        var names = MarketNames.In(texts.Language);
        return string.Join(", ", parts.Take(MostParts).Select(part => names.Level(part.Family, part.Name)));
    }

    private static Phrase Scenario(TimeframeNumbers numbers, BriefingTexts texts, Scenario scenario)
    {
        var names = MarketNames.In(texts.Language);
        var n = numbers.Scenario(scenario);
        if (scenario.Side == Side.None)
            return texts.NeutralScenario(n.Bottom, n.Top);
        var parts = new List<Phrase>
        {
            texts.Scenario(scenario.Side, n.Bottom, n.Top, Parts(scenario.Zone.Parts, texts)),
        };
        if (scenario.Confirmation is { } confirmation)
            parts.Add(texts.Confirmation(scenario.Side, n.Confirmation, Name(confirmation)));
        parts.Add(texts.Invalidation(scenario.Side, n.Invalidation, Name(scenario.Invalidation), n.RiskAtr));
        var targets = scenario
            .Targets.Select(
                (t, i) => texts.Target(n.Targets[i].Level, Name(t.Level), n.Targets[i].Reward, t.IsProjection)
            )
            .Take(MostTargets);
        if (Phrase.Join(", ", targets) is { IsEmpty: false } list)
            parts.Add(texts.Targets(list));
        return $"{Phrase.Join("; ", parts)}.";

        string Name(ScenarioLevel level) => names.Level(level.Family, level.Name);
    }
}
