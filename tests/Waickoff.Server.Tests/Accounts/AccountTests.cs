using System.Net;
using System.Text.Json;

namespace Waickoff.Server.Tests.Accounts;

/// <summary>Opening and guarding an account.</summary>
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
