using System.Text.Json;
using Microsoft.Playwright;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Chat;

namespace Waickoff.Browser.Tests.Web;

/// <summary>Every page in every state is for everybody: axe, targets, nothing cut, no error, nothing asked of others.</summary>
public sealed class PagesTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<Look> Looks => [.. Look.ForPages];

    public static TheoryData<Look> OnPhone => [.. Look.ForWalk(isOnPhone: true)];

    public static TheoryData<Look> OnDesk => [.. Look.ForWalk(isOnPhone: false)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_of_everybody(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        foreach (
            var (name, path) in new[]
            {
                ("markets", "/"),
                ("market-unknown", "/m/NOSUCH"),
                ("missing", "/no/such/page"),
                ("session-nobody", "/s/ses_none"),
                ("about", "/about"),
                ("help", "/help"),
            }
        )
        {
            await visitor.GoAsync(path);
            await visitor.CheckAsync(name);
        }
        await visitor.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("eth");
        await Assertions.Expect(visitor.Page.GetByText("ETHUSDT")).ToBeVisibleAsync();
        await visitor.CheckAsync("palette");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync("**/m/ETHUSDT", Visitor.Arrived);
        await visitor.ChartAsync();
        await visitor.Page.Locator("body").PressAsync("?");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await visitor.CheckAsync("keys");
        visitor.ShouldHaveNoProblems();
    }

    /// <summary>The conversation of a market: on a phone it is in a sheet that is pulled up.</summary>
    private static async Task OpenChatAsync(IPage page, Look look)
    {
        if (look.IsPhone)
            await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Subir el panel", "Raise the panel") })
                .ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Chat" }).ClickAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Market(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        using var nobody = new ApiClient(server.Address);
        var chart = await nobody.GetAsync("/api/markets/BTCUSDT/chart?timeframe=1h");
        var zone = chart
            .GetProperty("overlays")
            .EnumerateArray()
            .Last(o => o.GetProperty("numbers").GetArrayLength() > 0 && o.GetProperty("isStanding").GetBoolean());
        var past = chart.GetProperty("lastAt").GetInt64() - (200 * 3_600_000L);

        await GoAsync("/m/BTCUSDT", "market");
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Capas", "Layers") }).ClickAsync();
        await visitor.CheckAsync("market-layers");
        await GoAsync(
            $"/m/BTCUSDT?tf=1h&sel={Uri.EscapeDataString(zone.GetProperty("id").GetString()!)}",
            "market-card"
        );
        await GoAsync($"/m/BTCUSDT?tf=4h&at={past}", "market-past");
        await GoAsync("/m/BTCUSDT?tf=1h&split=2&layers=wyckoff,structure,zones,delta,cvd", "market-split");
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Tabla", "Table") }).ClickAsync();
        await visitor.CheckAsync("market-table");
        await OpenChatAsync(page, look);
        await visitor.CheckAsync("market-chat-nobody");
        visitor.ShouldHaveNoProblems();

        async Task GoAsync(string path, string state)
        {
            await visitor.GoAsync(path);
            await visitor.ChartAsync();
            await visitor.CheckAsync(state);
        }
    }

    [Theory]
    [MemberData(nameof(OnDesk))]
    public async Task What_loads_and_what_fails(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        var let = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/markets**",
            async route =>
            {
                await let.Task;
                await route.FulfillAsync(
                    new()
                    {
                        Status = 503,
                        ContentType = "application/problem+json",
                        Body = JsonSerializer.Serialize(
                            new
                            {
                                status = 503,
                                code = "no-data",
                                title = look.Say("Aún no hay datos", "No data yet"),
                                detail = look.Say("Se vuelve a intentar enseguida.", "It is tried again at once."),
                                requestId = "0HN",
                            }
                        ),
                    }
                );
            }
        );
        foreach (var (name, path) in new[] { ("markets", "/"), ("market", "/m/BTCUSDT?tf=1h") })
        {
            let = new TaskCompletionSource();
            await visitor.GoAsync(path);
            await visitor.CheckAsync($"{name}-loading", isIdle: false);
            let.SetResult();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
            await visitor.CheckAsync($"{name}-failed");
        }
        visitor.ShouldHaveNoProblems();
    }

    [Theory]
    [MemberData(nameof(OnPhone))]
    public async Task Sessions(Look look)
    {
        var time = new ShiftedTime();
        await using var model = await SandboxModel.StartAsync();
        await using var server = await WebServer.StartAsync(
            time,
            $"Analyst:ApiKey={model.ApiKey}",
            $"Analyst:BaseUrl={model.BaseUrl}"
        );
        using var client = await server.SignUpAsync(language: look.Language);
        var me = await client.GetAsync("/api/account");
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        await visitor.SignInAsync(me.GetProperty("email").GetString()!);

        await visitor.GoAsync("/");
        await visitor.CheckAsync("markets-new");
        await visitor.GoAsync("/history");
        await visitor.CheckAsync("history-empty");
        await visitor.GoAsync("/credits");
        await visitor.CheckAsync("credits-new");
        await visitor.GoAsync("/m/BTCUSDT");
        await OpenChatAsync(page, look);
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Empezar una sesión", "Start a session") })
            .ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox).CheckAsync();
        await visitor.CheckAsync("session-open");

        // A first analysis that takes its time, seen while it is written.
        var slow = ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(300), 60));
        model.Scripts.Always(slow);
        await dialog
            .GetByRole(AriaRole.Button, new() { Name = look.Say("Empezar", "Start"), Exact = true })
            .ClickAsync();
        await page.WaitForURLAsync("**/s/**", Visitor.Arrived);
        await Assertions.Expect(page.Locator("article[aria-busy=true] [data-ai-generated]")).ToBeVisibleAsync();
        await visitor.ChartAsync();
        await visitor.CheckAsync("session-writing", isIdle: false);
        model.Scripts.Always(ModelScript.Honest);
        await EndedAsync(1);
        await visitor.CheckAsync("session");

        await AskAsync(look.Say("¿En qué fase está?", "Which phase is it in?"), 2);
        await page.Locator("article button[aria-expanded=false]").Last.ClickAsync();
        await visitor.CheckAsync("session-evidence");
        model.Scripts.Always(
            ModelScript.Say(look.Say("El precio llegará a 123.456,78.", "The price will be 123,456.78."))
        );
        await AskAsync(look.Say("¿Y el precio?", "And the price?"), 3);
        await visitor.CheckAsync("session-unverified");
        model.Scripts.Always(ModelScript.Refuse(529));
        await AskAsync(look.Say("¿Qué la invalidaría?", "What would prove it wrong?"), 4);
        await visitor.CheckAsync("session-provider-down");
        // While no model answers no session ends: the end of it is not waited for.
        while (!await server.Get<Outages>().IsOnAsync(default))
            await Task.Delay(50);
        model.Scripts.Always(ModelScript.Honest);
        await server.Get<Outages>().EndAsync();

        await visitor.GoAsync("/");
        await visitor.CheckAsync("markets-session");
        await visitor.GoAsync("/m/BTCUSDT");
        await OpenChatAsync(page, look);
        await visitor.CheckAsync("market-chat");
        time.Shift += TimeSpan.FromHours(24.1);
        await page.Clock.SetSystemTimeAsync(time.GetUtcNow().UtcDateTime);
        await server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default));
        await visitor.GoAsync("/history");
        await visitor.CheckAsync("history");
        await page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions
            .Expect(page.GetByText(look.Say("Las 24 horas de esta sesión", "The 24 hours of this session")).First)
            .ToBeVisibleAsync();
        await visitor.CheckAsync("session-expired");
        await visitor.GoAsync("/history?q=nosuchword");
        await visitor.CheckAsync("history-no-match");
        await visitor.GoAsync("/credits");
        await visitor.CheckAsync("credits");
        await visitor.GoAsync("/s/ses_none");
        await visitor.CheckAsync("session-unknown");
        visitor.ShouldHaveNoProblems();

        async Task AskAsync(string question, int answers)
        {
            var box = page.GetByRole(
                AriaRole.Textbox,
                new() { Name = look.Say("Preguntar al analista", "Ask the analyst") }
            );
            if (!await box.IsVisibleAsync())
                await OpenChatAsync(page, look);
            await box.FillAsync(question);
            await box.PressAsync("Enter");
            await EndedAsync(answers);
        }

        Task EndedAsync(int answers) =>
            Assertions
                .Expect(page.Locator("article[aria-busy=false]"))
                .ToHaveCountAsync(answers, new() { Timeout = 60_000 });
    }
}
