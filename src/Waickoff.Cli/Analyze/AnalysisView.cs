using System.Globalization;
using System.Text.RegularExpressions;
using Spectre.Console;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Texts;
using Waickoff.Market;

namespace Waickoff.Cli.Analyze;

/// <summary>The analysis for people in a terminal: what the data is, a row a timeframe, a chart, confluences, scenarios, the report.</summary>
internal sealed partial class AnalysisView
{
    private const int MostZones = 5;
    private const int MostChartColumns = 100;
    private const int WidthWithoutTerminal = 100;

    private readonly IAnsiConsole console;
    private readonly MarketAnalysis analysis;
    private readonly MarketSeries series;
    private readonly MarketBriefing briefing;
    private readonly AnalyzeStrings texts;
    private readonly MarketNames names;
    private readonly NumberFormat format;
    private readonly TimeframeAnalysis main;

    public AnalysisView(IAnsiConsole console, MarketAnalysis analysis, MarketSeries series, ReaderLanguage language)
    {
        this.console = console;
        (this.analysis, this.series) = (analysis, series);
        briefing = MarketBriefing.Write(analysis, language);
        texts = AnalyzeStrings.For(language == ReaderLanguage.English ? "en" : "es");
        names = MarketNames.In(language);
        format = briefing.Book.Format;
        main = analysis.Timeframes[analysis.Timeframes.Count / 2];
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthWithoutTerminal;
    }

    public void Show()
    {
        ShowData();
        ShowTimeframes();
        console.Write(new Rule($"[bold]{main.Timeframe}[/]") { Justification = Justify.Left });
        console.Write(new CandleChart(main, format, Math.Min(MostChartColumns, console.Profile.Width)));
        console.WriteLine();
        ShowConfluences();
        ShowScenarios();
        ShowReport();
    }

    private void ShowData()
    {
        var label = analysis.Data.IsSimulated ? $"  [black on yellow] {texts.Simulated} [/]" : "";
        console.MarkupLine(
            $"[bold]{Escape(analysis.Data.Symbol)}[/]  [bold]{Price(analysis.Price)}[/]  {Time(analysis.AsOfMs)}{label}"
        );
        foreach (var facts in analysis.Data.Series)
        {
            var age = TimeSpan.FromMilliseconds(facts.AgeMs(analysis.Data.NowMs));
            var ageText = age > TimeSpan.Zero ? $", {texts.Age} {age.TotalMinutes:0} min" : "";
            console.MarkupLine(
                $"[grey]{facts.Timeframe}: {Count(facts.Count)} {texts.Candles} {texts.Since} {Day(facts.FirstMs)}, {texts.Holes} {Count(facts.MissingCandles)}{ageText}[/]"
            );
        }
        foreach (var notice in series.Notices)
            console.MarkupLine(
                $"[yellow]{Escape(notice.Describe(texts == AnalyzeStrings.For("en") ? "en" : "es"))}[/]"
            );
        console.MarkupLine($"[grey]{Escape(series.Source)}[/]");
        console.WriteLine();
    }

    private void ShowTimeframes()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (
            var heading in new[]
            {
                texts.Timeframe,
                "Wyckoff",
                "Composite Man",
                texts.Structure,
                "RSI",
                texts.Volume,
                texts.View,
            }
        )
            table.AddColumn(heading);
        foreach (var timeframe in analysis.Timeframes)
        {
            var view = analysis.Agreement.Views.First(v => v.Timeframe == timeframe.Timeframe);
            table.AddRow(
                $"[bold]{timeframe.Timeframe}[/]",
                Wyckoff(timeframe),
                Escape(names.Activity(ActivityOf(timeframe))),
                $"{Sided(view.Internal)} / {Sided(view.Swing)}",
                double.IsNaN(timeframe.Rsi) ? "" : format.Write(timeframe.Rsi, NumberForm.Ratio) + SqueezeOf(timeframe),
                Volume(timeframe),
                Sided(view.Side)
            );
        }
        console.Write(table);
        var agreement = analysis.Agreement;
        console.MarkupLine(agreement.IsAgreed ? $"{texts.Agree}{Sided(agreement.Side)}" : $"[grey]{texts.Disagree}[/]");
        console.WriteLine();
    }

    private string Wyckoff(TimeframeAnalysis timeframe)
    {
        var wyckoff = timeframe.Wyckoff;
        if (wyckoff is not { IsInRange: true, Current: { } current })
            return wyckoff.Trend switch
            {
                Side.Bullish => $"[green]▲ {texts.Markup}[/]",
                Side.Bearish => $"[red]▼ {texts.Markdown}[/]",
                Side.None => $"[grey]{texts.NoTrend}[/]",
            };
        var share = current.Weights is { } w ? Math.Max(w.Unknown, Math.Max(w.Bullish, w.Bearish)) : double.NaN;
        var percent = double.IsNaN(share) ? "" : " " + format.Write(share * 100, NumberForm.Percent);
        return $"[bold]{current.Phase.Phase}[/] · {Escape(names.Reading(current.Phase.Reading))}[grey]{percent}[/]\n[grey]{Price(current.Support)} – {Price(current.Resistance)}[/]";
    }

    private static CompositeManActivity ActivityOf(TimeframeAnalysis timeframe) =>
        timeframe.CompositeMan.Count > 0
            ? timeframe.CompositeMan[timeframe.CompositeMan.Count - 1].Activity
            : CompositeManActivity.Unclear;

    private string SqueezeOf(TimeframeAnalysis timeframe) =>
        timeframe.Squeeze.A == true || timeframe.Squeeze.B == true ? $"\n[yellow]{texts.Squeeze}[/]" : "";

    private string Volume(TimeframeAnalysis timeframe)
    {
        var delta = timeframe.Volume.Delta;
        var estimated = delta.Estimated ? $" [grey]{texts.Estimated}[/]" : "";
        var sign = delta.Cvd >= 0 ? "[green]▲[/]" : "[red]▼[/]";
        return $"CVD {sign} {format.Write(Math.Abs(delta.Cvd), NumberForm.Volume)}{estimated}";
    }

    private void ShowConfluences()
    {
        console.Write(new Rule($"[bold]{texts.Confluences} {main.Timeframe}[/]") { Justification = Justify.Left });
        if (main.Confluences.Count == 0)
        {
            console.MarkupLine($"[grey]{texts.NoConfluences}[/]");
            return;
        }
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns(texts.Zone, texts.Score, texts.Distance, texts.Levels);
        foreach (var zone in main.Confluences.Take(MostZones).OrderByDescending(z => z.Midpoint))
        {
            var role = zone.Role switch
            {
                ZoneRole.Resistance => "[red]▼[/]",
                ZoneRole.Support => "[green]▲[/]",
                ZoneRole.AtPrice => "[yellow]■[/]",
            };
            table.AddRow(
                $"{role} {Zone(zone.Bottom, zone.Top)}",
                format.Write(zone.Score, NumberForm.Ratio),
                format.Write(zone.DistanceAtr, NumberForm.AtrMultiple),
                Escape(string.Join(", ", zone.Parts.Select(p => names.Level(p.Family, p.Name))))
            );
        }
        console.Write(table);
    }

    private void ShowScenarios()
    {
        console.Write(new Rule($"[bold]{texts.Scenarios} {main.Timeframe}[/]") { Justification = Justify.Left });
        if (main.Scenarios.Count == 0)
        {
            console.MarkupLine($"[grey]{texts.NoScenarios}[/]");
            return;
        }
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("", texts.Zone, texts.Confirmation, texts.Invalidation, texts.Targets);
        foreach (var scenario in main.Scenarios)
        {
            var colour =
                scenario.Side == Side.Bullish ? "green"
                : scenario.Side == Side.Bearish ? "red"
                : "yellow";
            table.AddRow(
                $"[{colour}]{texts.ScenarioName(scenario)}[/]",
                Zone(scenario.Zone.Bottom, scenario.Zone.Top),
                scenario.Confirmation is { } c
                    ? $"{(scenario.Side == Side.Bullish ? ">" : "<")} {Price(c.Price)}"
                    : texts.ClosesInside,
                Invalidation(scenario),
                string.Join(
                    "\n",
                    scenario.Targets.Select(t =>
                        $"{Price(t.Level.Price)} [grey]({format.Write(t.RewardToRisk, NumberForm.RiskMultiple)})[/]"
                    )
                )
            );
        }
        console.Write(table);
    }

    private string Invalidation(Scenario scenario) =>
        scenario.Side switch
        {
            Side.Bullish => $"< {Price(scenario.Invalidation.Price)}",
            Side.Bearish => $"> {Price(scenario.Invalidation.Price)}",
            Side.None => $"> {Price(scenario.Invalidation.Price)}\n< {Price(scenario.LowerInvalidation!.Value.Price)}",
        };

    /// <summary>The report of the built-in analyst: its numbers checked, its ids taken out; what would not verify is marked.</summary>
    private void ShowReport()
    {
        var answer = string.Concat(BuiltInAnalyst.Write(briefing));
        var text = string.Concat(AnswerGrounding.Check(answer, briefing.Book).Select(s => s.Text));
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('#'))
                console.Write(
                    new Rule($"[bold]{Escape(line.TrimStart('#').Trim())}[/]") { Justification = Justify.Left }
                );
            else
                console.MarkupLine(Bold().Replace(Escape(line), "[bold]$1[/]"));
        }
        console.MarkupLine($"[grey]{texts.NotAdvice}[/]");
    }

    private string Sided(Side side) =>
        side switch
        {
            Side.Bullish => $"[green]▲ {names.Side(side)}[/]",
            Side.Bearish => $"[red]▼ {names.Side(side)}[/]",
            Side.None => $"[grey]■ {names.Side(side)}[/]",
        };

    private string Price(double price) => format.Write(price, NumberForm.Price);

    private string Count(int count) => format.Write(count, NumberForm.Count);

    private string Zone(double bottom, double top) => bottom == top ? Price(bottom) : $"{Price(bottom)} – {Price(top)}";

    private static string Time(long timeMs) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(timeMs)
            .ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Day(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Bold as Markdown writes it.</summary>
    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    private static string Escape(string text) => Markup.Escape(text);
}
