using System.CommandLine;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.Analyze;
using Waickoff.Cli.Live;
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
        var live = LiveStrings.For(strings.Language);
        var simulated = new Option<bool>("--simulated") { Description = live.SimulatedOption };
        var command = new Command("analyze", texts.Analyze) { symbol, candles, simulated, at, timeframes, format };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var wanted = CandleSource.ReadTimeframes(parsed.GetValue(timeframes) ?? [], strings);
                var name = parsed.GetRequiredValue(symbol);
                var atMs = CandleSource.ReadTime(parsed.GetValue(at), strings);
                var path = parsed.GetValue(candles);
                var notes = new List<string>();
                var feed =
                    path is not null || parsed.GetValue(simulated)
                        ? CandleSource.Open(path, name)
                        : await LiveSource.OpenAsync(name, atMs, live, notes, cancel);
                var series = MarketData.Load(
                    feed,
                    name,
                    wanted.Count > 0 ? wanted : CandleSource.UsualTimeframes,
                    atMs
                );
                foreach (var note in notes)
                    await Console.Error.WriteLineAsync(note);
                await WriteAsync(series, parsed.GetRequiredValue(format), strings, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task WriteAsync(MarketSeries series, string format, Strings strings, CancellationToken cancel)
    {
        var language = strings.Language == "en" ? ReaderLanguage.English : ReaderLanguage.Spanish;
        var analysis = ProgressLine.Show(strings.Analyzing, report => series.Analyze(report, cancel));
        var studies = ProgressLine.Show(strings.Counting, report => MarketStudies.Of(analysis, report, cancel));
        var briefing = MarketBriefing.Write(analysis, language, studies: studies);
        switch (format)
        {
            case Json:
                var sentences = await AnswerAsync(briefing, cancel);
                await using (var output = Console.OpenStandardOutput())
                    AnalysisDocument.Write(output, series, analysis, studies, briefing, sentences, strings.Language);
                break;
            case Briefing:
                await Console.Out.WriteAsync(briefing.Text);
                break;
            default:
                new TextReport(series, analysis, briefing, strings.Language).Write(await AnswerAsync(briefing, cancel));
                break;
        }
    }

    private static async Task<IReadOnlyList<GroundedSentence>> AnswerAsync(
        MarketBriefing briefing,
        CancellationToken cancel
    )
    {
        var sentences = new List<GroundedSentence>();
        await foreach (var sentence in MarketAnalyst.AnswerAsync(briefing, [], cancellation: cancel))
            sentences.Add(sentence);
        return sentences;
    }
}
