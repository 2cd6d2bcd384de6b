using System.CommandLine;
using System.Reflection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Waickoff.Cli.Mcp;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>mcp [--candles DIR|FILE] [--at TIME]</c>: the analysis as tools over the Model Context Protocol. It speaks on stdin and
/// stdout until its client leaves.
/// </summary>
internal static class McpCommand
{
    public static Command Create(Strings strings)
    {
        var candles = CandleSource.CandlesOption(strings);
        var at = CandleSource.AtOption(strings);
        var command = new Command("mcp", strings.Mcp) { candles, at };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var atMs = CandleSource.ReadTime(parsed.GetValue(at), strings);
                await ServeAsync(new MarketLibrary(parsed.GetValue(candles), atMs, strings), cancel);
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
