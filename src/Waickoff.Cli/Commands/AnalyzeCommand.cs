using System.CommandLine;
using Spectre.Console;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Cli.Analyze;
using Waickoff.Market;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>analyze SYMBOL [--candles DIR|FILE] [--at TIME] [--timeframes ..] [--format text|json|briefing]</c>: everything found on a market,
/// for people, for programs, or as the analyst is told it.
/// </summary>
internal static class AnalyzeCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Briefing = "briefing";

    public static Command Create(Strings strings)
    {
        var texts = AnalyzeStrings.For(strings.Language);
        var symbol = new Argument<string>("SYMBOL") { Description = texts.SymbolArgument };
        var candles = CandleSource.CandlesOption(strings);
        var at = CandleSource.AtOption(strings);
        var timeframes = new Option<string[]>("--timeframes")
        {
            Description = texts.TimeframesOption,
            HelpName = "15m,1h,4h",
            AllowMultipleArgumentsPerToken = true,
        };
        var format = new Option<string>("--format")
        {
            Description = texts.FormatOption,
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Json, Briefing);
        var command = new Command("analyze", texts.Analyze) { symbol, candles, at, timeframes, format };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var wanted = CandleSource.ReadTimeframes(parsed.GetValue(timeframes) ?? [], strings);
                var name = parsed.GetRequiredValue(symbol);
                var series = MarketData.Load(
                    CandleSource.Open(parsed.GetValue(candles), name),
                    name,
                    wanted.Count > 0 ? wanted : CandleSource.UsualTimeframes,
                    CandleSource.ReadTime(parsed.GetValue(at), strings)
                );
                await WriteAsync(series, parsed.GetRequiredValue(format), strings, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task WriteAsync(MarketSeries series, string format, Strings strings, CancellationToken cancel)
    {
        var language = strings.Language == "en" ? ReaderLanguage.English : ReaderLanguage.Spanish;
        var analysis = ProgressLine.Show(strings, report => series.Analyze(report, cancel));
        switch (format)
        {
            case Json:
                using (var output = Console.OpenStandardOutput())
                    AnalysisDocument.Write(output, series, analysis, strings);
                break;
            case Briefing:
                await Console.Out.WriteAsync(MarketBriefing.Write(analysis, language).Text);
                break;
            default:
                new AnalysisView(AnsiConsole.Console, analysis, series, language).Show();
                break;
        }
    }
}
