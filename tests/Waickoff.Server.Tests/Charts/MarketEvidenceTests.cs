using System.Globalization;
using System.Net;
using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Setups;
using Waickoff.Market;
using Waickoff.Sandbox;
using Waickoff.Server.Charts;

namespace Waickoff.Server.Tests.Charts;

/// <summary>What happened after each setup: counted beside the answers, at a past moment from what had closed, cited by both analysts.</summary>
public class MarketEvidenceTests
{
    private const string Path = "/api/markets/BTCUSDT/evidence";
    private const string NotFuture = "Past and hypothetical results are not future ones.";

    [Fact]
    public async Task Every_setup_is_told_with_counts_intervals_and_the_times_of_its_last_cases()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);

        var told = await CountedAsync(nobody, $"{Path}?timeframe=15m");

        told.GetProperty("symbol").GetString().ShouldBe("BTCUSDT");
        told.GetProperty("isSimulated").GetBoolean().ShouldBeTrue();
        told.GetProperty("notice").GetString()!.ShouldContain("not future ones");
        told.GetProperty("ruleVersion").GetString()!.ShouldContain("setups 1");
        told.GetProperty("dataHash").GetString()!.Length.ShouldBe(32);
        told.GetProperty("countedAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        var setups = told.GetProperty("setups").EnumerateArray().ToList();
        setups.Select(s => s.GetProperty("setup").GetString()).ShouldBe(SetupNames.All);
        var chart = await nobody.GetAsync("/api/markets/BTCUSDT/chart?timeframe=15m&candles=5000");
        var times = chart.GetProperty("candles").GetProperty("time").EnumerateArray().Select(t => t.GetInt64());
        var candles = times.ToHashSet();
        var cases = 0;
        foreach (var setup in setups)
        {
            var count = setup.GetProperty("count").GetInt32();
            var last = setup.GetProperty("last").EnumerateArray().ToList();
            last.Count.ShouldBe(Math.Min(20, count));
            foreach (var found in last)
            {
                candles.ShouldContain(found.GetProperty("signal").GetInt64());
                candles.ShouldContain(found.GetProperty("entryTime").GetInt64());
                candles.ShouldContain(found.GetProperty("endTime").GetInt64());
                cases++;
            }
            setup.GetProperty("regimes").GetArrayLength().ShouldBe(5);
            var main = setup.GetProperty("targets")[1];
            main.TryGetProperty("hitRate", out _).ShouldBe(count > 0);
            (main.GetProperty("verdict").GetString() == "notEnoughHistory").ShouldBe(count < 30);
            var probability = setup.GetProperty("probability");
            var isShown = probability.GetProperty("abstention").GetString() == "none";
            probability.TryGetProperty("value", out _).ShouldBe(isShown);
        }
        cases.ShouldBeGreaterThan(50);
        var ranges = told.GetProperty("ranges").GetProperty("count").GetInt32();
        foreach (var reading in told.GetProperty("readings").EnumerateArray())
            reading.GetProperty("count").GetInt32().ShouldBeInRange(1, ranges);
    }

    [Fact]
    public async Task At_a_past_moment_it_is_counted_on_the_candles_that_had_closed()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        var now = await nobody.GetAsync("/api/markets/BTCUSDT/chart?timeframe=15m&candles=50");
        var (first, last) = (now.GetProperty("firstAt").GetInt64(), now.GetProperty("lastAt").GetInt64());
        var feed = new SimulatedFeed(1, last, RunningServer.Candles);
        var random = new Random(20261130);
        foreach (var frame in new[] { "15m", "1h", "4h", "15m", "1h", "4h" })
        {
            var at = random.NextInt64(first, last);
            Timeframe.TryParse(frame, out var timeframe).ShouldBeTrue();
            var known = MarketData.Load(feed, "BTCUSDT", MarketRoom.Timeframes, at).Analyze();
            var (series, finer) = MarketStudies.CandlesOf(known, timeframe);
            var expected = EvidenceSummary.Of(series, finer);

            var told = await nobody.GetAsync(
                string.Create(CultureInfo.InvariantCulture, $"{Path}?timeframe={frame}&at={at}")
            );

            told.GetProperty("dataHash").GetString().ShouldBe(expected.DataHash, $"{frame} at {at}");
            told.GetProperty("asOf").GetDateTimeOffset().ToUnixTimeMilliseconds().ShouldBeLessThanOrEqualTo(at);
            foreach (var (setup, counted) in told.GetProperty("setups").EnumerateArray().Zip(expected.Setups))
            {
                setup.GetProperty("count").GetInt32().ShouldBe(counted.Count);
                setup.GetProperty("targets")[1].GetProperty("hits").GetInt32().ShouldBe(counted.Main.Hits);
                setup.TryGetProperty("live", out _).ShouldBe(counted.Live is not null);
            }
        }
    }

    [Fact]
    public async Task Nobody_waits_for_it_and_it_knows_nothing_later_than_who_asks()
    {
        await using var server = await RunningServer.StartAsync();
        var (room, evidence) = (server.Get<MarketRoom>(), server.Get<MarketEvidence>());
        var present = (await room.ViewAsync("ETHUSDT", default))!.Analysis!;

        var studies = evidence.Newest(present);
        for (var tries = 0; studies is null && tries < 600; tries++)
        {
            await Task.Delay(50);
            studies = evidence.Newest(present);
        }

        studies.ShouldNotBeNull();
        foreach (var timeframe in MarketRoom.Timeframes)
            studies[timeframe]!.ToMs.ShouldBe(present[timeframe]!.AsOfMs);
        evidence.Newest(present).ShouldBeSameAs(studies, "nothing closed since");
        var earlier = MarketPast.Fold(present, present.AsOfMs - Timeframe.M15.Milliseconds, MarketRoom.Timeframes)!;
        evidence.Newest(earlier).ShouldBeNull("what was counted since had not closed then");
    }

    [Fact]
    public async Task An_answer_cites_it_once_it_is_counted_and_says_so_before()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var session = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var opening = await ana.EventsAsync(session.GetProperty("firstTurn").GetString()!);
        var first = TextOf(opening);
        (
            first.Contains("is being counted", StringComparison.Ordinal)
            ^ first.Contains(NotFuture, StringComparison.Ordinal)
        ).ShouldBeTrue("one or the other, and no waiting");
        await CountedAsync(ana, $"{Path}?timeframe=1h");

        var turn = await ana.PostAsync(
            $"/api/sessions/{session.GetProperty("id").GetString()}/turns",
            new { question = "What does history say, how likely is it?" },
            "history-1"
        );
        var events = await ana.EventsAsync(turn.GetProperty("id").GetString()!);

        var text = TextOf(events);
        text.ShouldContain("Probability from history");
        text.ShouldContain(NotFuture);
        events.Where(e => e.Type == "text").ShouldAllBe(e => !e.Data.GetProperty("marked").GetBoolean());
        var cited = events
            .Where(e => e.Type == "finding")
            .Select(e => e.Data.GetProperty("what").GetString()!)
            .Where(w => w.StartsWith("evidence.", StringComparison.Ordinal))
            .ToList();
        cited.ShouldContain("evidence.cases");
        cited.ShouldContain("evidence.base-rate");
    }

    [Theory]
    [InlineData("BTCUSDT/evidence?timeframe=7m", HttpStatusCode.BadRequest, "timeframe")]
    [InlineData("BTCUSDT/evidence?at=0", HttpStatusCode.NotFound, null)]
    [InlineData("NOSUCH/evidence", HttpStatusCode.NotFound, null)]
    public async Task What_cannot_be_counted_is_refused_with_what_is_allowed(
        string path,
        HttpStatusCode status,
        string? field
    )
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        using var answer = await nobody.SendAsync(HttpMethod.Get, "/api/markets/" + path);
        answer.StatusCode.ShouldBe(status);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        (problem.TryGetProperty("field", out var told) ? told.GetString() : null).ShouldBe(field);
    }

    private static string TextOf(IEnumerable<(int Id, string Type, JsonElement Data)> events) =>
        string.Concat(events.Where(e => e.Type == "text").Select(e => e.Data.GetProperty("sentence").GetString()));

    /// <summary>Asks until it has been counted; what is answered before says that it is being counted.</summary>
    private static async Task<JsonElement> CountedAsync(ApiClient client, string path)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            using var answer = await client.SendAsync(HttpMethod.Get, path);
            var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            if (answer.StatusCode == HttpStatusCode.OK)
                return told;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            told.GetProperty("code").GetString().ShouldBe("being_counted");
            answer.Headers.RetryAfter.ShouldNotBeNull();
            await Task.Delay(50);
        }
        throw new InvalidOperationException($"{path} was not counted in time.");
    }
}
