using System.Text.Json;
using Spectre.Console;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Cli.Analyze;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.History;

/// <summary>The result of a backtest, for people and for programs.</summary>
internal static class BacktestOutput
{
    private const int ShownTrades = 10;

    public static void WriteText(
        HistorySeries history,
        StrategyDefinition strategy,
        SimulationResult result,
        HistoryStrings texts
    )
    {
        var output = new TerminalOutput();
        var terminal = output.Terminal;
        var (series, figures) = (history.Series, result.Performance);
        var first = HistoryText.Time(series[result.FirstIndex].OpenTimeMs);
        var last = HistoryText.Time(series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds);
        terminal.WriteLine($"{strategy.Name} · {history.Symbol} {series.Timeframe} · {texts.SourceOf(history)}");
        if (history.IsSimulated)
            terminal.WriteLine(texts.Simulated);
        if (strategy.About.Length > 0)
            terminal.WriteLine(strategy.About);
        terminal.WriteLine();
        var table = Plain().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        table.HideHeaders();
        Row(table, texts.Period, $"{first} .. {last}");
        Row(table, texts.Candles, HistoryText.Number(figures.Candles, 0));
        Row(table, texts.Trades, HistoryText.Number(figures.Trades, 0));
        Row(table, texts.Return, HistoryText.Percent(figures.Return));
        Row(table, texts.BuyAndHold, HistoryText.Percent(figures.BuyAndHold));
        Row(table, "CAGR", HistoryText.Percent(figures.Cagr));
        Row(table, texts.Volatility, HistoryText.Percent(figures.Volatility));
        Row(table, "Sharpe", HistoryText.Number(figures.Sharpe));
        Row(table, "Sortino", HistoryText.Number(figures.Sortino));
        Row(table, "Calmar", HistoryText.Number(figures.Calmar));
        Row(table, texts.Drawdown, HistoryText.Percent(figures.DrawdownDepth));
        Row(table, texts.DrawdownLength, HistoryText.Number(figures.DrawdownCandles, 0));
        Row(table, texts.Exposure, HistoryText.Percent(figures.Exposure));
        Row(table, texts.WinRate, HistoryText.Percent(figures.WinRate));
        Row(table, texts.ProfitFactor, HistoryText.Number(figures.ProfitFactor));
        Row(table, texts.Expectancy, HistoryText.Number(figures.ExpectancyR));
        Row(table, "SQN", HistoryText.Number(figures.Sqn));
        Row(table, "Kelly", HistoryText.Percent(figures.Kelly));
        Row(table, texts.Fees, HistoryText.Number(figures.Fees));
        var costs = $"{Cost(strategy.Options.FeeShare)} + {Cost(strategy.Options.SlippageShare)}";
        Row(table, texts.Costs, costs);
        terminal.Write(table);
        if (result.DroppedOrders > 0)
            terminal.WriteLine(texts.Dropped(result.DroppedOrders));
        WriteTrades(terminal, series, result, texts);
        terminal.WriteLine();
        terminal.WriteLine(texts.Notice);
        output.Flush();
    }

    public static void WriteJson(HistorySeries history, StrategyDefinition strategy, SimulationResult result)
    {
        using var output = Console.OpenStandardOutput();
        using var stream = new JsonStream(output);
        var writer = stream.Writer;
        writer.WriteStartObject();
        writer.WriteString("strategy", strategy.Name);
        writer.WriteString("symbol", history.Symbol);
        writer.WriteString("timeframe", history.Series.Timeframe.ToString());
        writer.WriteString("source", history.Source);
        writer.WriteBoolean("isSimulated", history.IsSimulated);
        writer.WritePropertyName("options");
        JsonSerializer.Serialize(writer, strategy.Options, AnalysisJson.Options);
        writer.WritePropertyName("performance");
        JsonSerializer.Serialize(writer, result.Performance, AnalysisJson.Options);
        writer.WriteNumber("droppedOrders", result.DroppedOrders);
        writer.WriteStartArray("trades");
        foreach (var trade in result.Trades)
        {
            writer.WriteStartObject();
            writer.WriteNumber("entryTime", history.Series[trade.EntryIndex].OpenTimeMs);
            writer.WriteNumber("exitTime", history.Series[trade.ExitIndex].OpenTimeMs);
            foreach (var property in AnalysisJson.PropertiesOf<Trade>())
                property.Write(writer, trade);
            writer.WriteEndObject();
            stream.FlushIfLarge();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("equity");
        for (var i = 0; i < result.Equity.Length; i++)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(history.Series[result.FirstIndex + i].OpenTimeMs);
            writer.WriteNumberValue(result.Equity.Span[i]);
            writer.WriteEndArray();
            stream.FlushIfLarge();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static Table Plain() => new Table().Border(TableBorder.Minimal);

    private static string Cost(double share) => HistoryText.Number(100 * share, 3) + " %";

    private static void Row(Table table, string name, string value) =>
        table.AddRow(Markup.Escape(name), Markup.Escape(value));

    private static void WriteTrades(
        IAnsiConsole terminal,
        CandleSeries series,
        SimulationResult result,
        HistoryStrings texts
    )
    {
        if (result.Trades.Count == 0)
            return;
        var shown = result.Trades.TakeLast(ShownTrades).ToList();
        terminal.WriteLine();
        terminal.WriteLine(texts.LastTrades(shown.Count));
        var table = Plain().AddColumns(texts.Side, texts.Entry, texts.Exit, "R", "%", "");
        foreach (var trade in shown)
        {
            var change = trade.Profit / (trade.EntryPrice * trade.Quantity);
            table.AddRow(
                texts.SideName(trade.Side == Side.Bullish),
                $"{HistoryText.Time(series[trade.EntryIndex].OpenTimeMs)} {HistoryText.Number(trade.EntryPrice)}",
                $"{HistoryText.Time(series[trade.ExitIndex].OpenTimeMs)} {HistoryText.Number(trade.ExitPrice)}",
                HistoryText.Number(trade.R),
                HistoryText.Number(100 * change),
                texts.Reason(trade.Reason)
            );
        }
        terminal.Write(table);
    }
}
