using System.Globalization;
using System.Net;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Chat;

/// <summary>T05: whoever repeats a request, however often and at once, gets what the first one made.</summary>
public sealed class IdempotencyTests(ITestOutputHelper output)
{
    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    /// <summary>Databases, and how many keys in the whole form.</summary>
    public static TheoryData<string, int> Databases => new() { { "SQLite", 200 }, { "PostgreSQL", 2_000 } };

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_makes_one_session_and_one_question_and_gives_the_same_answer_each_time(
        string database,
        int mostKeys
    )
    {
        var keys = IsWhole ? mostKeys : 12;
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        await using var server = await RunningServer.StartAsync(
            database == "PostgreSQL" ? await PostgresServer.NewDatabaseAsync() : ""
        );
        var people = IsWhole ? 8 : 2;
        var requests = await Task.WhenAll(
            Enumerable.Range(0, people).Select(p => RepeatAsync(server, new Random(seed + p), keys / people))
        );
        output.WriteLine($"{keys} keys of {people} people, {requests.Sum()} requests, {keys} sessions");
    }

    /// <summary>One person, one key after the other.</summary>
    private static async Task<int> RepeatAsync(RunningServer server, Random random, int keys)
    {
        using var ana = await server.SignUpAsync();
        var person = (await ana.GetAsync("/api/account")).GetProperty("id").GetString()!;
        await server.GrantAsync(person, keys);
        var before = (await ana.GetAsync("/api/credits")).GetProperty("credits").GetInt64();
        var token = await ana.TokenAsync();
        var requests = 0;
        for (var key = 0; key < keys; key++)
        {
            var repeats = random.Next(2, 51);
            requests += 2 * repeats;
            var opened = await AllAsync(ana, token, "/api/sessions", """{"symbol":"BTCUSDT"}""", key, repeats);
            opened.Status.ShouldBe(HttpStatusCode.Created);
            var session = System.Text.Json.JsonDocument.Parse(opened.Body).RootElement;
            var id = session.GetProperty("id").GetString();
            await ana.EventsAsync(session.GetProperty("firstTurn").GetString()!);
            var asked = await AllAsync(
                ana,
                token,
                $"/api/sessions/{id}/turns",
                """{"question":"The phase?"}""",
                key,
                repeats
            );
            asked.Status.ShouldBe(HttpStatusCode.Accepted);
            var other = await ana.SendAsync(
                HttpMethod.Post,
                $"/api/sessions/{id}/turns",
                new { question = "Another?" },
                KeyOf(key)
            );
            other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            if (key % 10 == 0)
                (await ana.GetAsync($"/api/sessions/{id}")).GetProperty("turns").GetArrayLength().ShouldBe(2);
        }
        (before - (await ana.GetAsync("/api/credits")).GetProperty("credits").GetInt64()).ShouldBe(keys);
        return requests;
    }

    /// <summary>Sends one request many times at once; all answers have to be the same.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> AllAsync(
        ApiClient client,
        string token,
        string path,
        string body,
        int key,
        int repeats
    )
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, repeats)
                .Select(async _ =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, path);
                    request.Headers.Add("X-XSRF-TOKEN", token);
                    request.Headers.Add("Idempotency-Key", KeyOf(key));
                    request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                    using var answer = await client.Http.SendAsync(request);
                    return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
                })
        );
        return answers.Distinct().ShouldHaveSingleItem();
    }

    private static string KeyOf(int key) => string.Create(CultureInfo.InvariantCulture, $"repeated-{key:D5}");
}
