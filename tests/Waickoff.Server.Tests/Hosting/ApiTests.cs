using System.Net;
using System.Text;
using System.Text.Json;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>What holds for every answer: headers, errors in both languages, and no value that breaks the server.</summary>
public class ApiTests
{
    private static readonly string[] Nasty =
    [
        "\u0000",
        "\ud800",
        "\u202e\u2066",
        "😀",
        "__proto__",
        "' OR 1=1 --",
        "<script>",
        "NaN",
        "-0",
        new('9', 400),
        new('a', 40_000),
        "\r\nSet-Cookie: a=b",
    ];

    [Fact]
    public async Task The_document_of_the_api_is_the_one_that_was_published()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        var now = await nobody.Http.GetStringAsync("/openapi/v1.json");
        var file = Repository.PathOf("docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("WAICKOFF_WRITE") == "1")
            await File.WriteAllTextAsync(file, now.ReplaceLineEndings("\n") + "\n");

        now.ReplaceLineEndings("\n")
            .ShouldBe(
                (await File.ReadAllTextAsync(file)).TrimEnd(),
                "the API changed: if that is meant, write docs/openapi.json anew with WAICKOFF_WRITE=1"
            );
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_its_reader()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        foreach (
            var path in new[]
            {
                "/health/live",
                "/health/ready",
                "/api/markets",
                "/api/account",
                "/nothing",
                "/openapi/v1.json",
            }
        )
        {
            using var answer = await nobody.Http.GetAsync(path);
            var headers = answer.Headers.ToDictionary(
                h => h.Key,
                h => string.Join(',', h.Value),
                StringComparer.OrdinalIgnoreCase
            );
            headers["Content-Security-Policy"].ShouldContain("object-src 'none'", Case.Sensitive, path);
            headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
            headers["Strict-Transport-Security"].ShouldContain("max-age=31536000");
            headers["X-Content-Type-Options"].ShouldBe("nosniff");
            headers.ShouldContainKey("X-Request-Id");
            headers.ShouldNotContainKey("Server");
        }
    }

    [Fact]
    public async Task An_error_is_said_in_the_language_of_who_asks_and_in_both_beside()
    {
        await using var server = await RunningServer.StartAsync();
        using var nobody = new ApiClient(server.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sessions");
        request.Headers.Add("Accept-Language", "fr;q=0.9, es-MX;q=0.8, en;q=0.1");
        using var answer = await nobody.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("title").GetString().ShouldBe("No has iniciado sesión.");
        body.GetProperty("titles").GetProperty("en").GetString().ShouldBe("You are not signed in.");
        body.GetProperty("code").GetString().ShouldBe("not_signed_in");
        body.GetProperty("requestId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task No_value_of_any_field_makes_the_server_fail()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        (string Path, string[] Fields)[] routes =
        [
            ("/api/account/register", ["email", "password", "language", "timeZone"]),
            ("/api/account/confirm", ["person", "code"]),
            ("/api/account/forgot", ["email"]),
            ("/api/account/reset", ["person", "code", "password"]),
            ("/api/account/password", ["current", "password"]),
            ("/api/account/authenticator", ["password"]),
            ("/api/account/authenticator/confirm", ["code"]),
            ("/api/sign-in", ["email", "password"]),
            ("/api/sign-in/code", ["code"]),
            ("/api/sign-in/passkey", ["credential"]),
            ("/api/account/passkeys", ["credential", "name"]),
            ("/api/sessions", ["symbol", "language"]),
            ("/api/sessions/ses_00000000000000000000000000000000/turns", ["question", "model", "replaces"]),
            ("/api/turns/trn_00000000000000000000000000000000/feedback", ["reason"]),
            ("/api/credits/grants", ["person", "reason", "key"]),
        ];
        var token = await ana.TokenAsync();
        var cases = 0;
        foreach (var (path, fields) in routes)
        {
            foreach (var field in fields)
            {
                foreach (var body in Bodies(fields, field))
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, path);
                    request.Headers.Add("X-XSRF-TOKEN", token);
                    request.Headers.Add("Idempotency-Key", "nasty-key-1");
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                    using var answer = await ana.Http.SendAsync(request);
                    var shown = body.Length > 100 ? body[..100] : body;
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{path} {shown}");
                    if ((int)answer.StatusCode >= 400)
                        answer.Content.Headers.ContentType!.MediaType.ShouldBe(
                            "application/problem+json",
                            $"{path} {shown}"
                        );
                    cases++;
                }
            }
        }
        cases.ShouldBeGreaterThan(500);
    }

    /// <summary>Bodies in which one field is not what it should be.</summary>
    private static IEnumerable<string> Bodies(string[] fields, string bad)
    {
        string With(string value) =>
            "{" + string.Join(',', fields.Select(f => $"\"{f}\":{(f == bad ? value : "\"a@example.com\"")}")) + "}";
        foreach (var text in Nasty)
            yield return With(JsonSerializer.Serialize(text));
        foreach (
            var raw in new[]
            {
                "null",
                "1e400",
                "-1",
                "true",
                "{}",
                "[]",
                "\"\\ud800\"",
                new string('[', 10_000),
                "1 2",
                "",
            }
        )
            yield return With(raw);
        yield return With("\"a\"") + With("\"b\"");
        yield return $"{{\"{bad}\":\"a\",\"{bad}\":\"b\"}}";
        yield return "\ufeff{}";
        yield return "[]";
        yield return "null";
        yield return "";
    }
}
