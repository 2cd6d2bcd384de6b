using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Evidence;

/// <summary>
/// What is kept, shown and cited of an event study: its figures and last cases, with times in place of indexes. A few kilobytes, whatever
/// the number of candles.
/// </summary>
/// <param name="Timeframe">The length of the candles.</param>
/// <param name="Candles">How many there were.</param>
/// <param name="FromMs">Open time of the first, in UTC milliseconds.</param>
/// <param name="ToMs">Close time of the last: nothing later is known.</param>
/// <param name="RuleVersion">The rules it was counted by: <see cref="StudyVersion.Rules"/>.</param>
/// <param name="DataHash">The candles it was counted on: <see cref="StudyVersion.HashOf"/>.</param>
/// <param name="Setups">The setups, in their order.</param>
/// <param name="Readings">How ranges ended that were taken for something.</param>
/// <param name="Ranges">How all ranges ended.</param>
public sealed record EvidenceSummary(
    Timeframe Timeframe,
    int Candles,
    long FromMs,
    long ToMs,
    string RuleVersion,
    string DataHash,
    IReadOnlyList<SetupSummary> Setups,
    IReadOnlyList<ReadingEvidence> Readings,
    RangeExits Ranges
)
{
    /// <summary>When it was counted, in UTC milliseconds, where whoever keeps it notes that; else 0.</summary>
    public long CountedMs { get; init; }

    /// <summary>Counts the setups of the product on closed candles, and keeps what is shown of it.</summary>
    /// <param name="series">All candles.</param>
    /// <param name="finer">Finer candles of the same market, or null.</param>
    /// <param name="cancel">Looked at every few thousand candles.</param>
    public static EvidenceSummary Of(
        CandleSeries series,
        CandleSeries? finer = null,
        CancellationToken cancel = default
    )
    {
        var report = EventStudy.Run(series, finer: finer, cancel: cancel);
        return new EvidenceSummary(
            report.Timeframe,
            report.Candles,
            report.FromMs,
            report.ToMs,
            StudyVersion.Rules,
            StudyVersion.HashOf(series, finer),
            [.. report.Setups.Select(s => SetupSummary.Of(s, series))],
            report.Readings,
            report.Ranges
        );
    }
}

/// <summary>What is kept of one setup.</summary>
/// <param name="Setup">Its name.</param>
/// <param name="Count">How many cases were decided.</param>
/// <param name="Skipped">Signals while a case of the setup was still open.</param>
/// <param name="TooNear">Signals whose stop lay too near.</param>
/// <param name="Passed">Signals whose stop the next open already lay beyond.</param>
/// <param name="Pending">Cases the candles do not decide.</param>
/// <param name="Targets">The figures for the targets at 1, 2 and 3 times the risk.</param>
/// <param name="Regimes">The cases parted by regime, for the target at twice the risk.</param>
/// <param name="Probability">What the next case is given for the target at twice the risk; <c>NaN</c> when it abstains.</param>
/// <param name="Abstention">Why there is none.</param>
/// <param name="Score">How the forecasts did so far.</param>
/// <param name="Last">The last 20 cases, oldest first.</param>
/// <param name="Live">The signal that is open now; null for none.</param>
public sealed record SetupSummary(
    string Setup,
    int Count,
    int Skipped,
    int TooNear,
    int Passed,
    int Pending,
    IReadOnlyList<TargetEvidence> Targets,
    IReadOnlyList<RegimeEvidence> Regimes,
    double Probability,
    Abstention Abstention,
    ForecastScore Score,
    IReadOnlyList<ShownCase> Last,
    LiveSignal? Live
)
{
    /// <summary>The figures for the target at twice the risk.</summary>
    public TargetEvidence Main => Targets[SetupEvidence.MainTarget];

    internal static SetupSummary Of(SetupEvidence setup, CandleSeries series) =>
        new(
            setup.Setup,
            setup.Count,
            setup.Skipped,
            setup.TooNear,
            setup.Passed,
            setup.Pending,
            setup.Targets,
            setup.Regimes,
            setup.Probability.Value,
            setup.Probability.Abstention,
            setup.Probability.Score,
            [.. setup.Last.Select(c => ShownCase.Of(in c, series))],
            LiveSignal.Of(setup.Open, series)
        );
}

/// <summary>A case as it is shown, for the target at twice the risk. Times are open times of candles, in UTC milliseconds.</summary>
/// <param name="Side">The direction it argued for.</param>
/// <param name="SignalMs">The candle at whose close it was known.</param>
/// <param name="EntryMs">The candle at whose open it was entered.</param>
/// <param name="EndMs">The candle that decided it.</param>
/// <param name="Entry">The fill of the entry.</param>
/// <param name="Stop">The price at which it was wrong.</param>
/// <param name="Target">The target.</param>
/// <param name="IsHit">Whether the target was reached before the stop and within the horizon.</param>
/// <param name="R">What it brought after costs, in multiples of the risk.</param>
/// <param name="Candles">How many candles it took, that of the entry included.</param>
public readonly record struct ShownCase(
    Side Side,
    long SignalMs,
    long EntryMs,
    long EndMs,
    double Entry,
    double Stop,
    double Target,
    bool IsHit,
    double R,
    int Candles
)
{
    internal static ShownCase Of(in SetupCase found, CandleSeries series)
    {
        var (entry, outcome) = (found.Outcome.EntryPrice, found.Outcome[SetupEvidence.MainTarget]);
        return new ShownCase(
            found.Side,
            series[found.Index].OpenTimeMs,
            series[found.Index + 1].OpenTimeMs,
            series[found.Index + outcome.Candles].OpenTimeMs,
            entry,
            found.Stop,
            entry + ((SetupEvidence.MainTarget + 1) * (entry - found.Stop)),
            outcome.IsHit,
            outcome.R,
            outcome.Candles
        );
    }
}

/// <summary>A signal of the last candles whose case is not decided: what the counts speak of now.</summary>
/// <param name="Side">The direction it argues for.</param>
/// <param name="SignalMs">Open time of the candle at whose close it was known, in UTC milliseconds.</param>
/// <param name="Age">How many candles have closed since; 0 for the last one.</param>
/// <param name="Stop">The price at which it is wrong.</param>
public sealed record LiveSignal(Side Side, long SignalMs, int Age, double Stop)
{
    /// <summary>An older signal is not told: what has happened since says more than what it was.</summary>
    public const int MostCandles = 10;

    internal static LiveSignal? Of(OpenCase? open, CandleSeries series) =>
        open is { } found
        && !found.Outcome[SetupEvidence.MainTarget].IsHit
        && series.Count - 1 - found.Index is var age and <= MostCandles
            ? new LiveSignal(found.Side, series[found.Index].OpenTimeMs, age, found.Stop)
            : null;
}
