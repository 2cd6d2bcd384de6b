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
    /// milliseconds, and a finding without a level ends in its index instead.
    /// </summary>
    /// <param name="series">The series it was found in.</param>
    /// <param name="rule">The detector that found it and what was chosen about it.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="candles">All candles of the series.</param>
    public static string Of<TFinding>(
        SeriesName series,
        FindingRule rule,
        in TFinding finding,
        ReadOnlySpan<Candle> candles
    )
        where TFinding : struct, IFinding
    {
        var time = candles[finding.Index].OpenTimeMs;
        var confirmed = candles[finding.ConfirmedIndex].OpenTimeMs;
        var last = double.IsNaN(finding.Level) ? finding.Index : finding.Level;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{series}:{rule.NameOf(in finding)}:{time}:{confirmed}:{Spell(finding.Side)}:{last}"
        );
    }

    /// <summary><c>{venue}:{symbol}:{timeframe}:{series}:{candle time}</c>: one value of an indicator.</summary>
    public static string OfValue(SeriesName series, string value, long openTimeMs) =>
        string.Create(CultureInfo.InvariantCulture, $"{series}:{value}:{openTimeMs}");

    private static string Spell(Side side) =>
        side switch
        {
            Side.Bullish => "bullish",
            Side.Bearish => "bearish",
            Side.None => "none",
        };
}

/// <summary>A detector and what was chosen about it, as ids name it.</summary>
/// <param name="Detector">Its name: <c>structure</c>.</param>
/// <param name="Options">The values that tell its findings from those of another choice: <c>5</c>; empty for none.</param>
/// <param name="MainKind">The kind that goes without saying; empty where each kind is named.</param>
public readonly record struct FindingRule(string Detector, string Options = "", string MainKind = "")
{
    /// <summary><c>{detector}[-{kind}][-{variant}][.{options}]</c>: <c>structure-bos.5</c>, <c>liquidity-previous-high-day.3</c>.</summary>
    public string NameOf<TFinding>(in TFinding finding)
        where TFinding : struct, IFinding
    {
        var kind = finding.Kind == MainKind ? "" : "-" + finding.Kind;
        var variant = finding.Variant is { } name ? "-" + name : "";
        var options = Options.Length > 0 ? "." + Options : "";
        return Detector + kind + variant + options;
    }
}
