using System.CommandLine;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.History;

namespace Waickoff.Cli.Commands;

/// <summary><c>evidence SYMBOL [--timeframe 1h] [--to ..] [--format text|json]</c>: what happened after each setup, measured.</summary>
internal static class EvidenceCommand
{
    public static Command Create(Strings strings)
    {
        var texts = HistoryStrings.For(strings.Language);
        var options = new HistoryOptions(strings);
        var symbol = new Argument<string>("SYMBOL") { Description = texts.SymbolArgument };
        var command = new Command("evidence", texts.Evidence) { symbol };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                await Task.Yield();
                var history = await options.LoadAsync(parsed, parsed.GetRequiredValue(symbol), cancel);
                var study = EvidenceSummary.Of(history.SeriesFrom(), history.Finer, cancel);
                if (parsed.GetRequiredValue(options.Format) == HistoryOptions.Json)
                    EvidenceOutput.WriteJson(history, study);
                else
                    EvidenceOutput.WriteText(history, study, texts);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
