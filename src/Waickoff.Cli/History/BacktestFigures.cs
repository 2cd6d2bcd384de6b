using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;

namespace Waickoff.Cli.History;

/// <summary>The drawings of a backtest. A side or a gain is told by form before it is told by colour.</summary>
internal sealed class BacktestFigures(
    CandleSeries series,
    SimulationResult result,
    PageStrings page,
    HistoryStrings texts
)
{
    private const int Points = 1_200;
    private const int MostMarked = 400;
    private const int MostCandles = 160;
    private const int Around = 15;

    private readonly IReadOnlyList<int> kept = Thinning.Of(result.Equity.Span, Points);
    private readonly long step = series.Timeframe.Milliseconds;

    private long FirstMs => series[result.FirstIndex].OpenTimeMs;

    private long EndMs => series[series.Count - 1].OpenTimeMs + step;

    /// <summary>Equity at each close, the equity at the start as a line.</summary>
    public string Equity(double start)
    {
        var (low, high) = (start, start);
        foreach (var value in result.Equity.Span)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var figure = new SvgFigure(page.Equity, 300, FirstMs, EndMs, low, high, v => HistoryText.Number(v, 0));
        figure.Segment(FirstMs, start, EndMs, start, "base");
        figure.Line(kept.Select(i => (CloseMs(i), result.Equity.Span[i])), "line");
        return figure.Close();
    }

    /// <summary>The fall from the highest equity so far, as a share of it.</summary>
    public string Drawdown(double start)
    {
        var falls = new double[result.Equity.Length];
        var top = start;
        for (var i = 0; i < falls.Length; i++)
        {
            top = Math.Max(top, result.Equity.Span[i]);
            falls[i] = (result.Equity.Span[i] / top) - 1;
        }
        var points = Thinning.Of(falls, Points);
        var deepest = Math.Min(0, falls.DefaultIfEmpty(0).Min());
        var figure = new SvgFigure(page.Drawdown, 180, FirstMs, EndMs, deepest, 0, HistoryText.Percent);
        figure.Line(points.Select(i => (CloseMs(i), falls[i])), "fall", floor: 0);
        return figure.Close();
    }

    /// <summary>The closes of the whole period with the entries of the last trades.</summary>
    public string Period()
    {
        var closes = new double[series.Count - result.FirstIndex];
        for (var i = 0; i < closes.Length; i++)
            closes[i] = series[result.FirstIndex + i].Close;
        var points = Thinning.Of(closes, Points);
        var figure = new SvgFigure(page.Period, 320, FirstMs, EndMs, closes.Min(), closes.Max(), Price);
        figure.Line(points.Select(i => (CloseMs(i), closes[i])), "quiet");
        foreach (var trade in result.Trades.TakeLast(MostMarked))
            Entry(figure, trade);
        return figure.Close();
    }

    /// <summary>The candles around the last trades: as many trades as there is room for.</summary>
    public string LastTrades()
    {
        var last = Math.Min(series.Count - 1, result.Trades[^1].ExitIndex + Around);
        var first = Math.Max(0, last - MostCandles + 1);
        var shown = result.Trades.Where(t => t.EntryIndex >= first).ToList();
        if (shown.Count > 0)
            first = Math.Max(first, shown.Min(t => t.EntryIndex) - Around);
        var (low, high) = (double.PositiveInfinity, 0.0);
        for (var i = first; i <= last; i++)
            (low, high) = (Math.Min(low, series[i].Low), Math.Max(high, series[i].High));
        // A stop may lie beyond all candles.
        foreach (var stop in shown.Select(t => t.Stop).Where(double.IsFinite))
            (low, high) = (Math.Min(low, stop), Math.Max(high, stop));
        var figure = new SvgFigure(
            page.LastTrades,
            420,
            series[first].OpenTimeMs,
            series[last].OpenTimeMs + step,
            low,
            high,
            Price
        );
        var width = 0.7 * (figure.X(series[first].OpenTimeMs + step) - figure.X(series[first].OpenTimeMs));
        for (var i = first; i <= last; i++)
            Candle(figure, in series[i], width);
        foreach (var trade in shown)
            Course(figure, trade);
        return figure.Close();
    }

    private void Candle(SvgFigure figure, in Candle candle, double width)
    {
        var middle = candle.OpenTimeMs + (step / 2);
        var style = candle.Close >= candle.Open ? "up" : "down";
        figure.Segment(middle, candle.High, middle, candle.Low, "wick " + style);
        var (top, bottom) = (Math.Max(candle.Open, candle.Close), Math.Min(candle.Open, candle.Close));
        figure.Box(figure.X(middle), width, top, bottom, "body " + style);
    }

    private void Course(SvgFigure figure, Trade trade)
    {
        var (entered, left) = (MiddleMs(trade.EntryIndex), MiddleMs(trade.ExitIndex));
        if (double.IsFinite(trade.Stop))
            figure.Segment(entered, trade.Stop, left, trade.Stop, "stop");
        figure.Segment(
            entered,
            trade.EntryPrice,
            left,
            trade.ExitPrice,
            trade.Profit > 0 ? "course gain" : "course loss"
        );
        Entry(figure, trade);
        var exit = string.Create(
            CultureInfo.InvariantCulture,
            $"{texts.Exit} {HistoryText.Time(series[trade.ExitIndex].OpenTimeMs)} · {Price(trade.ExitPrice)} · {texts.Reason(trade.Reason)} · {BacktestPage.Signed(trade.Profit)}"
        );
        figure.Cross(left, trade.ExitPrice, "exit", exit);
    }

    private void Entry(SvgFigure figure, Trade trade)
    {
        var sign = trade.Side == Side.Bullish ? 1 : -1;
        var title =
            $"{texts.SideName(sign > 0)} {HistoryText.Time(series[trade.EntryIndex].OpenTimeMs)} · {Price(trade.EntryPrice)}";
        figure.Triangle(MiddleMs(trade.EntryIndex), trade.EntryPrice, sign, sign > 0 ? "mark up" : "mark down", title);
    }

    private long MiddleMs(int index) => series[index].OpenTimeMs + (step / 2);

    private long CloseMs(int index) => series[result.FirstIndex + index].OpenTimeMs + step;

    /// <summary>A price with five digits that say something.</summary>
    internal static string Price(double price) =>
        HistoryText.Number(price, Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Max(price, 1e-9))), 0, 8));
}
