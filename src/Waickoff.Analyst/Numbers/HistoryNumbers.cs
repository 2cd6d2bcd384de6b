using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Setups;

namespace Waickoff.Analyst.Numbers;

/// <summary>
/// What was counted on one timeframe, as quantities. A setup keeps its source from close to close: what is cited of it leads to its last
/// cases, however many have come since.
/// </summary>
internal sealed class HistoryNumbers(EvidenceSummary study, TimeframeAnalysis analysis, SeriesName series)
{
    public EvidenceSummary Study => study;

    /// <summary>The first day that was counted.</summary>
    public string Since => TimeText.Day(study.FromMs);

    /// <summary>Setups with a signal of the last candles that is not decided: those with a probability or an edge first, then the newest.</summary>
    public IReadOnlyList<SetupSummary> Live =>
        [
            .. study
                .Setups.Where(s => s.Live is not null)
                .OrderByDescending(s => double.IsFinite(s.Probability))
                .ThenByDescending(s => s.Main.Verdict == Verdict.Edge)
                .ThenBy(s => s.Live!.Age),
        ];

    /// <summary>The setup that says what a scenario starts from, a return to where levels meet; null without a scenario, and where it is live.</summary>
    public SetupSummary? OfScenarios =>
        analysis.Scenarios.Any(s => s.Side != Side.None)
            ? study.Setups.FirstOrDefault(s => s.Setup == Backtest.Setups.Setup.Confluence.Name() && s.Live is null)
            : null;

    /// <summary>Whether a probability is shown for anything that is at hand.</summary>
    public bool HasProbability =>
        Live.Any(s => double.IsFinite(s.Probability))
        || OfScenarios is { Probability: >= 0 }
        || Range is { Counted.Probability: >= 0 };

    /// <summary>What was counted of ranges that were read as the one in force; null outside of one.</summary>
    public (PhaseEntry Entry, ReadingEvidence? Counted)? Range =>
        analysis.Wyckoff is { IsInRange: true, Current: { } current }
            ? (
                current.Phase,
                study
                    .Readings.Where(r => r.Reading == current.Phase.Reading && r.Phase == current.Phase.Phase)
                    .Select(r => (ReadingEvidence?)r)
                    .FirstOrDefault()
            )
            : null;

    public SetupNumbers Setup(SetupSummary setup)
    {
        var (source, main) = (Source(setup.Setup), setup.Main);
        return new SetupNumbers(
            source.Count("evidence.cases", setup.Count),
            source.Share("evidence.hit-rate", main.HitRate),
            source.Share("evidence.hit-low", main.HitInterval.Low),
            source.Share("evidence.hit-high", main.HitInterval.High),
            source.Share("evidence.base-rate", main.BaseRate),
            source.Expectancy("evidence.expectancy", main.Expectancy),
            source.Share("evidence.probability", setup.Probability),
            source.Count("evidence.signal-age", setup.Live?.Age ?? double.NaN)
        );
    }

    public ReadingNumbers Reading(in ReadingEvidence reading)
    {
        var source = Source("reading");
        var isUpward = reading.Reading.SideOf() != Side.Bearish;
        var (share, interval, all) = isUpward
            ? ((double)reading.Upward / reading.Count, reading.UpwardInterval, study.Ranges.Upward)
            : ((double)reading.Downward / reading.Count, reading.DownwardInterval, study.Ranges.Downward);
        var exit = isUpward ? "upward" : "downward";
        return new ReadingNumbers(
            isUpward,
            source.Count("evidence.ranges", reading.Count),
            source.Share($"evidence.{exit}", share),
            source.Share($"evidence.{exit}-low", interval.Low),
            source.Share($"evidence.{exit}-high", interval.High),
            source.Share($"evidence.{exit}-base", (double)all / study.Ranges.Count),
            source.Share($"evidence.{exit}-probability", reading.Probability)
        );
    }

    /// <summary>What is counted of a thing keeps this id from close to close.</summary>
    public static string SourceOf(string thing, SeriesName series) => $"{series}:evidence-{thing}";

    private NumberSource Source(string thing) => new(study.Timeframe, SourceOf(thing, series));
}

/// <summary>What was counted of a setup, for the target at twice the risk.</summary>
internal sealed record SetupNumbers(
    Quantity Count,
    Quantity Rate,
    Quantity Low,
    Quantity High,
    Quantity Base,
    Quantity Expectancy,
    Quantity Probability,
    Quantity Age
);

/// <summary>What was counted of a reading of ranges, for the side it argues for; of one that argues for none, upward.</summary>
internal sealed record ReadingNumbers(
    bool IsUpward,
    Quantity Count,
    Quantity Share,
    Quantity Low,
    Quantity High,
    Quantity Base,
    Quantity Probability
);
