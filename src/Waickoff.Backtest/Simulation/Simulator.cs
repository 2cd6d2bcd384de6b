using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>Runs a strategy over closed candles, as it would have gone.</summary>
/// <remarks>
/// At each candle, in this order: closes that the strategy asked for and then its entries are filled at the open, worse by the slippage;
/// an entry whose stop or first target the open already lies beyond is dropped. An open beyond the stop fills the stop there, one beyond
/// a target fills the target there. A candle that reaches both counts as the stop, unless finer candles tell which came first. At the
/// close the equity is taken and the strategy sees the candle. What is open after the last candle is closed at its close.
/// </remarks>
public static class Simulator
{
    private const int CandlesBetweenLooks = 4096;

    /// <summary>Runs a strategy.</summary>
    /// <param name="series">The candles, oldest first; holes are stepped over.</param>
    /// <param name="strategy">A strategy that has seen no candle yet.</param>
    /// <param name="options">What is assumed; null for the usual.</param>
    /// <param name="finer">Finer candles of the same market, which decide what came first inside a candle.</param>
    /// <param name="cancel">Looked at every few thousand candles.</param>
    public static SimulationResult Run(
        CandleSeries series,
        Strategy strategy,
        SimulationOptions? options = null,
        CandleSeries? finer = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(strategy);
        options ??= new SimulationOptions();
        options.Check();
        var candles = series.Span;
        var book = new Book(options, new FinerCandles(finer, series.Timeframe));
        var first = FirstTraded(candles, options.FromMs);
        var equity = new double[candles.Length - first];
        var exposed = 0;
        for (var i = 0; i < candles.Length; i++)
        {
            if (i % CandlesBetweenLooks == 0)
                cancel.ThrowIfCancellationRequested();
            var value = book.Advance(in candles[i], i);
            if (i >= first)
            {
                equity[i - first] = value;
                exposed += book.OpenCount > 0 ? 1 : 0;
            }
            // An order at the close before the first traded candle is filled at its open.
            book.IsTrading = i >= first - 1;
            strategy.Decide(in candles[i], book);
        }
        if (equity.Length > 0)
            equity[^1] = book.End(in candles[^1]);
        foreach (var trade in book.Trades)
        {
            // Closed inside its only candle, it was not open at any close.
            exposed += trade.EntryIndex == trade.ExitIndex ? 1 : 0;
        }
        return SimulationResult.Of(series, options, first, equity, book, exposed);
    }

    private static int FirstTraded(ReadOnlySpan<Candle> candles, long? fromMs)
    {
        var first = 0;
        while (fromMs is { } from && first < candles.Length && candles[first].OpenTimeMs < from)
            first++;
        return first;
    }
}
