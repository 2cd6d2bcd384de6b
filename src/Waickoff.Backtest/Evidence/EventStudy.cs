using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Setups;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Backtest.Evidence;

/// <summary>
/// What happened after each setup, over all candles: one fold finds the cases, one recipe decides them, and random entries that are alike
/// say what would have happened without the setup.
/// </summary>
/// <remarks>
/// A random entry is matched by market, timeframe, direction, tercile of volatility and distance of the stop in ATR, and decided by the
/// same recipe. Chances are corrected over all setups and targets of the study. An edge is stated only when there are 30 cases, the
/// interval of the hit rate lies wholly above that of the base rate, and the corrected chance is at most 5 %.
/// </remarks>
public static class EventStudy
{
    private const double FalseShare = 0.05;

    /// <summary>Counts the setups of the product.</summary>
    /// <param name="series">All candles.</param>
    /// <param name="options">What is assumed; null for the usual.</param>
    /// <param name="finer">Finer candles of the same market, or null.</param>
    /// <param name="cancel">Looked at every few thousand candles.</param>
    public static EvidenceReport Run(
        CandleSeries series,
        StudyOptions? options = null,
        CandleSeries? finer = null,
        CancellationToken cancel = default
    ) => Run(series, SetupRules.CreateAll(), SetupNames.All, options, finer, cancel);

    /// <summary>Counts rules of one's own.</summary>
    public static EvidenceReport Run(
        CandleSeries series,
        IReadOnlyList<SetupRule> rules,
        IReadOnlyList<string> names,
        StudyOptions? options = null,
        CandleSeries? finer = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNotEqual(names.Count, rules.Count);
        options ??= new StudyOptions();
        var scan = SetupScan.Of(series, rules, cancel);
        var finerCandles = new FinerCandles(finer, series.Timeframe);
        var drafts = new List<EvidenceDraft>();
        for (var i = 0; i < rules.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            drafts.Add(EvidenceDraft.Of(names[i], (ulong)i, series, scan, scan.Signals[i], options, finerCandles));
        }
        var adjusted = FalseDiscovery.Adjust([.. drafts.SelectMany(d => d.Chances)]);
        var setups = drafts
            .Select((d, i) => d.Finish(adjusted.AsSpan(i * OutcomeRecipe.Targets, OutcomeRecipe.Targets), FalseShare))
            .ToList();
        var (from, to) =
            series.Count > 0
                ? (series[0].OpenTimeMs, series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds)
                : (0, 0);
        return new EvidenceReport(series.Timeframe, series.Count, from, to, setups, scan.Readings, scan.Ranges);
    }
}
