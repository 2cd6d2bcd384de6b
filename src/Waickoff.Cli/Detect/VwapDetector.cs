using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Cli.Detect;

/// <summary>
/// The volume-weighted average price from an anchor on: a calendar period, a chosen time, or the last finding of a kind, which
/// has values only from its confirmation on.
/// </summary>
internal sealed class VwapDetector() : Detector("vwap", Vwap.RuleVersion, [AnchorOption])
{
    private const string Anchor = "anchor";
    private const int SwingLength = 50;
    private static readonly string[] Periods = ["day", "week", "month", "start"];
    private static readonly string[] Findings = ["climax", "spring", "swing"];
    private static readonly string[] Choices = [.. Periods, .. Findings];

    private static DetectorOption AnchorOption { get; } =
        new(
            Anchor,
            "day",
            strings => strings.OneOf(string.Join(' ', Choices)) + strings.OrTime,
            text =>
                Array.Find(Choices, c => c.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? (TryReadTime(text, out _) ? text : null),
            AlwaysInId: false
        );

    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var values = new VwapValue[series.Count];
        var isAnchored = Fold(series, settings.Text(Anchor), values);
        var reason =
            series.Count == 0 ? "no candles"
            : isAnchored ? "one value per candle, nothing to find"
            : $"no value yet: no {settings.Text(Anchor)} to start from";
        return new DetectionResult(NoFindings.List, reason) { Series = SeriesColumn.Of(values) };
    }

    public override Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings)
    {
        var values = new VwapValue[series.Count];
        return input => Fold(input, settings.Text(Anchor), values);
    }

    /// <summary>Writes the values; false when there is nothing to anchor them at.</summary>
    private static bool Fold(CandleSeries series, string anchor, VwapValue[] values)
    {
        if (Periods.Contains(anchor))
        {
            var period = Enum.Parse<AnchorPeriod>(anchor, ignoreCase: true);
            Indication.Compute(series, () => new Vwap(period), values);
            return true;
        }
        if (AnchorOf(series, anchor) is not var (index, confirmedIndex))
        {
            Array.Fill(values, VwapValue.None);
            return false;
        }
        AnchoredVwap.Compute(series.Span, index, confirmedIndex).CopyTo(values, 0);
        return true;
    }

    private static (int Index, int ConfirmedIndex)? AnchorOf(CandleSeries series, string anchor) =>
        anchor switch
        {
            "climax" => Last(
                WyckoffDetector.Fold(series).Events,
                e => e.Type is WyckoffEventType.SC or WyckoffEventType.BC
            ),
            "spring" => Last(
                WyckoffDetector.Fold(series).Events,
                e => e.Type is WyckoffEventType.Spring or WyckoffEventType.UT or WyckoffEventType.UTAD
            ),
            "swing" => Last(
                Detection.Detect<Swing>(series, (tape, log) => new Swings(tape, SwingLength, log)),
                _ => true
            ),
            _ => FirstFrom(series, anchor),
        };

    private static (int, int)? Last<TFinding>(FindingLog<TFinding> log, Func<TFinding, bool> isAnchor)
        where TFinding : struct, IFinding
    {
        for (var i = log.Count - 1; i >= 0; i--)
        {
            if (isAnchor(log[i]))
                return (log[i].Index, log[i].ConfirmedIndex);
        }
        return null;
    }

    private static (int, int)? FirstFrom(CandleSeries series, string time)
    {
        TryReadTime(time, out var timeMs);
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i].OpenTimeMs >= timeMs)
                return (i, i);
        }
        return null;
    }

    private static bool TryReadTime(string text, out long timeMs) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out timeMs);
}
