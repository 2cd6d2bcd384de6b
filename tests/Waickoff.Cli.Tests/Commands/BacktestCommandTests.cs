using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Waickoff.Analysis.Candles;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>The commands on past candles: backtest, evidence, sweep.</summary>
public sealed class BacktestCommandTests : IDisposable
{
    private readonly CandleFiles files = new();
    private readonly string candles;

    public BacktestCommandTests() =>
        candles = files.Write("BTCUSDT/1h.csv", RandomCandles.Walk(1, 2_000, Timeframe.H1, holes: false));

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_backtest_is_one_object_with_figures_trades_and_equity()
    {
        var result = await RunAsync("backtest", "ema-cross", "--symbol", "BTCUSDT", "--format", "json");
        result.ExitCode.ShouldBe(0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        root.GetProperty("equity").GetArrayLength().ShouldBe(2_000);
        var trades = root.GetProperty("trades").GetArrayLength();
        trades.ShouldBeGreaterThan(10);
        root.GetProperty("performance").GetProperty("trades").GetInt32().ShouldBe(trades);
        root.GetProperty("options").GetProperty("feeShare").GetDouble().ShouldBe(0.001);
    }

    [Theory]
    [InlineData("es", "no son los futuros", "Rendimiento")]
    [InlineData("en", "not future ones", "Return")]
    public async Task A_backtest_for_people_says_that_the_past_is_not_the_future(
        string lang,
        string notice,
        string word
    )
    {
        var result = await RunAsync("backtest", "donchian-breakout", "--symbol", "BTCUSDT", "--lang", lang);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain(notice);
        result.Output.ShouldContain(word);
    }

    [Fact]
    public async Task A_malformed_rule_names_its_place_and_what_is_allowed()
    {
        var path = files.Write(
            "rule.json",
            """{"name": "a", "entries": [{"side": "long", "when": {"compare": ["close", "=", 1]}}]}"""
        );
        var result = await RunAsync("backtest", path, "--symbol", "BTCUSDT", "--lang", "en");
        Refused(result, "$.entries[0].when.compare[1]: \"=\"; allowed: one of >, >=, <, <=");
    }

    [Theory]
    [InlineData("nothing", "ema-cross")]
    [InlineData("ema-cross --from 2030-01-01", "there are from 2024-01-01 00:00 to 2024-03-24 08:00")]
    [InlineData("ema-cross --from 2024-03-24T07:30", "there are from 2024-01-01 00:00 to 2024-03-24 08:00")]
    [InlineData("ema-cross --from 2024-03-01 --to 2024-02-01", "--from must be before --to")]
    [InlineData("ema-cross --to 2020-01-01", "there are from 2024-01-01 00:00")]
    public async Task What_cannot_be_run_says_what_there_is(string args, string said) =>
        Refused(await RunAsync(["backtest", .. args.Split(' '), "--symbol", "BTCUSDT", "--lang", "en"]), said);

    [Fact]
    public async Task Evidence_counts_every_setup_or_says_why_not()
    {
        var result = await RunAsync("evidence", "BTCUSDT", "--format", "json");
        result.ExitCode.ShouldBe(0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        var setups = document.RootElement.GetProperty("setups");
        setups.GetArrayLength().ShouldBe(12);
        document.RootElement.GetProperty("dataHash").GetString()!.Length.ShouldBe(32);
        foreach (var setup in setups.EnumerateArray().Where(s => s.GetProperty("count").GetInt32() < 30))
            setup.GetProperty("targets")[1].GetProperty("verdict").GetString().ShouldBe("not-enough-history");
        var text = await RunAsync("evidence", "BTCUSDT", "--lang", "en");
        text.Output.ShouldContain("not enough history");
        text.Output.ShouldContain("not future ones");
    }

    [Fact]
    public async Task A_sweep_tries_every_point_and_walks_forward()
    {
        string[] args = ["sweep", "ema-cross", "--symbol", "BTCUSDT", "--grid", "fast=5..9..2", "slow=20,30"];
        var result = await RunAsync([.. args, "--format", "json"]);
        result.ExitCode.ShouldBe(0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        document.RootElement.GetProperty("points").GetArrayLength().ShouldBe(6);
        document.RootElement.GetProperty("walkForward").GetArrayLength().ShouldBe(4);
        (await RunAsync([.. args, "--lang", "en"])).Output.ShouldContain("Deflated Sharpe");
    }

    [Theory]
    [InlineData("quick=1", "$.parameters.quick: unknown parameter; allowed: $fast, $slow")]
    [InlineData("fast=1,x", "expected name=1,2,3 or name=from..to..step, not 'fast=1,x'")]
    [InlineData("fast=1..1000000..1", "expected name=1,2,3")]
    public async Task A_grid_that_cannot_be_used_is_refused(string grid, string said) =>
        Refused(await RunAsync("sweep", "ema-cross", "--symbol", "BTCUSDT", "--grid", grid, "--lang", "en"), said);

    [Theory]
    [InlineData("es", "Qué se supone", "no son los futuros", "Gira con dos medias")]
    [InlineData("en", "What is assumed", "not future ones", "Turns with two exponential means")]
    public async Task A_page_is_one_file_that_asks_for_nothing(string lang, string word, string notice, string about)
    {
        var path = Path.Combine(Path.GetDirectoryName(candles)!, $"page {lang}.html");
        var result = await RunAsync("backtest", "ema-cross", "--symbol", "BTCUSDT", "--html", path, "--lang", lang);
        result.ExitCode.ShouldBe(0, result.Error);

        var page = await File.ReadAllTextAsync(path);

        page.ShouldStartWith("<!doctype html>");
        page.ShouldContain($"<html lang=\"{lang}\">");
        foreach (var said in new[] { word, notice, about, "0.100 %", "0.050 %" })
            page.ShouldContain(said);
        foreach (var outside in new[] { "http:", "https:", "src=", "<script", "<link", "@import", "url(" })
            page.ShouldNotContain(outside);
        page.ShouldContain("default-src 'none'");
        page.ShouldContain("prefers-color-scheme: dark");
        page.ShouldContain("@media print");
        var figures = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline);
        figures.Count.ShouldBe(4);
        foreach (Match figure in figures)
        {
            XDocument.Parse(figure.Value).Root!.Attribute("aria-label")!.Value.ShouldNotBeEmpty();
            figure.Value.ShouldNotContain("NaN");
        }
        // Each of the last 50 trades has its row, its side by a sign and its profit with one.
        var trades = Regex.Match(page, "<dt>(?:Trades|Operaciones)</dt><dd>(\\d+)").Groups[1].Value;
        var shown = Math.Min(50, int.Parse(trades, CultureInfo.InvariantCulture));
        shown.ShouldBeGreaterThan(10);
        Regex.Count(page, "<tr><td>[▲▼] ").ShouldBe(shown);
        Regex.Count(page, "<td>[+−]\\d+\\.\\d\\d</td><td>[a-z]").ShouldBe(shown);
    }

    [Fact]
    public async Task A_page_of_rules_that_never_trade_holds_what_there_is_and_runs_nothing_of_theirs()
    {
        var rule = files.Write(
            "never.json",
            """{"name": "<script>alert(1)</script>", "entries": [{"side": "long", "when": {"compare": ["close", "<", 0]}}]}"""
        );
        var path = Path.Combine(Path.GetDirectoryName(candles)!, "never.html");
        var result = await RunAsync("backtest", rule, "--symbol", "BTCUSDT", "--html", path, "--lang", "en");
        result.ExitCode.ShouldBe(0, result.Error);
        var page = await File.ReadAllTextAsync(path);
        page.ShouldNotContain("<script");
        page.ShouldContain("There were no trades.");
        page.ShouldNotContain("NaN");
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_one_line()
    {
        var path = Path.Combine(Path.GetDirectoryName(candles)!, "nowhere", "page.html");
        Refused(
            await RunAsync("backtest", "ema-cross", "--symbol", "BTCUSDT", "--html", path, "--lang", "en"),
            "cannot write the file"
        );
    }

    private Task<CliResult> RunAsync(params string[] args) => CliProcess.RunAsync([.. args, "--candles", candles]);

    private static void Refused(CliResult result, string said)
    {
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.Trim().ShouldNotContain("\n");
        result.Error.ShouldContain(said);
    }
}
