using System.Net;
using Microsoft.AspNetCore.Routing;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>T98: whatever is answered says what a browser may do with it: every route, errors, files, pages and streams.</summary>
public sealed class HeadersTests(ITestOutputHelper output)
{
    /// <summary>Each header with what has to be in it.</summary>
    private static readonly (string Name, string[] Parts)[] Asked =
    [
        ("Strict-Transport-Security", ["max-age=31536000", "includeSubDomains"]),
        ("X-Content-Type-Options", ["nosniff"]),
        ("Referrer-Policy", ["strict-origin-when-cross-origin"]),
        ("Permissions-Policy", ["camera=()", "geolocation=()", "microphone=()"]),
        (
            "Content-Security-Policy",
            [
                "default-src 'self'",
                "script-src 'self';",
                "object-src 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "img-src 'self' data: blob:",
                "connect-src 'self'",
                "form-action 'self'",
                "require-trusted-types-for 'script'",
                "trusted-types default",
            ]
        ),
    ];

    [Fact]
    public async Task Every_answer_says_what_a_browser_may_do_with_it()
    {
        var pages = Directory.CreateTempSubdirectory("waickoff pages ");
        pages.CreateSubdirectory("assets");
        await File.WriteAllTextAsync(Path.Combine(pages.FullName, "index.html"), "<!doctype html><title>page</title>");
        await File.WriteAllTextAsync(Path.Combine(pages.FullName, "assets", "main-abc123.js"), "0");
        await using var server = await RunningServer.StartAsync(settings: $"Server:Web={pages.FullName}");
        using var ana = await server.SignUpAsync();
        using var nobody = new ApiClient(server.Address);
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var ids = new Dictionary<string, string>
        {
            ["session"] = opened.GetProperty("id").GetString()!,
            ["turn"] = opened.GetProperty("firstTurn").GetString()!,
            ["passkey"] = "AAAA",
            ["symbol"] = "BTCUSDT",
        };
        var missing = new List<string>();
        var (answers, statuses, kinds) = (0, new HashSet<HttpStatusCode>(), new HashSet<string>());

        foreach (var (method, path) in Routes(server, ids))
        foreach (var client in new[] { ana, nobody })
            await LookAsync(client, method, path);
        foreach (
            var path in new[]
            {
                "/",
                "/m/BTCUSDT",
                "/assets/main-abc123.js",
                "/assets/none-1.js",
                "/api/nothing",
                "/none.txt",
                "/%01",
                "/.well-known/security.txt",
            }
        )
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put })
            await LookAsync(nobody, method, path);

        output.WriteLine(
            $"{answers} answers of {string.Join(' ', statuses.Order().Select(s => (int)s))} as {string.Join(' ', kinds.Order(StringComparer.Ordinal))}, {missing.Count} without a header"
        );
        missing.ShouldBeEmpty();
        answers.ShouldBeGreaterThan(100);
        statuses.ShouldContain(HttpStatusCode.OK);
        statuses.ShouldContain(HttpStatusCode.Unauthorized);
        statuses.ShouldContain(HttpStatusCode.Forbidden);
        statuses.ShouldContain(HttpStatusCode.NotFound);
        kinds.ShouldContain("text/event-stream");
        kinds.ShouldContain("text/html");
        pages.Delete(recursive: true);

        async Task LookAsync(ApiClient client, HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            answers++;
            statuses.Add(answer.StatusCode);
            kinds.Add(answer.Content.Headers.ContentType?.MediaType ?? "");
            foreach (var (name, parts) in Asked)
            {
                var said = answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) + ";" : "";
                if (Array.Find(parts, p => !said.Contains(p, StringComparison.Ordinal)) is { } part)
                    missing.Add($"{method} {path} {(int)answer.StatusCode}: {name} without {part}");
            }
        }
    }

    private static IEnumerable<(HttpMethod, string)> Routes(RunningServer server, Dictionary<string, string> ids) =>
        from endpoint in ((IEndpointRouteBuilder)server.App)
            .DataSources.SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
        let method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET"
        // What signs out would leave the others without a sign-in; it answers as the rest does.
        where !endpoint.RoutePattern.RawText!.StartsWith("/api/sign-in/out", StringComparison.Ordinal)
        let path = ids.Aggregate(
            endpoint.RoutePattern.RawText!,
            (p, id) => p.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal)
        )
        where !path.Contains('{', StringComparison.Ordinal)
        select (new HttpMethod(method), path);
}
