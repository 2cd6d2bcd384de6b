using System.Globalization;
using Waickoff.Backtest.Statistics;

namespace Waickoff.Cli.History;

/// <summary>Numbers and times as tables show them.</summary>
internal static class HistoryText
{
    public static string Time(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage with one digit; a dash where there is none.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? Fixed(100 * share, 1) + " %" : "—";

    public static string Number(double value, int digits = 2) => double.IsFinite(value) ? Fixed(value, digits) : "—";

    /// <summary>A share in whole percent with its interval: <c>41 (38–45)</c>.</summary>
    public static string Share(double share, Interval interval) =>
        double.IsFinite(share)
            ? $"{Fixed(100 * share, 0)} ({Fixed(100 * interval.Low, 0)}–{Fixed(100 * interval.High, 0)})"
            : "—";

    public static string Parameters(IReadOnlyDictionary<string, double> parameters) =>
        string.Join(' ', parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")));

    private static string Fixed(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
