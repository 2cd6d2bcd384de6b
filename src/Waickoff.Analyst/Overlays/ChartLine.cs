using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Volume;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Overlays;

/// <summary>A line over the candles of a chart.</summary>
/// <param name="Id">Its name: <c>bollinger.upper</c>.</param>
/// <param name="Family">The layer it belongs to.</param>
/// <param name="Group">The lines that are shown together: <c>bollinger</c>, <c>vwap-Day</c>.</param>
/// <param name="Label">What it is called, in the reader's language.</param>
/// <param name="Values">One value a candle that is shown, in price; null where unknown.</param>
public sealed record ChartLine(
    string Id,
    OverlayFamily Family,
    string Group,
    string Label,
    IReadOnlyList<double?> Values
)
{
    /// <summary>All lines of a timeframe over its last candles.</summary>
    internal static IReadOnlyList<ChartLine> Of(TimeframeAnalysis analysis, ReaderLanguage language, int candles)
    {
        var all = analysis.Candles.Span;
        var first = Math.Max(0, all.Length - candles);
        var shown = all.Length - first;
        var lines = new List<ChartLine>();
        var (upper, middle, lower) = (new double?[shown], new double?[shown], new double?[shown]);
        var (high, low) = (new double?[shown], new double?[shown]);
        IIndicator<BollingerValue>? bands = null;
        IIndicator<KeltnerValue>? channel = null;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || Tape.IsRestart(all[i - 1].OpenTimeMs, all[i].OpenTimeMs, analysis.Timeframe))
                (bands, channel) = (new BollingerBands(), new KeltnerChannel(analysis.Timeframe));
            bands!.Add(in all[i], out var band);
            channel!.Add(in all[i], out var keltner);
            if (i < first)
                continue;
            (upper[i - first], middle[i - first], lower[i - first]) = (
                Known(band.Upper),
                Known(band.Middle),
                Known(band.Lower)
            );
            (high[i - first], low[i - first]) = (Known(keltner.Upper), Known(keltner.Lower));
        }
        string Say(string english, string spanish) => language == ReaderLanguage.Spanish ? spanish : english;
        lines.Add(new("bollinger.upper", OverlayFamily.Bands, "bollinger", Say("Upper band", "Banda superior"), upper));
        lines.Add(new("bollinger.middle", OverlayFamily.Bands, "bollinger", Say("Middle band", "Banda media"), middle));
        lines.Add(new("bollinger.lower", OverlayFamily.Bands, "bollinger", Say("Lower band", "Banda inferior"), lower));
        lines.Add(new("keltner.upper", OverlayFamily.Bands, "keltner", Say("Upper Keltner", "Keltner superior"), high));
        lines.Add(new("keltner.lower", OverlayFamily.Bands, "keltner", Say("Lower Keltner", "Keltner inferior"), low));
        foreach (var line in analysis.Volume.Vwaps)
            lines.AddRange(Vwap(line, all, first, MarketNames.In(language).Vwap(line.Anchor)));
        return lines;
    }

    /// <summary>The average from its anchor on, and the bands of one and two sigmas.</summary>
    private static IEnumerable<ChartLine> Vwap(VwapLine line, ReadOnlySpan<Candle> all, int first, string label)
    {
        var values = new double?[5][];
        for (var k = 0; k < values.Length; k++)
            values[k] = new double?[all.Length - first];
        var vwap = new AnchoredVwap();
        for (var i = line.Index; i < all.Length; i++)
        {
            var (price, sigma) = vwap.Add(in all[i]);
            if (i < first)
                continue;
            values[2][i - first] = Known(price);
            if (vwap.Count <= AnchoredVwap.CandlesWithoutBands)
                continue;
            for (var k = 0; k < values.Length; k++)
                values[k][i - first] = Known(price + ((k - 2) * sigma));
        }
        return values.Select(
            (v, k) =>
                new ChartLine(
                    k == 2 ? $"vwap-{line.Anchor}" : $"vwap-{line.Anchor}{k - 2:+0;-0}",
                    OverlayFamily.Volume,
                    $"vwap-{line.Anchor}",
                    k == 2 ? label : $"{label} {k - 2:+0;-0}σ",
                    v
                )
        );
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
