using System.Text.Json;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Chat;

namespace Waickoff.Server.Tests.Chat;

/// <summary>T46: while the provider is down the facts are still told, free, and the time that sessions lose comes back once.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private SandboxModel model = null!;

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Fact]
    public async Task An_hour_without_the_provider_is_given_back_to_the_sessions_it_was_taken_from()
    {
        var time = new ShiftedTime();
        await using var server = await StartAsync("", time);
        using var ana = await server.SignUpAsync();
        using var eva = await server.SignUpAsync("eva");
        var (session, expires) = await OpenAsync(ana);
        // Nearly over when the provider goes down, and over while it is.
        var (late, lateExpires) = await OpenAsync(eva);
        time.Shift += TimeSpan.FromHours(23.5);

        model.Scripts.Always(ModelScript.Refuse(529));
        var answer = await AskAsync(ana, session, "asking-01");
        answer.ShouldContain(e => e.Type == "text");
        answer[^1].Data.GetProperty("charged").GetInt64().ShouldBe(0);
        // It is noted behind the last event of the answer.
        (await IsOnAsync(server, isOn: true)).ShouldBeTrue();
        time.Shift += TimeSpan.FromHours(1);
        await server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default));
        (await ReadAsync(eva, late)).GetProperty("status").GetString().ShouldBe("active");

        model.Scripts.Always(ModelScript.Honest);
        await server.Get<Outages>().EndAsync();
        await server.Get<Outages>().EndAsync();

        foreach (var (client, id, before) in new[] { (ana, session, expires), (eva, late, lateExpires) })
        {
            var read = await ReadAsync(client, id);
            var given = TimeSpan.FromSeconds(read.GetProperty("secondsGivenBack").GetInt64());
            given.ShouldBe(TimeSpan.FromHours(1), TimeSpan.FromMinutes(2));
            (read.GetProperty("expires").GetDateTimeOffset() - before).ShouldBe(given, TimeSpan.FromSeconds(1));
        }
        // Both can be asked, half an hour behind what was their end.
        foreach (var (client, id) in new[] { (ana, session), (eva, late) })
            (await AskAsync(client, id, "asking-02"))[^1].Type.ShouldBe("done");
        time.Shift += TimeSpan.FromHours(1);
        await server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default));
        (await ReadAsync(eva, late)).GetProperty("status").GetString().ShouldBe("expired");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_first_answer_of_a_model_ends_the_outage(string database)
    {
        await using var server = await StartAsync(
            database == "PostgreSQL" ? await PostgresServer.NewDatabaseAsync() : "",
            new ShiftedTime()
        );
        using var ana = await server.SignUpAsync();
        var (session, _) = await OpenAsync(ana);
        model.Scripts.Always(ModelScript.Refuse(529));
        await AskAsync(ana, session, "asking-01");
        (await IsOnAsync(server, isOn: true)).ShouldBeTrue();

        // The breaker lets nobody through at once; the server asks for itself.
        model.Scripts.Always(ModelScript.Honest);
        (await IsOnAsync(server, isOn: false)).ShouldBeTrue();
        (await ReadAsync(ana, session)).GetProperty("secondsGivenBack").GetInt64().ShouldBeInRange(0, 60);
    }

    /// <summary>Waits until there is an outage, or none.</summary>
    private static async Task<bool> IsOnAsync(RunningServer server, bool isOn)
    {
        for (var tries = 0; tries < 450; tries++)
        {
            if (await server.Get<Outages>().IsOnAsync(default) == isOn)
                return true;
            await Task.Delay(100);
        }
        return false;
    }

    private Task<RunningServer> StartAsync(string database, TimeProvider time) =>
        RunningServer.StartAsync(
            database,
            time: time,
            settings: [$"Analyst:ApiKey={model.ApiKey}", $"Analyst:BaseUrl={model.BaseUrl}"]
        );

    private static async Task<(string Session, DateTimeOffset Expires)> OpenAsync(ApiClient client)
    {
        var opened = await client.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await client.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        return (opened.GetProperty("id").GetString()!, opened.GetProperty("expires").GetDateTimeOffset());
    }

    private static async Task<List<(int Id, string Type, JsonElement Data)>> AskAsync(
        ApiClient client,
        string session,
        string key
    )
    {
        var asked = await client.PostAsync(
            $"/api/sessions/{session}/turns",
            new { question = "What is the phase?" },
            key
        );
        return await client.EventsAsync(asked.GetProperty("id").GetString()!);
    }

    private static async Task<JsonElement> ReadAsync(ApiClient client, string session) =>
        (await client.GetAsync($"/api/sessions/{session}")).GetProperty("session");
}
