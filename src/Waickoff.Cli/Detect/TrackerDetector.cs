using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>A detector that finds things: a tracker folded over the series.</summary>
/// <param name="name">As the command is given it.</param>
/// <param name="ruleVersion">That of the tracker.</param>
/// <param name="options">What can be chosen.</param>
/// <param name="noun">What it finds, for the reason of an empty result.</param>
/// <param name="candlesNeeded">How many candles the first finding takes at least.</param>
/// <param name="create">Makes the tracker for one unbroken stretch of candles.</param>
internal sealed class TrackerDetector<TFinding>(
    string name,
    int ruleVersion,
    IReadOnlyList<DetectorOption> options,
    string noun,
    Func<DetectorSettings, int> candlesNeeded,
    Func<DetectorSettings, Tape, FindingLog<TFinding>, Tracker<TFinding>> create
) : Detector(name, ruleVersion, options)
    where TFinding : struct, IFinding
{
    /// <summary>What the last finding says now, beside the findings; null where the findings are all.</summary>
    public Func<TFinding?, IReadOnlyList<(string Name, object Value)>>? Standing { get; init; }

    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var log = Detection.Detect<TFinding>(series, (tape, log) => create(settings, tape, log));
        return new DetectionResult(
            new FindingList<TFinding>(log.Snapshot(), RuleWith(settings)),
            EmptyReason.Of(noun, series, candlesNeeded(settings))
        )
        {
            Members = Standing?.Invoke(log.Count > 0 ? log[log.Count - 1] : null) ?? [],
        };
    }

    public override Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings) =>
        input => Detection.Detect<TFinding>(input, (tape, log) => create(settings, tape, log));
}
