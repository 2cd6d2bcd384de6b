using System.Globalization;
using System.Net;
using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Exchange;
using Waickoff.Server.Charts;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Server.Tests.TrackRecord;

/// <summary>What the markets show is put down, graded at its horizon, and read by everybody.</summary>
public sealed class TrackRecordTests
{
    private const string Symbol = "BTCUSDT";
    private const string Entries = "/api/track-record/entries";

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    /// <summary>A server of one market that publishes when it is told to.</summary>
    internal static async Task<RunningServer> StartAsync(string kind, TimeProvider? time = null) =>
        await RunningServer.StartAsync(
            kind == "PostgreSQL" ? await PostgresServer.NewDatabaseAsync() : "",
            time: time,
            settings: [$"Market:Symbols:0={Symbol}"]
        );

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_shown_is_put_down_once_and_graded_at_its_horizon(string kind)
    {
        var time = new ShiftedTime();
        await using var server = await StartAsync(kind, time);
        using var nobody = new ApiClient(server.Address);
        var publish = server.Get<PublishScenarios>();
        // The simulated market ends now; what comes is in it.
        var made = Timeframe.D1.Floor(Now(time) - (long)TimeSpan.FromDays(3).TotalMilliseconds);
        SetTo(time, made + 1_000);
        (await publish.RunAsync(default)).ShouldBe(0, "a market that is not live yet may be so in a moment");
        time.Shift += ShownMarkets.Patience;

        var first = await publish.RunAsync(default);
        first.ShouldBeGreaterThan(3);
        (await publish.RunAsync(default)).ShouldBe(0, "it is there already");
        SetTo(time, made + Timeframe.M15.Milliseconds + 1_000);
        var second = await publish.RunAsync(default);
        var entries = await AllAsync(nobody, "");
        entries.Count.ShouldBe(first + second);
        entries.Count(e => MadeOf(e) == made).ShouldBe(first);
        entries.Where(e => MadeOf(e) != made).ShouldAllBe(e => e.GetProperty("timeframe").GetString() == "15m");
        foreach (var entry in entries)
        {
            entry.GetProperty("isSimulated").GetBoolean().ShouldBeTrue();
            entry.GetProperty("state").GetString().ShouldBe("running");
            HashOf(entry).ShouldBe(entry.GetProperty("hash").GetString());
            RecordText.Read(entry.GetProperty("text").GetString()!).Id.ShouldBe(entry.GetProperty("id").GetString());
        }

        var due = made + (PublishedScenario.UsualHorizon * Timeframe.M15.Milliseconds);
        SetTo(time, due - 1_000);
        await server.WithServiceAsync<GradeScenarios>(g => g.RunAsync(default));
        (await AllAsync(nobody, "state=running")).Count.ShouldBe(first + second, "no horizon has ended");
        SetTo(time, due + 1_000);
        await server.WithServiceAsync<GradeScenarios>(g => g.RunAsync(default));
        await server.WithServiceAsync<GradeScenarios>(g => g.RunAsync(default));

        var candles = (await server.Get<MarketRoom>().ViewAsync(Symbol, default))!.Analysis![Timeframe.M15]!.Candles;
        var graded = (await AllAsync(nobody, "")).Where(e => e.TryGetProperty("grade", out _)).ToList();
        graded.Count.ShouldBe(entries.Count(e => MadeOf(e) == made && e.GetProperty("timeframe").GetString() == "15m"));
        foreach (var entry in graded)
        {
            var scenario = (ScenarioEntry)RecordText.Read(entry.GetProperty("text").GetString()!);
            var grade = entry.GetProperty("grade");
            var told = (GradeEntry)RecordText.Read(grade.GetProperty("text").GetString()!);
            told.Outcome.ShouldBe(ScenarioFold.Grade(scenario.Scenario, candles.Span));
            told.OfHash.ShouldBe(entry.GetProperty("hash").GetString());
            HashOf(grade).ShouldBe(grade.GetProperty("hash").GetString());
            entry.GetProperty("state").GetString().ShouldBe(RecordText.NameOf(told.Outcome.Verdict));
        }
        var summary = await nobody.GetAsync("/api/track-record");
        summary.GetProperty("head").GetProperty("number").GetInt64().ShouldBe(first + second + graded.Count);
        var all = summary.GetProperty("series").EnumerateArray().Select(s => s.GetProperty("all")).ToList();
        all.Sum(c => c.GetProperty("published").GetInt32()).ShouldBe(first + second);
        all.Sum(c => c.GetProperty("running").GetInt32()).ShouldBe(first + second - graded.Count);
        var report = await new MadeRecord(server).AuditAsync();
        report.IsWhole.ShouldBeTrue($"{report.Fault}");
        (report.Scenarios, report.Grades).ShouldBe((first + second, graded.Count));
    }

    [Fact]
    public async Task A_live_market_is_graded_by_the_candles_that_are_stored_of_it()
    {
        var end = Timeframe.M15.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var feed = new SimulatedFeed(seed: 3, end, 4_000);
        feed.Read(Symbol, Timeframe.M15);
        await using var exchange = await SandboxExchange.StartAsync(
            new SandboxExchangeOptions { Feed = feed, StartMs = end - (200 * Timeframe.M15.Milliseconds) }
        );
        await using var server = await RunningServer.StartAsync(
            settings:
            [
                $"Market:Venues:binance:RestUrl={exchange.BinanceRest}",
                $"Market:Venues:binance:StreamUrl={exchange.BinanceStream}",
                "Market:HistoryDays=30",
                "TrackRecord:Publishes=true",
                $"Market:Symbols:0={Symbol}",
            ]
        );
        using var nobody = new ApiClient(server.Address);
        await UntilAsync(async () => (await AllAsync(nobody, "")).Count > 0);
        var made = MadeOf((await AllAsync(nobody, "timeframe=15m"))[^1]);
        for (var i = 0; i <= PublishedScenario.UsualHorizon; i++)
        {
            exchange.Clock.Advance(1);
            await Task.Delay(20);
        }
        await UntilAsync(async () =>
        {
            await server.WithServiceAsync<GradeScenarios>(g => g.RunAsync(default));
            return (await AllAsync(nobody, "timeframe=15m"))
                .Where(e => MadeOf(e) == made)
                .All(e => e.GetProperty("state").GetString() != "running");
        });

        var entries = await AllAsync(nobody, "");
        entries.ShouldAllBe(e => !e.GetProperty("isSimulated").GetBoolean(), "nothing stood in");
        foreach (var entry in entries.Where(e => MadeOf(e) == made && e.TryGetProperty("grade", out _)))
        {
            var scenario = ((ScenarioEntry)RecordText.Read(entry.GetProperty("text").GetString()!)).Scenario;
            var grade = (GradeEntry)RecordText.Read(entry.GetProperty("grade").GetProperty("text").GetString()!);
            var candles = Resampler.Build(feed.Read(Symbol, Timeframe.M15), scenario.Timeframe);
            grade.Outcome.ShouldBe(ScenarioFold.Grade(scenario, candles.Span));
        }
        (await new MadeRecord(server).AuditAsync()).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task It_is_read_page_by_page_by_market_timeframe_and_state(string kind)
    {
        await using var server = await StartAsync(kind);
        using var nobody = new ApiClient(server.Address);
        var record = new MadeRecord(server);
        for (var close = 0; close < 25; close++)
            await record.PublishAsync(
                MadeRecord.Scenario(close),
                MadeRecord.Scenario(close, timeframe: Timeframe.H4),
                MadeRecord.Scenario(close) with
                {
                    IsSimulated = true,
                    Venue = "simulated",
                }
            );
        foreach (
            var (number, verdict) in new[]
            {
                (1, ScenarioVerdict.Hit),
                (4, ScenarioVerdict.Hit),
                (7, ScenarioVerdict.Invalidated),
                (2, ScenarioVerdict.Undecided),
                (3, ScenarioVerdict.Hit),
            }
        )
            (await record.GradeAsync(number, verdict)).ShouldBeTrue();
        (await record.GradeAsync(1)).ShouldBeFalse("it has its grade");

        var all = await AllAsync(nobody, "", take: 20);
        all.Select(NumberOf).ShouldBe(Enumerable.Range(1, 75).Reverse().Select(n => (long)n));
        (await AllAsync(nobody, "state=hit", take: 1)).Select(NumberOf).ShouldBe([4, 3, 1]);
        (await AllAsync(nobody, "state=hit&timeframe=1h&isSimulated=false")).Select(NumberOf).ShouldBe([4, 1]);
        (await AllAsync(nobody, "state=running&timeframe=4h")).Count.ShouldBe(24);
        (await AllAsync(nobody, "symbol=btcusdt&isSimulated=true")).Count.ShouldBe(25);
        (await AllAsync(nobody, "symbol=ETHUSDT")).ShouldBeEmpty();

        var series = (await nobody.GetAsync("/api/track-record")).GetProperty("series").EnumerateArray().ToList();
        series.Count.ShouldBe(3);
        var hour = series[0];
        hour.GetProperty("isSimulated").GetBoolean().ShouldBeFalse();
        hour.GetProperty("timeframe").GetString().ShouldBe("1h");
        var (counts, apart) = (hour.GetProperty("all"), hour.GetProperty("apart"));
        Count(counts, "published").ShouldBe(25);
        (Count(counts, "hits"), Count(counts, "misses"), Count(counts, "running")).ShouldBe((2, 1, 22));
        counts.GetProperty("hitRate").GetDouble().ShouldBe(2 / 3.0, 1e-12);
        counts.TryGetProperty("low", out _).ShouldBeFalse("they share candles");
        // Every fourth of them is apart: of those graded the first alone.
        (Count(apart, "published"), Count(apart, "hits"), Count(apart, "misses")).ShouldBe((7, 1, 0));
        apart.GetProperty("low").GetDouble().ShouldBe(0.2065, 0.0001);
        apart.GetProperty("high").GetDouble().ShouldBe(1, 1e-12);
        series[2].GetProperty("isSimulated").GetBoolean().ShouldBeTrue();

        foreach (
            var (bad, field) in new[]
            {
                ("state=won", "state"),
                ("timeframe=7m", "timeframe"),
                ("symbol=%20", "symbol"),
                ("cursor=0", "cursor"),
                ("take=101", "take"),
            }
        )
        {
            using var answer = await nobody.Http.GetAsync($"{Entries}?{bad}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, bad);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            problem.GetProperty("field").GetString().ShouldBe(field);
        }
    }

    private static int Count(JsonElement counts, string name) => counts.GetProperty(name).GetInt32();

    private static long NumberOf(JsonElement entry) => entry.GetProperty("number").GetInt64();

    private static long MadeOf(JsonElement entry) =>
        entry.GetProperty("made").GetDateTimeOffset().ToUnixTimeMilliseconds();

    /// <summary>As anybody can recompute it.</summary>
    private static string HashOf(JsonElement entry) =>
        RecordChain.HashOf(entry.GetProperty("previous").GetString()!, entry.GetProperty("text").GetString()!);

    private static async Task<List<JsonElement>> AllAsync(ApiClient client, string filter, int take = 100)
    {
        var entries = new List<JsonElement>();
        for (var cursor = ""; ; )
        {
            var page = await client.GetAsync(
                string.Create(CultureInfo.InvariantCulture, $"{Entries}?take={take}&{filter}{cursor}")
            );
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            if (!page.TryGetProperty("next", out var next))
                return entries;
            cursor = $"&cursor={next}";
        }
    }

    private static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static void SetTo(ShiftedTime time, long ms) => time.Shift += TimeSpan.FromMilliseconds(ms - Now(time));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            (tries < 300).ShouldBeTrue("it should have come");
            await Task.Delay(100);
        }
    }
}
