using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Live;
using Waickoff.Sandbox;
using Waickoff.Server;
using Waickoff.Server.Hosting;

namespace Waickoff.Cli.Commands;

/// <summary>Runs the product.</summary>
internal static class ServeCommand
{
    public const int UsualPort = 5080;

    /// <summary>How long the end of a server may take before it is cut off.</summary>
    public static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(40);

    public static Command Create(Strings common)
    {
        var strings = ServeStrings.For(common.Language);
        var port = new Option<int>("--port") { Description = strings.Port, DefaultValueFactory = _ => UsualPort };
        var data = new Option<string>("--data") { Description = strings.Data };
        var command = new Command("serve", strings.Command) { port, data };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(parsed.GetValue(port), parsed.GetValue(data) ?? MarketAccess.DataFolder(), strings, cancel)
        );
        return command;
    }

    /// <summary>Runs it with nothing configured.</summary>
    public static Task<int> RunAsync(Strings common, CancellationToken cancel) =>
        RunAsync(UsualPort, MarketAccess.DataFolder(), ServeStrings.For(common.Language), cancel);

    private static async Task<int> RunAsync(int port, string data, ServeStrings strings, CancellationToken cancel)
    {
        if (port is < 0 or > 65_535)
            throw new UsageException(strings.BadPort);
        string[] arguments = [$"--Server:Data={data}"];
        await using var stripe = await PlayStripeAsync(arguments, port, strings, cancel);
        await using var app = Build([.. arguments, .. stripe?.Settings ?? []], port, strings);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (ServerStartException e)
        {
            throw new UsageException(e.Text.In(strings.Language));
        }
        catch (OptionsValidationException e)
        {
            throw new UsageException(string.Join(' ', e.Failures));
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new UsageException(strings.PortTaken(port));
        }
        stripe?.Tell(app.Urls.First());
        await Console.Out.WriteLineAsync(strings.Ready(app.Urls.First()));
        if (stripe is not null)
            await Console.Out.WriteLineAsync(strings.PlaysStripe(stripe.Address.ToString()));
        await app.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }

    private static async Task<LocalStripe?> PlayStripeAsync(
        string[] arguments,
        int port,
        ServeStrings strings,
        CancellationToken cancel
    )
    {
        try
        {
            return await LocalStripe.StartAsync(arguments, port == 0 ? 0 : (port % 65_535) + 1, cancel);
        }
        catch (ServerStartException e)
        {
            throw new UsageException(e.Text.In(strings.Language));
        }
        catch (JsonException)
        {
            throw new UsageException(strings.BadStripe(LocalStripe.FileName));
        }
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(string[] settings, int port, ServeStrings strings)
    {
        try
        {
            return WaickoffServer.Build(settings, Simulated, port: port);
        }
        catch (ServerStartException e)
        {
            throw new UsageException(e.Text.In(strings.Language));
        }
    }

    /// <summary>
    /// A market that goes on while the server runs and is the same after a restart: its end lies far ahead, on a fixed grid; only what has
    /// closed is read.
    /// </summary>
    internal static SimulatedFeed Simulated()
    {
        const long GridMs = 90L * 86_400_000;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var end = ((now / GridMs) + 2) * GridMs;
        return new SimulatedFeed(1, end, (int)(500L * 86_400_000 / Timeframe.M15.Milliseconds));
    }
}
