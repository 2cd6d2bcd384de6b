using System.Globalization;
using System.Net;
using System.Text.Json;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Chat;

namespace Waickoff.Server.Tests.Chat;

/// <summary>T35: a session is 24 hours by the clock of the server, whatever calendars and the clocks of other machines say.</summary>
public sealed class SessionTimeTests : IAsyncLifetime
{
    private SandboxModel model = null!;

    /// <summary>Around the changes of summer time, a leap day, and the end of a year.</summary>
    public static TheoryData<string> Starts =>
        [
            "2026-03-28T22:30:00Z",
            "2026-10-24T23:30:00Z",
            "2026-11-01T03:00:00Z",
            "2028-02-28T23:59:30Z",
            "2026-12-31T12:00:00Z",
        ];

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task What_was_asked_in_the_last_second_is_answered_and_the_next_question_refused(string start)
    {
        var time = ShiftedTime.At(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        await using var server = await StartAsync("", null, time);
        using var ana = await server.SignUpAsync();
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var session = opened.GetProperty("id").GetString()!;
        var (created, expires) = (Time(opened, "created"), Time(opened, "expires"));
        (expires - created).ShouldBe(TimeSpan.FromHours(24));
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);

        time.Shift += expires - TimeSpan.FromSeconds(1) - time.GetUtcNow();
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(2), 400)));
        var turn = (await AskAsync(ana, session, "asking-01")).GetProperty("id").GetString()!;
        time.Shift += TimeSpan.FromSeconds(2);
        await server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default));
        (await StatusAsync(ana, session)).ShouldBe("active");
        var events = await ana.EventsAsync(turn);
        await server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default));
        using var late = await ana.SendAsync(
            HttpMethod.Post,
            $"/api/sessions/{session}/turns",
            new { question = "And now?" },
            "asking-02"
        );

        events[^1].Data.GetProperty("reason").GetString().ShouldBe("complete");
        events[^1].Data.GetProperty("charged").GetInt64().ShouldBeGreaterThan(0);
        late.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var problem = JsonDocument.Parse(await late.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("code").GetString().ShouldBe("session_expired");
        var read = await ana.GetAsync($"/api/sessions/{session}");
        (await StatusAsync(ana, session)).ShouldBe("expired");
        var tokens = read.GetProperty("session").GetProperty("tokens");
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        tokens
            .GetProperty("used")
            .GetInt64()
            .ShouldBe(read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64()));
    }

    [Fact]
    public async Task Clocks_that_are_five_minutes_apart_change_nothing()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        var (ahead, behind) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(-5));
        await using var one = await StartAsync(
            database,
            null,
            new ShiftedTime { Shift = behind },
            "Chat:Lease=00:00:02"
        );
        // Mails of both come into one folder.
        await using var other = await StartAsync(
            database,
            one.Folder,
            new ShiftedTime { Shift = ahead },
            "Chat:Lease=00:00:02"
        );
        using var ana = await one.SignUpAsync();
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var (created, expires) = (Time(opened, "created"), Time(opened, "expires"));
        (expires - created).ShouldBe(TimeSpan.FromHours(24));
        (created - TimeProvider.System.GetUtcNow()).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);

        // Longer than the lease, so that the other would take it for dead by its own clock.
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(8), 400)));
        var session = opened.GetProperty("id").GetString()!;
        var turn = (await AskAsync(ana, session, "asking-01")).GetProperty("id").GetString()!;
        var events = await ana.EventsAsync(turn);

        events[^1].Data.GetProperty("reason").GetString().ShouldBe("complete");
        (await StatusAsync(ana, session)).ShouldBe("active");
    }

    private Task<RunningServer> StartAsync(
        string database,
        DirectoryInfo? folder,
        ShiftedTime time,
        params string[] settings
    ) =>
        RunningServer.StartAsync(
            database,
            folder,
            time,
            settings:
            [
                $"Analyst:ApiKey={model.ApiKey}",
                $"Analyst:BaseUrl={model.BaseUrl}",
                "Chat:Grace=00:00:01",
                .. settings,
            ]
        );

    private static Task<JsonElement> AskAsync(ApiClient client, string session, string key) =>
        client.PostAsync($"/api/sessions/{session}/turns", new { question = "What is the phase?" }, key);

    private static async Task<string?> StatusAsync(ApiClient client, string session) =>
        (await client.GetAsync($"/api/sessions/{session}")).GetProperty("session").GetProperty("status").GetString();

    private static DateTimeOffset Time(JsonElement answer, string name) => answer.GetProperty(name).GetDateTimeOffset();
}
