using ModelContextProtocol.Client;
using Waickoff.Cli.Tests.Commands;

namespace Waickoff.Cli.Tests.Mcp;

/// <summary>The tools on the market as it is now.</summary>
public sealed class LiveMcpTests : IAsyncLifetime
{
    private readonly LiveSetting live = new();

    public Task InitializeAsync() => live.InitializeAsync();

    public Task DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task Without_candles_the_tools_take_the_venue_and_what_is_stored_when_it_is_gone()
    {
        var folder = live.NewFolder();

        var now = await AskAsync(live.Environment(folder));
        var later = await AskAsync(new() { ["WAICKOFF_DATA"] = folder });

        now.GetProperty("venue").GetString().ShouldBe("binance");
        now.GetProperty("isSimulated").GetBoolean().ShouldBeFalse();
        now.GetProperty("notices").EnumerateArray().ShouldBeEmpty();
        later.GetProperty("price").GetDouble().ShouldBe(now.GetProperty("price").GetDouble());
        later
            .GetProperty("notices")
            .EnumerateArray()
            .Select(n => n.GetString())
            .ShouldContain("No venue can be reached: the stored candles of BTCUSDT are analysed.");
    }

    private static async Task<System.Text.Json.JsonElement> AskAsync(Dictionary<string, string> environment)
    {
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(
                new StdioClientTransportOptions
                {
                    Name = "waickoff",
                    Command = "dotnet",
                    Arguments = [CliProcess.Program, "mcp", "--lang", "en"],
                    EnvironmentVariables = CliProcess
                        .Closed(environment)
                        .ToDictionary(e => e.Key, e => (string?)e.Value),
                }
            ),
            new McpClientOptions { DiscoverProbeTimeout = Timeout.InfiniteTimeSpan }
        );
        var result = await client.CallToolAsync(
            "get_full_analysis",
            new Dictionary<string, object?> { ["symbol"] = "BTCUSDT" }
        );
        result.IsError.ShouldNotBe(true);
        return result.StructuredContent!.Value.GetProperty("timeframes")[0].GetProperty("market");
    }
}
