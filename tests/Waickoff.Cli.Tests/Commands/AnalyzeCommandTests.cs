using System.Text.Json;
using System.Text.RegularExpressions;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests.Commands;

public sealed partial class AnalyzeCommandTests
{
    [Theory]
    [InlineData("es", "Sin conexión con ningún mercado", "DATOS SIMULADOS", "Escenarios", "resultados futuros")]
    [InlineData("en", "No venue can be reached", "SIMULATED DATA", "Scenarios", "not future ones")]
    public async Task Without_candles_and_without_a_venue_the_market_is_simulated_and_both_are_said(
        string language,
        string reason,
        string label,
        string heading,
        string history
    )
    {
        var result = await CliProcess.RunAsync("analyze", "BTCUSDT", "--lang", language);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain(reason);
        result.Output.ShouldContain(label);
        result.Output.ShouldContain(heading);
        result.Output.ShouldContain(history);
        foreach (var section in Enumerable.Range(1, 5))
            result.Output.ShouldContain($"── {section}. ");
        result.Output.ShouldNotContain("\u001b", Case.Sensitive, "colours in a pipe");
        result.Output.ShouldNotContain("[[", Case.Sensitive, "ids are not for the reader");
    }

    [Fact]
    public async Task The_simulated_market_can_be_chosen_without_asking_a_venue()
    {
        var result = await CliProcess.RunAsync("analyze", "BTCUSDT", "--simulated");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldContain("DATOS SIMULADOS");
    }

    [Fact]
    public async Task Spanish_is_the_default()
    {
        var plain = await CliProcess.RunAsync("analyze", "ETHUSDT");

        plain.Output.ShouldBe((await CliProcess.RunAsync("analyze", "ETHUSDT", "--lang", "es")).Output);
    }

    [Fact]
    public async Task The_json_is_one_object_with_ids_and_the_facts_of_the_data()
    {
        var result = await CliProcess.RunAsync("analyze", "SOLUSDT", "--format", "json", "--timeframes", "1h,4h");

        result.ExitCode.ShouldBe(0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        root.GetProperty("isSimulated").GetBoolean().ShouldBeTrue();
        var frames = root.GetProperty("timeframes").EnumerateArray().ToList();
        frames.Select(f => f.GetProperty("timeframe").GetString()).ShouldBe(["1h", "4h"]);
        root.GetProperty("data").GetProperty("series").GetArrayLength().ShouldBe(2);
        foreach (var frame in frames)
        {
            frame.GetProperty("structure")[0].GetProperty("id").GetString()!.ShouldStartWith("simulated:SOLUSDT:");
            frame.GetProperty("scenarios").GetArrayLength().ShouldBeInRange(1, 3);
            frame.GetProperty("history").GetProperty("setups").GetArrayLength().ShouldBe(12);
            frame.GetProperty("history").GetProperty("to").GetInt64().ShouldBe(frame.GetProperty("asOf").GetInt64());
        }
    }

    [Fact]
    public async Task The_json_holds_the_evidence_that_briefing_and_report_cite()
    {
        var result = await CliProcess.RunAsync("analyze", "ETHUSDT", "--format", "json");

        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        var ids = root.GetProperty("evidence")
            .EnumerateArray()
            .Select(e => e.GetProperty("id").GetString()!)
            .ToHashSet();
        ids.Count.ShouldBeGreaterThan(100);
        foreach (Match cited in Citation().Matches(root.GetProperty("briefing").GetString()!))
            ids.ShouldContain(cited.Value.Trim('[', ']'));
        var citations = root.GetProperty("report")
            .EnumerateArray()
            .SelectMany(sentence => sentence.GetProperty("citations").EnumerateArray())
            .ToList();
        citations.Count.ShouldBeGreaterThan(30);
        citations
            .Select(c => c.GetProperty("verdict").GetString())
            .Distinct()
            .ShouldBeSubsetOf(["verified", "derived", "exempt"]);
        foreach (var citation in citations.Where(c => c.GetProperty("verdict").GetString() == "verified"))
            ids.ShouldContain(citation.GetProperty("evidenceId").GetString()!);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_text_keeps_to_the_width_it_is_given_without_blanks_at_the_ends(int width)
    {
        var result = await CliProcess.RunAsync(
            "env",
            [$"COLUMNS={width}", "dotnet", CliProcess.Program, "analyze", "BTCUSDT"]
        );

        var lines = result.Output.TrimEnd('\n').Split('\n');
        lines.ShouldAllBe(line => line.Length <= width);
        lines.Max(line => line.Length).ShouldBe(width);
        lines.ShouldAllBe(line => line.TrimEnd() == line);
    }

    [Fact]
    public async Task The_briefing_keeps_to_its_tokens_and_cites_each_number()
    {
        var result = await CliProcess.RunAsync("analyze", "BTCUSDT", "--format", "briefing");

        result.ExitCode.ShouldBe(0, result.Error);
        (System.Text.Encoding.UTF8.GetByteCount(result.Output) / 3.0).ShouldBeLessThanOrEqualTo(2_500);
        Citation().Count(result.Output).ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Wrong_input_is_one_line_that_says_what_is_allowed()
    {
        (await CliProcess.RunAsync("analyze", "NOPE"))
            .ShouldBeRefused()
            .ShouldMatch("^símbolo desconocido 'NOPE' .*permitidos: .*BTCUSDT");
        (await CliProcess.RunAsync("analyze", "NOPE", "--lang", "en"))
            .ShouldBeRefused()
            .ShouldMatch("^unknown symbol 'NOPE' .*allowed: .*BTCUSDT");
        (await CliProcess.RunAsync("analyze", "BTCUSDT", "--at", "yesterday"))
            .ShouldBeRefused()
            .ShouldContain("yesterday");
        (await CliProcess.RunAsync("analyze", "BTCUSDT", "--timeframes", "7x")).ShouldBeRefused().ShouldContain("7x");
        (await CliProcess.RunAsync("analyze", "BTCUSDT", "--format", "xml")).ShouldBeRefused().ShouldContain("json");
    }

    [SharedDataTheory]
    [InlineData("BTCUSDT")]
    [InlineData("ETHUSDT")]
    [InlineData("SOLUSDT")]
    public async Task Recorded_candles_give_a_whole_analysis(string symbol)
    {
        SharedData.TryFind(out var shared).ShouldBeTrue();
        var folder = Path.Combine(shared!.FullName, "candles");

        var result = await CliProcess.RunAsync(
            "analyze",
            symbol,
            "--candles",
            folder,
            "--at",
            "2024-08-01",
            "--lang",
            "en"
        );

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("2024-08-01 00:00 UTC");
        result.Output.ShouldNotContain("SIMULATED");
        result.Output.ShouldContain("── 5. ");
    }

    [GeneratedRegex(@"\[\[e\d+\]\]")]
    private static partial Regex Citation();
}
