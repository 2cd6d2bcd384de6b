using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis.Candles;
using Waickoff.Server.Backtests;

namespace Waickoff.Server.Tests.Backtests;

/// <summary>Who is next, who may wait, and what becomes of the work of the dead.</summary>
public sealed class BacktestQueueTests
{
    private static readonly string[] Symbols = ["BTCUSDT"];

    public static TheoryData<bool> Databases => [false, true];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Whoever_was_served_longest_ago_is_next(bool isPostgres)
    {
        var time = new ShiftedTime();
        await using var server = await StartAsync(isPostgres, time, "Backtests:Workers=0");
        using var ana = await server.SignUpAsync();
        using var ben = await server.SignUpAsync("ben");
        string[] hers = [await ana.StartAsync(Sweep(400)), await ana.StartAsync(Sweep(400))];
        string[] his = [await ben.StartAsync(Sweep(400))];
        var queue = server.Get<BacktestQueue>();
        var served = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            time.Shift += TimeSpan.FromSeconds(1);
            served.Add((await queue.ClaimAsync([], default)).ShouldNotBeNull().Job.Id);
        }

        served.Select(hers.Contains).ShouldBe([true, false, true, false, true, false]);
        served.Where(his.Contains).Count().ShouldBe(3);
        // A process works on a job of hers already: it takes the other one.
        time.Shift += TimeSpan.FromSeconds(1);
        (await queue.ClaimAsync([hers[0]], default)).ShouldNotBeNull().Job.Id.ShouldBe(hers[1]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_a_dead_process_had_taken_is_computed_by_another_and_counted_once(bool isPostgres)
    {
        var time = new ShiftedTime();
        await using var server = await StartAsync(isPostgres, time, "Backtests:Workers=0");
        using var ana = await server.SignUpAsync();
        var id = await ana.StartAsync(Sweep(40));
        var queue = server.Get<BacktestQueue>();
        var dead = (await queue.ClaimAsync([], default)).ShouldNotBeNull();
        dead.Points.ShouldBe(Enumerable.Range(0, 40));
        (await queue.ClaimAsync([], default)).ShouldBeNull();

        time.Shift += TimeSpan.FromSeconds(20);
        (await queue.KeepAsync([dead], default)).ShouldBeEmpty();
        time.Shift += TimeSpan.FromSeconds(20);
        (await queue.ClaimAsync([], default)).ShouldBeNull("its lease was kept up");
        time.Shift += TimeSpan.FromSeconds(11);
        var taken = (await queue.ClaimAsync([], default)).ShouldNotBeNull();
        taken.Points.ShouldBe(dead.Points);
        // It was not dead after all: what it brings comes too late, the rest is another's.
        await queue.SaveAsync(dead, [.. dead.Points.Select(_ => "{}")], default);
        (await Done()).ShouldBe(0);
        var run = new BacktestRun(server.Get<BacktestHistory>());
        await queue.SaveAsync(taken, await run.RunAsync(taken.Job, taken.Points, default), default);

        (await Done()).ShouldBe(40);
        var points = (await ana.WhenDoneAsync(id)).GetProperty("sweep").GetProperty("points").EnumerateArray();
        points
            .Select(p => p.GetProperty("parameters").GetProperty("fast").GetDouble())
            .ShouldBe(Enumerable.Range(1, 40).Select(v => (double)v));

        async Task<int> Done() =>
            (await ana.GetAsync($"/api/backtests/{id}")).GetProperty("backtest").GetProperty("done").GetInt32();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_that_take_at_once_never_take_the_same(bool isPostgres)
    {
        await using var server = await StartAsync(isPostgres, new ShiftedTime(), "Backtests:Workers=0");
        using var ana = await server.SignUpAsync();
        await ana.StartAsync(Sweep(500));
        var queue = server.Get<BacktestQueue>();

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    var mine = new List<int>();
                    // Nothing is got only where nothing is free, whoever was faster.
                    while (await queue.ClaimAsync([], default) is { } claim)
                        mine.AddRange(claim.Points);
                    return mine;
                })
        );

        taken.SelectMany(t => t).Order().ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public async Task A_point_that_takes_its_processes_down_is_given_up()
    {
        var time = new ShiftedTime();
        await using var server = await StartAsync(isPostgres: false, time, "Backtests:Workers=0");
        using var ana = await server.SignUpAsync();
        var id = await ana.StartAsync(new { symbols = Symbols, strategy = "ema-cross" });
        var queue = server.Get<BacktestQueue>();
        for (var i = 0; i < 5; i++)
        {
            (await queue.ClaimAsync([], default)).ShouldNotBeNull();
            time.Shift += TimeSpan.FromSeconds(31);
        }

        (await queue.ClaimAsync([], default)).ShouldBeNull();

        var found = (await ana.GetAsync($"/api/backtests/{id}")).GetProperty("backtest");
        found.GetProperty("state").GetString().ShouldBe("failed");
        found.GetProperty("failure").GetString().ShouldBe("given_up");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_limit_takes_what_it_allows_and_refuses_one_more(bool isPostgres)
    {
        await using var server = await StartAsync(
            isPostgres,
            new ShiftedTime(),
            "Backtests:Workers=0",
            "Backtests:MostPoints=6",
            "Backtests:MostCandles=500",
            "Backtests:MostWork=2500",
            "Backtests:MostWaiting=2",
            "Backtests:MostQueued=3"
        );
        using var ana = await server.SignUpAsync();
        using var ben = await server.SignUpAsync("ben");
        var yesterday = (TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();
        var to = DateTimeOffset.FromUnixTimeMilliseconds(Timeframe.M15.Floor(yesterday));
        object Over(int candles, int points) =>
            new
            {
                symbols = Symbols,
                strategy = "ema-cross",
                timeframe = "15m",
                from = to - (candles * TimeSpan.FromMinutes(15)),
                to,
                grid = new { fast = Enumerable.Range(1, points) },
            };

        await RefusedAsync(ana, Over(100, 7), "too_many_points");
        await RefusedAsync(ana, Over(501, 1), "too_many_candles");
        await RefusedAsync(ana, Over(500, 6), "too_much_work");
        await ana.StartAsync(Over(100, 6));
        await ana.StartAsync(Over(500, 5));
        await RefusedAsync(ana, Over(100, 1), "too_many_backtests");
        var last = await ben.StartAsync(Over(100, 1));
        await RefusedAsync(ben, Over(100, 1), "backtests_busy");
        await ben.PostAsync($"/api/backtests/{last}/cancel");
        await ben.StartAsync(Over(100, 1));

        static async Task RefusedAsync(ApiClient client, object request, string code) =>
            (await client.RefusedAsync(request)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Two_servers_on_one_database_share_a_sweep()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        // Drawn markets end when their server starts: one quarter of an hour for both.
        var time = ShiftedTime.At(new DateTimeOffset(TimeProvider.System.GetUtcNow().Date, default).AddMinutes(-55));
        await using var one = await RunningServer.StartAsync($"{database};Application Name=one", time: time);
        await using var two = await RunningServer.StartAsync($"{database};Application Name=two", time: time);
        await WriteDownWritersAsync(one);
        using var ana = await one.SignUpAsync();
        var values = Enumerable.Range(2, 1_200);
        var id = await ana.StartAsync(
            new
            {
                symbols = Symbols,
                rule = BacktestClient.SlowRule(),
                timeframe = "15m",
                grid = new { horizon = values },
            }
        );
        var points = (await ana.WhenDoneAsync(id)).GetProperty("sweep").GetProperty("points").EnumerateArray();
        points.Select(p => p.GetProperty("parameters").GetProperty("horizon").GetInt32()).ShouldBe(values);
        (await WritersAsync(one)).ShouldBe(["one", "two"]);
    }

    /// <summary>Has the database write down which process keeps a result.</summary>
    private static Task<int> WriteDownWritersAsync(RunningServer server) =>
        server.WithDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE test_writer (name text PRIMARY KEY);
                CREATE FUNCTION test_write() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO test_writer VALUES (current_setting('application_name')) ON CONFLICT DO NOTHING;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER test_writers AFTER UPDATE OF "Result" ON backtest_point
                    FOR EACH ROW WHEN (NEW."Result" IS NOT NULL) EXECUTE FUNCTION test_write();
                """
            )
        );

    private static Task<List<string>> WritersAsync(RunningServer server) =>
        server.WithDbAsync(db =>
            db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM test_writer ORDER BY 1").ToListAsync()
        );

    private static object Sweep(int points) =>
        new
        {
            symbols = Symbols,
            strategy = "ema-cross",
            timeframe = "15m",
            grid = new { fast = Enumerable.Range(1, points) },
        };

    private static async Task<RunningServer> StartAsync(bool isPostgres, TimeProvider time, params string[] settings) =>
        await RunningServer.StartAsync(
            isPostgres ? await PostgresServer.NewDatabaseAsync() : "",
            time: time,
            settings: settings
        );
}
