using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using Spectre.Console.Rendering;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Texts;
using Waickoff.Cli.Analyze;
using Waickoff.Cli.Live;
using Waickoff.Market.Live;

namespace Waickoff.Cli.Commands;

/// <summary><c>watch SYMBOL</c>: a market as it moves, until Ctrl-C. A pipe gets one line for each closed candle.</summary>
internal static class WatchCommand
{
    private const int MostConfirmed = 8;

    public static Command Create(Strings strings)
    {
        var texts = LiveStrings.For(strings.Language);
        var symbol = new Argument<string>("SYMBOL") { Description = texts.WatchSymbol };
        var venue = new Option<string?>("--venue") { Description = texts.VenueOption };
        var command = new Command("watch", texts.Watch) { symbol, venue };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var access = await MarketAccess.OpenAsync(parsed.GetValue(venue), cancel);
                var name = parsed.GetRequiredValue(symbol).ToUpperInvariant();
                await access.FindAsync(name, cancel);
                await WatchAsync(access, name, texts, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task WatchAsync(
        MarketAccess access,
        string symbol,
        LiveStrings texts,
        CancellationToken cancel
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var markets = new LiveMarkets(
            access.Options,
            [symbol],
            CandleSource.UsualTimeframes,
            access.Store,
            access.Venues,
            TimeProvider.System,
            NullLogger.Instance
        );
        var running = markets.RunAsync(stop.Token);
        var views = ShowAsync(markets.WatchAsync(symbol, stop.Token), symbol, texts);
        try
        {
            await await Task.WhenAny(running, views);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running, views).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ShowAsync(IAsyncEnumerable<MarketView> views, string symbol, LiveStrings texts)
    {
        if (Console.IsOutputRedirected)
        {
            await WriteLinesAsync(views, texts);
            return;
        }
        await AnsiConsole
            .Live(new Markup($"[grey]{Markup.Escape($"{symbol}: {texts.Connecting}")}[/]"))
            .StartAsync(async context =>
            {
                await foreach (var view in views)
                {
                    context.UpdateTarget(Draw(view, texts));
                    context.Refresh();
                }
            });
    }

    private static async Task WriteLinesAsync(IAsyncEnumerable<MarketView> views, LiveStrings texts)
    {
        var last = 0L;
        await foreach (var view in views)
        {
            if (view.Analysis is not { } analysis || analysis.AsOfMs == last)
                continue;
            last = analysis.AsOfMs;
            var briefing = MarketBriefing.Write(analysis, LanguageOf(texts));
            var confirmed = JustConfirmed.Of(analysis).Select(c => Text(c, briefing));
            Console.WriteLine(
                $"{Time(last)} {view.Venue} {view.Symbol} {briefing.Book.Format.Write(analysis.Price, NumberForm.Price)} "
                    + $"{texts.Confirmed}: {string.Join(", ", confirmed.DefaultIfEmpty(texts.NothingConfirmed))}"
            );
        }
    }

    private static IRenderable Draw(MarketView view, LiveStrings texts)
    {
        var state = view.IsRunning ? $"[green]●[/] {texts.Running}" : $"[yellow]○[/] {texts.Interrupted}";
        if (view.Analysis is not { } analysis)
            return new Markup($"[bold]{view.Symbol}[/] {view.Venue}  {state}");
        var briefing = MarketBriefing.Write(analysis, LanguageOf(texts));
        var format = briefing.Book.Format;
        var price = format.Write(view.Forming?.Close ?? analysis.Price, NumberForm.Price);
        var parts = new List<IRenderable>
        {
            new Markup(
                $"[bold]{view.Symbol}[/] {view.Venue}  [bold]{price}[/]  {state}  [grey]{Time(analysis.AsOfMs)} UTC[/]"
            ),
        };
        parts.AddRange(
            view.Notices.Select(n => new Markup($"[yellow]· {Markup.Escape(n.Describe(texts.Language))}[/]"))
        );
        var names = MarketNames.In(briefing.Language);
        parts.Add(new OverviewTable(analysis, names, format, AnalyzeStrings.For(texts.Language)).Draw());
        var confirmed = JustConfirmed.Of(analysis).Take(MostConfirmed).Select(c => Text(c, briefing));
        parts.Add(
            new Markup(
                $"[bold]{texts.Confirmed}[/] {Markup.Escape(string.Join(" · ", confirmed.DefaultIfEmpty(texts.NothingConfirmed)))}"
            )
        );
        parts.Add(new Markup($"[grey]{texts.HowToEnd}[/]"));
        return new Rows(parts);
    }

    private static string Text(JustConfirmed confirmed, MarketBriefing briefing)
    {
        var side = MarketNames.In(briefing.Language).Side(confirmed.Side);
        return $"{confirmed.Timeframe} {confirmed.Kind} {side} {briefing.Book.Format.Write(confirmed.Level, NumberForm.Price)}";
    }

    private static ReaderLanguage LanguageOf(LiveStrings texts) =>
        texts.Language == "en" ? ReaderLanguage.English : ReaderLanguage.Spanish;

    private static string Time(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
