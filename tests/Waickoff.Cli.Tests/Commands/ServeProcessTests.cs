using System.Net;
using System.Text.Json;
using Npgsql;
using Waickoff.Ledger.Audit;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Tests;
using Waickoff.Testing;
using Xunit.Abstractions;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>The server as processes: three on one database, one that is killed while it answers, one that is asked to end.</summary>
public sealed class ServeProcessTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff serve ");
    private SandboxModel model = null!;

    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync()
    {
        await model.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>T26: each round one session is asked by all three at once until nothing is left of it.</summary>
    [Fact]
    public async Task Three_processes_on_one_database_never_go_beyond_the_limit()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var two = await StartAsync(database);
        await using var three = await StartAsync(database);
        using var first = new ApiClient(one.Address);
        await ServeProcess.SignUpAsync(first, folder, credits: 50);
        using var second = await SignInAsync(two);
        using var third = await SignInAsync(three);
        ApiClient[] clients = [first, second, third];
        using var stop = new CancellationTokenSource();
        var sampled = SampleAsync(database, stop.Token);
        var answered = 0;
        var rounds = IsWhole ? 20 : 1;
        for (var round = 0; round < rounds; round++)
        {
            var session = await OpenAsync(clients[round % 3], $"opening-{round}");
            for (var batch = 0; ; batch++)
            {
                var asked = await Task.WhenAll(
                    Enumerable
                        .Range(0, 12)
                        .Select(i => AskAsync(clients[i % 3], session, $"asking-{round}-{batch}-{i}"))
                );
                string[] turns = [.. asked.OfType<string>()];
                // Read from another process than the one that answers.
                var read = await Task.WhenAll(turns.Select((id, i) => clients[(i + 1) % 3].EventsAsync(id)));
                var inBatch = read.Count(events => events[^1].Type == "done");
                answered += inBatch;
                if (inBatch == 0)
                    break;
            }
            var end = await third.GetAsync($"/api/sessions/{session}");
            var tokens = end.GetProperty("session").GetProperty("tokens");
            tokens.GetProperty("held").GetInt64().ShouldBe(0);
            tokens.GetProperty("used").GetInt64().ShouldBe(ChargedOf(end));
        }
        await stop.CancelAsync();

        var samples = await sampled;
        samples.ShouldBeGreaterThan(50);
        answered.ShouldBeGreaterThan(rounds * 10);
        await ShouldAddUpAsync(database);
        output.WriteLine($"{rounds} sessions, {answered} turns, {samples} samples of all sessions, none above");
    }

    /// <summary>T28: another process gives back what a killed one held, its lease and the grace behind it over.</summary>
    [Fact]
    public async Task What_a_killed_process_held_goes_back_by_another()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        (string, string)[] short_ = [("Chat__Lease", "00:00:02"), ("Chat__Grace", "00:00:01")];
        await using var one = await StartAsync(database, short_);
        await using var two = await StartAsync(database, short_);
        using var client = new ApiClient(one.Address);
        await ServeProcess.SignUpAsync(client, folder, credits: 10);
        var session = await OpenAsync(client, "opening-1");
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(60), 10)));
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AskAsync(client, session, $"asking-{i}")));
        asked.OfType<string>().ShouldNotBeEmpty();
        await HeldAsync(client, session, isAny: true);
        await one.KillAsync();

        using var other = await SignInAsync(two);
        var read = await EndedAsync(other, session);
        foreach (var turn in read.GetProperty("turns").EnumerateArray().Skip(1))
            turn.GetProperty("state").GetString().ShouldBeOneOf("interrupted", "refused");
        var tokens = read.GetProperty("session").GetProperty("tokens");
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        tokens.GetProperty("used").GetInt64().ShouldBe(ChargedOf(read));
        await ShouldAddUpAsync(database);
    }

    /// <summary>T28: alone on its folder it knows at its start that nobody answers.</summary>
    [Fact]
    public async Task What_a_killed_server_held_is_back_before_the_next_start_is_ready()
    {
        string session;
        await using (var killed = await StartAsync(""))
        {
            using var owner = new ApiClient(killed.Address);
            await ServeProcess.SignUpAsync(owner, folder, credits: 10);
            session = await OpenAsync(owner, "opening-1");
            model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(60), 10)));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AskAsync(owner, session, $"asking-{i}")));
            await HeldAsync(owner, session, isAny: true);
            await killed.KillAsync();
        }
        await using var next = await StartAsync("");
        using var again = await SignInAsync(next);
        var read = await again.GetAsync($"/api/sessions/{session}");
        var tokens = read.GetProperty("session").GetProperty("tokens");
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        tokens.GetProperty("used").GetInt64().ShouldBe(ChargedOf(read));
    }

    /// <summary>T69: a hundred answers are being read when the server is asked to end.</summary>
    [Fact]
    public async Task A_server_that_is_asked_to_end_finishes_its_answers_and_refuses_new_ones()
    {
        var streams = IsWhole ? 100 : 20;
        await using var server = await StartAsync("");
        using var client = new ApiClient(server.Address);
        await ServeProcess.SignUpAsync(client, folder, credits: streams);
        var sessions = new List<string>();
        for (var i = 0; i < streams; i++)
            sessions.Add(await OpenAsync(client, $"opening-{i}", isAwaited: false));
        foreach (var session in sessions)
            await ActiveAsync(client, session);
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(3), 200)));
        var turns = await Task.WhenAll(sessions.Select(s => AskAsync(client, s, "asking-last")));
        var reading = turns.Select(t => ReadAsync(client, t!)).ToArray();
        await Task.Delay(1_000);

        var ending = server.TerminateAsync();
        var refused = await RefusedAsync(client, sessions[0]);
        (await ending).ShouldBe(0);
        var seen = await Task.WhenAll(reading);

        refused.ShouldBeTrue();
        await using var next = await StartAsync("", port: server.Port);
        foreach (var (turn, read) in turns.Zip(seen))
        {
            // What the end cut off is read on from where it was.
            var all = read.ToList();
            if (all.Count == 0 || all[^1].Type != "done")
                all.AddRange((await client.EventsAsync(turn!, read.Count)).Select(e => (e.Id, e.Type)));
            all.Select(e => e.Id).ShouldBe(Enumerable.Range(1, all.Count));
            all[^1].Type.ShouldBe("done");
        }
        var complete = seen.Count(s => s.Count > 0 && s[^1].Type == "done");
        output.WriteLine(
            $"{streams} streams, {complete} read to the end before the server had gone, the others resumed"
        );
    }

    private Task<ServeProcess> StartAsync(
        string database,
        (string Name, string Value)[]? settings = null,
        int? port = null
    ) =>
        ServeProcess.StartAsync(
            folder,
            model,
            database,
            port,
            [("Server__MasterKey", Key), ("Chat__MostRunning", "1000"), .. settings ?? []]
        );

    private static async Task<ApiClient> SignInAsync(ServeProcess server)
    {
        var client = new ApiClient(server.Address);
        await client.PostAsync("/api/sign-in", new { email = ServeProcess.Operator, password = ApiClient.Password });
        return client;
    }

    private static async Task<string> OpenAsync(ApiClient client, string key, bool isAwaited = true)
    {
        var opened = await client.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, key);
        var session = opened.GetProperty("id").GetString()!;
        if (isAwaited)
            await ActiveAsync(client, session);
        return session;
    }

    private static async Task ActiveAsync(ApiClient client, string session)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var read = await client.GetAsync($"/api/sessions/{session}");
            if (read.GetProperty("session").GetProperty("status").GetString() == "active")
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{session} is not active.");
    }

    /// <summary>Asks; null where nothing is left or the session has ended.</summary>
    private static async Task<string?> AskAsync(ApiClient client, string session, string key)
    {
        using var asked = await client.SendAsync(
            HttpMethod.Post,
            $"/api/sessions/{session}/turns",
            new { question = "What is the phase?" },
            key
        );
        if (asked.StatusCode == HttpStatusCode.Accepted)
            return asked.Headers.Location!.ToString().Split('/')[^1];
        asked.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests);
        return null;
    }

    /// <summary>The events until the last or until the server is gone.</summary>
    private static async Task<List<(int Id, string Type)>> ReadAsync(ApiClient client, string turn)
    {
        var seen = new List<(int, string)>();
        try
        {
            using var answer = await client.Http.GetAsync(
                $"/api/turns/{turn}/events",
                HttpCompletionOption.ResponseHeadersRead
            );
            var parser = System.Net.ServerSentEvents.SseParser.Create(await answer.Content.ReadAsStreamAsync());
            await foreach (var item in parser.EnumerateAsync())
                seen.Add((int.Parse(item.EventId!, System.Globalization.CultureInfo.InvariantCulture), item.EventType));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The server is gone.
        }
        return seen;
    }

    /// <summary>Whether a question is refused while the server ends.</summary>
    private static async Task<bool> RefusedAsync(ApiClient client, string session)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                using var asked = await client.SendAsync(
                    HttpMethod.Post,
                    $"/api/sessions/{session}/turns",
                    new { question = "One more?" },
                    $"asking-late-{tries}"
                );
                if (asked.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                    return true;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return true;
            }
            await Task.Delay(10);
        }
        return false;
    }

    private static async Task HeldAsync(ApiClient client, string session, bool isAny)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var read = await client.GetAsync($"/api/sessions/{session}");
            var held = read.GetProperty("session").GetProperty("tokens").GetProperty("held").GetInt64();
            if (held > 0 == isAny)
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{session} holds {(isAny ? "nothing" : "something")}.");
    }

    /// <summary>The session once none of its turns runs: those that had nothing held yet may be the last to end.</summary>
    private static async Task<JsonElement> EndedAsync(ApiClient client, string session)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var read = await client.GetAsync($"/api/sessions/{session}");
            if (read.GetProperty("turns").EnumerateArray().All(t => t.GetProperty("state").GetString() != "running"))
                return read;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{session} has turns that run.");
    }

    /// <summary>What all sessions have used and hold, as often as it can be asked.</summary>
    private static async Task<int> SampleAsync(string database, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(CancellationToken.None);
        var samples = 0;
        while (!stop.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand(
                "SELECT coalesce(max(used_tokens + held_tokens), 0) FROM ledger_session",
                connection
            );
            Convert
                .ToInt64(await command.ExecuteScalarAsync(CancellationToken.None), null)
                .ShouldBeLessThanOrEqualTo(100_000);
            samples++;
            await Task.Delay(10, CancellationToken.None);
        }
        return samples;
    }

    private static long ChargedOf(JsonElement read) =>
        read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());

    private static async Task ShouldAddUpAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var report = await LedgerAuditor.RunAsync(connection, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        report.Violations.ShouldBeEmpty();
    }
}
