using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>A detector that finds things and has a value at every candle besides.</summary>
/// <param name="name">As the command is given it.</param>
/// <param name="ruleVersion">That of the tracker.</param>
/// <param name="options">What can be chosen.</param>
/// <param name="noun">What it finds, for the reason of an empty result.</param>
/// <param name="candlesNeeded">How many candles the first finding takes at least.</param>
/// <param name="create">Makes the tracker for one unbroken stretch of candles, and what tells the value at the candle it stands at.</param>
internal sealed class TrackedSeriesDetector<TFinding, TValue>(
    string name,
    int ruleVersion,
    IReadOnlyList<DetectorOption> options,
    string noun,
    Func<DetectorSettings, int> candlesNeeded,
    Func<DetectorSettings, Tape, FindingLog<TFinding>, (Tracker<TFinding> Tracker, Func<TValue> Current)> create
) : Detector(name, ruleVersion, options)
    where TFinding : struct, IFinding
    where TValue : struct
{
    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var values = new TValue[series.Count];
        var log = Fold(series, settings, values);
        return new DetectionResult(
            new FindingList<TFinding>(log.Snapshot(), RuleWith(settings)),
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

    private FindingLog<TFinding> Fold(CandleSeries series, DetectorSettings settings, TValue[] values)
    {
        Func<TValue> current = static () => default;
        return Detection.Detect<TFinding>(
            series,
            (tape, log) =>
            {
                (var tracker, current) = create(settings, tape, log);
                return tracker;
            },
            index => values[index] = current()
        );
    }
}
