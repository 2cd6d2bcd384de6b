using System.Net;
using Waickoff.Ledger.Audit;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Chat;

/// <summary>Turns over a model: what is charged is what was used, and what failed is free.</summary>
public sealed class ModelTurnTests : IAsyncLifetime
{
    private SandboxModel model = null!;

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_answer_of_a_model_is_verified_and_charged_as_used(string database)
    {
        await using var server = await StartAsync(database);
        using var ana = await server.SignUpAsync(language: "es");
        var (session, first) = await OpenAsync(ana);

        var events = await ana.EventsAsync(first);
        events[^1].Data.GetProperty("reason").GetString().ShouldBe("complete");
        var asked = await ana.PostAsync(
            $"/api/sessions/{session}/turns",
            new { question = "¿Y la fase?" },
            "asking-01"
        );
        var answered = await ana.EventsAsync(asked.GetProperty("id").GetString()!);
        answered.Where(e => e.Type == "text").ShouldNotBeEmpty();
        answered.Where(e => e.Type == "text").ShouldAllBe(e => !e.Data.GetProperty("marked").GetBoolean());

        var read = await ana.GetAsync($"/api/sessions/{session}");
        var charged = read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());
        read.GetProperty("session").GetProperty("tokens").GetProperty("used").GetInt64().ShouldBe(charged);
        var evidence = (await ana.GetAsync($"/api/sessions/{session}/evidence")).GetProperty("items").EnumerateArray();
        var ids = evidence.Select(e => e.GetProperty("id").GetString()).ToHashSet();
        var cited = answered
            .Where(e => e.Type == "text")
            .SelectMany(e => e.Data.GetProperty("citations").EnumerateArray())
            .Where(c => c.GetProperty("verdict").GetString() == "Verified")
            .Select(c => c.GetProperty("evidence").GetString())
            .ToArray();
        cited.ShouldNotBeEmpty();
        cited.ShouldBeSubsetOf(ids);
        await ShouldAddUpAsync(server);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_stop_ends_the_answer_and_charges_no_more_than_was_held(string database)
    {
        await using var server = await StartAsync(database);
        using var ana = await server.SignUpAsync();
        var (session, first) = await OpenAsync(ana);
        await ana.EventsAsync(first);
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(50), 60)));
        var asked = await ana.PostAsync(
            $"/api/sessions/{session}/turns",
            new { question = "Explain it in full" },
            "asking-01"
        );
        var turn = asked.GetProperty("id").GetString()!;
        var streamed = ana.EventsAsync(turn);
        await Task.Delay(2_500);

        var stops = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => ana.SendAsync(HttpMethod.Post, $"/api/turns/{turn}/stop"))
        );
        stops.ShouldAllBe(s => s.StatusCode == HttpStatusCode.Accepted);
        var events = await streamed;
        var read = await ana.GetAsync($"/api/turns/{turn}");

        events[^1].Data.GetProperty("reason").GetString().ShouldBe("stopped");
        read.GetProperty("state").GetString().ShouldBe("stopped");
        var hasText = events.Any(e => e.Type == "text");
        (read.GetProperty("charged").GetInt64() > 0).ShouldBe(hasText);
        var tokens = (await ana.GetAsync($"/api/sessions/{session}")).GetProperty("session").GetProperty("tokens");
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        await ShouldAddUpAsync(server);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_several_turns_ask_at_once_never_goes_beyond_the_limit(string database)
    {
        await using var server = await StartAsync(database);
        using var ana = await server.SignUpAsync();
        var (session, first) = await OpenAsync(ana);
        await ana.EventsAsync(first);
        using var stop = new CancellationTokenSource();
        var sampled = SampleAsync(ana, session, stop.Token);
        var turns = new List<string>();
        // Until nothing is left: each round asks eight at once.
        for (var round = 0; round < 12; round++)
        {
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(i =>
                        ana.SendAsync(
                            HttpMethod.Post,
                            $"/api/sessions/{session}/turns",
                            new { question = $"Question {round} {i}: what now?" },
                            $"asking-{round}-{i}"
                        )
                    )
            );
            var ids = answers
                .Where(a => a.StatusCode == HttpStatusCode.Accepted)
                .Select(a => a.Headers.Location!.ToString().Split('/')[^1])
                .ToArray();
            if (ids.Length == 0)
                break;
            await Task.WhenAll(ids.Select(id => ana.EventsAsync(id)));
            turns.AddRange(ids);
        }
        await stop.CancelAsync();

        (await sampled).ShouldBeGreaterThan(5);
        var read = await ana.GetAsync($"/api/sessions/{session}");
        var tokens = read.GetProperty("session").GetProperty("tokens");
        var charged = read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());
        tokens.GetProperty("used").GetInt64().ShouldBe(charged);
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        turns.Count.ShouldBeGreaterThan(20);
        await ShouldAddUpAsync(server);
    }

    [Fact]
    public async Task An_opening_whose_analysis_fails_gives_the_credit_back()
    {
        await using var server = await StartAsync("SQLite");
        using var ana = await server.SignUpAsync();
        // Numbers that stand nowhere: more than half of the answer stays marked.
        model.Scripts.Always(
            ModelScript.Say("The price is 123456.7 now. It will be 234567.8 soon. Then 345678.9 comes.")
        );
        var (session, first) = await OpenAsync(ana);
        var events = await ana.EventsAsync(first);

        events[^1].Data.GetProperty("charged").GetInt64().ShouldBe(0);
        for (var tries = 0; (await ana.GetAsync("/api/credits")).GetProperty("credits").GetInt64() == 0; tries++)
        {
            (tries < 50).ShouldBeTrue("the credit comes back");
            await Task.Delay(100);
        }
        var read = await ana.GetAsync($"/api/sessions/{session}");
        read.GetProperty("session").GetProperty("status").GetString().ShouldBe("returned");
        var again = await ana.SendAsync(
            HttpMethod.Post,
            $"/api/sessions/{session}/turns",
            new { question = "?" },
            "asking-01"
        );
        again.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await ShouldAddUpAsync(server);
    }

    private async Task<RunningServer> StartAsync(string database) =>
        await RunningServer.StartAsync(
            database == "PostgreSQL" ? await PostgresServer.NewDatabaseAsync() : "",
            settings: [$"Analyst:ApiKey={model.ApiKey}", $"Analyst:BaseUrl={model.BaseUrl}"]
        );

    private static async Task<(string Session, string Turn)> OpenAsync(ApiClient client)
    {
        var opened = await client.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        return (opened.GetProperty("id").GetString()!, opened.GetProperty("firstTurn").GetString()!);
    }

    private static async Task<int> SampleAsync(ApiClient client, string session, CancellationToken stop)
    {
        var samples = 0;
        while (!stop.IsCancellationRequested)
        {
            var tokens = (await client.GetAsync($"/api/sessions/{session}"))
                .GetProperty("session")
                .GetProperty("tokens");
            var (used, held) = (tokens.GetProperty("used").GetInt64(), tokens.GetProperty("held").GetInt64());
            (used + held).ShouldBeLessThanOrEqualTo(100_000);
            samples++;
            await Task.Delay(10, CancellationToken.None);
        }
        return samples;
    }

    private static async Task ShouldAddUpAsync(RunningServer server)
    {
        await using var connection = await server.Get<Database>().OpenAsync(default);
        var now = server.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        (await LedgerAuditor.RunAsync(connection, now)).Violations.ShouldBeEmpty();
    }
}
