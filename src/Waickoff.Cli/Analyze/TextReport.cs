using Spectre.Console;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Scenarios;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Texts;
using Waickoff.Market;

namespace Waickoff.Cli.Analyze;

/// <summary>The analysis in a terminal: data, timeframes side by side, a chart, confluences, scenarios, and the written report.</summary>
internal sealed class TextReport
{
    private const int ChartRows = 18;
    private const int MostConfluences = 5;
    private const int MostParts = 4;
    private const int MostReportWidth = 100;

    private readonly MarketSeries series;
    private readonly MarketAnalysis market;
    private readonly TimeframeAnalysis main;
    private readonly NumberFormat format;
    private readonly MarketNames names;
    private readonly AnalyzeStrings strings;
    private readonly string language;
    private readonly TerminalOutput output = new();

    public TextReport(MarketSeries series, MarketAnalysis market, MarketBriefing briefing, string language)
    {
        (this.series, this.market, this.language) = (series, market, language);
        main = market.Timeframes[market.Timeframes.Count / 2];
        format = briefing.Book.Format;
        names = MarketNames.In(briefing.Language);
        strings = AnalyzeStrings.For(language);
    }

    private IAnsiConsole Terminal => output.Terminal;

    public void Write(IEnumerable<GroundedSentence> report)
    {
        Header();
        Rule(strings.Overview);
        Terminal.Write(new OverviewTable(market, names, format, strings).Draw());
        Chart();
        Confluences();
        Scenarios();
        Terminal.WriteLine();
        Terminal.Write(new Padder(new ReportText(report, strings).Draw(), new Padding(1, 0, RightPad(), 0)));
        Terminal.WriteLine();
        var notice = new Markup($"[grey]{Markup.Escape(strings.Notice)}[/]");
        Terminal.Write(new Padder(notice, new Padding(1, 0, RightPad(), 0)));
        output.Flush();
    }

    /// <summary>Long lines are hard to read: a wide terminal gets a margin.</summary>
    private int RightPad() => Math.Max(1, output.Width - MostReportWidth);

    private void Rule(string title)
    {
        Terminal.WriteLine();
        Terminal.Write(
            new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left, Style = new Style(Color.Grey) }
        );
    }

    // ---- header -------------------------------------------------------------------------------------------------------

    private void Header()
    {
        var change = Change();
        var colour = change.StartsWith('-') ? "#f0616d" : "#2bb38f";
        var sign = change.StartsWith('-') ? "▼" : "▲";
        var move = change.Length > 0 ? $"   [{colour}]{sign} {Markup.Escape(strings.Change(change))}[/]" : "";
        Terminal.MarkupLine($" [bold]{Markup.Escape(series.Symbol)}[/]   [bold]{Price(market.Price)}[/]{move}");
        var age = market.Data.NowMs - market.AsOfMs;
        var freshness = age > 60_000 ? $", {Age(age)}" : "";
        Line(
            $"{strings.Source(series.IsSimulated ? strings.SimulatedSource : series.Source)} · {strings.AsOf(TimeText.Minute(market.AsOfMs))}{freshness}"
        );
        Line(string.Join(" · ", market.Data.Series.Select(Facts)));
        foreach (var notice in series.Notices)
            Line("· " + notice.Describe(language));
        if (series.IsSimulated)
            Terminal.MarkupLine($" [bold yellow]⚠ {Markup.Escape(strings.Simulated)}[/]");

        void Line(string text) =>
            Terminal.Write(new Padder(new Markup($"[grey]{Markup.Escape(text)}[/]"), new Padding(1, 0, 0, 0)));
    }

    private string Facts(SeriesFacts facts)
    {
        var text = $"{facts.Timeframe} {strings.Candles(Count(facts.Count))}";
        return facts.Gaps.Count > 0
            ? $"{text}, {strings.Missing(Count(facts.MissingCandles), Count(facts.Gaps.Count))}"
            : text;
    }

    private string Change()
    {
        var candles = market.Timeframes[0].Candles.Span;
        var dayBefore = candles[^1].OpenTimeMs - 86_400_000;
        for (var i = candles.Length - 1; i >= 0 && candles[i].OpenTimeMs >= dayBefore; i--)
        {
            if (candles[i].OpenTimeMs == dayBefore)
                return format.Write(100 * ((market.Price / candles[i].Close) - 1), NumberForm.SignedPercent);
        }
        return "";
    }

    private string Age(long ageMs)
    {
        var minutes = ageMs / 60_000;
        return minutes < 180 ? strings.Age(Count(minutes), false) : strings.Age(Count(minutes / 60), true);
    }

    // ---- chart --------------------------------------------------------------------------------------------------------

    private void Chart()
    {
        Rule(strings.Chart(main.Timeframe.ToString()));
        var directed = main.Scenarios.Where(s => s.Side != Side.None).ToList();
        var zones = directed.Select(s => new ChartZone(s.Zone.Bottom, s.Zone.Top, s.Side)).ToList();
        var lines = directed
            .Select(s => new ChartLine(
                s.Invalidation.Price,
                '×',
                s.Side == Side.Bullish ? CandleChart.Up : CandleChart.Down
            ))
            .Prepend(new ChartLine(main.Last.Close, '●', Color.White))
            .ToList();
        if (main.Wyckoff.Current is { End: null } range)
            lines.AddRange([
                new ChartLine(range.Resistance, '═', Color.Yellow),
                new ChartLine(range.Support, '═', Color.Yellow),
            ]);
        var chart = new CandleChart(main.Candles, zones, lines, Price, ChartRows);
        Terminal.Write(new Padder(chart, new Padding(1, 0, 0, 0)));
        var zonesShown = new List<string>();
        foreach (var scenario in directed)
        {
            var (mark, name) =
                scenario.Side == Side.Bullish
                    ? ("[#2bb38f]░▲[/]", strings.BullishZone)
                    : ("[#f0616d]▒▼[/]", strings.BearishZone);
            zonesShown.Add($"{mark} {name} {Zone(scenario.Zone.Bottom, scenario.Zone.Top)}");
        }
        var invalidations = directed.Count > 0 ? $"  × {strings.Invalidations}" : "";
        var edges = main.Wyckoff.IsInRange ? $"  ═ {strings.RangeEdges}" : "";
        Legend($"{strings.LegendCandles}  ● {strings.LastClose}{invalidations}{edges}");
        Legend(string.Join("   ", zonesShown));

        void Legend(string text) => Terminal.Write(new Padder(new Markup($"[grey]{text}[/]"), new Padding(1, 0, 0, 0)));
    }

    // ---- confluences and scenarios --------------------------------------------------------------------------------------

    private void Confluences()
    {
        var zones = market
            .Timeframes.SelectMany(t => t.Confluences.Take(MostConfluences).Select(zone => (t.Timeframe, zone)))
            .Where(z => z.zone.DistanceAtr <= 6)
            .OrderByDescending(z => z.zone.Score)
            .Take(MostConfluences)
            .ToList();
        if (zones.Count == 0)
            return;
        Rule(strings.Confluences);
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey).Expand();
        table.AddColumns("", strings.Zone, strings.Place, strings.Families);
        table.AddColumn(new TableColumn(strings.Score).RightAligned());
        foreach (var (timeframe, zone) in zones)
        {
            var parts = zone.Parts.Take(MostParts).Select(p => names.Level(p.Family, p.Name));
            table.AddRow(
                timeframe.ToString(),
                Zone(zone.Bottom, zone.Top),
                Place(zone),
                Markup.Escape(string.Join(", ", parts)),
                format.Write(zone.Score, NumberForm.Ratio)
            );
        }
        Terminal.Write(table);
    }

    private string Place(Confluence zone)
    {
        var distance = format.Write(zone.DistanceAtr, NumberForm.AtrMultiple);
        return zone.DistanceAtr < 0.05 ? strings.Inside
            : zone.Role == ZoneRole.Support ? $"[#2bb38f]▲[/] {strings.Below(distance)}"
            : $"[#f0616d]▼[/] {strings.Above(distance)}";
    }

    private void Scenarios()
    {
        if (main.Scenarios.Count == 0)
            return;
        Rule(strings.Scenarios(main.Timeframe.ToString()));
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).Expand();
        table.AddColumn("");
        foreach (var scenario in main.Scenarios)
            table.AddColumn(new TableColumn(Title(scenario.Side)));
        Row(strings.Zone, s => Zone(s.Zone.Bottom, s.Zone.Top));
        Row(strings.Confirmation, Confirmation);
        Row(strings.Invalidation, Invalidation);
        Row(strings.Targets, Targets);
        Terminal.Write(table);

        void Row(string name, Func<Scenario, string> cell) =>
            table.AddRow([$"[grey]{Markup.Escape(name)}[/]", .. main.Scenarios.Select(cell)]);
    }

    private string Title(Side side) =>
        side switch
        {
            Side.Bullish => $"[bold #2bb38f]{strings.Bullish}[/]",
            Side.Bearish => $"[bold #f0616d]{strings.Bearish}[/]",
            Side.None => $"[bold]{strings.Neutral}[/]",
        };

    private string Confirmation(Scenario scenario) =>
        scenario.Confirmation is { } level ? Close(scenario.Side == Side.Bearish, level) : "–";

    private string Invalidation(Scenario scenario) =>
        scenario.Side == Side.None ? strings.CloseOutside : Close(scenario.Side == Side.Bullish, scenario.Invalidation);

    private string Close(bool isBelow, ScenarioLevel level)
    {
        var price = Price(level.Price);
        var close = isBelow ? strings.CloseBelow(price) : strings.CloseAbove(price);
        return $"{close}\n[grey]{Markup.Escape(names.Level(level.Family, level.Name))}[/]";
    }

    private string Targets(Scenario scenario)
    {
        if (scenario.Targets.Count == 0)
            return "–";
        return string.Join(
            '\n',
            scenario.Targets.Select(t =>
            {
                var reward = format.Write(t.RewardToRisk, NumberForm.RiskMultiple);
                var projection = t.IsProjection ? $" [grey]{strings.Projection}[/]" : "";
                return $"{Price(t.Level.Price)} [bold]{reward}[/]{projection}";
            })
        );
    }

    private string Price(double price) => format.Write(price, NumberForm.Price);

    private string Zone(double bottom, double top) => $"{Price(bottom)} – {Price(top)}";

    private string Count(double count) => format.Write(count, NumberForm.Count);
}
