using System.Diagnostics;
using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests;

/// <summary>A second process on the same store: this test project, started as a program.</summary>
public sealed class OtherProcess : IDisposable
{
    private readonly Process process;

    private OtherProcess(Process process) => this.process = process;

    /// <summary>What the other process does when it is this one's turn to be it.</summary>
    public static async Task<int> Main(string[] args)
    {
        await using var store = await CandleStore.OpenAsync(args[1], TimeProvider.System);
        switch (args[0])
        {
            case "feed":
                await using (var lease = await store.TryTakeFeedAsync())
                {
                    await Console.Out.WriteLineAsync(lease is null ? "refused" : "held");
                    await Console.In.ReadLineAsync();
                }
                return 0;
            case "save":
                var series = new SeriesName(args[2], args[3], Timeframe.M15);
                var seed = int.Parse(args[4], CultureInfo.InvariantCulture);
                var walk = RandomCandles.Walk(seed, int.Parse(args[5], CultureInfo.InvariantCulture));
                foreach (var some in walk.Span.ToArray().Chunk(20))
                    await Console.Out.WriteLineAsync($"{await store.SaveAsync(series, some)}");
                return 0;
            default:
                return 2;
        }
    }

    public static OtherProcess Start(params string[] args)
    {
        var program = typeof(OtherProcess).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", ["exec", program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new OtherProcess(Process.Start(start) ?? throw new InvalidOperationException("does not start"));
    }

    public Task<string?> LineAsync() => process.StandardOutput.ReadLineAsync();

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Ends it as a crash would, with nothing tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
