using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>T89: what another page can make a signed-in browser send, to every route that changes something.</summary>
public class ForeignPageTests
{
    private const string First = "olga@example.com";

    [Fact]
    public async Task No_change_is_made_for_the_page_of_somebody_else()
    {
        await using var server = await RunningServer.StartAsync(settings: $"Accounts:Operator={First}");
        using var olga = await server.SignUpAtAsync(First);
        using var mallory = await server.SignUpAsync("mallory");
        var foreign = await mallory.TokenAsync();
        // Her browser has the cookie of the token, as after a visit to our pages.
        var own = await olga.TokenAsync();
        var before = await StateAsync(olga);
        var routes = Routes(server).ToArray();
        var readable = routes.Where(r => MethodOf(r) == HttpMethod.Get).Select(r => PathOf(r)).ToHashSet();
        var cases = 0;
        // What is signed has no cookie that a page could make use of.
        bool IsSigned(RouteEndpoint route) => route.Metadata.GetMetadata<Access>()!.Kind == AccessKind.Signed;
        foreach (var route in routes.Where(r => MethodOf(r) != HttpMethod.Get && !IsSigned(r)))
        {
            var (method, path) = (MethodOf(route), PathOf(route));
            await RefusedAsync(JsonContent.Create(new { }), null, "antiforgery", HttpStatusCode.Forbidden);
            await RefusedAsync(JsonContent.Create(new { }), foreign, "antiforgery", HttpStatusCode.Forbidden);
            // A route with a body looks at its kind first, whatever the token.
            var takesBody = route.Metadata.GetMetadata<IAcceptsMetadata>() is not null;
            var (code, status) = takesBody
                ? ("unsupported_media_type", HttpStatusCode.UnsupportedMediaType)
                : ("antiforgery", HttpStatusCode.Forbidden);
            await RefusedAsync(Text(), null, code, status);
            await RefusedAsync(Form(foreign), null, code, status);
            if (takesBody)
            {
                await RefusedAsync(Text(), own, code, status);
                await RefusedAsync(Form(own), own, code, status);
            }
            if (!readable.Contains(path))
            {
                method = HttpMethod.Get;
                await RefusedAsync(null, null, "method_not_allowed", HttpStatusCode.MethodNotAllowed);
            }

            async Task RefusedAsync(HttpContent? content, string? token, string problem, HttpStatusCode expected)
            {
                using var request = new HttpRequestMessage(method, path) { Content = content };
                if (token is not null)
                    request.Headers.Add("X-XSRF-TOKEN", token);
                request.Headers.Add("Origin", "https://evil.example");
                using var answer = await olga.Http.SendAsync(request);
                answer.StatusCode.ShouldBe(expected, $"{method} {path} {content?.Headers.ContentType}");
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
                body.GetProperty("code").GetString().ShouldBe(problem, $"{method} {path}");
                answer.Headers.Location.ShouldBeNull();
                cases++;
            }
        }
        cases.ShouldBeGreaterThan(100);
        // Reads change nothing either, and she is still signed in.
        foreach (var path in readable.Where(p => !p.EndsWith("/events", StringComparison.Ordinal)))
            (await olga.SendAsync(HttpMethod.Get, path)).StatusCode.ShouldNotBe(HttpStatusCode.Redirect, path);
        (await StateAsync(olga)).ShouldBe(before);
    }

    private static StringContent Text() => new("{}", Encoding.UTF8, "text/plain");

    private static FormUrlEncodedContent Form(string token) =>
        new(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["person"] = "x" });

    private static async Task<string> StateAsync(ApiClient client)
    {
        var account = await client.GetAsync("/api/account");
        var sessions = await client.GetAsync("/api/sessions");
        var credits = await client.GetAsync("/api/credits");
        var passkeys = await client.GetAsync("/api/account/passkeys");
        return $"{account}\n{sessions}\n{credits}\n{passkeys}";
    }

    private static IEnumerable<RouteEndpoint> Routes(RunningServer server) =>
        ((IEndpointRouteBuilder)server.App)
            .DataSources.SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal));

    private static HttpMethod MethodOf(RouteEndpoint route) =>
        new(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);

    /// <summary>With ids that nothing has: a change is refused before anything is looked up.</summary>
    private static string PathOf(RouteEndpoint route) =>
        route
            .RoutePattern.Parameters.Aggregate(
                route.RoutePattern.RawText!,
                (path, p) =>
                    path.Replace($"{{{p.Name}}}", $"{p.Name[..3]}_{new string('0', 32)}", StringComparison.Ordinal)
            )
            .TrimEnd('/');
}
