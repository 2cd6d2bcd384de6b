using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Sandbox.Model;
using Waickoff.Server.Tests;
using Waickoff.Server.TrackRecord;
using Xunit.Abstractions;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>
/// The server is killed at random moments while it publishes and grades on a market that goes on. Whatever was told of the track record is in
/// it, its chain is whole, and what is changed in it later is named.
/// </summary>
public sealed class TrackRecordCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int PastCandles = 4_000;
    private const int FutureCandles = 6_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly LiveSetting live = new(PastCandles, FutureCandles);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff record ");
    private readonly int port = ServeProcess.FreePort();
    private SandboxModel model = null!;

    private static int Kills => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 20 : 2;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        await live.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await live.DisposeAsync();
        await model.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whatever_the_moment_the_chain_is_whole_and_what_was_told_of_it_is_in_it()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        var random = new Random(seed);
        using var client = new ApiClient(new Uri($"http://127.0.0.1:{port}"));
        var report = new RecordReport(RecordHead.Empty, 0, 0, null, []);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await StartAsync();
            using var stop = new CancellationTokenSource();
            var going = GoOnAsync(stop.Token);
            var before = report;
            // Every other kill falls on what publishes, the others on what grades.
            var told = await UntilAsync(
                client,
                r => kill % 2 == 0 ? r.Scenarios > before.Scenarios : r.Grades > before.Grades
            );
            await Task.Delay(random.Next(1_500));
            await server.KillAsync();
            await stop.CancelAsync();
            await going;
            report = await AuditAsync(told);
            report.IsWhole.ShouldBeTrue($"kill {kill}: {report.Fault}");
        }
        report.Grades.ShouldBeGreaterThan(0);
        output.WriteLine($"{Kills} kills, {report.Scenarios} scenarios, {report.Grades} grades, head {report.Head}");

        var whole = await VerifyAsync("--head", report.Head.ToString(), "--format", "json");
        whole.ExitCode.ShouldBe(0, whole.Error);
        var json = JsonDocument.Parse(whole.Output).RootElement;
        json.GetProperty("isWhole").GetBoolean().ShouldBeTrue();
        json.GetProperty("scenarios").GetInt64().ShouldBe(report.Scenarios);
        json.GetProperty("grades").GetInt64().ShouldBe(report.Grades);
        await SpoilAsync();
        foreach (
            var (language, said) in new[]
            {
                ("es", "su hash no es el de su texto"),
                ("en", "its hash is not that of its text"),
            }
        )
        {
            var broken = await VerifyAsync("--lang", language);
            broken.ExitCode.ShouldBe(1, broken.Error);
            broken.Output.ShouldContain(" 2 (live:binance:BTCUSDT:");
            broken.Output.ShouldContain(said);
        }
    }

    [Fact]
    public async Task What_cannot_be_verified_is_refused_in_one_line()
    {
        var none = await VerifyAsync("--lang", "en");
        none.ShouldBeRefused().ShouldStartWith("the track record cannot be read: ");
        var head = await VerifyAsync("--lang", "en", "--head", "7");
        head.ShouldBeRefused().ShouldBe("--head: expected NUMBER:HASH, as /api/track-record tells it, not '7'");
    }

    private Task<ServeProcess> StartAsync() =>
        ServeProcess.StartAsync(
            folder,
            model,
            port: port,
            settings:
            [
                .. live.Environment(folder.FullName).Select(s => (s.Key, s.Value)),
                ("Market__Symbols__0", "BTCUSDT"),
                ("Market__Symbols__1", "ETHUSDT"),
            ]
        );

    /// <summary>A candle closes every few milliseconds.</summary>
    private async Task GoOnAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(60));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                live.Exchange.Clock.Advance(1);
        }
        catch (OperationCanceledException)
        {
            // The one way to end.
        }
    }

    /// <summary>The head as it is told by everybody's route, once the record has come so far.</summary>
    private static async Task<RecordHead?> UntilAsync(
        ApiClient client,
        Func<(long Scenarios, long Grades), bool> isEnough
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await client.GetAsync("/api/track-record");
            var all = answer.GetProperty("series").EnumerateArray().Select(s => s.GetProperty("all")).ToList();
            var published = all.Sum(c => c.GetProperty("published").GetInt64());
            var running = all.Sum(c => c.GetProperty("running").GetInt64());
            var head = answer.GetProperty("head");
            if (isEnough((published, published - running)))
                return new RecordHead(head.GetProperty("number").GetInt64(), head.GetProperty("hash").GetString()!);
            (TimeProvider.System.GetElapsedTime(began) < Patience).ShouldBeTrue(
                $"{published} scenarios, {running} running"
            );
            await Task.Delay(50);
        }
    }

    private async Task<RecordReport> AuditAsync(RecordHead? noted)
    {
        await using var connection = await OpenAsync();
        return (await RecordAuditor.RunAsync(connection, noted)).ShouldNotBeNull();
    }

    private async Task SpoilAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            DROP TRIGGER track_record_no_update;
            UPDATE track_record SET text = replace(text, '"horizon":50', '"horizon":51') WHERE number = 2;
            """;
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "waickoff.db")}");
        await connection.OpenAsync();
        return connection;
    }

    private Task<CliResult> VerifyAsync(params string[] more) =>
        CliProcess.RunAsync(["admin", "track-record", "verify", "--data", folder.FullName, .. more]);
}
