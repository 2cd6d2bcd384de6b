using System.Net;
using System.Text.Json;

namespace Waickoff.Server.Tests.Accounts;

/// <summary>T83: the role of an operator, given and taken.</summary>
public sealed class OperatorTests
{
    private const string First = "olga@example.com";

    [Fact]
    public Task A_role_that_is_taken_away_is_gone_within_five_seconds_on_SQLite() => CutAsync("");

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_within_five_seconds_in_another_process() =>
        await CutAsync(await PostgresServer.NewDatabaseAsync());

    [Fact]
    public async Task Nobody_takes_the_role_from_themselves_and_nobody_else_gives_it()
    {
        await using var server = await RunningServer.StartAsync(settings: $"Accounts:Operator={First}");
        using var olga = await server.SignUpAtAsync(First);
        using var ben = await server.SignUpAsync("ben");
        var (self, other) = (await IdOfAsync(olga), await IdOfAsync(ben));

        (await ChangeAsync(olga, self, false)).ShouldBe((HttpStatusCode.Conflict, "own_role"));
        (await ChangeAsync(olga, "usr_" + new string('0', 32), true)).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        (await ChangeAsync(ben, other, true)).ShouldBe((HttpStatusCode.Forbidden, "not_allowed"));
        (await ChangeAsync(ben, self, false)).ShouldBe((HttpStatusCode.Forbidden, "not_allowed"));
        (await olga.GetAsync("/api/account")).GetProperty("isOperator").GetBoolean().ShouldBeTrue();
        (await ben.GetAsync("/api/account")).GetProperty("isOperator").GetBoolean().ShouldBeFalse();
    }

    private static async Task CutAsync(string database)
    {
        await using var one = await RunningServer.StartAsync(database, settings: $"Accounts:Operator={First}");
        // Mails of both come into one folder.
        await using var two =
            database.Length > 0
                ? await RunningServer.StartAsync(database, one.Folder, settings: $"Accounts:Operator={First}")
                : null;
        using var olga = await one.SignUpAtAsync(First);
        using var ben = await one.SignUpAsync("ben");
        var email = (await ben.GetAsync("/api/account")).GetProperty("email").GetString()!;
        var id = await IdOfAsync(ben);
        (await ChangeAsync(olga, id, true)).Status.ShouldBe(HttpStatusCode.NoContent);
        using var phone = new ApiClient((two ?? one).Address);
        await phone.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        (await GrantAsync(phone, id)).ShouldBe(HttpStatusCode.OK);

        (await ChangeAsync(olga, id, false)).Status.ShouldBe(HttpStatusCode.NoContent);
        // A cookie is looked at anew every four seconds.
        await Task.Delay(TimeSpan.FromSeconds(5));
        using (var read = await phone.SendAsync(HttpMethod.Get, "/api/account"))
            read.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await GrantAsync(phone, id)).ShouldBe(HttpStatusCode.Unauthorized);
        // Nor does signing in again bring it back.
        await phone.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        (await GrantAsync(phone, id)).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> ChangeAsync(
        ApiClient client,
        string person,
        bool isOperator
    )
    {
        using var answer = await client.SendAsync(HttpMethod.Put, "/api/operators", new { person, isOperator });
        var text = await answer.Content.ReadAsStringAsync();
        return (
            answer.StatusCode,
            text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()
        );
    }

    private static async Task<HttpStatusCode> GrantAsync(ApiClient client, string person)
    {
        var body = new
        {
            person,
            credits = 1,
            reason = "test",
            key = Guid.NewGuid().ToString("N"),
        };
        using var answer = await client.SendAsync(HttpMethod.Post, "/api/credits/grants", body);
        return answer.StatusCode;
    }

    private static async Task<string> IdOfAsync(ApiClient client) =>
        (await client.GetAsync("/api/account")).GetProperty("id").GetString()!;
}
