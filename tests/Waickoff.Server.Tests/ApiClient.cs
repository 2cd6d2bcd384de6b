using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waickoff.Server.Tests;

/// <summary>A browser without a window: cookies, the antiforgery token, JSON.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string Password = "correct horse battery";
    private readonly HttpClient http;
    private readonly SocketsHttpHandler handler;

    public ApiClient(Uri address)
        : this(address, new CookieContainer()) { }

    private ApiClient(Uri address, CookieContainer cookies)
    {
        handler = new SocketsHttpHandler
        {
            CookieContainer = cookies,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 512,
        };
        http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
    }

    public HttpClient Http => http;

    /// <summary>Another window of the same browser.</summary>
    public ApiClient Again() => At(http.BaseAddress!);

    /// <summary>The same browser at another port.</summary>
    public ApiClient At(Uri address) => new(address, handler.CookieContainer);

    public async Task RegisterAsync(string email, string language)
    {
        var answer = await SendAsync(
            HttpMethod.Post,
            "/api/account/register",
            new
            {
                email,
                password = Password,
                language,
                isAdult = true,
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await SendAsync(HttpMethod.Get, path));

    public async Task<JsonElement> PostAsync(string path, object? body = null, string? key = null) =>
        await ReadAsync(await SendAsync(HttpMethod.Post, path, body, key));

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        string? key = null,
        bool hasToken = true
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && hasToken)
            request.Headers.Add("X-XSRF-TOKEN", await TokenAsync());
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await http.SendAsync(request);
    }

    /// <summary>The events of a turn from behind one to the last.</summary>
    public async Task<List<(int Id, string Type, JsonElement Data)>> EventsAsync(string turn, int after = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/turns/{turn}/events");
        if (after > 0)
            request.Headers.Add("Last-Event-ID", after.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var events = new List<(int, string, JsonElement)>();
        var parser = System.Net.ServerSentEvents.SseParser.Create(await answer.Content.ReadAsStreamAsync());
        await foreach (var item in parser.EnumerateAsync())
            events.Add(
                (
                    int.Parse(item.EventId ?? "0", System.Globalization.CultureInfo.InvariantCulture),
                    item.EventType,
                    JsonDocument.Parse(item.Data).RootElement
                )
            );
        return events;
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    public async Task<string> TokenAsync()
    {
        var token = await http.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        return token.GetProperty("token").GetString()!;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
