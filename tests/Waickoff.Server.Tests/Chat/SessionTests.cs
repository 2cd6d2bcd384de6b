using System.Net;
using Waickoff.Server.Chat;

namespace Waickoff.Server.Tests.Chat;

/// <summary>From an account to a checked answer, over HTTP on the real server.</summary>
public class SessionTests
{
    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_person_signs_up_spends_the_free_session_and_reads_the_first_analysis(string database)
    {
        await using var server = await RunningServer.StartAsync(await Database(database));
        using var ana = await server.SignUpAsync();

        var session = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var turn = session.GetProperty("firstTurn").GetString()!;
        var events = await ana.EventsAsync(turn);

        events.Select(e => e.Id).ShouldBe(Enumerable.Range(1, events.Count));
        events[^1].Type.ShouldBe("done");
        events[^1].Data.GetProperty("reason").GetString().ShouldBe("complete");
        var text = string.Concat(
            events.Where(e => e.Type == "text").Select(e => e.Data.GetProperty("sentence").GetString())
        );
        text.ShouldContain("BTCUSDT");
        events.Where(e => e.Type == "text").ShouldAllBe(e => !e.Data.GetProperty("marked").GetBoolean());

        var read = await ana.GetAsync($"/api/sessions/{session.GetProperty("id").GetString()}");
        read.GetProperty("turns")[0].GetProperty("answer").GetString().ShouldBe(text);
        var tokens = read.GetProperty("session").GetProperty("tokens");
        var charged = events[^1].Data.GetProperty("charged").GetInt64();
        charged.ShouldBeGreaterThan(0);
        tokens.GetProperty("used").GetInt64().ShouldBe(charged);
        tokens.GetProperty("held").GetInt64().ShouldBe(0);
        tokens.GetProperty("left").GetInt64().ShouldBe(100_000 - charged);
    }

    [Fact]
    public async Task One_that_is_closed_while_it_is_read_is_not_shown_as_open_with_tokens_missing()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var person = (await ana.GetAsync("/api/account")).GetProperty("id").GetString()!;
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        var id = opened.GetProperty("id").GetString()!;

        await server.WithServiceAsync<ChatStore>(async store =>
        {
            var read = (await store.SessionAsync(id, person, default)).ShouldNotBeNull();
            await ana.PostAsync($"/api/sessions/{id}/close");
            read.Status.ShouldBe(SessionStatus.Active);
            var shown = await store.AnswerAsync(read, default);
            shown.Status.ShouldBe(SessionStatus.Completed);
            shown.Tokens.Left.ShouldBe(0);
        });
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_repeated_opening_is_one_session_and_the_key_is_good_for_nothing_else(string database)
    {
        await using var server = await RunningServer.StartAsync(await Database(database));
        using var ana = await server.SignUpAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1"))
        );
        answers.Select(a => a.GetRawText()).Distinct().Count().ShouldBe(1);
        var other = await ana.SendAsync(HttpMethod.Post, "/api/sessions", new { symbol = "ETHUSDT" }, "opening-1");
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var second = await ana.SendAsync(HttpMethod.Post, "/api/sessions", new { symbol = "ETHUSDT" }, "opening-2");
        second.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await ana.GetAsync("/api/sessions")).GetProperty("sessions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Only_a_turn_of_the_same_session_is_asked_again()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        await server.GrantAsync((await ana.GetAsync("/api/account")).GetProperty("id").GetString()!, 1);
        var one = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var other = await ana.PostAsync("/api/sessions", new { symbol = "ETHUSDT" }, "opening-2");
        var (mine, foreign) = (one.GetProperty("firstTurn").GetString()!, other.GetProperty("firstTurn").GetString()!);
        await ana.EventsAsync(mine);
        await ana.EventsAsync(foreign);
        var path = $"/api/sessions/{one.GetProperty("id").GetString()}/turns";

        var refused = await ana.SendAsync(
            HttpMethod.Post,
            path,
            new { question = "?", replaces = foreign },
            "asking-1"
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var taken = await ana.SendAsync(HttpMethod.Post, path, new { question = "?", replaces = mine }, "asking-2");
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_question_is_answered_in_the_same_session_and_resumed_from_any_event(string database)
    {
        await using var server = await RunningServer.StartAsync(await Database(database));
        using var ana = await server.SignUpAsync(language: "es");
        var session = await ana.PostAsync("/api/sessions", new { symbol = "ETHUSDT" }, "opening-1");
        var id = session.GetProperty("id").GetString();
        await ana.EventsAsync(session.GetProperty("firstTurn").GetString()!);

        var turn = await ana.PostAsync($"/api/sessions/{id}/turns", new { question = "¿Qué fase es?" }, "asking-01");
        var again = await ana.PostAsync($"/api/sessions/{id}/turns", new { question = "¿Qué fase es?" }, "asking-01");
        again.GetRawText().ShouldBe(turn.GetRawText());
        var turnId = turn.GetProperty("id").GetString()!;
        var all = await ana.EventsAsync(turnId);
        all[^1].Type.ShouldBe("done");
        for (var after = 1; after < all.Count; after++)
            (await ana.EventsAsync(turnId, after))
                .Select(e => $"{e.Id} {e.Type} {e.Data.GetRawText()}")
                .ShouldBe(all.Skip(after).Select(e => $"{e.Id} {e.Type} {e.Data.GetRawText()}"));
        var read = await ana.GetAsync($"/api/sessions/{id}");
        read.GetProperty("turns").GetArrayLength().ShouldBe(2);
        var charged = read.GetProperty("turns").EnumerateArray().Sum(t => t.GetProperty("charged").GetInt64());
        read.GetProperty("session").GetProperty("tokens").GetProperty("used").GetInt64().ShouldBe(charged);
    }

    private static Task<string> Database(string name) =>
        name == "PostgreSQL" ? PostgresServer.NewDatabaseAsync() : Task.FromResult("");
}
