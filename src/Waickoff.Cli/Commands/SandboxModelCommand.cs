using System.CommandLine;
using System.Globalization;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>sandbox model [--port N] [--first-token MS] [--tokens-per-second N] [--script NAME]</c>: a language model on this machine, until Ctrl-C.
/// </summary>
internal static class SandboxModelCommand
{
    private const int LongestFirstTokenMs = 600_000;
    private const double MostTokensPerSecond = 1_000_000;

    public static Command Create(Strings strings)
    {
        var port = new Option<int>("--port") { Description = strings.PortOption("HTTP"), HelpName = "N" };
        var firstToken = new Option<int>("--first-token")
        {
            Description = strings.FirstTokenOption,
            HelpName = "MS",
            DefaultValueFactory = _ => (int)ModelPace.Lifelike.FirstToken.TotalMilliseconds,
        };
        var tokens = new Option<double>("--tokens-per-second")
        {
            Description = strings.TokensPerSecondOption,
            HelpName = "N",
            DefaultValueFactory = _ => ModelPace.Lifelike.TokensPerSecond,
        };
        var script = new Option<string?>("--script") { Description = strings.ScriptOption + Names, HelpName = "NAME" };
        var command = new Command("model", strings.SandboxModel) { port, firstToken, tokens, script };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var pace = ModelPace.Lifelike with
                {
                    FirstToken = CheckFirstToken(parsed.GetValue(firstToken), strings),
                    TokensPerSecond = CheckTokens(parsed.GetValue(tokens), strings),
                };
                var chosen = Find(parsed.GetValue(script), strings);
                var options = new SandboxModelOptions
                {
                    Port = SandboxCommand.CheckPort(parsed.GetValue(port), strings),
                    Pace = pace,
                };
                await RunAsync(options, chosen, strings, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Names => string.Join(", ", ScriptCatalog.All.Keys);

    private static async Task RunAsync(
        SandboxModelOptions options,
        ModelScript? script,
        Strings strings,
        CancellationToken cancel
    )
    {
        // Ctrl-C is heard once a command waits for something: before it says that it listens.
        await Task.Yield();
        await using var model = await StartAsync(options, strings, cancel);
        if (script is not null)
            model.Scripts.Always(script);
        await Console.Out.WriteLineAsync(
            $"""
            {strings.ModelServes(string.Join(", ", options.Models.Select(m => m.Id)))}

            {strings.ExchangeUse}

            export ANTHROPIC_BASE_URL={model.BaseUrl}
            export ANTHROPIC_API_KEY={model.ApiKey}

            {strings.ExchangeStop}
            """
        );
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
    }

    private static async Task<SandboxModel> StartAsync(
        SandboxModelOptions options,
        Strings strings,
        CancellationToken cancel
    )
    {
        try
        {
            return await SandboxModel.StartAsync(options, cancel);
        }
        catch (IOException)
        {
            throw new UsageException(strings.OnePortTaken(options.Port));
        }
    }

    private static ModelScript? Find(string? name, Strings strings) =>
        name is null ? null
        : ScriptCatalog.All.TryGetValue(name, out var script) ? script
        : throw new UsageException(strings.UnknownScript(name, Names));

    private static TimeSpan CheckFirstToken(int ms, Strings strings) =>
        ms is >= 0 and <= LongestFirstTokenMs
            ? TimeSpan.FromMilliseconds(ms)
            : throw new UsageException(strings.BadFirstToken(ms.ToString(CultureInfo.InvariantCulture)));

    private static double CheckTokens(double tokens, Strings strings) =>
        tokens is >= 0 and <= MostTokensPerSecond
            ? tokens
            : throw new UsageException(strings.BadTokensPerSecond(tokens.ToString(CultureInfo.InvariantCulture)));
}
