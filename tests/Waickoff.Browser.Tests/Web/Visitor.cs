using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Waickoff.Browser.Tests.Web;

/// <summary>Somebody with a browser of their own at the pages of a server; what goes wrong on the way is kept.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>What a browser says of an answer that the pages expect and show: refused, unknown, not now.</summary>
    private const string ExpectedAnswer = "Failed to load resource: the server responded with a status of";

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> problems = new();

    private Visitor(IBrowserContext context, IPage page, Look look, string origin)
    {
        (this.context, Page, Look, Origin) = (context, page, look, origin);
    }

    public IPage Page { get; }

    public Look Look { get; }

    public string Origin { get; }

    public IBrowserContext Context => context;

    /// <summary>Requests to others, breaches of the policy, errors in the console, and what <see cref="CheckAsync"/> found.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>Whose pay pages the visitor is led to, and may ask; null for nobody's.</summary>
    public Uri? Shop { get; set; }

    /// <summary>What a browser could not fetch is expected, where the connection is taken away.</summary>
    public bool IsOfflineExpected { get; set; }

    public static async Task<Visitor> ComeAsync(Browser browser, Uri address, Look look)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                IsMobile = look.IsPhone,
                HasTouch = look.IsPhone,
                Locale = look.Language == "es" ? "es-ES" : "en-GB",
                TimezoneId = "Europe/Madrid",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        await context.AddInitScriptAsync(
            $"try {{ localStorage.setItem('waickoff.scheme', '{look.Scheme}') }} catch {{ }}"
        );
        await context.AddInitScriptAsync(PageChecks.Script);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(context, page, look, address.GetLeftPart(UriPartial.Authority));
        visitor.Watch();
        return visitor;
    }

    /// <summary>The address is what is waited for: a page that is gone to without a load has none to wait for.</summary>
    public static PageWaitForURLOptions Arrived => new() { WaitUntil = WaitUntilState.Commit };

    /// <summary>Fails with all that went wrong, a line each.</summary>
    public void ShouldHaveNoProblems()
    {
        if (problems.Distinct().ToList() is { Count: > 0 } all)
            throw new ShouldAssertException(string.Join('\n', all));
    }

    /// <summary>Waits until the chart is drawn.</summary>
    public Task ChartAsync() =>
        Assertions
            .Expect(Page.GetByRole(AriaRole.Button, new() { Name = Look.Say("Tabla", "Table") }).First)
            .ToBeEnabledAsync(new() { Timeout = 30_000 });

    public Task GoAsync(string path) => Page.GotoAsync(Origin + path);

    /// <summary>As somebody with an account, without the page for it.</summary>
    public async Task SignInAsync(string email)
    {
        var asked = await context.APIRequest.GetAsync($"{Origin}/api/antiforgery");
        var token = (await asked.JsonAsync())!.Value.GetProperty("token").GetString()!;
        var answer = await context.APIRequest.PostAsync(
            $"{Origin}/api/sign-in",
            new()
            {
                DataObject = new { email, password = ApiClient.Password },
                Headers = new Dictionary<string, string> { ["X-XSRF-TOKEN"] = token },
            }
        );
        answer.Status.ShouldBe(204);
    }

    /// <summary>
    /// Looks at what is shown now: axe, both themes' contrast, nothing wider than the window, no text cut, no target under 24 px, nothing that
    /// moves. Keeps a picture.
    /// </summary>
    /// <param name="state">What it is called.</param>
    /// <param name="isIdle">Whether all that is fetched has come by then.</param>
    public async Task CheckAsync(string state, bool isIdle = true)
    {
        if (isIdle)
            await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.Locator("#content > *").First.WaitForAsync();
        await Page.EvaluateAsync("() => document.fonts.ready");
        await ShotAsync(state);
        var found = await Page.EvaluateAsync<JsonElement>("() => waickoffChecks()");
        foreach (var problem in found.EnumerateArray())
            problems.Enqueue($"{state} {Look}: {problem.GetString()}");
    }

    /// <summary>A picture of what is shown now, under <c>artifacts/screens</c>.</summary>
    public Task ShotAsync(string state) =>
        Page.ScreenshotAsync(
            new()
            {
                Path = Repository.PathOf("artifacts", "screens", $"{state}-{Look}.png"),
                Caret = ScreenshotCaret.Hide,
            }
        );

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Watch()
    {
        context.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(Origin + "/", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith($"blob:{Origin}/", StringComparison.Ordinal)
                && !(Shop is { } shop && request.Url.StartsWith(shop.ToString(), StringComparison.Ordinal))
            )
                problems.Enqueue($"asked somebody else: {request.Url}");
        };
        Page.Console += (_, message) =>
        {
            if (message.Type is not ("error" or "warning"))
                return;
            if (message.Text.StartsWith(ExpectedAnswer, StringComparison.Ordinal))
                return;
            if (IsOfflineExpected && message.Text.Contains("net::ERR_", StringComparison.Ordinal))
                return;
            problems.Enqueue($"{new Uri(Page.Url).PathAndQuery} says: {message.Text}");
        };
        Page.PageError += (_, error) => problems.Enqueue($"{new Uri(Page.Url).PathAndQuery} fails: {error}");
    }
}
