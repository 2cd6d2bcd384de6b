using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>A route with the names of what it takes.</summary>
internal sealed record TenantCall(HttpMethod Method, string Path, string[] InPath, string[] InQuery, string[] InHeader)
{
    /// <summary>What names something that somebody owns, wherever it stands in a request.</summary>
    public static readonly string[] Ids =
    [
        "session",
        "turn",
        "passkey",
        "purchase",
        "backtest",
        "order",
        "person",
        "replaces",
        "email",
        "before",
        "search",
        "after",
        "Idempotency-Key",
        "Last-Event-ID",
    ];

    /// <summary>What names nothing; a name that is in neither list fails the test until somebody has thought about it.</summary>
    public static readonly string[] Plain =
    [
        "password",
        "current",
        "language",
        "timeZone",
        "isAdult",
        "pack",
        "startsNow",
        "Stripe-Signature",
        "stripeEvent",
        "state",
        "days",
        "noticeVersion",
        "code",
        "credential",
        "name",
        "isOperator",
        "credits",
        "reason",
        "key",
        "symbol",
        "symbols",
        "strategy",
        "rule",
        "parameters",
        "grid",
        "from",
        "to",
        "timeframe",
        "at",
        "candles",
        "cursor",
        "isSimulated",
        "status",
        "question",
        "model",
        "short",
        "good",
        "take",
        "remember",
        "X-XSRF-TOKEN",
    ];

    private const string Symbol = "BTCUSDT";

    private Dictionary<string, string> Body { get; init; } = [];

    public IEnumerable<string> Names => [.. InPath, .. InQuery, .. InHeader, .. Body.Keys];

    public static TenantCall Of(RouteEndpoint route, JsonElement document)
    {
        var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        var path = route.RoutePattern.RawText!.TrimEnd('/');
        var told = document.GetProperty("paths").GetProperty(path);
        var operation = told.GetProperty(method.ToLowerInvariant());
        string[] In(string place) =>
            operation.TryGetProperty("parameters", out var all)
                ?
                [
                    .. all.EnumerateArray()
                        .Where(p => p.GetProperty("in").GetString() == place)
                        .Select(p => p.GetProperty("name").GetString()!),
                ]
                : [];
        var body = new Dictionary<string, string>();
        if (operation.TryGetProperty("requestBody", out var taken))
        {
            var media = taken.GetProperty("content").GetProperty("application/json");
            var name = media.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
            var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
            foreach (var property in schema.GetProperty("properties").EnumerateObject())
                body[property.Name] = property.Value.TryGetProperty("type", out var type) ? type.GetRawText() : "";
        }
        return new(new HttpMethod(method), path, In("path"), In("query"), In("header")) { Body = body };
    }

    /// <summary>Whether the path names what is theirs; else it names what is the caller's own, and only the id beside it is theirs.</summary>
    public bool IsPathOf(string id) => id is "" or "Last-Event-ID" || InPath.Contains(id);

    /// <summary>With one id from those values.</summary>
    public HttpRequestMessage Request(
        string id,
        Dictionary<string, string> values,
        Dictionary<string, string> mine,
        string token
    )
    {
        var path = InPath.Aggregate(
            Path,
            (p, name) =>
                p.Replace(
                    $"{{{name}}}",
                    Ids.Contains(name) ? (IsPathOf(id) ? values : mine).GetValueOrDefault(name, values[name]) : Symbol,
                    StringComparison.Ordinal
                )
        );
        var request = new HttpRequestMessage(Method, InQuery.Contains(id) ? $"{path}?{id}={values[id]}" : path);
        request.Headers.Add("X-XSRF-TOKEN", token);
        foreach (var header in InHeader.Where(h => h != "X-XSRF-TOKEN"))
            request.Headers.Add(
                header,
                header == id ? values[id]
                    : header == "Last-Event-ID" ? "1"
                    : "a-key-of-mine"
            );
        if (Body.Count > 0)
            request.Content = new StringContent(
                $"{{{string.Join(',', Body.Where(b => b.Key != "replaces" || id == b.Key).Select(b => $"\"{b.Key}\":{Value(b.Key, b.Value, values)}"))}}}",
                Encoding.UTF8,
                "application/json"
            );
        return request;
    }

    public override string ToString() => $"{Method} {Path}";

    private static string Value(string name, string type, Dictionary<string, string> values) =>
        Ids.Contains(name) ? $"\"{values[name]}\""
        : type.Contains("boolean", StringComparison.Ordinal) ? "true"
        : type.Contains("integer", StringComparison.Ordinal) ? "1"
        : type.Contains("string", StringComparison.Ordinal)
            ? name switch
            {
                "language" => "\"en\"",
                "timeZone" => "\"UTC\"",
                "model" => "null",
                "symbol" => $"\"{Symbol}\"",
                _ => "\"wrong password 1\"",
            }
        : "{}";
}
