using System.CommandLine;
using System.Globalization;
using Waickoff.Cli;
using Waickoff.Cli.Commands;
using Waickoff.Market;

var strings = Strings.For(Language.Of(args));
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(strings.Language);

var root = new RootCommand(strings.Root)
{
    Language.Option(strings),
    AnalyzeCommand.Create(strings),
    WatchCommand.Create(strings),
    CandlesCommand.Create(strings),
    DetectCommand.Create(strings),
    BacktestCommand.Create(strings),
    EvidenceCommand.Create(strings),
    SweepCommand.Create(strings),
    McpCommand.Create(strings),
    SandboxCommand.Create(strings),
    ServeCommand.Create(strings),
    AdminCommand.Create(strings),
    ConfigCommand.Create(strings),
};
root.SetAction((_, cancel) => ServeCommand.RunAsync(strings, cancel));
var parsed = root.Parse(args);
try
{
    if (parsed.Errors.Count > 0)
        throw new UsageException(parsed.Errors[0].Message.ReplaceLineEndings(" "));
    return await parsed.InvokeAsync(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // A server that is asked to end lets its running answers finish first.
            ProcessTerminationTimeout = ServeCommand.LongestEnd,
        }
    );
}
catch (Exception e) when (e is UsageException or MarketInputException)
{
    await Console.Error.WriteLineAsync(e is MarketInputException input ? input.Text.In(strings.Language) : e.Message);
    return ExitCodes.BadInput;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync(strings.Cancelled);
    return ExitCodes.Cancelled;
}
