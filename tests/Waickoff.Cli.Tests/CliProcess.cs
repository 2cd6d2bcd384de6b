using System.Diagnostics;

namespace Waickoff.Cli.Tests;

/// <summary>Runs the built program as the user does: a process of its own, with its streams and its exit code.</summary>
internal static class CliProcess
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "waickoff.dll");

    /// <summary>A port that nobody listens to.</summary>
    private const string Nobody = "http://127.0.0.1:9";

    private static readonly DirectoryInfo Data = Directory.CreateTempSubdirectory("waickoff data ");

    public static Task<CliResult> RunAsync(params string[] args) => RunAsync("dotnet", [Program, .. args]);

    public static async Task<CliResult> RunAsync(
        string command,
        string[] args,
        string? folder = null,
        Dictionary<string, string>? environment = null
    )
    {
        using var process = Start(command, args, folder, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>
    /// The variables of a process for which no venue is there and nothing is stored: what a test does not say itself does not come from
    /// outside.
    /// </summary>
    public static Dictionary<string, string> Closed(Dictionary<string, string> said)
    {
        var all = new Dictionary<string, string> { ["WAICKOFF_DATA"] = Data.FullName };
        foreach (var venue in new[] { "binance", "bybit" })
        {
            all[$"Market__Venues__{venue}__RestUrl"] = Nobody;
            all[$"Market__Venues__{venue}__StreamUrl"] = Nobody.Replace("http", "ws", StringComparison.Ordinal);
        }
        foreach (var (name, value) in said)
            all[name] = value;
        return all;
    }

    /// <summary>Starts it; whoever starts it ends it.</summary>
    public static Process Start(
        string command,
        string[] args,
        string? folder = null,
        Dictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(command, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in Closed(environment ?? []))
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>What a refused command must look like; returns its one line.</summary>
    public string ShouldBeRefused()
    {
        ExitCode.ShouldBe(2, Error);
        Output.ShouldBeEmpty();
        Error.TrimEnd('\n').ShouldNotContain("\n");
        return Error.TrimEnd('\n');
    }
}
