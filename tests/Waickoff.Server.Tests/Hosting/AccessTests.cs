using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>What every route that changes something asks for: a new one is in the matrix by itself.</summary>
public class AccessTests
{
    [Fact]
    public async Task Every_change_needs_the_token_of_our_own_pages()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var cases = 0;
        foreach (var route in Routes(server))
        {
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            var kind = route.Metadata.GetMetadata<Access>()!.Kind;
            if (method == HttpMethod.Get || kind == AccessKind.Signed)
                continue;
            var answer = await ana.SendAsync(method, Path(route, Unknown), new { }, hasToken: false);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, route.RoutePattern.RawText);
            var isOperators = kind == AccessKind.Operator;
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
        ["purchase"] = "pur_" + new string('0', 32),
        ["backtest"] = "bkt_" + new string('0', 32),
        ["person"] = "usr_" + new string('0', 32),
        ["stripeEvent"] = "evt_0",
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

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return body.GetProperty("code").GetString();
    }
}
