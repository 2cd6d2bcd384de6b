using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Server.Chat;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Chat;

/// <summary>What everybody and what operators see of the work behind.</summary>
public sealed class StatusTests
{
    private const string Operator = "olga@example.com";

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_last_audit_is_kept_and_shown_whichever_process_made_it(string database)
    {
        var where = await Database(database);
        await using var server = await RunningServer.StartAsync(where, settings: $"Accounts:Operator={Operator}");
        using var olga = await server.SignUpAtAsync(Operator);
        await server.WithDbAsync(db => db.Set<Audit>().ExecuteDeleteAsync());
        await server.GrantAsync("usr_1", 3);
        await AuditAsync(server);
        using var anybody = new ApiClient(server.Address);

        var good = (await anybody.GetAsync("/api/status")).GetProperty("audit");
        good.GetProperty("brokenRules").GetInt32().ShouldBe(0);
        good.GetProperty("entries").GetInt64().ShouldBeGreaterThan(0);
        var wrong = new Audit
        {
            Id = Id.New("aud", server.Get<TimeProvider>()),
            AtMs = server.Get<TimeProvider>().GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds(),
            Entries = 7,
            Broken = 1,
            Violations = """[{"Name":"planted","Count":2,"Samples":["usr_1"]}]""",
        };
        await server.WithDbAsync(async db =>
        {
            db.Add(wrong);
            return await db.SaveChangesAsync();
        });

        var bad = (await anybody.GetAsync("/api/status")).GetProperty("audit");
        bad.GetProperty("brokenRules").GetInt32().ShouldBe(1);
        bad.TryGetProperty("broken", out _).ShouldBeFalse("samples are for operators");
        var seen = (await olga.GetAsync("/api/operators/status")).GetProperty("audit");
        seen.GetProperty("entries").GetInt64().ShouldBe(7);
        var rule = seen.GetProperty("broken").EnumerateArray().ShouldHaveSingleItem();
        rule.GetProperty("name").GetString().ShouldBe("planted");
        rule.GetProperty("samples")[0].GetString().ShouldBe("usr_1");
        var ready = await anybody.GetAsync("/health/ready");
        var ledger = ready
            .GetProperty("items")
            .EnumerateArray()
            .Single(i => i.GetProperty("name").ValueEquals("ledger"));
        ledger.GetProperty("status").GetString().ShouldBe("degraded");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Operators_see_jobs_markets_and_mails_that_wait_or_were_given_up(string database)
    {
        var where = await Database(database);
        await using var server = await RunningServer.StartAsync(where, settings: $"Accounts:Operator={Operator}");
        using var olga = await server.SignUpAtAsync(Operator);
        using var ben = await server.SignUpAsync("ben");
        var now = server.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        await server.WithDbAsync(async db =>
        {
            // Those of the two accounts may still wait.
            await db.Set<MailRow>().ExecuteDeleteAsync();
            db.AddRange(Mail("mail_1", now + 3_600_000, 1, null), Mail("mail_2", now, 8, "550 no such mailbox"));
            return await db.SaveChangesAsync();
        });

        var status = await olga.GetAsync("/api/operators/status");

        var jobs = status.GetProperty("jobs").EnumerateArray().ToDictionary(j => j.GetProperty("name").GetString()!);
        jobs.Keys.ShouldContain("AuditLedger");
        jobs.Keys.ShouldContain("ExpireSessions");
        jobs.Values.ShouldAllBe(j => j.GetProperty("state").GetString() != "Error");
        jobs["AuditLedger"].GetProperty("next").GetDateTimeOffset().ToUnixTimeMilliseconds().ShouldBeGreaterThan(now);
        status.GetProperty("markets").EnumerateArray().ShouldAllBe(m => !m.GetProperty("isLive").GetBoolean());
        status
            .GetProperty("health")
            .EnumerateArray()
            .Select(h => h.GetProperty("name").GetString())
            .ShouldContain("ledger");
        var mails = status.GetProperty("mails");
        mails.GetProperty("waiting").GetInt32().ShouldBe(1);
        mails.GetProperty("givenUpCount").GetInt32().ShouldBe(1);
        mails.GetProperty("givenUp")[0].GetProperty("reason").GetString().ShouldBe("550 no such mailbox");
        using var refused = await ben.SendAsync(HttpMethod.Get, "/api/operators/status");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static MailRow Mail(string id, long dueMs, int tries, string? failure) =>
        new()
        {
            Id = id,
            UserId = "usr_1",
            To = "ana@example.com",
            Subject = "Hello",
            Text = "Text",
            CreatedMs = dueMs,
            DueMs = dueMs,
            Tries = tries,
            Failure = failure,
        };

    private static async Task AuditAsync(RunningServer server)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<AuditLedger>(scope.ServiceProvider).RunAsync(default);
    }

    private static Task<string> Database(string name) =>
        name == "PostgreSQL" ? PostgresServer.NewDatabaseAsync() : Task.FromResult("");
}
