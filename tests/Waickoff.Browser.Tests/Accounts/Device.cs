using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Waickoff.Browser.Tests.Accounts;

/// <summary>A browser with an authenticator, on a page of the server.</summary>
internal sealed class Device : IAsyncDisposable
{
    private const string Script = """
        window.api = async (method, path, body) => {
          const { token } = await (await fetch('/api/antiforgery')).json();
          const answer = await fetch(path, { method, headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
            body: method === 'GET' ? undefined : JSON.stringify(body ?? {}) });
          const text = await answer.text();
          return JSON.stringify({ status: answer.status, body: text ? JSON.parse(text) : null });
        };
        window.make = async (options) => {
          const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
          return JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON());
        };
        window.prove = async (options) => {
          const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
          return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
        };
        null;
        """;

    private readonly IBrowserContext context;
    private readonly IPage page;
    private readonly ICDPSession tools;
    private readonly string authenticator;

    private Device(IBrowserContext context, IPage page, ICDPSession tools, string authenticator)
    {
        (this.context, this.page, this.tools, this.authenticator) = (context, page, tools, authenticator);
    }

    /// <summary>A new one, not signed in, on a page of the origin; what the origin serves does not matter.</summary>
    public static async Task<Device> OpenAsync(Browser browser, string origin)
    {
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{origin}/health/live");
        await page.EvaluateAsync(Script);
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable", new Dictionary<string, object> { ["enableUI"] = false });
        var made = await tools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return new Device(context, page, tools, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>A call of the API as our own page makes it.</summary>
    public async Task<(int Status, JsonNode? Body)> CallAsync(string method, string path, object? body = null)
    {
        var text = await page.EvaluateAsync<string>(
            "([method, path, body]) => window.api(method, path, JSON.parse(body))",
            new[] { method, path, JsonSerializer.Serialize(body ?? new { }) }
        );
        var answer = JsonNode.Parse(text)!;
        return ((int)answer["status"]!, answer["body"]);
    }

    public async Task<(int Status, string? Code)> ChangeAsync(string method, string path, object? body = null)
    {
        var (status, answer) = await CallAsync(method, path, body);
        return (status, (string?)(answer as JsonObject)?["code"]);
    }

    /// <summary>What the authenticator answers to the server's options for a new passkey.</summary>
    public async Task<JsonNode> MakeAsync()
    {
        var (_, options) = await CallAsync("POST", "/api/account/passkeys/options");
        return JsonNode.Parse(await page.EvaluateAsync<string>("o => window.make(o)", options!.ToJsonString()))!;
    }

    /// <summary>What the authenticator answers to the server's options for signing in.</summary>
    public async Task<JsonNode> ProveAsync(Action<JsonObject>? change = null)
    {
        var (_, options) = await CallAsync("POST", "/api/sign-in/passkey/options");
        change?.Invoke(options!.AsObject());
        return JsonNode.Parse(await page.EvaluateAsync<string>("o => window.prove(o)", options!.ToJsonString()))!;
    }

    /// <summary>All its cookies; a thief keeps them.</summary>
    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await context.CookiesAsync();

    /// <summary>Has these cookies again, whatever happened since.</summary>
    public async Task RestoreAsync(IReadOnlyList<BrowserContextCookiesResult> cookies)
    {
        await context.ClearCookiesAsync();
        await context.AddCookiesAsync(
            cookies.Select(c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Domain = c.Domain,
                Path = c.Path,
                HttpOnly = c.HttpOnly,
                SameSite = c.SameSite,
            })
        );
    }

    public async Task<(int Status, string? Code)> AddAsync(string name) => await AddAsync(await MakeAsync(), name);

    public Task<(int Status, string? Code)> AddAsync(JsonNode credential, string name) =>
        ChangeAsync("POST", "/api/account/passkeys", new { credential, name });

    public async Task<(int Status, string? Code)> SignInAsync() => await SignInAsync(await ProveAsync());

    public Task<(int Status, string? Code)> SignInAsync(JsonNode credential) =>
        ChangeAsync("POST", "/api/sign-in/passkey", new { credential });

    /// <summary>Adds a passkey as a program does that has the cookies of this browser and names the origin it likes.</summary>
    public async Task<(int Status, string? Code)> RelayAsync(JsonNode credential, string origin)
    {
        var token = (string)(await CallAsync("GET", "/api/antiforgery")).Body!["token"]!;
        var answer = await context.APIRequest.PostAsync(
            new Uri(new Uri(page.Url), "/api/account/passkeys").ToString(),
            new APIRequestContextOptions
            {
                Headers = new Dictionary<string, string>
                {
                    ["Content-Type"] = "application/json",
                    ["Origin"] = origin,
                    ["X-XSRF-TOKEN"] = token,
                },
                DataString = JsonSerializer.Serialize(new { credential, name = "Relayed" }),
            }
        );
        return (answer.Status, (string?)JsonNode.Parse(await answer.TextAsync())!["code"]);
    }

    public Task<(int Status, string? Code)> SignOutAsync() => ChangeAsync("POST", "/api/sign-in/out");

    /// <summary>The names of the passkeys the account lists.</summary>
    public async Task<string?[]> NamesAsync() => [.. (await ListAsync()).Select(p => (string?)p!["name"]).Order()];

    public async Task<JsonArray> ListAsync() => (await CallAsync("GET", "/api/account/passkeys")).Body!.AsArray();

    /// <summary>Whether somebody is signed in here.</summary>
    public async Task<bool> IsSignedInAsync() => (await CallAsync("GET", "/api/account")).Status == 200;

    /// <summary>What the authenticator keeps, with its key and counter.</summary>
    public async Task<JsonElement> KeptAsync()
    {
        var answer = await tools.SendAsync("WebAuthn.getCredentials", Named());
        return answer!.Value.GetProperty("credentials")[0].Clone();
    }

    /// <summary>Puts into the authenticator what one kept, instead of what it keeps.</summary>
    public async Task KeepAsync(JsonElement credential)
    {
        await tools.SendAsync("WebAuthn.clearCredentials", Named());
        var arguments = Named();
        arguments["credential"] = credential;
        await tools.SendAsync("WebAuthn.addCredential", arguments);
    }

    /// <summary>Whether the person shows finger, face or code when asked.</summary>
    public async Task VerifyAsync(bool isVerified)
    {
        var arguments = Named();
        arguments["isUserVerified"] = isVerified;
        await tools.SendAsync("WebAuthn.setUserVerified", arguments);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private Dictionary<string, object> Named() => new() { ["authenticatorId"] = authenticator };
}
