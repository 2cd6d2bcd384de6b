namespace Waickoff.Backtest.Evidence;

/// <summary>How forecasts did. <c>NaN</c> where there were none.</summary>
/// <param name="Count">How many forecasts had a value.</param>
/// <param name="Shown">How many of them would have been shown.</param>
/// <param name="Brier">Mean squared distance of forecast and outcome, 0 is best.</param>
/// <param name="Skill">1 less the score over that of the base rate alone: above 0 is better than the base rate.</param>
/// <param name="CalibrationError">Expected distance of forecast and frequency over ten parts of the scale.</param>
/// <param name="Curve">The parts of the scale that hold forecasts.</param>
/// <param name="ShownCalibrationError">The same for the forecasts that would have been shown.</param>
public sealed record ForecastScore(
    int Count,
    int Shown,
    double Brier,
    double Skill,
    double CalibrationError,
    IReadOnlyList<ReliabilityPoint> Curve,
    double ShownCalibrationError
)
{
    private const int Parts = 10;

    /// <summary>Scores forecasts; those without a value are left out.</summary>
    public static ForecastScore Of(IEnumerable<Forecast> forecasts)
    {
        var all = forecasts.Where(f => !double.IsNaN(f.Value)).ToList();
        var shown = all.Where(f => f.Abstention == Abstention.None).ToList();
        var curve = CurveOf(all);
        return new ForecastScore(
            all.Count,
            shown.Count,
            BrierOf(all),
            all.Count > 0
                ? 1 - (all.Average(f => f.SquaredError) / all.Average(f => f.ReferenceSquaredError))
                : double.NaN,
            ErrorOf(curve),
            curve,
            ErrorOf(CurveOf(shown))
        );
    }

    /// <summary>Brier's score of one class: the mean of the squared distances. <c>NaN</c> without forecasts.</summary>
    /// <remarks>G. W. Brier, Verification of forecasts expressed in terms of probability, 1950, who added up all classes: twice as much for two.</remarks>
    public static double BrierOf(IReadOnlyCollection<Forecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        return forecasts.Count > 0 ? forecasts.Average(f => f.SquaredError) : double.NaN;
    }

    private static List<ReliabilityPoint> CurveOf(List<Forecast> forecasts) =>
        [
            .. forecasts
                .GroupBy(f => Math.Min((int)(f.Value * Parts), Parts - 1))
                .OrderBy(g => g.Key)
                .Select(g => new ReliabilityPoint(
                    g.Average(f => f.Value),
                    g.Average(f => f.IsHit ? 1.0 : 0.0),
                    g.Count()
                )),
        ];

    private static double ErrorOf(List<ReliabilityPoint> curve) =>
        curve.Count > 0
            ? curve.Sum(p => p.Count * Math.Abs(p.Forecast - p.Frequency)) / curve.Sum(p => p.Count)
            : double.NaN;
}

/// <summary>One part of the reliability curve.</summary>
/// <param name="Forecast">The mean forecast.</param>
/// <param name="Frequency">The share that happened.</param>
/// <param name="Count">How many forecasts.</param>
public readonly record struct ReliabilityPoint(double Forecast, double Frequency, int Count);
