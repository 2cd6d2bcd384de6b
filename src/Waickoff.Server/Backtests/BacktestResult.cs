using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;

namespace Waickoff.Server.Backtests;

/// <summary>What a strategy did on a market.</summary>
/// <param name="Source">Where the candles come from.</param>
/// <param name="IsSimulated">That no market made them.</param>
/// <param name="First">Where the first candle that counts opens.</param>
/// <param name="Last">Where the last one closes.</param>
/// <param name="MissingCandles">How many candles are missing between the two; they are stepped over.</param>
/// <param name="HasFiner">Whether finer candles decided what came first inside a candle; else it counts as the stop.</param>
/// <param name="Figures">The usual figures.</param>
/// <param name="Equity">The equity, thinned for drawing.</param>
/// <param name="Price">The closes, thinned for drawing; left out in results of earlier versions.</param>
/// <param name="Trades">The trades in the order they were closed; the last ones where there are too many to show.</param>
/// <param name="DroppedOrders">Orders that could not be filled.</param>
internal sealed record BacktestResult(
    string Source,
    bool IsSimulated,
    DateTimeOffset First,
    DateTimeOffset Last,
    int MissingCandles,
    bool HasFiner,
    BacktestFigures Figures,
    DrawnColumns Equity,
    DrawnColumns? Price,
    IReadOnlyList<TradeItem> Trades,
    int DroppedOrders
)
{
    /// <summary>The last trades that are kept.</summary>
    public const int MostTrades = 2_000;

    public static BacktestResult Of(HistoryCandles candles, SimulationResult result)
    {
        var series = candles.Series;
        var first = series[result.FirstIndex].OpenTimeMs;
        return new BacktestResult(
            candles.Source,
            candles.IsSimulated,
            DateTimeOffset.FromUnixTimeMilliseconds(first),
            DateTimeOffset.FromUnixTimeMilliseconds(
                series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds
            ),
            series.Gaps().Where(g => g.After >= first).Sum(g => g.Missing),
            candles.Finer is not null,
            BacktestFigures.Of(result.Performance),
            DrawnColumns.Of(series, result.FirstIndex, result.Equity.Span),
            DrawnColumns.Of(series, result.FirstIndex, ClosesFrom(series, result.FirstIndex)),
            [.. result.Trades.TakeLast(MostTrades).Select(t => TradeItem.Of(series, t))],
            result.DroppedOrders
        );
    }

    private static double[] ClosesFrom(CandleSeries series, int first)
    {
        var closes = new double[series.Count - first];
        for (var i = 0; i < closes.Length; i++)
            closes[i] = series[first + i].Close;
        return closes;
    }
}

/// <summary>The usual figures; one is left out where it cannot be formed. Shares are 0 to 1.</summary>
/// <param name="Candles">How many candles counted.</param>
/// <param name="Trades">How many trades were closed.</param>
/// <param name="Return">Equity at the end over that at the start, less 1.</param>
/// <param name="Cagr">The same a year, compounded.</param>
/// <param name="Volatility">Deviation of the returns from close to close, a year.</param>
/// <param name="Sharpe">Mean return over its deviation, a year; without a riskless rate.</param>
/// <param name="Sortino">The same over the deviation of the losses.</param>
/// <param name="Calmar">CAGR over the deepest drawdown.</param>
/// <param name="DrawdownDepth">The deepest fall from the highest equity so far, as a share of it.</param>
/// <param name="DrawdownCandles">The longest time below a high, in candles.</param>
/// <param name="Exposure">The share of candles with a position in them.</param>
/// <param name="WinRate">The share of trades with a profit after costs.</param>
/// <param name="ProfitFactor">Sum of the profits over the sum of the losses.</param>
/// <param name="Expectancy">Mean profit of a trade, in quote currency.</param>
/// <param name="ExpectancyR">Mean R of the trades that had a stop.</param>
/// <param name="Sqn">System quality number.</param>
/// <param name="Kelly">Kelly's share.</param>
/// <param name="Fees">All fees, in quote currency.</param>
/// <param name="BuyAndHold">What holding from the first open to the last close returned, before costs.</param>
internal sealed record BacktestFigures(
    int Candles,
    int Trades,
    double Return,
    double? Cagr,
    double? Volatility,
    double? Sharpe,
    double? Sortino,
    double? Calmar,
    double DrawdownDepth,
    int DrawdownCandles,
    double? Exposure,
    double? WinRate,
    double? ProfitFactor,
    double? Expectancy,
    double? ExpectancyR,
    double? Sqn,
    double? Kelly,
    double Fees,
    double? BuyAndHold
)
{
    public static BacktestFigures Of(Performance p) =>
        new(
            p.Candles,
            p.Trades,
            p.Return,
            Known(p.Cagr),
            Known(p.Volatility),
            Known(p.Sharpe),
            Known(p.Sortino),
            Known(p.Calmar),
            p.DrawdownDepth,
            p.DrawdownCandles,
            Known(p.Exposure),
            Known(p.WinRate),
            Known(p.ProfitFactor),
            Known(p.Expectancy),
            Known(p.ExpectancyR),
            Known(p.Sqn),
            Known(p.Kelly),
            p.Fees,
            Known(p.BuyAndHold)
        );

    public static double? Known(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>A line as columns of equal length, oldest first.</summary>
/// <param name="Time">Closes of candles, in UTC seconds.</param>
/// <param name="Value">In quote currency.</param>
internal sealed record DrawnColumns(IReadOnlyList<long> Time, IReadOnlyList<double> Value)
{
    private const int Most = 1_000;

    /// <summary>One value for each candle from the first that counts on, thinned so that no peak and no low is lost.</summary>
    public static DrawnColumns Of(CandleSeries series, int first, ReadOnlySpan<double> values)
    {
        var kept = Thinning.Of(values, Most);
        var shown = new double[kept.Count];
        for (var k = 0; k < shown.Length; k++)
            shown[k] = values[kept[k]];
        return new DrawnColumns([.. kept.Select(i => CloseOf(series, first + i))], shown);
    }

    private static long CloseOf(CandleSeries series, int index) =>
        (series[index].OpenTimeMs + series.Timeframe.Milliseconds) / 1_000;
}

/// <param name="Side">Bullish was bought, bearish sold short.</param>
/// <param name="Entered">Open time of the candle at whose open it was filled, in UTC seconds.</param>
/// <param name="Left">Open time of the candle in which the last part was closed.</param>
/// <param name="EntryPrice">The fill, slippage included.</param>
/// <param name="ExitPrice">The mean fill of the exits.</param>
/// <param name="Quantity">Base currency.</param>
/// <param name="Stop">Left out without one.</param>
/// <param name="Fees">All fees, in quote currency.</param>
/// <param name="Profit">After fees, in quote currency.</param>
/// <param name="R">Profit over what the stop would have lost; left out without a stop.</param>
/// <param name="Reason">Why the last part was closed.</param>
internal sealed record TradeItem(
    Side Side,
    long Entered,
    long Left,
    double EntryPrice,
    double ExitPrice,
    double Quantity,
    double? Stop,
    double Fees,
    double Profit,
    double? R,
    ExitReason Reason
)
{
    public static TradeItem Of(CandleSeries series, Trade t) =>
        new(
            t.Side,
            series[t.EntryIndex].OpenTimeMs / 1_000,
            series[t.ExitIndex].OpenTimeMs / 1_000,
            t.EntryPrice,
            t.ExitPrice,
            t.Quantity,
            BacktestFigures.Known(t.Stop),
            t.Fees,
            t.Profit,
            BacktestFigures.Known(t.R),
            t.Reason
        );
}
