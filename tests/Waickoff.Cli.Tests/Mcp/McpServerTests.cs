using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Strategies;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests.Mcp;

/// <summary>The MCP server as an assistant meets it: the built program as a child process, spoken to by the official client.</summary>
public sealed class McpServerTests : IAsyncLifetime
{
    private static readonly string[] Tools =
    [
        "analyze_bollinger_bands",
        "analyze_composite_man",
        "analyze_wyckoff_phase",
        "calculate_fibonacci_levels",
        "calculate_vwap",
        "detect_elliott_waves",
        "detect_market_structure",
        "detect_order_blocks",
        "find_fair_value_gaps",
        "get_full_analysis",
        "get_setup_evidence",
        "get_volume_delta",
        "get_volume_profile",
        "run_backtest",
    ];

    private McpClient client = null!;

    public async Task InitializeAsync() => client = await ConnectAsync("--simulated", "--lang", "en");

    public async Task DisposeAsync() => await client.DisposeAsync();

    [Fact]
    public async Task All_tools_are_read_only_and_say_what_they_take_and_give()
    {
        var tools = await client.ListToolsAsync();

        tools.Select(t => t.Name).Order(StringComparer.Ordinal).ShouldBe(Tools);
        foreach (var tool in tools.Select(t => t.ProtocolTool))
        {
            tool.Annotations!.ReadOnlyHint.ShouldBe(true, tool.Name);
            tool.Annotations.DestructiveHint.ShouldBe(false, tool.Name);
            tool.Description!.Split('\n').Length.ShouldBe(2, $"{tool.Name}: in both languages");
            var input = tool.InputSchema.GetProperty("properties");
            foreach (var parameter in input.EnumerateObject())
                parameter.Value.TryGetProperty("description", out _).ShouldBeTrue($"{tool.Name}: {parameter.Name}");
            tool.OutputSchema!.Value.GetProperty("type").GetString().ShouldBe("object", tool.Name);
        }
    }

    [Fact]
    public async Task Every_answer_keeps_to_its_schema_and_says_that_the_market_is_simulated()
    {
        foreach (var tool in await client.ListToolsAsync())
        {
            var answer = await CallAsync(client, tool.Name, [("symbol", "BTCUSDT"), .. NeededBy(tool.Name)]);

            SchemaCheck.Problem(tool.ProtocolTool.OutputSchema!.Value, answer).ShouldBeNull(tool.Name);
            var market =
                tool.Name == "get_full_analysis"
                    ? answer.GetProperty("timeframes")[0].GetProperty("market")
                    : answer.GetProperty("market");
            market.GetProperty("isSimulated").GetBoolean().ShouldBeTrue(tool.Name);
        }
    }

    [Fact]
    public async Task Answers_name_their_findings_as_detect_does()
    {
        using var files = new CandleFiles();
        var path = files.Write("BTCUSDT/15m.csv", RandomCandles.Walk(5, 3_000, holes: false));
        await using var onFile = await ConnectAsync("--lang", "en", "--candles", path);

        var answer = await CallAsync(
            onFile,
            "detect_order_blocks",
            ("symbol", "BTCUSDT"),
            ("timeframe", "15m"),
            ("all", true),
            ("limit", 5)
        );

        var detected = await CliProcess.RunAsync("detect", "order-blocks", "--candles", path);
        var ids = JsonDocument
            .Parse(detected.Output)
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("id").GetString())
            .ToList();
        var blocks = answer.GetProperty("blocks").EnumerateArray().ToList();
        blocks.Count.ShouldBe(5);
        blocks.Select(b => b.GetProperty("id").GetString()).ShouldBe(Enumerable.Reverse(ids).Take(5));
        answer.GetProperty("market").GetProperty("isSimulated").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_later_than_the_time_asked_for_is_known()
    {
        var answer = await CallAsync(
            client,
            "detect_market_structure",
            ("symbol", "BTCUSDT"),
            ("at", "2025-12-01T00:20:00Z"),
            ("timeframe", "15m")
        );

        answer.GetProperty("market").GetProperty("asOf").GetDateTime().ShouldBe(new DateTime(2025, 12, 1, 0, 15, 0));
    }

    [Theory]
    [InlineData("NOSUCH", "1h", "unknown symbol 'NOSUCH'")]
    [InlineData("BTCUSDT", "1x", "expected a timeframe")]
    [InlineData("BTCUSDT", "7m", "7m is missing")]
    public async Task What_cannot_be_answered_is_an_error_of_the_tool_with_the_reason(
        string symbol,
        string timeframe,
        string reason
    )
    {
        var result = await client.CallToolAsync(
            "calculate_vwap",
            new Dictionary<string, object?> { ["symbol"] = symbol, ["timeframe"] = timeframe }
        );

        result.IsError.ShouldBe(true);
        result.Content.OfType<TextContentBlock>().Single().Text.ShouldContain(reason);
    }

    [Fact]
    public async Task Evidence_has_every_setup_with_its_last_cases_and_one_alone_when_asked()
    {
        var all = await CallAsync(client, "get_setup_evidence", ("symbol", "BTCUSDT"), ("timeframe", "15m"));
        all.GetProperty("setups").GetArrayLength().ShouldBe(12);
        all.GetProperty("notice").GetString()!.ShouldContain("not future ones");
        all.GetProperty("ruleVersion").GetString()!.ShouldContain("setups 1");
        foreach (var setup in all.GetProperty("setups").EnumerateArray())
        {
            var count = setup.GetProperty("count").GetInt32();
            setup.GetProperty("last").GetArrayLength().ShouldBe(Math.Min(20, count));
            setup.GetProperty("targets").GetArrayLength().ShouldBe(3);
        }

        var one = await CallAsync(
            client,
            "get_setup_evidence",
            ("symbol", "BTCUSDT"),
            ("timeframe", "15m"),
            ("setup", "gap-touch")
        );
        var alone = one.GetProperty("setups").EnumerateArray().ShouldHaveSingleItem();
        var among = all.GetProperty("setups")
            .EnumerateArray()
            .Single(s => s.GetProperty("setup").GetString() == "gap-touch");
        JsonElement.DeepEquals(alone, among).ShouldBeTrue();
    }

    [Fact]
    public async Task A_backtest_is_that_of_the_command_and_takes_rules_as_json()
    {
        using var files = new CandleFiles();
        var path = files.Write("BTCUSDT/1h.csv", RandomCandles.Walk(5, 3_000, Timeframe.H1, holes: false));
        await using var onFile = await ConnectAsync("--lang", "en", "--candles", path);

        var named = await CallAsync(onFile, "run_backtest", ("symbol", "BTCUSDT"), ("strategy", "ema-cross"));
        var written = await CallAsync(
            onFile,
            "run_backtest",
            ("symbol", "BTCUSDT"),
            ("strategy", StrategyLibrary.Find("ema-cross")!)
        );

        var command = await CliProcess.RunAsync([
            "backtest",
            "ema-cross",
            "--symbol",
            "BTCUSDT",
            "--candles",
            path,
            "--format",
            "json",
        ]);
        var performance = JsonDocument.Parse(command.Output).RootElement.GetProperty("performance");
        JsonElement.DeepEquals(named.GetProperty("performance"), performance).ShouldBeTrue();
        JsonElement.DeepEquals(named, written).ShouldBeTrue();
        named.GetProperty("trades").GetArrayLength().ShouldBe(20);
        named.GetProperty("notice").GetString()!.ShouldContain("not future ones");

        var part = await CallAsync(
            onFile,
            "run_backtest",
            ("symbol", "BTCUSDT"),
            ("strategy", "ema-cross"),
            ("from", "2024-02-01"),
            ("to", "2024-03-01")
        );
        part.GetProperty("from").GetDateTime().ShouldBe(new DateTime(2024, 2, 1));
        part.GetProperty("to").GetDateTime().ShouldBe(new DateTime(2024, 3, 1));
    }

    [Theory]
    [InlineData("run_backtest", "strategy", "nothing", "no file or strategy 'nothing'")]
    [InlineData("run_backtest", "strategy", "{\"name\": 1}", "$.entries: missing")]
    [InlineData("run_backtest", "from", "2099-01-01", "no candles in the period")]
    [InlineData("run_backtest", "from", "soon", "soon")]
    [InlineData("get_setup_evidence", "setup", "head-and-shoulders", "allowed: spring-test")]
    public async Task What_cannot_be_counted_says_why_and_what_is_allowed(
        string tool,
        string name,
        string value,
        string reason
    )
    {
        var arguments = new Dictionary<string, object?> { ["symbol"] = "BTCUSDT" };
        foreach (var (needed, given) in NeededBy(tool))
            arguments[needed] = given;
        arguments[name] = value;
        var result = await client.CallToolAsync(tool, arguments);

        result.IsError.ShouldBe(true);
        result.Content.OfType<TextContentBlock>().Single().Text.ShouldContain(reason);
    }

    [Fact]
    public async Task The_server_leaves_stdout_to_the_protocol_and_ends_with_its_client()
    {
        var result = await CliProcess.RunAsync("mcp", "--simulated");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldBeEmpty();
    }

    private static (string Name, object? Value)[] NeededBy(string tool) =>
        tool == "run_backtest" ? [("strategy", "ema-cross")] : [];

    private static async Task<McpClient> ConnectAsync(params string[] options) =>
        await McpClient.CreateAsync(
            new StdioClientTransport(
                new StdioClientTransportOptions
                {
                    Name = "waickoff",
                    Command = "dotnet",
                    Arguments = [CliProcess.Program, "mcp", .. options],
                }
            ),
            // A busy machine may start the server later than the usual five seconds; an older handshake is not what is tested.
            new McpClientOptions { DiscoverProbeTimeout = Timeout.InfiniteTimeSpan }
        );

    private static async Task<JsonElement> CallAsync(
        McpClient client,
        string tool,
        params (string Name, object? Value)[] arguments
    )
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(a => a.Name, a => a.Value));
        var text = result.Content.OfType<TextContentBlock>().Single().Text;
        result.IsError.ShouldNotBe(true, $"{tool}: {text}");
        JsonElement
            .DeepEquals(JsonDocument.Parse(text).RootElement, result.StructuredContent!.Value)
            .ShouldBeTrue(tool);
        return result.StructuredContent.Value;
    }
}
