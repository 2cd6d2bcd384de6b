using System.Globalization;
using System.Text;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;

namespace Waickoff.Cli.History;

/// <summary>A backtest as one HTML file: nothing in it comes from elsewhere, and it has no script.</summary>
internal sealed class BacktestPage(
    HistorySeries history,
    StrategyDefinition strategy,
    string rules,
    SimulationResult result,
    HistoryStrings texts,
    PageStrings page
)
{
    private const int ShownTrades = 50;
    private readonly StringBuilder html = new();

    /// <summary>The whole file.</summary>
    public string Write()
    {
        var title = $"{strategy.Name} · {history.Symbol} {history.Series.Timeframe}";
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="{page.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Safe(title)} · WAIckoff</title>
            <style>
            {PageStyle.Text}
            </style>
            </head>
            <body>
            <main>
            <h1>{Safe(title)}</h1>

            """
        );
        if (history.IsSimulated)
            Paragraph(texts.Simulated, "notice");
        if (About() is { Length: > 0 } about)
            Paragraph(about);
        Paragraph(texts.Notice, "notice");
        WriteFigures();
        WriteDrawings();
        WriteTrades();
        WriteAssumptions();
        html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Safe(page.Rules)}</summary>");
        html.Append(CultureInfo.InvariantCulture, $"<pre>{Safe(rules)}</pre></details>\n");
        Paragraph(texts.Notice, "notice");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>With its sign always, so that it needs no colour.</summary>
    public static string Signed(double value, int digits = 2) =>
        (value > 0 ? "+" : "") + HistoryText.Number(value, digits).Replace('-', '−');

    private string About() =>
        StrategyLibrary.Find(strategy.Name) == rules
            ? StrategyLibrary.About(strategy.Name).In(page.Language)
            : strategy.About;

    private void WriteFigures()
    {
        var p = result.Performance;
        Heading(page.Figures);
        Table(
            [
                (texts.Return, Percent(p.Return)),
                (texts.BuyAndHold, Percent(p.BuyAndHold)),
                ("CAGR", Percent(p.Cagr)),
                (texts.Volatility, HistoryText.Percent(p.Volatility)),
                ("Sharpe", HistoryText.Number(p.Sharpe)),
                ("Sortino", HistoryText.Number(p.Sortino)),
                ("Calmar", HistoryText.Number(p.Calmar)),
                (texts.Drawdown, HistoryText.Percent(p.DrawdownDepth)),
                (texts.DrawdownLength, HistoryText.Number(p.DrawdownCandles, 0)),
                (texts.Exposure, HistoryText.Percent(p.Exposure)),
                (texts.Trades, HistoryText.Number(p.Trades, 0)),
                (texts.WinRate, HistoryText.Percent(p.WinRate)),
                (texts.ProfitFactor, HistoryText.Number(p.ProfitFactor)),
                (texts.Expectancy, HistoryText.Number(p.ExpectancyR)),
                ("SQN", HistoryText.Number(p.Sqn)),
                ("Kelly", HistoryText.Percent(p.Kelly)),
                (texts.Fees, HistoryText.Number(p.Fees)),
            ],
            "figures"
        );
    }

    private void WriteDrawings()
    {
        var figures = new BacktestFigures(history.Series, result, page, texts);
        var start = strategy.Options.InitialEquity;
        Drawing(page.Equity, page.EquityNote, figures.Equity(start));
        Drawing(page.Drawdown, "", figures.Drawdown(start));
        Drawing(page.Period, page.PeriodNote, figures.Period());
        if (result.Trades.Count > 0)
            Drawing(page.LastTrades, page.LastTradesNote, figures.LastTrades(), "close");
    }

    private void WriteTrades()
    {
        if (result.Trades.Count == 0)
        {
            Paragraph(page.NoTrades);
            return;
        }
        var shown = result.Trades.TakeLast(ShownTrades).ToList();
        Heading(texts.LastTrades(shown.Count));
        html.Append("<div class=\"wide\"><table class=\"trades\"><thead><tr>");
        foreach (var name in (string[])[texts.Side, texts.Entry, "", texts.Exit, "", "R", page.Profit, ""])
            html.Append(CultureInfo.InvariantCulture, $"<th>{Safe(name)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var trade in shown)
        {
            var isLong = trade.Side == Side.Bullish;
            html.Append("<tr>");
            foreach (
                var cell in (string[])
                    [
                        (isLong ? "▲ " : "▼ ") + texts.SideName(isLong),
                        HistoryText.Time(history.Series[trade.EntryIndex].OpenTimeMs),
                        BacktestFigures.Price(trade.EntryPrice),
                        HistoryText.Time(history.Series[trade.ExitIndex].OpenTimeMs),
                        BacktestFigures.Price(trade.ExitPrice),
                        double.IsFinite(trade.R) ? Signed(trade.R) : texts.None,
                        Signed(trade.Profit),
                        texts.Reason(trade.Reason),
                    ]
            )
                html.Append(CultureInfo.InvariantCulture, $"<td>{Safe(cell)}</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
    }

    private void WriteAssumptions()
    {
        var (series, options) = (history.Series, strategy.Options);
        var first = series[result.FirstIndex].OpenTimeMs;
        var gaps = series.Gaps().Where(g => g.After >= first).ToList();
        Heading(page.Assumptions);
        Table(
            [
                (
                    texts.Period,
                    $"{HistoryText.Time(first)} .. {HistoryText.Time(series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds)} UTC"
                ),
                (texts.Candles, HistoryText.Number(result.Performance.Candles, 0)),
                (page.Warmup, HistoryText.Number(result.FirstIndex, 0)),
                (page.Source, texts.SourceOf(history)),
                (page.GapsName, page.Gaps(gaps.Count, gaps.Sum(g => g.Missing))),
                (page.Fee, HistoryText.Number(100 * options.FeeShare, 3) + " %"),
                (page.Slippage, HistoryText.Number(100 * options.SlippageShare, 3) + " %"),
                (page.InitialEquity, HistoryText.Number(options.InitialEquity, 0)),
                (page.Positions, HistoryText.Number(options.Positions, 0)),
                (page.Leverage, HistoryText.Number(options.GreatestLeverage, 1)),
                (page.Inside, history.Finer is null ? page.InsideStop : page.InsideFiner),
                .. result.DroppedOrders > 0 ? new[] { (texts.Dropped(result.DroppedOrders), "") } : [],
            ],
            "assumptions"
        );
    }

    private void Drawing(string name, string note, string svg, string style = "")
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<figure class=\"{style}\"><h2>{Safe(name)}</h2><div class=\"wide\">{svg}</div>"
        );
        if (note.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<figcaption>{Safe(note)}</figcaption>");
        html.Append("</figure>\n");
    }

    private void Table(IReadOnlyList<(string Name, string Value)> rows, string style)
    {
        html.Append(CultureInfo.InvariantCulture, $"<dl class=\"{style}\">\n");
        foreach (var (name, value) in rows)
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Safe(name)}</dt><dd>{Safe(value)}</dd></div>\n");
        html.Append("</dl>\n");
    }

    private void Heading(string text) => html.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(text)}</h2>\n");

    private void Paragraph(string text, string style = "") =>
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"{style}\">{Safe(text)}</p>\n");

    private static string Percent(double share) =>
        double.IsFinite(share) ? Signed(100 * share, 1) + " %" : HistoryText.Percent(share);

    private static string Safe(string text) => SvgFigure.Safe(text);
}
