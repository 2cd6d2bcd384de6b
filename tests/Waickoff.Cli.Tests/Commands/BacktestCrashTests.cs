using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Strategies;
using Waickoff.Backtest.Sweeps;
using Waickoff.Cli.Commands;
using Waickoff.Market;
using Waickoff.Sandbox.Model;
using Waickoff.Server.Tests;
using Waickoff.Server.Tests.Backtests;
using Waickoff.Testing;
using Xunit.Abstractions;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>Two workers share sweeps on one PostgreSQL while one of them after the other is killed: each point is computed, none twice.</summary>
public sealed class BacktestCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Symbol = "BTCUSDT";

    /// <summary>Of so many points one is computed again here, to the last digit.</summary>
    private const int Checked = 20;

    private static readonly string Rule = BacktestClient.SlowRule().ToJsonString();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff sweep ");
    private SandboxModel model = null!;

    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    private static int Kills => IsWhole ? 20 : 2;

    private static int Points => IsWhole ? 600 : 120;

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync()
    {
        await model.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_point_is_computed_and_none_counted_twice_however_often_a_worker_is_killed()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        var random = new Random(seed);
        var database = await PostgresServer.NewDatabaseAsync();
        await using var front = await StartAsync(database, workers: 0);
        using var client = new ApiClient(front.Address);
        await ServeProcess.SignUpAsync(client, folder, credits: 1);
        ServeProcess[] workers = [await StartAsync(database, workers: 1), await StartAsync(database, workers: 1)];
        var sweeps = 0;
        var id = await StartSweepAsync(client, sweeps);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = await DoneAsync(client, id);
            await client.WhenAsync(id, b => b.GetProperty("done").GetInt32() > before || IsDone(b));
            await Task.Delay(random.Next(1_000));
            if (await DoneAsync(client, id) == Points)
            {
                await CheckAsync(client, id);
                id = await StartSweepAsync(client, ++sweeps);
                await client.WhenAsync(id, b => b.GetProperty("done").GetInt32() > 0);
            }
            var victim = kill % workers.Length;
            await workers[victim].DisposeAsync();
            workers[victim] = await StartAsync(database, workers: 1);
        }
        await CheckAsync(client, id);
        foreach (var worker in workers)
            await worker.DisposeAsync();
        output.WriteLine($"{Kills} kills, {sweeps + 1} sweeps of {Points} points: each point once");
    }

    private static async Task CheckAsync(ApiClient client, string id)
    {
        var found = await client.WhenDoneAsync(id);
        var points = found.GetProperty("sweep").GetProperty("points").EnumerateArray().ToList();
        points.Select(HorizonOf).ShouldBe(Enumerable.Range(2, Points));
        var to = found.GetProperty("backtest").GetProperty("to").GetDateTimeOffset().ToUnixTimeMilliseconds();
        var candles = MarketData.Load(ServeCommand.Simulated(), Symbol, [Timeframe.M15], to).Timeframes[0].Candles;
        for (var i = 0; i < Points; i += Checked)
        {
            var place = new Dictionary<string, double> { ["horizon"] = HorizonOf(points[i]) };
            var pure = ParameterSweep.RunPoint((Symbol, candles), place, StrategyReader.Read(Rule, place));
            var figures = points[i].GetProperty("figures");
            figures.GetProperty("return").GetDouble().ShouldBe(pure.Performance.Return);
            figures.GetProperty("trades").GetInt32().ShouldBe(pure.Performance.Trades);
        }
    }

    private static int HorizonOf(JsonElement point) =>
        point.GetProperty("parameters").GetProperty("horizon").GetInt32();

    private static bool IsDone(JsonElement backtest) => backtest.GetProperty("state").GetString() == "done";

    private static async Task<int> DoneAsync(ApiClient client, string id) =>
        (await client.GetAsync($"/api/backtests/{id}")).GetProperty("backtest").GetProperty("done").GetInt32();

    private static Task<string> StartSweepAsync(ApiClient client, int number) =>
        client.StartAsync(
            new
            {
                symbols = new[] { Symbol },
                rule = JsonNode.Parse(Rule),
                timeframe = "15m",
                grid = new { horizon = Enumerable.Range(2, Points) },
            },
            $"sweep-number-{number}"
        );

    private Task<ServeProcess> StartAsync(string database, int workers) =>
        ServeProcess.StartAsync(
            folder,
            model,
            database,
            settings:
            [
                ("Server__MasterKey", Key),
                ("Backtests__Lease", "00:00:03"),
                ("Backtests__Workers", workers.ToString(CultureInfo.InvariantCulture)),
            ]
        );
}
