using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Waickoff.Cli.Live;
using Waickoff.Server.Configuration;
using Waickoff.Server.Hosting;

namespace Waickoff.Cli.Commands;

/// <summary><c>config check [--data DIR]</c>: what is wrong with the settings, or what is in force.</summary>
internal static class ConfigCommand
{
    public static Command Create(Strings common)
    {
        var strings = ServeStrings.For(common.Language);
        var data = new Option<string>("--data") { Description = strings.Data };
        var check = new Command("check", strings.Check) { data };
        check.SetAction((parsed, _) => CheckAsync(parsed.GetValue(data) ?? MarketAccess.DataFolder(), strings));
        return new Command("config", strings.Config) { check };
    }

    /// <summary>The settings of a server on a data folder.</summary>
    /// <exception cref="UsageException">Some are wrong.</exception>
    public static IConfigurationRoot Read(string data, ServeStrings strings)
    {
        try
        {
            return Settings.Read([$"--Server:Data={data}"]);
        }
        catch (ServerStartException e)
        {
            throw new UsageException(e.Text.In(strings.Language));
        }
    }

    private static async Task<int> CheckAsync(string data, ServeStrings strings)
    {
        var all = EffectiveSetting.All(Read(data, strings));
        await Console.Out.WriteLineAsync(strings.NothingWrong);
        foreach (var setting in all)
            await Console.Out.WriteLineAsync($"{setting.Name} = {setting.Value}".TrimEnd());
        return ExitCodes.Done;
    }
}
