using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Analyst.Overlays;

/// <summary>What a chart of one timeframe shows beside its candles, at the close the analysis speaks of.</summary>
/// <param name="PriceDecimals">Decimals of a price.</param>
/// <param name="Overlays">What was found, what lies behind first.</param>
/// <param name="Lines">The lines over the candles.</param>
public sealed record MarketDrawing(int PriceDecimals, IReadOnlyList<Overlay> Overlays, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>Draws a timeframe.</summary>
    /// <param name="analysis">The market at one close.</param>
    /// <param name="timeframe">One of its timeframes.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="candles">How many of the last candles are shown: what ended before them is left out.</param>
    /// <param name="studies">What was counted of its history by then; null where nothing is counted.</param>
    /// <exception cref="ArgumentException">The timeframe was not analysed.</exception>
    public static MarketDrawing Of(
        MarketAnalysis analysis,
        Timeframe timeframe,
        ReaderLanguage language,
        int candles,
        MarketStudies? studies = null
    )
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candles);
        var market = new MarketNumbers(analysis, studies);
        var numbers =
            market.Timeframes.FirstOrDefault(t => t.Timeframe == timeframe)
            ?? throw new ArgumentException($"{timeframe} was not analysed.", nameof(timeframe));
        var decimals = PriceDecimalsOf(analysis);
        var format = new NumberFormat(language, decimals);
        return new MarketDrawing(
            decimals,
            OverlayWriter.Write(market, numbers, format, candles),
            ChartLine.Of(numbers.Analysis, language, candles)
        );
    }

    /// <summary>The decimals that prices of a market are printed with.</summary>
    public static int PriceDecimalsOf(MarketAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return MarketBriefing.DecimalsOf(analysis);
    }
}
