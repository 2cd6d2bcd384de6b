using System.Diagnostics;
using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Sandbox.Model;
using Waickoff.Server.Tests;
using Waickoff.Server.Tests.Backtests;
using Waickoff.Testing;
using Xunit.Abstractions;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>T130: a job over stored candles of one minute takes one core and at most 1 GiB, and stops when it is told to.</summary>
public sealed class BacktestJobTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Symbol = "BTCUSDT";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff job ");
    private SandboxModel model = null!;

    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    /// <summary>Five years.</summary>
    private static int Candles => IsWhole ? 2_629_440 : 30_000;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        await using var store = await CandleStore.OpenAsync(
            Path.Combine(folder.FullName, "candles.db"),
            TimeProvider.System
        );
        var walk = RandomCandles.Walk(5, Candles, Timeframe.M1, holes: false).Span.ToArray();
        // All of it lies in the past.
        var minutes = new CandleSeries(
            Timeframe.M1,
            [.. walk.Select(c => c with { OpenTimeMs = c.OpenTimeMs - (2_000 * Timeframe.D1.Milliseconds) })]
        );
        await store.SaveAsync(new("binance", Symbol, Timeframe.M1), minutes.Span.ToArray());
        var quarters = Resampler.Build(minutes, Timeframe.M15);
        await store.SaveAsync(new("binance", Symbol, Timeframe.M15), quarters.Span.ToArray());
    }

    public async Task DisposeAsync()
    {
        await model.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_job_takes_one_core_and_a_gibibyte_at_most_and_stops_at_once()
    {
        await using var server = await ServeProcess.StartAsync(folder, model);
        using var process = Process.GetProcessById(server.Id);
        using var client = new ApiClient(server.Address);
        await ServeProcess.SignUpAsync(client, folder, credits: 1);
        var one = new
        {
            symbols = new[] { Symbol },
            rule = BacktestClient.SlowRule(),
            timeframe = "1m",
        };

        // What a server does after its start, and what the runtime compiles then for good, is not of the job.
        await client.WhenDoneAsync(await client.StartAsync(one));
        await RestAsync(process, TimeSpan.FromSeconds(2));
        var (cpu, wall) = (Cpu(process), Stopwatch.StartNew());
        var found = await client.WhenDoneAsync(await client.StartAsync(one));
        wall.Stop();
        var cores = (Cpu(process) - cpu) / wall.Elapsed;
        var peak = PeakMiB(process);
        found.GetProperty("result").GetProperty("figures").GetProperty("candles").GetInt32().ShouldBe(Candles);

        // Once while the candles are read, once while points are computed.
        var read = await CancelAsync(client, process, one, _ => true);
        var sweep = new
        {
            one.symbols,
            one.rule,
            one.timeframe,
            grid = new { horizon = Enumerable.Range(2, 100) },
        };
        var computed = await CancelAsync(client, process, sweep, done => done > 0);

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Candles} candles: {wall.Elapsed.TotalSeconds:F1} s, {cores:F2} cores, peak of the process {peak} MiB; stopped {read.TotalSeconds:F2} s and {computed.TotalSeconds:F2} s after it was asked to"
            )
        );
        if (!IsWhole)
            return;
        peak.ShouldBeLessThanOrEqualTo(1_024);
        cores.ShouldBeLessThan(1.3);
        read.ShouldBeLessThan(Longest);
        computed.ShouldBeLessThan(Longest);
    }

    /// <summary>From the request until the process is at rest.</summary>
    private static async Task<TimeSpan> CancelAsync(
        ApiClient client,
        Process process,
        object request,
        Func<int, bool> isUnderway
    )
    {
        var id = await client.StartAsync(request);
        await client.WhenAsync(
            id,
            b => b.GetProperty("state").GetString() != "queued" && isUnderway(b.GetProperty("done").GetInt32())
        );
        var asked = Stopwatch.StartNew();
        await client.PostAsync($"/api/backtests/{id}/cancel");
        return asked.Elapsed + await RestAsync(process, TimeSpan.FromMilliseconds(100));
    }

    /// <summary>How long until the process is at rest: the time of the processor stands nearly still for a window.</summary>
    private static async Task<TimeSpan> RestAsync(Process process, TimeSpan window)
    {
        var asked = Stopwatch.StartNew();
        while (asked.Elapsed < TimeSpan.FromMinutes(3))
        {
            var (before, since) = (Cpu(process), asked.Elapsed);
            await Task.Delay(window);
            if (Cpu(process) - before < 0.3 * window)
                return since;
        }
        throw new TimeoutException("it goes on");
    }

    private static TimeSpan Cpu(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static long PeakMiB(Process process)
    {
        process.Refresh();
        return process.PeakWorkingSet64 >> 20;
    }
}
