using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Exchange;
using Xunit.Abstractions;
using static Waickoff.Cli.Tests.Commands.LiveSetting;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>
/// The program is killed at random moments, without a chance to say or finish anything, while it brings candles and while it follows a
/// market. Whatever the moment, the store is whole, holds what it held, and the next run goes on from there.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Symbol = "BTCUSDT";
    private const int PastCandles = 15_000;
    private const int FutureCandles = 4_000;
    private const int KilledCode = 128 + 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly LiveSetting live = new(PastCandles, FutureCandles);

    private static int Kills => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 30 : 3;

    public Task InitializeAsync() => live.InitializeAsync();

    public Task DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task A_pull_that_is_killed_leaves_a_whole_store_and_the_next_one_goes_on()
    {
        var (folder, random) = (live.NewFolder(), NewRandom());
        live.Exchange.Faults.Set(SandboxFault.SlowAnswer, new FaultSetting { Value = 40 });
        // Each series is pulled until it is whole; then there is another.
        var series = new Queue<SeriesName>(
            live.Feed.Symbols.SelectMany(s =>
                new[] { "binance", "bybit" }.Select(v => new SeriesName(v, s, Timeframe.M15))
            )
        );
        var begun = new HashSet<SeriesName>();
        for (var kills = 0; kills < Kills; )
        {
            var name = series.Peek();
            begun.Add(name);
            using var process = StartPull(folder, name);
            // From the very start of the program for some, from its first request on for the others.
            if (random.Next(4) > 0)
                await UntilRequestAsync(process, name);
            await Task.Delay(random.Next(1_000));
            var seen = await SeenAsync(folder, name);
            if (await KillAsync(process))
                kills++;
            else
                series.Dequeue();
            await CheckAsync(folder, name, seen);
        }

        live.Exchange.Faults.Clear();
        foreach (var name in begun)
            await ShouldPullTheRestAsync(folder, name, PastCandles);
    }

    [Fact]
    public async Task A_watch_that_is_killed_leaves_a_whole_store_and_the_next_one_fills_it()
    {
        var (folder, random) = (live.NewFolder(), NewRandom());
        var name = new SeriesName("binance", Symbol, Timeframe.M15);
        for (var kills = 0; kills < Kills; )
        {
            var closed = live.Closed(Symbol)[^1];
            using var process = live.Start(folder, "watch", Symbol);
            using var stop = new CancellationTokenSource();
            var going = GoOnAsync(stop.Token);
            // The last one at least has stored something.
            if (kills == Kills - 1 || random.Next(4) > 0)
            {
                using var soon = new CancellationTokenSource(Patience);
                (await process.StandardOutput.ReadLineAsync(soon.Token)).ShouldNotBeNull();
                var filled = await StoredAsync(folder, name);
                filled[^1].OpenTimeMs.ShouldBeGreaterThanOrEqualTo(closed.OpenTimeMs, "it fills what is missing first");
                HolesIn(filled).ShouldBe(0);
            }
            await Task.Delay(random.Next(1_000));
            var seen = await SeenAsync(folder, name);
            (await KillAsync(process)).ShouldBeTrue("nothing else ends it");
            kills++;
            await stop.CancelAsync();
            await going;
            await CheckAsync(folder, name, seen);
        }

        var first = (await StoredAsync(folder, name))[0];
        var all = live.Closed(Symbol);
        await ShouldPullTheRestAsync(folder, name, all.Count(c => c.OpenTimeMs >= first.OpenTimeMs));
    }

    private Random NewRandom()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        return new Random(seed);
    }

    private Process StartPull(string folder, SeriesName name, long? fromMs = null) =>
        live.Start(
            folder,
            [
                "candles",
                "pull",
                name.Symbol,
                "--venue",
                name.Venue,
                "--from",
                Ms(fromMs ?? First(name)),
                "--to",
                Ms(live.Exchange.Clock.NowMs),
            ]
        );

    private long First(SeriesName name) => live.Closed(name.Symbol)[0].OpenTimeMs;

    /// <summary>A candle closes every few milliseconds.</summary>
    private async Task GoOnAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(40));
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

    private int RequestsOf(SeriesName name) =>
        live.Exchange.Traffic.Requests.GetValueOrDefault(
            name.Venue == "binance" ? "/api/v3/klines" : "/v5/market/kline"
        );

    private async Task UntilRequestAsync(Process process, SeriesName name)
    {
        for (var before = RequestsOf(name); RequestsOf(name) == before && !process.HasExited; )
            await Task.Delay(5);
    }

    /// <summary>Kills it; false when it had already ended well by itself.</summary>
    private static async Task<bool> KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return false;
        process.ExitCode.ShouldBe(KilledCode, await process.StandardError.ReadToEndAsync());
        return true;
    }

    /// <summary>What another reader sees in the store: from then on nothing of it may be lost.</summary>
    private static async Task<Candle[]> SeenAsync(string folder, SeriesName name) =>
        File.Exists(StoreIn(folder)) ? await StoredAsync(folder, name) : [];

    private async Task CheckAsync(string folder, SeriesName name, Candle[] seen)
    {
        var stored = await StoredAsync(folder, name);
        await CheckFileAsync(folder);
        seen.Except(stored).ShouldBeEmpty("what was stored stays stored");
        var closed = live.Closed(name.Symbol).Select(c => AsSaid(c, name)).ToHashSet();
        stored.Where(c => !closed.Contains(c)).ShouldBeEmpty("only closed candles, as the venue has them");
        output.WriteLine($"{name}: {seen.Length} seen, {stored.Length} stored, {HolesIn(stored)} missing inside");
    }

    private static async Task CheckFileAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={StoreIn(folder)};Mode=ReadWrite");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        (await command.ExecuteScalarAsync()).ShouldBe("ok");
        command.CommandText = "SELECT max(revision) FROM candle";
        (await command.ExecuteScalarAsync()).ShouldBeOneOf([0L, DBNull.Value], "no candle is there twice");
    }

    private async Task ShouldPullTheRestAsync(string folder, SeriesName name, int wanted)
    {
        var all = live.Closed(name.Symbol)[^wanted..].Select(c => AsSaid(c, name)).ToArray();
        var missing = wanted - (await StoredAsync(folder, name)).Length;
        using var process = StartPull(folder, name, all[0].OpenTimeMs);
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        line.ShouldBe($"{name}: {missing} velas nuevas, {wanted} guardadas en total, sin huecos\n");
        (await StoredAsync(folder, name)).ShouldBe(all);
        output.WriteLine($"{name}: the last pull brought the {missing} that were missing of {wanted}");
    }

    private static long HolesIn(Candle[] candles) =>
        candles.Length == 0
            ? 0
            : ((candles[^1].OpenTimeMs - candles[0].OpenTimeMs) / Timeframe.M15.Milliseconds) + 1 - candles.Length;

    /// <summary>A candle as a venue says it: Bybit says nothing of takers.</summary>
    private static Candle AsSaid(Candle candle, SeriesName name) =>
        name.Venue == "binance" ? candle : candle with { TakerBuyVolume = double.NaN };
}
