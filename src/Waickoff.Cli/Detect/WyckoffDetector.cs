using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Cli.Detect;

/// <summary>Wyckoff's events as findings, with the phases and ranges they stand in.</summary>
internal sealed class WyckoffDetector() : Detector("wyckoff", WyckoffEvents.RuleVersion, [])
{
    /// <summary>A leg of 6 ATR into a climax and the legs that make its range take at least this many candles.</summary>
    private const int CandlesNeeded = 50;

    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var log = Fold(series);
        return new DetectionResult(
            new FindingList<WyckoffEvent>(log.Events.Snapshot(), RuleWith(settings)),
            EmptyReason.Of("Wyckoff event", series, CandlesNeeded)
        )
        {
            Members = [("phases", WyckoffDocument.Phases(log)), ("ranges", WyckoffDocument.Ranges(log, series.Count))],
        };
    }

    public override Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings) =>
        input => Fold(input);

    /// <summary>All the log holds at the end of a series.</summary>
    internal static WyckoffLog Fold(CandleSeries series)
    {
        WyckoffLog? whole = null;
        Detection.Detect<WyckoffEvent>(
            series,
            (tape, events) => new WyckoffEvents(tape, new Legs(tape), whole ??= new WyckoffLog(events))
        );
        return whole!;
    }
}
