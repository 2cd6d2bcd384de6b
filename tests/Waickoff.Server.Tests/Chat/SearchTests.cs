using System.Net;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Chat;

namespace Waickoff.Server.Tests.Chat;

/// <summary>Looking for a session among one's own.</summary>
public sealed class SearchTests
{
    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Symbol_status_question_and_answer_find_the_own_sessions_whatever_case_and_accents(string database)
    {
        await using var server = await RunningServer.StartAsync(await Database(database));
        using var ana = await server.SignUpAsync(language: "es");
        using var ben = await server.SignUpAsync("ben");
        var first = await AddAsync(
            server,
            ana,
            "BTCUSDT",
            SessionStatus.Expired,
            "¿Qué pasará mañana?",
            "Acumulación."
        );
        var second = await AddAsync(
            server,
            ana,
            "ETHUSDT",
            SessionStatus.Completed,
            "¿Fase?",
            "50 % de DISTRIBUCIÓN_a"
        );
        await AddAsync(server, ben, "BTCUSDT", SessionStatus.Expired, "¿Qué pasará mañana?", "Acumulación.");

        (await FoundAsync(ana, "")).ShouldBe([second, first]);
        (await FoundAsync(ana, "search=MANANA")).ShouldBe([first]);
        (await FoundAsync(ana, "search=acumulacion")).ShouldBe([first]);
        (await FoundAsync(ana, "search=distribución")).ShouldBe([second]);
        (await FoundAsync(ana, "search=ethus")).ShouldBe([second]);
        (await FoundAsync(ana, "search=%25")).ShouldBe([second], "no letter has a meaning of its own");
        (await FoundAsync(ana, "search=_A")).ShouldBe([second]);
        (await FoundAsync(ana, "search=nowhere")).ShouldBeEmpty();
        (await FoundAsync(ana, "symbol=BTCUSDT")).ShouldBe([first]);
        (await FoundAsync(ana, "status=completed")).ShouldBe([second]);
        (await FoundAsync(ana, "symbol=BTCUSDT&status=completed")).ShouldBeEmpty();
        (await FoundAsync(ben, "search=manana")).Count.ShouldBe(1);
        (await FoundAsync(ana, "search=usdt&take=1")).ShouldBe([second]);
        (await FoundAsync(ana, $"search=usdt&take=1&before={second}")).ShouldBe([first]);
    }

    [Theory]
    [InlineData("symbol=BTC%00")]
    [InlineData("symbol=")]
    [InlineData("status=7")]
    [InlineData("status=lost")]
    public async Task What_cannot_be_looked_for_is_refused_with_what_can(string query)
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();

        using var answer = await ana.SendAsync(HttpMethod.Get, $"/api/sessions?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<List<string>> FoundAsync(ApiClient client, string query) =>
        [
            .. (await client.GetAsync($"/api/sessions?{query}"))
                .GetProperty("sessions")
                .EnumerateArray()
                .Select(s => s.GetProperty("id").GetString()!),
        ];

    /// <summary>A session that was opened, with a question, an answer and a state put into it.</summary>
    private static async Task<string> AddAsync(
        RunningServer server,
        ApiClient client,
        string symbol,
        SessionStatus status,
        string question,
        string answer
    )
    {
        await server.GrantAsync((await client.GetAsync("/api/account")).GetProperty("id").GetString()!, 1);
        var opened = await client.PostAsync("/api/sessions", new { symbol }, $"opening-{symbol}");
        var id = opened.GetProperty("id").GetString()!;
        await client.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        await server.WithDbAsync(db =>
            db.Set<Turn>()
                .Where(t => t.SessionId == id)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.Question, question).SetProperty(x => x.Answer, answer))
        );
        await server.WithDbAsync(db =>
            db.Set<TradingSession>()
                .Where(s => s.Id == id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, status))
        );
        return id;
    }

    private static Task<string> Database(string name) =>
        name == "PostgreSQL" ? PostgresServer.NewDatabaseAsync() : Task.FromResult("");
}
