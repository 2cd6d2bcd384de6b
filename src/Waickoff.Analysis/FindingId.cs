using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis;

/// <summary>
/// The names findings and values are cited by. They say everything that tells one from another, so the same candles give the
/// same ids in a chart, an alert, a briefing and a file, on every machine and on every later day.
/// </summary>
public static class FindingId
{
    /// <summary>
    /// <c>{venue}:{symbol}:{timeframe}:{rule}:{index time}:{confirmed time}:{side}:{level}</c>; times are open times in UTC
    /// milliseconds, and a finding without a level ends in its index instead. A variant stands behind the rule.
    /// </summary>
    /// <param name="series">The series it was found in.</param>
    /// <param name="rule">What <see cref="Rule"/> says.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="candles">All candles of the series.</param>
    public static string Of<TFinding>(SeriesName series, string rule, in TFinding finding, ReadOnlySpan<Candle> candles)
        where TFinding : struct, IFinding
    {
        var time = candles[finding.Index].OpenTimeMs;
        var confirmed = candles[finding.ConfirmedIndex].OpenTimeMs;
        var last = double.IsNaN(finding.Level) ? finding.Index : finding.Level;
        var variant = finding.Variant is { } name ? "." + name : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{series}:{rule}{variant}:{time}:{confirmed}:{Spell(finding.Side)}:{last}"
        );
    }

    /// <summary><c>{venue}:{symbol}:{timeframe}:{series}:{candle time}</c>: one value of an indicator.</summary>
    public static string OfValue(SeriesName series, string value, long openTimeMs) =>
        string.Create(CultureInfo.InvariantCulture, $"{series}:{value}:{openTimeMs}");

    /// <summary>
    /// <c>{detector}[-{kind}][.{options}]</c>: <c>structure-bos.5</c>. The kind is left out where a detector has but one.
    /// </summary>
    public static string Rule(string detector, string kind = "", string options = "") =>
        detector + (kind.Length > 0 ? "-" + kind : "") + (options.Length > 0 ? "." + options : "");

    private static string Spell(Side side) =>
        side switch
        {
            Side.Bullish => "bullish",
            Side.Bearish => "bearish",
            Side.None => "none",
        };
}
