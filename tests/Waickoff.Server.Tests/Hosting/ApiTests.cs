using System.Net;
using System.Text.Json;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>What holds for every answer: headers, errors in both languages, and no value that breaks the server.</summary>
public class ApiTests
{
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
}
