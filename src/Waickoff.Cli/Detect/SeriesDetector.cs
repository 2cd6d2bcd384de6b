using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Cli.Detect;

/// <summary>A detector that has a value at every candle: an indicator folded over the series.</summary>
/// <param name="name">As the command is given it.</param>
/// <param name="ruleVersion">Raised when a value can change.</param>
/// <param name="options">What can be chosen.</param>
/// <param name="create">Makes the indicator for one unbroken stretch of candles.</param>
internal sealed class SeriesDetector<TValue>(
    string name,
    int ruleVersion,
    IReadOnlyList<DetectorOption> options,
    Func<DetectorSettings, Timeframe, IIndicator<TValue>> create
) : Detector(name, ruleVersion, options)
    where TValue : struct
{
    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var values = Indication.Compute(series, () => create(settings, series.Timeframe));
        var needed = create(settings, series.Timeframe).WarmUpCandles + 1;
        return new DetectionResult(NoFindings.List, Reason(series.Count, needed)) { Series = SeriesColumn.Of(values) };
    }

    public override Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings)
    {
        var values = new TValue[series.Count];
        return input => Indication.Compute(input, () => create(settings, input.Timeframe), values);
    }

    private static string Reason(int count, int needed) =>
        count < needed
            ? string.Create(CultureInfo.InvariantCulture, $"no value yet: {count} of {needed} candles")
            : "one value per candle, nothing to find";
}
