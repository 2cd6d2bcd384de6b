using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Evidence;

/// <summary>What was counted of a market, one study a timeframe.</summary>
/// <param name="timeframes">The studies, each of another timeframe.</param>
public sealed class MarketStudies(IReadOnlyList<EvidenceSummary> timeframes)
{
    /// <summary>The studies.</summary>
    public IReadOnlyList<EvidenceSummary> Timeframes { get; } = timeframes;

    /// <summary>The study of a timeframe; null where none was made.</summary>
    public EvidenceSummary? this[Timeframe timeframe] => Timeframes.FirstOrDefault(t => t.Timeframe == timeframe);

    /// <summary>Counts every timeframe of an analysis, on the candles it was made from and no others.</summary>
    /// <param name="analysis">The market at one close.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancel">Ends it.</param>
    public static MarketStudies Of(
        MarketAnalysis analysis,
        Action<double>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var studies = new List<EvidenceSummary>();
        foreach (var timeframe in analysis.Timeframes.Select(t => t.Timeframe))
        {
            var (series, finer) = CandlesOf(analysis, timeframe);
            studies.Add(EvidenceSummary.Of(series, finer, cancel));
            progress?.Invoke((double)studies.Count / analysis.Timeframes.Count);
        }
        return new MarketStudies(studies);
    }

    /// <summary>The candles a study stands on: those of the timeframe, and the shortest ones to tell what came first within a candle.</summary>
    /// <exception cref="ArgumentException">The timeframe was not analysed.</exception>
    public static (CandleSeries Series, CandleSeries? Finer) CandlesOf(MarketAnalysis analysis, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var found =
            analysis[timeframe] ?? throw new ArgumentException($"{timeframe} was not analysed.", nameof(timeframe));
        var finest = analysis.Timeframes[0];
        return (Series(found), finest.Timeframe < timeframe ? Series(finest) : null);
    }

    private static CandleSeries Series(TimeframeAnalysis analysis) =>
        new(analysis.Timeframe, analysis.Candles.ToArray());
}
