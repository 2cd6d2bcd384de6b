using System.CommandLine;
using System.Reflection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Waickoff.Cli.Live;
using Waickoff.Cli.Mcp;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>mcp [--candles DIR|FILE] [--simulated] [--at TIME]</c>: the analysis as tools over the Model Context Protocol. It speaks on stdin and
/// stdout until its client leaves.
/// </summary>
internal static class McpCommand
{
    public static Command Create(Strings strings)
    {
        var candles = CandleSource.CandlesOption(strings);
        var at = CandleSource.AtOption(strings);
        var simulated = new Option<bool>("--simulated")
        {
            Description = LiveStrings.For(strings.Language).SimulatedOption,
        };
        var command = new Command("mcp", strings.Mcp) { candles, simulated, at };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var atMs = CandleSource.ReadTime(parsed.GetValue(at), strings);
                using var library = new MarketLibrary(
                    parsed.GetValue(candles),
                    parsed.GetValue(simulated),
                    atMs,
                    strings
                );
                await ServeAsync(library, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task ServeAsync(MarketLibrary library, CancellationToken cancel)
    {
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation
            {
                Name = "waickoff",
                Title = "WAIckoff",
                Version = VersionOfProgram(),
            },
            ServerInstructions = library.Strings.McpInstructions,
            ToolCollection = [.. ToolCatalog.Create(library)],
        };
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancel);
        cancel.ThrowIfCancellationRequested();
    }

    private static string VersionOfProgram() =>
        Assembly
            .GetExecutingAssembly()
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
