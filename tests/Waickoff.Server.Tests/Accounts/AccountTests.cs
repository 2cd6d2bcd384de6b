using System.Net;
using System.Text.Json;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Accounts;

/// <summary>Opening, guarding, exporting and leaving an account.</summary>
public class AccountTests
{
    [Fact]
    public async Task An_address_that_is_known_is_answered_like_one_that_is_not()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        using var nobody = new ApiClient(server.Address);
        foreach (var path in new[] { "/api/account/forgot", "/api/account/resend" })
        {
            var known = await nobody.SendAsync(HttpMethod.Post, path, new { email });
            var unknown = await nobody.SendAsync(HttpMethod.Post, path, new { email = "x" + email });
            known.StatusCode.ShouldBe(unknown.StatusCode);
            (await known.Content.ReadAsStringAsync()).ShouldBe(await unknown.Content.ReadAsStringAsync());
        }
        var wrong = await nobody.SendAsync(
            HttpMethod.Post,
            "/api/sign-in",
            new { email, password = "not the password" }
        );
        var nowhere = await nobody.SendAsync(
            HttpMethod.Post,
            "/api/sign-in",
            new { email = "x" + email, password = "not the password" }
        );
        (wrong.StatusCode, nowhere.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized));
        (await CodeOfAsync(wrong)).ShouldBe(await CodeOfAsync(nowhere));
        // Opening it once more gives no second account and says nothing, but the owner gets a mail.
        await nobody.RegisterAsync(email, "en");
    }

    [Fact]
    public async Task A_new_password_is_chosen_by_mail_once_and_signs_everybody_else_out()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        using var phone = new ApiClient(server.Address);
        await phone.PostAsync("/api/account/forgot", new { email });
        var (person, code) = await server.MailCodeAsync(email, "/reset");

        const string Changed = "another horse battery";
        await phone.PostAsync(
            "/api/account/reset",
            new
            {
                person,
                code,
                password = Changed,
            }
        );
        var twice = await phone.SendAsync(
            HttpMethod.Post,
            "/api/account/reset",
            new
            {
                person,
                code,
                password = Changed,
            }
        );
        (await CodeOfAsync(twice)).ShouldBe("bad_code");
        await phone.PostAsync("/api/sign-in", new { email, password = Changed });
        (await phone.GetAsync("/api/account")).GetProperty("email").GetString().ShouldBe(email);
        await UntilAsync(async () =>
            (await ana.SendAsync(HttpMethod.Get, "/api/account")).StatusCode == HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Codes_of_an_app_are_asked_for_once_they_are_confirmed_and_recovery_codes_are_good_once()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        var begun = await ana.PostAsync("/api/account/authenticator", new { password = ApiClient.Password });
        begun.GetProperty("picture").GetString()!.ShouldContain("<svg");
        var key = begun.GetProperty("key").GetString()!;
        var confirmed = await ana.PostAsync(
            "/api/account/authenticator/confirm",
            new { code = Totp.Of(key, TimeProvider.System.GetUtcNow()) }
        );
        var recovery = confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!).ToArray();
        recovery.Length.ShouldBe(10);

        using var phone = new ApiClient(server.Address);
        var first = await phone.SendAsync(
            HttpMethod.Post,
            "/api/sign-in",
            new { email, password = ApiClient.Password }
        );
        (await CodeOfAsync(first)).ShouldBe("second_factor");
        (await phone.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await phone.SendAsync(HttpMethod.Post, "/api/sign-in/code", new { code = "000000" })).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        await phone.PostAsync("/api/sign-in/code", new { code = recovery[0] });
        (await phone.GetAsync("/api/account")).GetProperty("recoveryCodesLeft").GetInt32().ShouldBe(9);

        using var tablet = new ApiClient(server.Address);
        await tablet.SendAsync(HttpMethod.Post, "/api/sign-in", new { email, password = ApiClient.Password });
        (await tablet.SendAsync(HttpMethod.Post, "/api/sign-in/code", new { code = recovery[0] })).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Everything_of_a_person_is_exported_and_nothing_personal_is_left_after_leaving()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var me = await ana.GetAsync("/api/account");
        var email = me.GetProperty("email").GetString()!;
        var session = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await ana.EventsAsync(session.GetProperty("firstTurn").GetString()!);
        const string Question = "What would a question with the word zanzibar be?";
        var asked = await ana.PostAsync(
            $"/api/sessions/{session.GetProperty("id").GetString()}/turns",
            new { question = Question },
            "asking-01"
        );
        await ana.EventsAsync(asked.GetProperty("id").GetString()!);

        var export = (await ana.GetAsync("/api/account/export")).GetRawText();
        export.ShouldContain(email);
        export.ShouldContain("zanzibar");
        export.ShouldContain(session.GetProperty("id").GetString()!);
        await ana.PostAsync("/api/account/delete", new { password = ApiClient.Password });

        (await ana.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await using var connection = await server.Get<Database>().OpenAsync(default);
        foreach (var text in new[] { email, "zanzibar", email.Split('@')[0] })
            (await TablesWithAsync(connection, text)).ShouldBeEmpty(text);
        (await LedgerAuditor.RunAsync(connection, 2_000_000_000_000)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_that_is_tried_first_is_not_taken()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        foreach (var password in new[] { "short", "password123", "aaaaaaaaaaaa", "abcdefghijkl", "marta.perez1" })
        {
            var answer = await nobody.SendAsync(
                HttpMethod.Post,
                "/api/account/register",
                new
                {
                    email = "marta.perez@example.com",
                    password,
                    isAdult = true,
                }
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, password);
        }
    }

    /// <summary>The tables in which a text stands anywhere.</summary>
    private static async Task<List<string>> TablesWithAsync(System.Data.Common.DbConnection connection, string text)
    {
        var found = new List<string>();
        foreach (var table in await ColumnAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            foreach (var column in await ColumnAsync(connection, $"SELECT name FROM pragma_table_info('{table}')"))
            {
                var hits = await ColumnAsync(
                    connection,
                    $"SELECT 1 FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%{text}%' LIMIT 1"
                );
                if (hits.Count > 0)
                    found.Add($"{table}.{column}");
            }
        }
        return found;
    }

    private static async Task<List<string>> ColumnAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var values = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            values.Add(reader.GetValue(0).ToString()!);
        return values;
    }

    /// <summary>The six digits an app shows now, by RFC 6238.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            (tries < 100).ShouldBeTrue();
            await Task.Delay(100);
        }
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
}
