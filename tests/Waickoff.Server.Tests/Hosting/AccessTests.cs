using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>Who may do what, for every route there is: a new one is in the matrix by itself.</summary>
public class AccessTests
{
    [Fact]
    public async Task Every_route_gives_nothing_to_who_may_not_use_it()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync("ana");
        using var ben = await server.SignUpAsync("ben");
        using var nobody = new ApiClient(server.Address);
        var session = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var ids = new Dictionary<string, string>
        {
            ["session"] = session.GetProperty("id").GetString()!,
            ["turn"] = session.GetProperty("firstTurn").GetString()!,
            ["passkey"] = "AAAA",
        };
        await ana.EventsAsync(ids["turn"]);
        var cases = 0;
        foreach (var route in Routes(server))
        {
            var access = route.Metadata.GetMetadata<Access>()!.Kind;
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            var path = Path(route, ids);
            if (access == AccessKind.Public)
                continue;
            var refused = await nobody.SendAsync(method, path, Body(method, path));
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await CodeOfAsync(refused)).ShouldBe("not_signed_in", path);
            cases++;
            if (access == AccessKind.Operator)
            {
                (await ben.SendAsync(method, path, Body(method, path))).StatusCode.ShouldBe(
                    HttpStatusCode.Forbidden,
                    path
                );
                cases++;
            }
            else if (route.RoutePattern.Parameters.Count > 0)
            {
                var foreign = await ben.SendAsync(method, path, Body(method, path), "some-key-1");
                var missing = await ben.SendAsync(method, Path(route, Unknown), Body(method, path), "some-key-1");
                foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
                missing.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
                (await CodeOfAsync(foreign)).ShouldBe(await CodeOfAsync(missing), path);
                cases++;
            }
        }
        cases.ShouldBeGreaterThan(10);
        // Nothing of Ana's was touched by any of it.
        var read = await ana.GetAsync($"/api/sessions/{ids["session"]}");
        read.GetProperty("turns").GetArrayLength().ShouldBe(1);
        read.GetProperty("session").GetProperty("status").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task Every_change_needs_the_token_of_our_own_pages()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var cases = 0;
        foreach (var route in Routes(server))
        {
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            if (method == HttpMethod.Get)
                continue;
            var answer = await ana.SendAsync(method, Path(route, Unknown), new { }, hasToken: false);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, route.RoutePattern.RawText);
            var isOperators = route.Metadata.GetMetadata<Access>()!.Kind == AccessKind.Operator;
            (await CodeOfAsync(answer)).ShouldBe(
                isOperators ? "not_allowed" : "antiforgery",
                route.RoutePattern.RawText
            );
            cases++;
        }
        cases.ShouldBeGreaterThan(5);
    }

    private static readonly Dictionary<string, string> Unknown = new()
    {
        ["session"] = "ses_" + new string('0', 32),
        ["turn"] = "trn_" + new string('0', 32),
        ["passkey"] = "BBBB",
    };

    private static IEnumerable<RouteEndpoint> Routes(RunningServer server) =>
        ((IEndpointRouteBuilder)server.App)
            .DataSources.SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal));

    private static string Path(RouteEndpoint route, Dictionary<string, string> ids) =>
        route.RoutePattern.Parameters.Aggregate(
            route.RoutePattern.RawText!,
            (path, p) => path.Replace($"{{{p.Name}}}", ids[p.Name], StringComparison.Ordinal)
        );

    private static object? Body(HttpMethod method, string path) =>
        method == HttpMethod.Get ? null
        : path.EndsWith("/turns", StringComparison.Ordinal) ? new { question = "?" }
        : path.EndsWith("/feedback", StringComparison.Ordinal) ? new { good = true }
        : new { };

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return body.GetProperty("code").GetString();
    }
}
