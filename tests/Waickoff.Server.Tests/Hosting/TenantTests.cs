using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>
/// What belongs to somebody answers everybody else as if it did not exist: T80, every route x who asks x every id it takes, generated from the
/// routes and the document of the API.
/// </summary>
public class TenantTests(ITestOutputHelper output)
{
    /// <summary>The headers that come with a sign-in that is renewed.</summary>
    private static readonly string[] OfRenewal = ["Set-Cookie", "Expires", "Pragma"];

    [Fact]
    public async Task What_is_not_ones_own_answers_like_what_does_not_exist()
    {
        var time = new ShiftedTime();
        await using var shop = await Billing.Shop.OpenAsync(
            time: time,
            settings: [$"Accounts:Operator={TenantPeople.Operator}", "Accounts:IdleLimit=00:30:00"]
        );
        var server = shop.Server;
        using var people = await TenantPeople.GatherAsync(server, time);
        var before = await people.OwnedAsync();
        var document = await people.Owner.GetAsync("/openapi/v1.json");
        var (cases, renewed, leaks) = (0, 0, new List<string>());
        foreach (var route in Routes(server))
        {
            var kind = route.Metadata.GetMetadata<Access>().ShouldNotBeNull(route.DisplayName).Kind;
            // The number of an order and its address together are the right to withdraw, for whoever has both.
            if (route.RoutePattern.RawText == "/api/withdrawals")
                continue;
            var call = TenantCall.Of(route, document);
            call.Names.Except(TenantCall.Ids)
                .Except(TenantCall.Plain)
                .ShouldBeEmpty($"{call}: say whether it names what somebody owns");
            foreach (var (who, client, mine) in people.Others)
            foreach (var id in call.Names.Intersect(TenantCall.Ids).DefaultIfEmpty(""))
            {
                if (!IsRefused(who, kind) && id.Length == 0 && call.Method != HttpMethod.Get)
                    continue;
                // An operator may name people.
                if (kind == AccessKind.Operator && who == "operator")
                    continue;
                var token = await client.TokenAsync();
                // So that a sign-in is renewed between the two: it must not tell them apart.
                if (who == "other" && call.Method == HttpMethod.Get)
                    time.Shift += TimeSpan.FromSeconds(5);
                var own = await SendAsync(client, call, id, people.Theirs, mine, token);
                var none = await SendAsync(client, call, id, people.Missing, mine, token);
                cases += 2;
                var said = $"{call} by {who} with {id}: {own} / {none}";
                renewed += own.IsRenewed != none.IsRenewed ? 1 : 0;
                if (!own.IsLike(none) || people.Secrets.Any(own.Tells))
                    leaks.Add(said);
                var expected = Expected(who, kind, call.InPath.Length > 0 && call.IsPathOf(id));
                if (
                    expected is { } status
                    && (own.Status != status || !own.Text.Contains("\"code\"", StringComparison.Ordinal))
                )
                    leaks.Add($"{expected} expected: {said}");
            }
        }
        output.WriteLine($"{cases} cases, {leaks.Count} leaks, {renewed} pairs with a sign-in renewed between");
        leaks.ShouldBeEmpty();
        cases.ShouldBeGreaterThan(300);
        renewed.ShouldBeGreaterThan(0);
        (await people.OwnedAsync()).ShouldBe(before);
        await PrintTimesAsync(people);
    }

    private static bool IsRefused(string who, AccessKind kind) =>
        kind is not (AccessKind.Public or AccessKind.Signed) && who is "nobody" or "expired" or "revoked"
        || (kind == AccessKind.Operator && who == "other");

    private static HttpStatusCode? Expected(string who, AccessKind kind, bool namesInPath) =>
        kind is AccessKind.Public or AccessKind.Signed ? null
        : who is "nobody" or "expired" or "revoked" ? HttpStatusCode.Unauthorized
        : kind == AccessKind.Operator ? HttpStatusCode.Forbidden
        : namesInPath ? HttpStatusCode.NotFound
        : null;

    /// <summary>One request with an id of the owner, or of nobody, in one place.</summary>
    private static async Task<Answered> SendAsync(
        ApiClient client,
        TenantCall call,
        string id,
        Dictionary<string, string> values,
        Dictionary<string, string> mine,
        string token
    )
    {
        using var request = call.Request(id, values, mine, token);
        var sent = request.RequestUri + (request.Content is { } body ? await body.ReadAsStringAsync() : "");
        using var answer = await client.Http.SendAsync(request);
        var (text, shape) = await ReadAsync(answer);
        foreach (var value in values.Values.Where(v => v.Length > 8))
            shape = shape.Replace(value, "*", StringComparison.OrdinalIgnoreCase);
        // A sign-in that is four seconds old is renewed by whichever request comes next.
        var headers = answer.Headers.Concat(answer.Content.Headers).Select(h => h.Key).Except(OfRenewal).Order();
        return new(answer.StatusCode, shape, string.Join(',', headers))
        {
            Sent = sent,
            Text = text,
            IsRenewed = answer.Headers.Contains("Set-Cookie"),
        };
    }

    /// <summary>
    /// All that was said, and the same without what differs between two requests of one person: of what was done only which fields it has, of
    /// an archive only which files.
    /// </summary>
    private static async Task<(string Text, string Shape)> ReadAsync(HttpResponseMessage answer)
    {
        var media = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (media == "application/zip")
        {
            await using var archive = await ZipArchive.CreateAsync(
                await answer.Content.ReadAsStreamAsync(),
                ZipArchiveMode.Read,
                leaveOpen: false,
                entryNameEncoding: null
            );
            var all = new StringBuilder();
            foreach (var entry in archive.Entries)
                all.Append(await new StreamReader(await entry.OpenAsync()).ReadToEndAsync());
            return (all.ToString(), string.Join(',', archive.Entries.Select(e => e.FullName)));
        }
        var text = await answer.Content.ReadAsStringAsync();
        if (!media.Contains("json", StringComparison.Ordinal))
            return (text, text);
        var json = JsonDocument.Parse(text).RootElement;
        if (json.ValueKind != JsonValueKind.Object)
            return (text, text);
        var fields = json.EnumerateObject().Where(p => p.Name is not ("requestId" or "traceId"));
        return (text, string.Join(',', fields.Select(p => answer.IsSuccessStatusCode ? p.Name : p.ToString())));
    }

    private async Task PrintTimesAsync(TenantPeople people)
    {
        var other = people.Others.Single(o => o.Who == "other").Client;
        foreach (var id in new[] { "session", "turn" })
        {
            var times = new List<(double Own, double None)>();
            for (var i = 0; i < 100; i++)
                times.Add((await TakeAsync(people.Theirs[id]), await TakeAsync(people.Missing[id])));
            string Median(Func<(double Own, double None), double> which) =>
                times.Select(which).Order().ElementAt(50).ToString("F2", CultureInfo.InvariantCulture);
            output.WriteLine($"{id}: {Median(t => t.Own)} ms for another's, {Median(t => t.None)} ms for none");

            async Task<double> TakeAsync(string value)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await other.SendAsync(HttpMethod.Get, $"/api/{id}s/{value}");
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }
    }

    private static IEnumerable<RouteEndpoint> Routes(RunningServer server) =>
        ((IEndpointRouteBuilder)server.App)
            .DataSources.SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal));

    private sealed record Answered(HttpStatusCode Status, string Shape, string Headers)
    {
        public required string Sent { get; init; }

        public required string Text { get; init; }

        public bool IsRenewed { get; init; }

        public bool IsLike(Answered other) => (Status, Shape, Headers) == (other.Status, other.Shape, other.Headers);

        /// <summary>Whether it says what the request did not already know.</summary>
        public bool Tells(string secret) =>
            Text.Contains(secret, StringComparison.Ordinal) && !Sent.Contains(secret, StringComparison.Ordinal);

        public override string ToString() => $"{(int)Status} {Shape} [{Headers}]";
    }
}
