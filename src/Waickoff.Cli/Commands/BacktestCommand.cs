using System.CommandLine;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Cli.History;

namespace Waickoff.Cli.Commands;

/// <summary><c>backtest STRATEGY --symbol .. [--from ..] [--to ..] [--format text|json] [--html FILE]</c>: a strategy over past candles.</summary>
internal static class BacktestCommand
{
    public static Command Create(Strings strings)
    {
        var texts = HistoryStrings.For(strings.Language);
        var options = new HistoryOptions(strings);
        var strategy = new Argument<string>("STRATEGY") { Description = texts.StrategyArgument(StrategySource.Names) };
        var symbol = new Option<string>("--symbol") { Description = texts.SymbolOption, Required = true };
        var command = new Command("backtest", texts.Backtest) { strategy, symbol };
        options.AddTo(command);
        var page = PageStrings.For(strings.Language);
        var html = new Option<string?>("--html") { Description = page.Option, HelpName = "FILE" };
        command.Add(html);
        command.SetAction(
            async (parsed, cancel) =>
            {
                // Ctrl-C is heard only once the command has given control back.
                await Task.Yield();
                var json = await StrategySource.ReadAsync(parsed.GetRequiredValue(strategy), texts, cancel);
                var definition = StrategySource.Checked(texts, () => StrategyReader.Read(json));
                var history = await options.LoadAsync(parsed, parsed.GetRequiredValue(symbol), cancel);
                var result = Simulator.Run(
                    history.Series,
                    definition.Create(history.Series.Timeframe),
                    definition.Options with
                    {
                        FromMs = history.FromMs,
                    },
                    history.Finer,
                    cancel
                );
                if (parsed.GetValue(html) is { } path)
                    Write(path, new BacktestPage(history, definition, json, result, texts, page), page);
                if (parsed.GetRequiredValue(options.Format) == HistoryOptions.Json)
                    BacktestOutput.WriteJson(history, definition, result);
                else
                    BacktestOutput.WriteText(history, definition, result, texts);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(string path, BacktestPage document, PageStrings page)
    {
        try
        {
            File.WriteAllText(path, document.Write());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(page.NotWritten(path));
        }
    }
}
