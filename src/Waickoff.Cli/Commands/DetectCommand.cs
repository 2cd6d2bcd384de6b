using System.CommandLine;
using Waickoff.Cli.Detect;
using Waickoff.Market.Feeds;

namespace Waickoff.Cli.Commands;

/// <summary><c>detect DETECTOR --candles FILE [--set name=value ..] [--timing]</c>: one detector on one file, as JSON.</summary>
internal static class DetectCommand
{
    public static Command Create(Strings strings)
    {
        var detector = new Argument<string>("DETECTOR")
        {
            Description = strings.DetectorArgument + DetectorCatalog.Names,
        };
        var candles = new Option<string>("--candles")
        {
            Description = strings.CandlesFileOption,
            HelpName = "FILE",
            Required = true,
        };
        var set = new Option<string[]>("--set")
        {
            Description = strings.SetOption,
            HelpName = "name=value",
            AllowMultipleArgumentsPerToken = true,
        };
        var timing = new Option<bool>("--timing") { Description = strings.TimingOption };
        var command = new Command("detect", strings.Detect) { detector, candles, set, timing };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await RunAsync(
                    parsed.GetRequiredValue(detector),
                    parsed.GetRequiredValue(candles),
                    parsed.GetValue(set) ?? [],
                    parsed.GetValue(timing),
                    strings,
                    cancel
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task RunAsync(
        string name,
        string path,
        string[] pairs,
        bool withTiming,
        Strings strings,
        CancellationToken cancel
    )
    {
        // Ctrl-C is heard only once the command has given control back.
        await Task.Yield();
        var detector =
            DetectorCatalog.Find(name)
            ?? throw new UsageException(strings.UnknownDetector(name, DetectorCatalog.Names));
        var settings = DetectorSettings.Read(detector, pairs, strings);
        var file = CandleFile.Read(path);
        cancel.ThrowIfCancellationRequested();
        var result = detector.Detect(file.Series, settings);
        cancel.ThrowIfCancellationRequested();
        using (var output = Console.OpenStandardOutput())
            DetectionDocument.Write(output, detector, settings, file.Name, file.Series, result);
        if (withTiming)
        {
            var repeat = detector.Repeatable(file.Series, settings);
            var timing = await DetectionTiming.MeasureAsync(file.Series, repeat, cancel);
            await Console.Error.WriteLineAsync(timing.ToString());
        }
    }
}
