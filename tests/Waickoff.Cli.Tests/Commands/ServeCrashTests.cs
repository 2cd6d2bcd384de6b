using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Waickoff.Ledger.Audit;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Tests;
using Xunit.Abstractions;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>
/// The server is killed at random moments while sessions are opened, questions asked and answers stopped. What it had acknowledged is there
/// after the next start, nothing is charged twice, and nothing stays held.
/// </summary>
public sealed class ServeCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Credits = 2_000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff crash ");
    private readonly int port = ServeProcess.FreePort();
    private readonly List<string> sessions = [];
    private readonly List<string> active = [];
    private readonly List<string> turns = [];

    /// <summary>Turns whose last event was read, and what it said they cost.</summary>
    private readonly Dictionary<string, long> read = [];

    /// <summary>Ends when so many sessions and turns were acknowledged.</summary>
    private (int Sessions, int Turns, TaskCompletionSource Reached) awaited = (0, 0, new());
    private SandboxModel model = null!;

    private static int Kills => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 60 : 3;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(30), 1_500)));
    }

    public async Task DisposeAsync()
    {
        await model.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whatever_the_moment_what_was_acknowledged_is_kept_and_nothing_is_charged_twice_or_stays_held()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        var random = new Random(seed);
        using var client = new ApiClient(new Uri($"http://127.0.0.1:{port}"));
        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var server = await ServeProcess.StartAsync(folder, model, port: port);
            if (kill == 0)
                await ServeProcess.SignUpAsync(client, folder, Credits);
            await CheckAsync(client);
            if (kill == Kills)
                break;
            using var stop = new CancellationTokenSource();
            // Every other kill falls on a server that is at work, on sessions or on turns in turn, the others on one that has just begun.
            awaited = (
                sessions.Count + (kill % 4 == 0 ? 2 : 0),
                turns.Count + (kill % 4 == 2 ? 2 : 0),
                new TaskCompletionSource()
            );
            Acknowledge();
            var working = WorkAsync(client, random.Next(), kill, stop.Token);
            await Task.WhenAny(awaited.Reached.Task, working);
            await Task.Delay(random.Next(200, 3_000));
            await server.KillAsync();
            await stop.CancelAsync();
            await working;
        }
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.FullName, "waickoff.db")}"
        );
        await connection.OpenAsync();
        var report = await LedgerAuditor.RunAsync(connection, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        report.Violations.ShouldBeEmpty();
        sessions.Count.ShouldBeGreaterThan(Kills / 3);
        turns.Count.ShouldBeGreaterThan(Kills / 3);
        output.WriteLine(
            $"{Kills} kills, {sessions.Count} sessions, {turns.Count} turns acknowledged, {read.Count} of them read to the end"
        );
    }

    private void Acknowledge()
    {
        if (sessions.Count >= awaited.Sessions && turns.Count >= awaited.Turns)
            awaited.Reached.TrySetResult();
    }

    /// <summary>Opens, asks and stops until the server is gone.</summary>
    private async Task WorkAsync(ApiClient client, int seed, int round, CancellationToken stop)
    {
        var random = new Random(seed);
        try
        {
            for (var step = 0; !stop.IsCancellationRequested; step++)
            {
                if (active.Count == 0 || random.Next(5) == 0)
                    await OpenAsync(client, $"opening-{round}-{step}", isRead: random.Next(3) > 0);
                else
                    await AskAsync(client, active[random.Next(active.Count)], $"asking-{round}-{step}", random);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // It was killed.
        }
    }

    private async Task OpenAsync(ApiClient client, string key, bool isRead)
    {
        var opened = await client.SendAsync(HttpMethod.Post, "/api/sessions", new { symbol = "BTCUSDT" }, key);
        if (opened.StatusCode != HttpStatusCode.Created)
        {
            await Task.Delay(20, CancellationToken.None);
            return;
        }
        var answer = await opened.Content.ReadFromJsonAsync<JsonElement>();
        var session = answer.GetProperty("id").GetString()!;
        sessions.Add(session);
        Acknowledge();
        if (!isRead)
            return;
        await client.EventsAsync(answer.GetProperty("firstTurn").GetString()!);
        active.Add(session);
    }

    /// <summary>Asks, and then waits for the end, stops it, or goes on.</summary>
    private async Task AskAsync(ApiClient client, string session, string key, Random random)
    {
        var asked = await client.SendAsync(
            HttpMethod.Post,
            $"/api/sessions/{session}/turns",
            new { question = "What is the phase?" },
            key
        );
        if (asked.StatusCode != HttpStatusCode.Accepted)
        {
            // It has ended, or three interrupted answers in a row ask for a pause.
            active.Remove(session);
            return;
        }
        var turn = asked.Headers.Location!.ToString().Split('/')[^1];
        turns.Add(turn);
        Acknowledge();
        await Task.Delay(random.Next(200), CancellationToken.None);
        switch (random.Next(3))
        {
            case 0:
                await client.SendAsync(HttpMethod.Post, $"/api/turns/{turn}/stop");
                break;
            case 1:
                var events = await client.EventsAsync(turn);
                read[turn] = events[^1].Data.GetProperty("charged").GetInt64();
                break;
        }
    }

    private async Task CheckAsync(ApiClient client)
    {
        foreach (var id in turns)
        {
            var turn = await client.GetAsync($"/api/turns/{id}");
            turn.GetProperty("state").GetString().ShouldNotBe("running", id);
            if (read.TryGetValue(id, out var charge))
                turn.GetProperty("charged").GetInt64().ShouldBe(charge, id);
        }
        var taken = 0;
        foreach (var id in sessions)
        {
            var found = await client.GetAsync($"/api/sessions/{id}");
            var session = found.GetProperty("session");
            var tokens = session.GetProperty("tokens");
            tokens.GetProperty("held").GetInt64().ShouldBe(0, id);
            var charged = found.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());
            tokens.GetProperty("used").GetInt64().ShouldBe(charged, id);
            session.GetProperty("status").GetString().ShouldNotBe("opening", id);
            taken += session.GetProperty("status").GetString() == "returned" ? 0 : 1;
        }
        // One more may have been opened whose answer never came.
        var credits = (await client.GetAsync("/api/credits")).GetProperty("credits").GetInt64();
        var open = 0;
        for (var before = ""; ; )
        {
            var page = await client.GetAsync($"/api/sessions?take=100{before}");
            var listed = page.GetProperty("sessions").EnumerateArray().ToArray();
            if (listed.Length == 0)
                break;
            open += listed.Count(s => s.GetProperty("status").GetString() != "returned");
            before = $"&before={listed[^1].GetProperty("id").GetString()}";
        }
        credits.ShouldBe(Credits - open);
        open.ShouldBeGreaterThanOrEqualTo(taken);
    }
}
