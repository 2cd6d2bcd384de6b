using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Accounts;

/// <summary>T83, T85, T87, T88: signing in, and what ends it.</summary>
public sealed class SignInTests(ITestOutputHelper output)
{
    private static readonly string Unknown = $"nobody.{Guid.NewGuid():N}@example.com";

    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    /// <summary>What ends a sign-in, and whether the reader asks for it in the process that streams or in another.</summary>
    public static TheoryData<string, bool> Revocations =>
        new()
        {
            { "out everywhere", false },
            { "out everywhere", true },
            { "new password", true },
            { "deleted", true },
        };

    [Theory]
    [MemberData(nameof(Revocations))]
    public async Task A_stream_ends_and_the_next_request_is_refused_when_its_reader_is_signed_out(
        string how,
        bool isElsewhere
    )
    {
        await using var model = await SandboxModel.StartAsync();
        string[] settings =
        [
            $"Analyst:ApiKey={model.ApiKey}",
            $"Analyst:BaseUrl={model.BaseUrl}",
            "Server:GracePeriod=00:00:00.1",
        ];
        var database = isElsewhere ? await PostgresServer.NewDatabaseAsync() : "";
        await using var one = await RunningServer.StartAsync(database, settings: settings);
        // Mails of both come into one folder.
        await using var two = isElsewhere
            ? await RunningServer.StartAsync(database, one.Folder, settings: settings)
            : null;
        using var ana = await one.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        using var phone = new ApiClient((two ?? one).Address);
        await phone.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromSeconds(60), 10)));
        var asked = await ana.PostAsync(
            $"/api/sessions/{opened.GetProperty("id").GetString()}/turns",
            new { question = "What is the phase?" },
            "asking-01"
        );
        using var stream = await ana.Http.GetAsync(
            $"/api/turns/{asked.GetProperty("id").GetString()}/events",
            HttpCompletionOption.ResponseHeadersRead
        );
        var reading = (await stream.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);

        var watch = Stopwatch.StartNew();
        await RevokeAsync(phone, how);
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(30)));
        output.WriteLine($"the stream ended after {watch.ElapsedMilliseconds} ms");
        reading.IsCompleted.ShouldBeTrue("the stream ends");
        // A cookie is looked at anew every four seconds.
        await Task.Delay(TimeSpan.FromSeconds(5) - watch.Elapsed is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
        using var next = await ana.SendAsync(HttpMethod.Get, "/api/account");
        next.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_begins_with_an_app_has_the_time_to_find_it()
    {
        var time = new ShiftedTime();
        await using var server = await RunningServer.StartAsync(time: time);
        using var ana = await server.SignUpAsync();
        var begun = await ana.PostAsync("/api/account/authenticator", new { password = ApiClient.Password });
        time.Shift += TimeSpan.FromMinutes(3);

        var code = Totp.Of(begun.GetProperty("key").GetString()!, time.GetUtcNow());
        var confirmed = await ana.PostAsync("/api/account/authenticator/confirm", new { code });

        confirmed.GetProperty("recoveryCodes").GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task A_code_of_an_app_is_good_in_its_step_and_its_neighbours_and_once()
    {
        var time = new ShiftedTime();
        await using var server = await RunningServer.StartAsync(time: time);
        using var ana = await server.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        var begun = await ana.PostAsync("/api/account/authenticator", new { password = ApiClient.Password });
        var key = begun.GetProperty("key").GetString()!;
        await ana.PostAsync("/api/account/authenticator/confirm", new { code = Totp.Of(key, time.GetUtcNow()) });
        GoToNextStep(time);

        using var phone = new ApiClient(server.Address);
        foreach (var (steps, isGood) in new[] { (-2, false), (2, false), (1, true), (1, false), (0, false) })
        {
            await phone.SendAsync(HttpMethod.Post, "/api/sign-in", new { email, password = ApiClient.Password });
            var code = Totp.Of(key, time.GetUtcNow() + TimeSpan.FromSeconds(30 * steps));
            using var answer = await phone.SendAsync(HttpMethod.Post, "/api/sign-in/code", new { code });
            answer.StatusCode.ShouldBe(
                isGood ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized,
                $"{steps} steps away"
            );
        }
    }

    [Fact]
    public async Task Codes_that_are_guessed_lock_the_account_for_a_while()
    {
        var time = new ShiftedTime();
        await using var server = await RunningServer.StartAsync(time: time);
        using var ana = await server.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        var begun = await ana.PostAsync("/api/account/authenticator", new { password = ApiClient.Password });
        var key = begun.GetProperty("key").GetString()!;
        await ana.PostAsync("/api/account/authenticator/confirm", new { code = Totp.Of(key, time.GetUtcNow()) });
        using var phone = new ApiClient(server.Address);
        await phone.SendAsync(HttpMethod.Post, "/api/sign-in", new { email, password = ApiClient.Password });
        for (var i = 0; i < 10; i++)
            (await phone.SendAsync(HttpMethod.Post, "/api/sign-in/code", new { code = $"{i:D6}" })).StatusCode.ShouldBe(
                HttpStatusCode.Unauthorized
            );
        GoToNextStep(time);

        var right = new { code = Totp.Of(key, time.GetUtcNow()) };
        (await phone.SendAsync(HttpMethod.Post, "/api/sign-in/code", right)).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task After_five_bad_passwords_the_right_one_has_to_wait_and_an_hour_has_twenty_tries()
    {
        await using var server = await RunningServer.StartAsync(settings: "Server:SignInsPerHour=20");
        using var ana = await server.SignUpAsync();
        var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
        using var other = new ApiClient(server.Address);
        for (var i = 0; i < 5; i++)
            (await SignInAsync(other, email, $"wrong password {i}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(other, email, ApiClient.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        HttpResponseMessage last;
        var tries = 0;
        do last = await SignInAsync(other, email, "wrong password");
        while (last.StatusCode == HttpStatusCode.Unauthorized && ++tries < 30);
        last.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        // Nor does another address help, since the account is counted too, nor another account from here.
        (await SignInAsync(other, Unknown, "wrong password")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_link_for_a_new_password_is_good_for_half_an_hour()
    {
        await using var server = await RunningServer.StartAsync();
        server
            .Get<IOptions<DataProtectionTokenProviderOptions>>()
            .Value.TokenLifespan.ShouldBe(TimeSpan.FromMinutes(30));
    }

    /// <summary>T85: how long an answer takes tells nothing; the whole form measures 2,000 tries to sign in, and 400 of each other.</summary>
    [Fact]
    public async Task Nobody_learns_from_an_answer_or_its_time_who_has_an_account()
    {
        await using var server = await RunningServer.StartAsync();
        var emails = new List<string>();
        for (var i = 0; i < (IsWhole ? 50 : 2); i++)
        {
            using var client = await server.SignUpAsync();
            emails.Add((await client.GetAsync("/api/account")).GetProperty("email").GetString()!);
        }
        using var nobody = new ApiClient(server.Address);
        foreach (
            var path in new[] { "/api/sign-in", "/api/account/register", "/api/account/forgot", "/api/account/resend" }
        )
        {
            var (known, unknown) = (new List<double>(), new List<double>());
            var pairs =
                !IsWhole ? 4
                : path == "/api/sign-in" ? 1_000
                : 200;
            for (var i = 0; i < pairs; i++)
            {
                var email = emails[i % emails.Count];
                var there = await TimedAsync(nobody, path, email);
                var absent = await TimedAsync(
                    nobody,
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"x{i:D4}.{email[4..]}")
                );
                (there.Status, there.Code).ShouldBe((absent.Status, absent.Code), path);
                known.Add(there.Ms);
                unknown.Add(absent.Ms);
            }
            output.WriteLine(
                $"{path}: known {Median(known):0.0} ms, unknown {Median(unknown):0.0} ms, {2 * known.Count} tries"
            );
        }
    }

    [Fact]
    public async Task Behind_TLS_the_cookies_are_bound_to_the_host()
    {
        await using var server = await RunningServer.StartAsync(settings: "Server:PublicUrl=https://waickoff.example");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        var cookies = new Dictionary<string, string>();
        var seen = new List<string>();
        async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
        {
            using var request = new HttpRequestMessage(method, path);
            if (method == HttpMethod.Post)
            {
                var token = await SendAsync(HttpMethod.Get, "/api/antiforgery");
                request.Headers.Add("X-XSRF-TOKEN", token.GetProperty("token").GetString());
                request.Content = System.Net.Http.Json.JsonContent.Create(body);
            }
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            using var answer = await http.SendAsync(request);
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                seen.Add(set);
                var pair = set.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue(text);
            return text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
        }
        var email = $"tls.{Guid.NewGuid():N}@example.com";
        var account = new
        {
            email,
            password = ApiClient.Password,
            isAdult = true,
        };
        await SendAsync(HttpMethod.Post, "/api/account/register", account);
        var (person, code) = await server.MailCodeAsync(email);
        await SendAsync(HttpMethod.Post, "/api/account/confirm", new { person, code });
        await SendAsync(HttpMethod.Post, "/api/sign-in", new { email, password = ApiClient.Password });
        var first = cookies["__Host-waickoff"];
        (await SendAsync(HttpMethod.Get, "/api/account")).GetProperty("email").GetString().ShouldBe(email);
        await SendAsync(HttpMethod.Post, "/api/sign-in", new { email, password = ApiClient.Password });

        cookies["__Host-waickoff"].ShouldNotBe(first);
        seen.ShouldNotBeEmpty();
        foreach (var cookie in seen)
        {
            cookie.ShouldStartWith("__Host-");
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; httponly", Case.Insensitive);
            cookie.ShouldContain("; samesite=", Case.Insensitive);
            cookie.ShouldContain("; path=/;", Case.Insensitive);
            cookie.ShouldNotContain("domain=", Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_sign_in_ends_when_nothing_is_done_and_after_its_longest_time()
    {
        var time = new ShiftedTime();
        await using var server = await RunningServer.StartAsync(
            time: time,
            settings: ["Accounts:IdleLimit=2.00:00:00", "Accounts:AbsoluteLimit=5.00:00:00"]
        );
        using var busy = await server.SignUpAsync("busy");
        using var idle = await server.SignUpAsync("idle");
        for (var day = 0; day < 3; day++)
        {
            time.Shift += TimeSpan.FromDays(1.5);
            (await busy.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await idle.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        time.Shift += TimeSpan.FromDays(1);
        (await busy.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_restart_keeps_people_signed_in_and_a_stolen_database_opens_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("waickoff server ");
        ApiClient ana;
        await using (var server = await RunningServer.StartAsync(folder: folder))
        {
            ana = await server.SignUpAsync();
            using var thief = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "waickoff.db")}");
            thief.Open();
            using var command = thief.CreateCommand();
            command.CommandText = "SELECT group_concat(\"Xml\") FROM ring_key";
            var ring = (string)command.ExecuteScalar()!;
            ring.ShouldContain("<sealed");
            ring.ShouldNotContain("<masterKey");
        }
        await using (var server = await RunningServer.StartAsync(folder: folder))
        {
            using var again = ana.At(server.Address);
            (await again.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        ana.Dispose();
        // With another master key the ring is not opened, and that is said.
        File.Delete(Path.Combine(folder.FullName, "master.key"));
        var refused = await Should.ThrowAsync<Waickoff.Server.Hosting.ServerStartException>(() =>
            RunningServer.StartAsync(folder: folder)
        );
        refused.Text.English.ShouldContain("master key");
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static Task<JsonElement> RevokeAsync(ApiClient phone, string how) =>
        how switch
        {
            "out everywhere" => phone.PostAsync("/api/sign-in/out-everywhere"),
            "new password" => phone.PostAsync(
                "/api/account/password",
                new { current = ApiClient.Password, password = "another horse battery" }
            ),
            _ => phone.PostAsync("/api/account/delete", new { password = ApiClient.Password }),
        };

    private static async Task<(HttpStatusCode Status, string Code, double Ms)> TimedAsync(
        ApiClient client,
        string path,
        string email
    )
    {
        var token = await client.TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-XSRF-TOKEN", token);
        object body =
            path.EndsWith("/register", StringComparison.Ordinal)
                ? new
                {
                    email,
                    password = "not the password",
                    isAdult = true,
                }
            : path.EndsWith("/sign-in", StringComparison.Ordinal) ? new { email, password = "not the password" }
            : new { email };
        request.Content = System.Net.Http.Json.JsonContent.Create(body);
        var watch = Stopwatch.StartNew();
        using var answer = await client.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        var code = answer.IsSuccessStatusCode
            ? ""
            : JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
        return (answer.StatusCode, code, took);
    }

    private static Task<HttpResponseMessage> SignInAsync(ApiClient client, string email, string password) =>
        client.SendAsync(HttpMethod.Post, "/api/sign-in", new { email, password });

    /// <summary>Moves the clock so that a step has just begun and lasts while the test types.</summary>
    private static void GoToNextStep(ShiftedTime time)
    {
        var seconds = time.GetUtcNow().ToUnixTimeMilliseconds() / 1_000.0 % 30;
        time.Shift += TimeSpan.FromSeconds(30 - seconds + 2);
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
