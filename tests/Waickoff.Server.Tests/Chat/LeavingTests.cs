using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Waickoff.Ledger.Audit;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Chat;

/// <summary>T31, T33: who closes the page loses nothing, and only so many answers are written for nobody.</summary>
public sealed class LeavingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private SandboxModel model = null!;

    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Fact]
    public async Task An_answer_whose_page_was_closed_is_stored_whole_and_charged_as_used()
    {
        var (people, rounds) = IsWhole ? (50, 40) : (10, 2);
        var random = Seeded();
        await using var server = await StartAsync();
        var readers = await OpenAsync(server, people);
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(30), 600)));
        for (var round = 0; round < rounds; round++)
        {
            var turns = await Task.WhenAll(readers.Select(r => AskAsync(r, $"asking-{round:D3}")));
            await Task.WhenAll(
                turns.Zip(readers).Select(t => LeaveAsync(t.Second.Client, t.First, random.Next(1, 12)))
            );
            var ended = await Task.WhenAll(turns.Zip(readers).Select(t => EndedAsync(t.Second.Client, t.First)));
            ended.ShouldAllBe(t => t.GetProperty("state").GetString() == "complete");
            ended.ShouldAllBe(t => t.GetProperty("charged").GetInt64() > 0);
            ended.ShouldAllBe(t => t.GetProperty("answer").GetString()!.Length > 0);
            if (round % 10 == 9)
                readers = await OpenAgainAsync(readers);
        }
        model.Truth.Running.ShouldBe(0);
        await ShouldAddUpAsync(server, readers);
        output.WriteLine($"{people * rounds} pages closed, all answers stored whole");
        foreach (var reader in readers)
            reader.Client.Dispose();
    }

    [Fact]
    public async Task Only_so_many_answers_are_written_for_nobody()
    {
        var people = IsWhole ? 500 : 40;
        const int Most = 8;
        await using var server = await StartAsync($"Chat:MostUnread={Most}", "Chat:MostRunning=1000");
        var readers = await OpenAsync(server, people);
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(200), 60)));
        var turns = await Task.WhenAll(readers.Select(r => AskAsync(r, "asking-01")));

        using var all = new CancellationTokenSource();
        var reading = turns.Zip(readers).Select(t => LeaveAsync(t.Second.Client, t.First, int.MaxValue, all.Token));
        var left = Task.WhenAll(reading);
        await Task.Delay(2_500, CancellationToken.None);
        await all.CancelAsync();
        await left;
        var ended = await Task.WhenAll(turns.Zip(readers).Select(t => EndedAsync(t.Second.Client, t.First)));

        var complete = ended.Count(t => t.GetProperty("state").GetString() == "complete");
        complete.ShouldBeLessThanOrEqualTo(Most);
        ended.Count(t => t.GetProperty("state").GetString() == "stopped").ShouldBe(people - complete);
        model.Truth.Running.ShouldBe(0);
        await ShouldAddUpAsync(server, readers);
        output.WriteLine($"{people} left at once: {complete} answers written on, the others stopped");
        foreach (var reader in readers)
            reader.Client.Dispose();
    }

    private Task<RunningServer> StartAsync(params string[] settings) =>
        RunningServer.StartAsync(
            settings: [$"Analyst:ApiKey={model.ApiKey}", $"Analyst:BaseUrl={model.BaseUrl}", .. settings]
        );

    private Random Seeded()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        return new Random(seed);
    }

    /// <summary>People with a session each.</summary>
    private async Task<Reader[]> OpenAsync(RunningServer server, int people)
    {
        model.Scripts.Always(ModelScript.Honest);
        using var owner = await server.SignUpAsync();
        var readers = new List<Reader>();
        // One account has one free session; the others get theirs from the ledger.
        var person = (await owner.GetAsync("/api/account")).GetProperty("id").GetString()!;
        await server.GrantAsync(person, people * 8);
        for (var i = 0; i < people; i++)
        {
            var client = owner.Again();
            readers.Add(new Reader(client, await SessionAsync(client, $"opening-{i:D4}")));
        }
        return [.. readers];
    }

    private async Task<Reader[]> OpenAgainAsync(Reader[] readers)
    {
        model.Scripts.Always(ModelScript.Honest);
        var again = await Task.WhenAll(
            readers.Select(async r => r with { Session = await SessionAsync(r.Client, $"opening-{Guid.NewGuid():N}") })
        );
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(30), 600)));
        return again;
    }

    private static async Task<string> SessionAsync(ApiClient client, string key)
    {
        var opened = await client.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, key);
        await client.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        return opened.GetProperty("id").GetString()!;
    }

    private static async Task<string> AskAsync(Reader reader, string key)
    {
        var asked = await reader.Client.PostAsync(
            $"/api/sessions/{reader.Session}/turns",
            new { question = "What is the phase?" },
            key
        );
        return asked.GetProperty("id").GetString()!;
    }

    /// <summary>Reads some events and closes the page.</summary>
    private static async Task LeaveAsync(ApiClient client, string turn, int events, CancellationToken leave = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/turns/{turn}/events");
            using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave);
            var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync(leave));
            var seen = 0;
            await foreach (var _ in parser.EnumerateAsync(leave))
                if (++seen >= events)
                    return;
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // It was closed.
        }
    }

    private static async Task<JsonElement> EndedAsync(ApiClient client, string turn)
    {
        for (var tries = 0; ; tries++)
        {
            var read = await client.GetAsync($"/api/turns/{turn}");
            if (read.GetProperty("state").GetString() != "running")
                return read;
            (tries < 600).ShouldBeTrue($"{turn} ends");
            await Task.Delay(100);
        }
    }

    private static async Task ShouldAddUpAsync(RunningServer server, Reader[] readers)
    {
        foreach (var reader in readers)
        {
            var read = await reader.Client.GetAsync($"/api/sessions/{reader.Session}");
            var tokens = read.GetProperty("session").GetProperty("tokens");
            tokens.GetProperty("held").GetInt64().ShouldBe(0);
            var charged = read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());
            tokens.GetProperty("used").GetInt64().ShouldBe(charged);
        }
        await using var connection = await server.Get<Database>().OpenAsync(default);
        var now = server.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        (await LedgerAuditor.RunAsync(connection, now)).Violations.ShouldBeEmpty();
    }

    private sealed record Reader(ApiClient Client, string Session);
}
