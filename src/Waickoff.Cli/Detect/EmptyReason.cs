using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>Why nothing was found, in a sentence that lets the reader tell too few candles from none that qualify.</summary>
internal static class EmptyReason
{
    public static string Of(string noun, CandleSeries series, int candlesNeeded) =>
        series.Count == 0 ? "no candles"
        : series.Count < candlesNeeded ? Say($"no {noun} confirmed yet: {series.Count} of {candlesNeeded} candles")
        : IsFlat(series) ? Say($"no {noun}: all {series.Count} candles at one price")
        : Say($"no {noun} in {series.Count} candles");

    private static bool IsFlat(CandleSeries series)
    {
        foreach (ref readonly var candle in series.Span)
        {
            if (candle.Range > 0 || candle.Close != series[0].Close)
                return false;
        }
        return true;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
