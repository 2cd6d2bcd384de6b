using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Waickoff.Server.Tests.Backtests;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>
/// T92: every field of every operation of the API, as its document lists them, gets every value that ever broke somebody. A new operation is
/// in by itself.
/// </summary>
public class NastyValuesTests(ITestOutputHelper output)
{
    private const string Operator = "chief@example.com";

    /// <summary>As they stand in a body.</summary>
    private static readonly string[] InBodies =
    [
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        $"\"{new string('a', 1_000_000)}\"",
        $"\"{new string('a', 40_000)}\"",
        new string('[', 10_000) + new string(']', 10_000),
        "{\"a\":{\"a\":{\"a\":{}}}}",
        "1e400",
        "-1e400",
        "NaN",
        "-0",
        "-1",
        "9223372036854775808",
        "0.123456789012345678901234567890",
        "\"\ufefftext\"",
        "\"\u202e\u2066text\"",
        "\"😀👩‍👩‍👧\"",
        "\"__proto__\"",
        "\"' OR 1=1 --\"",
        "\"\\r\\nSet-Cookie: a=b\"",
        "\"<script>alert(1)</script>\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59Z\"",
        "null",
        "true",
        "{}",
        "[]",
        "\"\"",
        "",
    ];

    /// <summary>As they stand in an address.</summary>
    private static readonly string[] InAddresses =
    [
        "%00",
        "%ED%A0%80",
        "%FF",
        "%EF%BB%BF",
        "%E2%80%AE",
        "%F0%9F%98%80",
        "__proto__",
        "..%2f..%2fetc",
        "'%20OR%201=1%20--",
        "-0",
        "-1",
        "NaN",
        "1e400",
        "9223372036854775808",
        "0.123456789012345678901234567890",
        "%0d%0aSet-Cookie:%20a=b",
        new('a', 4_000),
    ];

    /// <summary>As they stand in a header.</summary>
    private static readonly string[] InHeaders =
    [
        "",
        " ",
        "-1",
        "NaN",
        "1e400",
        "99999999999999999999",
        "__proto__",
        "' OR 1=1 --",
        new('a', 4_000),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_value_of_any_field_makes_the_server_fail(bool isPostgres)
    {
        var database = isPostgres ? await PostgresServer.NewDatabaseAsync() : "";
        await using var shop = await Billing.Shop.OpenAsync(database, settings: $"Accounts:Operator={Operator}");
        var server = shop.Server;
        using var chief = await server.SignUpAtAsync(Operator);
        var opened = await chief.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var turn = opened.GetProperty("firstTurn").GetString()!;
        await chief.EventsAsync(turn);
        var ids = new Dictionary<string, string>
        {
            ["session"] = opened.GetProperty("id").GetString()!,
            ["turn"] = turn,
            ["passkey"] = "AAAA",
            ["purchase"] = (await Billing.Shop.BuyAsync(chief)).GetProperty("id").GetString()!,
            ["backtest"] = await chief.StartAsync(new { symbols = new[] { "BTCUSDT" }, strategy = "ema-cross" }),
            ["person"] = "usr_" + new string('0', 32),
            ["stripeEvent"] = "evt_0",
            ["symbol"] = "BTCUSDT",
        };
        var document = await chief.GetAsync("/openapi/v1.json");
        var token = await chief.TokenAsync();
        var failures = new ConcurrentBag<string>();
        var fields = new ConcurrentDictionary<string, int>();

        await Parallel.ForEachAsync(
            Cases(document, ids),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (one, cancel) =>
            {
                fields.AddOrUpdate(one.Field, 1, (_, n) => n + 1);
                using var request = one.Request(token);
                using var answer = await chief.Http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    cancel
                );
                if (await WrongAsync(answer) is { } wrong)
                    failures.Add($"{one.Field} {one.Value}: {wrong}");
            }
        );

        output.WriteLine($"{fields.Values.Sum()} requests over {fields.Count} fields");
        failures.ShouldBeEmpty();
        fields.Count.ShouldBeGreaterThan(50);
        (await chief.GetAsync("/api/account"))
            .GetProperty("isOperator")
            .GetBoolean()
            .ShouldBeTrue("it was asked by somebody to the end");
        (await chief.SendAsync(HttpMethod.Get, "/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string?> WrongAsync(HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode >= 500)
            return $"{(int)answer.StatusCode}";
        if ((int)answer.StatusCode < 400)
            return null;
        // What is no HTTP is refused before there is anybody who could explain it.
        if (answer.StatusCode is HttpStatusCode.BadRequest && answer.Content.Headers.ContentLength == 0)
            return answer.Headers.ConnectionClose == true ? null : "an empty refusal";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"{(int)answer.StatusCode} as {answer.Content.Headers.ContentType}";
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return problem.TryGetProperty("code", out _) ? null : "no code";
    }

    private static IEnumerable<Case> Cases(JsonElement document, Dictionary<string, string> ids)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject())
        {
            var method = new HttpMethod(operation.Name.ToUpperInvariant());
            var address = ids.Aggregate(
                path.Name,
                (a, id) => a.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal)
            );
            var body = BodyOf(document, operation.Value);
            var name = $"{method} {path.Name}";
            var usual = body is null ? null : Written(body, null, null);
            foreach (var parameter in Parameters(operation.Value))
            {
                var (field, place) = (
                    parameter.GetProperty("name").GetString()!,
                    parameter.GetProperty("in").GetString()
                );
                if (field == "X-XSRF-TOKEN")
                    continue;
                foreach (var value in place == "header" ? InHeaders : InAddresses)
                    yield return place switch
                    {
                        "path" => new(
                            $"{name} {field}",
                            value,
                            method,
                            address.Replace(ids[field], value, StringComparison.Ordinal),
                            usual
                        ),
                        "query" => new($"{name} {field}", value, method, $"{address}?{field}={value}", usual),
                        _ => new($"{name} {field}", value, method, address, usual) { Header = (field, value) },
                    };
            }
            if (body is null)
                continue;
            foreach (var (field, _) in body)
            foreach (var value in InBodies)
                yield return new($"{name} {field}", value, method, address, Written(body, field, value));
            foreach (var (what, whole) in Wholes(body))
                yield return new($"{name} body", what, method, address, whole);
        }
    }

    /// <summary>Bodies that are wrong as a whole.</summary>
    private static IEnumerable<(string What, string Body)> Wholes(List<(string Name, string Value)> body)
    {
        var usual = Written(body, null, null);
        yield return ("nothing", "");
        yield return ("null", "null");
        yield return ("a list", "[]");
        yield return ("half", usual[..^1]);
        yield return ("twice", usual + usual);
        yield return ("a mark before it", "\ufeff" + usual);
        yield return ("a field twice", "{" + $"\"{body[0].Name}\":{body[0].Value}," + usual[1..]);
        yield return ("a field too many", usual[..^1] + ",\"__proto__\":{\"isOperator\":true}}");
        yield return ("deep", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));
    }

    private static string Written(List<(string Name, string Value)> body, string? bad, string? value) =>
        "{" + string.Join(',', body.Select(f => $"\"{f.Name}\":{(f.Name == bad ? value : f.Value)}")) + "}";

    private static JsonElement.ArrayEnumerator Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default;

    /// <summary>The fields of a body, each with a value of its type.</summary>
    private static List<(string Name, string Value)>? BodyOf(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return null;
        var name = body.GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("schema")
            .GetProperty("$ref")
            .GetString()!
            .Split('/')[^1];
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
        return [.. schema.GetProperty("properties").EnumerateObject().Select(p => (p.Name, Sample(p.Name, p.Value)))];
    }

    /// <summary>What lets a request get further than to its first field.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["symbol"] = "\"BTCUSDT\"",
        ["symbols"] = "[\"BTCUSDT\"]",
        ["strategy"] = "\"ema-cross\"",
        ["rule"] = "null",
        ["parameters"] = "null",
        ["grid"] = "null",
        ["timeframe"] = "\"1h\"",
        ["from"] = "null",
        ["to"] = "null",
    };

    private static string Sample(string name, JsonElement schema)
    {
        var type = schema.TryGetProperty("type", out var told) ? told.GetRawText() : "";
        return Samples.GetValueOrDefault(name)
            ?? (
                type.Contains("boolean", StringComparison.Ordinal) ? "true"
                : type.Contains("integer", StringComparison.Ordinal) ? "1"
                : type.Contains("string", StringComparison.Ordinal) ? "\"a@example.com\""
                : "{}"
            );
    }

    private sealed record Case(string Field, string Value, HttpMethod Method, string Address, string? Body)
    {
        public (string Name, string Value)? Header { get; init; }

        public string Value { get; } = Value.Length > 60 ? Value[..60] : Value;

        public HttpRequestMessage Request(string token)
        {
            var request = new HttpRequestMessage(Method, new Uri(Address, UriKind.Relative));
            request.Headers.Add("X-XSRF-TOKEN", token);
            if (Header is { } header)
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            else
                request.Headers.Add("Idempotency-Key", "nasty-key-1");
            if (Body is not null)
                request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
            // What is too large is refused before it is sent.
            request.Headers.ExpectContinue = Body?.Length > 60_000;
            return request;
        }
    }
}
