using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>A detector that finds things and has a value at every candle besides.</summary>
/// <param name="name">As the command is given it.</param>
/// <param name="ruleVersion">That of the tracker.</param>
/// <param name="options">What can be chosen.</param>
/// <param name="noun">What it finds, for the reason of an empty result.</param>
/// <param name="candlesNeeded">How many candles the first finding takes at least.</param>
/// <param name="create">Makes the tracker for one unbroken stretch of candles.</param>
/// <param name="current">The value at the candle the tracker stands at.</param>
internal sealed class TrackedSeriesDetector<TFinding, TTracker, TValue>(
    string name,
    int ruleVersion,
    IReadOnlyList<DetectorOption> options,
    string noun,
    Func<DetectorSettings, int> candlesNeeded,
    Func<DetectorSettings, Tape, FindingLog<TFinding>, TTracker> create,
    Func<TTracker, TValue> current
) : Detector(name, ruleVersion, options)
    where TFinding : struct, IFinding
    where TTracker : Tracker<TFinding>
    where TValue : struct
{
    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var values = new TValue[series.Count];
        var log = Fold(series, settings, values);
        return new DetectionResult(
            new FindingList<TFinding>(log.Snapshot(), new FindingRule(Name, settings.InId)),
            EmptyReason.Of(noun, series, candlesNeeded(settings))
        )
        {
            Series = SeriesColumn.Of(values),
        };
    }

    public override Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings)
    {
        var values = new TValue[series.Count];
        return input => Fold(input, settings, values);
    }

    private FindingLog<TFinding> Fold(CandleSeries series, DetectorSettings settings, TValue[] values) =>
        Detection.Detect<TFinding, TTracker>(
            series,
            (tape, log) => create(settings, tape, log),
            (tracker, index) => values[index] = current(tracker)
        );
}
