using System.Text.Json;
using Spectre.Console;
using Waickoff.Backtest.Sweeps;
using Waickoff.Cli.Analyze;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.History;

/// <summary>The result of a sweep, for people and for programs.</summary>
internal static class SweepOutput
{
    private const int ShownPoints = 10;

    public static void WriteText(SweepResult result, HistoryStrings texts)
    {
        var output = new TerminalOutput();
        var table = BacktestOutput.Plain();
        table.AddColumns("", texts.Parameters, texts.Trades, texts.Return, "Sharpe", texts.Drawdown);
        foreach (var point in result.Points.OrderByDescending(p => p.Whole.Sharpe).Take(ShownPoints))
        {
            table.AddRow(
                point.Symbol,
                HistoryText.Parameters(point.Parameters),
                HistoryText.Number(point.Performance.Trades, 0),
                HistoryText.Percent(point.Performance.Return),
                HistoryText.Number(point.Performance.Sharpe),
                HistoryText.Percent(point.Performance.DrawdownDepth)
            );
        }
        output.Terminal.Write(table);
        output.Terminal.WriteLine(texts.Deflated(HistoryText.Percent(result.DeflatedSharpe)));
        output.Terminal.WriteLine();
        output.Terminal.WriteLine(texts.WalkForward + ":");
        var steps = BacktestOutput.Plain();
        steps.AddColumns("", "#", texts.Parameters, texts.Return);
        foreach (var step in result.WalkForward)
            steps.AddRow(
                step.Symbol,
                HistoryText.Number(step.Fold, 0),
                HistoryText.Parameters(step.Parameters),
                HistoryText.Percent(step.Return)
            );
        output.Terminal.Write(steps);
        output.Terminal.WriteLine(texts.Notice);
        output.Flush();
    }

    public static void WriteJson(SweepResult result)
    {
        using var output = Console.OpenStandardOutput();
        using var stream = new JsonStream(output);
        JsonSerializer.Serialize(stream.Writer, result, AnalysisJson.Options);
    }
}
