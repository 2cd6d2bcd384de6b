using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Chat;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Chat;

/// <summary>
/// T09 over sessions: a retry with the same key comes to the end that it would have come to, nothing is charged twice, and nothing stays held.
/// </summary>
public sealed class FaultSweepTests(ITestOutputHelper output) : IAsyncLifetime
{
    private SandboxModel model = null!;
    private PostgresFaults faults = null!;
    private RunningServer server = null!;
    private ApiClient ana = null!;
    private string person = "";

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync(new SandboxModelOptions { AnswerTokens = 60 });
        faults = PostgresFaults.Start(await PostgresServer.NewDatabaseAsync());
        faults.Disarm();
        server = await RunningServer.StartAsync(
            faults.ConnectionString,
            settings:
            [
                $"Analyst:ApiKey={model.ApiKey}",
                $"Analyst:BaseUrl={model.BaseUrl}",
                "Chat:Lease=00:00:02",
                "Chat:Grace=00:00:01",
                "Logging:LogLevel:Default=None",
                "Logging:LogLevel:Waickoff.Server.Hosting.Failures=Error",
            ]
        );
        ana = await server.SignUpAsync();
        person = (await ana.GetAsync("/api/account")).GetProperty("id").GetString()!;
        await server.GrantAsync(person, 100_000);
    }

    public async Task DisposeAsync()
    {
        ana.Dispose();
        await server.DisposeAsync();
        await faults.DisposeAsync();
        await model.DisposeAsync();
    }

    [Fact]
    public Task An_opening_is_one_session_or_none() =>
        SweepAsync(
            async (n, kind, key) =>
            {
                var before = await CreditsAsync();
                faults.Arm(n, kind);
                var opened = await AgainAsync("/api/sessions", new { symbol = "BTCUSDT" }, key, HttpStatusCode.Created);
                var session = await SettledAsync(opened.GetProperty("id").GetString()!);
                var hasStruck = faults.Disarm();

                var status = session.GetProperty("session").GetProperty("status").GetString();
                status.ShouldBeOneOf("active", "returned");
                (before - await CreditsAsync()).ShouldBe(status == "active" ? 1 : 0);
                ShouldAddUp(session);
                return hasStruck;
            }
        );

    [Fact]
    public async Task A_question_is_charged_once_or_not_at_all()
    {
        var session = await OpenAsync();
        await SweepAsync(
            async (n, kind, key) =>
            {
                session = await FreshAsync(session);
                faults.Arm(n, kind);
                var path = $"/api/sessions/{session}/turns";
                await AgainAsync(path, new { question = "The phase?" }, key, HttpStatusCode.Accepted);
                var read = await SettledAsync(session);
                var hasStruck = faults.Disarm();

                ShouldAddUp(read);
                return hasStruck;
            }
        );
    }

    [Fact]
    public async Task A_stop_ends_the_answer_and_is_charged_once()
    {
        var session = await OpenAsync();
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(20), 400)));
        await SweepAsync(
            async (n, kind, key) =>
            {
                session = await FreshAsync(session);
                var path = $"/api/sessions/{session}/turns";
                var asked = await AgainAsync(path, new { question = "The phase?" }, key, HttpStatusCode.Accepted);
                faults.Arm(n, kind);
                var stop = $"/api/turns/{asked.GetProperty("id").GetString()}/stop";
                await AgainAsync(stop, null, null, HttpStatusCode.Accepted);
                var read = await SettledAsync(session);
                var hasStruck = faults.Disarm();

                ShouldAddUp(read);
                return hasStruck;
            }
        );
    }

    [Fact]
    public async Task A_session_ends_once_by_its_owner_and_by_its_time()
    {
        await SweepAsync(
            async (n, kind, _) =>
            {
                var (closed, over) = (await OpenAsync(), await OpenAsync());
                await server.WithDbAsync(db =>
                    db.Set<TradingSession>()
                        .Where(s => s.Id == over)
                        .ExecuteUpdateAsync(s => s.SetProperty(x => x.ExpiresMs, 1L))
                );
                faults.Arm(n, kind);
                await AgainAsync($"/api/sessions/{closed}/close", null, null, HttpStatusCode.OK);
                await ExpireAsync();
                var hasStruck = faults.Disarm();
                foreach (var (id, status) in new[] { (closed, "completed"), (over, "expired") })
                {
                    var read = await SettledAsync(id);
                    read.GetProperty("session").GetProperty("status").GetString().ShouldBe(status);
                    ShouldAddUp(read);
                }
                return hasStruck;
            }
        );
    }

    [Fact]
    public Task Who_leaves_is_gone_at_once_or_still_there() =>
        SweepAsync(
            async (n, kind, _) =>
            {
                using var leaving = await server.SignUpAsync("leo");
                var id = (await leaving.GetAsync("/api/account")).GetProperty("id").GetString()!;
                await leaving.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
                faults.Arm(n, kind);
                var answer = HttpStatusCode.ServiceUnavailable;
                for (var tries = 0; tries < 10 && answer == HttpStatusCode.ServiceUnavailable; tries++)
                    answer = (
                        await FaultSweep.SendAsync(
                            leaving,
                            "/api/account/delete",
                            new { password = ApiClient.Password }
                        )
                    ).StatusCode;
                var hasStruck = faults.Disarm();

                // Done though its answer was lost: then the next try finds nobody signed in.
                answer.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.Unauthorized);
                (await server.WithDbAsync(db => db.Users.AnyAsync(u => u.Id == id))).ShouldBeFalse();
                (
                    await server.WithDbAsync(db => db.Set<TradingSession>().AnyAsync(s => s.UserId == id))
                ).ShouldBeFalse();
                return hasStruck;
            }
        );

    private Task SweepAsync(Func<int, CommandFault, string, Task<bool>> flow) =>
        FaultSweep.RunAsync(output, server, flow);

    private Task<JsonElement> AgainAsync(string path, object? body, string? key, HttpStatusCode expected) =>
        FaultSweep.AgainAsync(ana, path, body, key, expected);

    private Task ExpireAsync() =>
        FaultSweep.JobAsync(() => server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default)));

    /// <summary>A session when none of its turns runs any more.</summary>
    private async Task<JsonElement> SettledAsync(string session)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await ana.SendAsync(HttpMethod.Get, $"/api/sessions/{session}");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var read = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                var isRunning = read.GetProperty("turns")
                    .EnumerateArray()
                    .Any(t => t.GetProperty("state").GetString() == "running");
                if (!isRunning && read.GetProperty("session").GetProperty("status").GetString() != "opening")
                    return read;
            }
            else
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (tries < 600).ShouldBeTrue($"{session} is settled");
            await Task.Delay(25);
        }
    }

    private static void ShouldAddUp(JsonElement read)
    {
        var tokens = read.GetProperty("session").GetProperty("tokens");
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        var charged = read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());
        tokens.GetProperty("used").GetInt64().ShouldBe(charged);
    }

    private async Task<long> CreditsAsync() => (await ana.GetAsync("/api/credits")).GetProperty("credits").GetInt64();

    private async Task<string> OpenAsync()
    {
        model.Scripts.Always(ModelScript.Paced(ModelPace.AtOnce));
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, $"opening-{Guid.NewGuid():N}");
        var session = opened.GetProperty("id").GetString()!;
        await SettledAsync(session);
        return session;
    }

    /// <summary>The session, or a new one where it has little left or rests behind failures.</summary>
    private async Task<string> FreshAsync(string session)
    {
        var read = await ana.GetAsync($"/api/sessions/{session}");
        var left = read.GetProperty("session").GetProperty("tokens").GetProperty("left").GetInt64();
        var hasFailed =
            read.GetProperty("turns").EnumerateArray().Last().GetProperty("state").GetString()
            is "failed"
                or "interrupted";
        return left > 40_000 && !hasFailed ? session : await OpenAsync();
    }
}
