using Microsoft.Playwright;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Chat;

namespace Waickoff.Browser.Tests.Web;

/// <summary>The whole way of a new user, from the first page to the end of a session: by hand, and by keyboard alone.</summary>
public sealed class PathTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly ModelScript Slow = ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(200), 80));

    private SandboxModel model = null!;

    public static TheoryData<Look> Looks => [.. Look.ForWalk(isOnPhone: true)];

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_new_user_signs_up_asks_clicks_a_number_reloads_and_reads_on(Look look)
    {
        var time = new ShiftedTime();
        await using var server = await StartAsync(time);
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        var email = $"ana.{Guid.NewGuid():N}@example.com";

        // An account, from the invitation on the first page.
        await visitor.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = look.Say("Crear cuenta", "Create account") })
            .First.ClickAsync();
        await FillAsync("Correo electrónico", "E-mail", email);
        await FillAsync("Contraseña", "Password", ApiClient.Password);
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await PressAsync("Crear cuenta", "Create account");
        await page.GetByRole(AriaRole.Heading, new() { Name = look.Say("Mira tu correo", "Look at your mail") })
            .WaitForAsync();
        var (person, code) = await server.MailCodeAsync(email);
        await visitor.GoAsync($"/confirm?person={person}&code={Uri.EscapeDataString(code)}");
        await page.GetByRole(AriaRole.Link, new() { Name = look.Say("Entrar", "Sign in"), Exact = true })
            .Last.ClickAsync();
        await FillAsync("Correo electrónico", "E-mail", email);
        await FillAsync("Contraseña", "Password", ApiClient.Password);
        await PressAsync("Entrar", "Sign in");

        // A market, its conversation, a session.
        await page.GetByRole(AriaRole.Link, new() { Name = "BTCUSDT" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Application).First).ToBeVisibleAsync();
        if (look.IsPhone)
            await PressAsync("Subir el panel", "Raise the panel");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Chat" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Empezar una sesión", "Start a session") })
            .ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox).CheckAsync();
        await dialog
            .GetByRole(AriaRole.Button, new() { Name = look.Say("Empezar", "Start"), Exact = true })
            .ClickAsync();
        await page.WaitForURLAsync("**/s/**", Visitor.Arrived);
        await AnswersAsync(1);

        // A question, left in the middle of its answer and found again.
        model.Scripts.Always(Slow);
        var question = look.Say("¿En qué fase está y por qué?", "Which phase is it in, and why?");
        await AskAsync(question);
        var writing = page.Locator("article[aria-busy=true]").Filter(new() { HasText = question });
        await Assertions
            .Expect(writing.Locator("[data-ai-generated] p").First)
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = question })).ToBeVisibleAsync();
        await AnswersAsync(2);
        using var client = new ApiClient(server.Address);
        await client.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        var session = new Uri(page.Url).Segments[^1];
        var turns = (await client.GetAsync($"/api/sessions/{session}")).GetProperty("turns");
        turns.GetArrayLength().ShouldBe(2);
        var told = turns[1].GetProperty("answer").GetString()!;
        var shown = await page.Locator("article").Last.InnerTextAsync();
        foreach (var word in told.Split(' ', '\n').Where(w => w.All(char.IsLetter) && w.Length > 7))
            shown.ShouldContain(word);

        // A number leads to what it stands on, as it was known then, with the same figure.
        var chip = page.Locator("article").Last.Locator("button[data-family]").First;
        var figure = (await chip.InnerTextAsync()).Split(' ', '\n')[0];
        await chip.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("sel=", StringComparison.Ordinal), Visitor.Arrived);
        page.Url.ShouldContain("at=");
        await visitor.ShotAsync("path-number");
        var chart = page.GetByRole(AriaRole.Application).First;
        await Assertions
            .Expect(chart.Locator("xpath=following-sibling::*[@aria-live='polite']"))
            .Not.ToBeEmptyAsync(new() { Timeout = 15_000 });
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = figure }))
            .ToBeVisibleAsync(new() { Timeout = 15_000 });
        await visitor.ShotAsync("path-card");
        await page.Keyboard.PressAsync("Escape");

        // The other language, at once and for the account.
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("EN: English", "ES: Español") }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Navigation).GetByText(look.Say("Markets", "Mercados")).First)
            .ToBeAttachedAsync();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(look.Say("en", "es"));
        await TakenAsync(look.Say("en", "es"));
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("ES: Español", "EN: English") }).ClickAsync();
        await TakenAsync(look.Language);

        // The end of the day: nothing can be asked, all can be read.
        time.Shift += TimeSpan.FromHours(24.1);
        await server.WithServiceAsync<SessionEnd>(end => end.ExpireAsync(default));
        await visitor.GoAsync($"/s/{session}");
        await Assertions
            .Expect(page.GetByText(look.Say("Las 24 horas de esta sesión", "The 24 hours of this session")).First)
            .ToBeVisibleAsync();
        await Assertions.Expect(QuestionBox()).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("article")).ToHaveCountAsync(2);
        visitor.ShouldHaveNoProblems();

        async Task TakenAsync(string language)
        {
            for (
                var tries = 0;
                (await client.GetAsync("/api/account")).GetProperty("language").GetString() != language;
                tries++
            )
            {
                (tries < 100).ShouldBeTrue($"the account takes the language {language}");
                await Task.Delay(50);
            }
        }

        async Task AskAsync(string text)
        {
            await QuestionBox().FillAsync(text);
            await QuestionBox().PressAsync("Enter");
        }

        ILocator QuestionBox() =>
            page.GetByRole(AriaRole.Textbox, new() { Name = look.Say("Preguntar al analista", "Ask the analyst") });

        Task AnswersAsync(int count) =>
            Assertions
                .Expect(page.Locator("article[aria-busy=false]"))
                .ToHaveCountAsync(count, new() { Timeout = 60_000 });

        Task PressAsync(string spanish, string english) =>
            page.GetByRole(AriaRole.Button, new() { Name = look.Say(spanish, english), Exact = true }).ClickAsync();

        Task FillAsync(string spanish, string english, string text) =>
            page.GetByRole(AriaRole.Textbox, new() { Name = look.Say(spanish, english) }).FillAsync(text);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task All_of_it_can_be_done_by_keyboard(Look look)
    {
        await using var server = await StartAsync(TimeProvider.System);
        using var client = await server.SignUpAsync(language: look.Language);
        var email = (await client.GetAsync("/api/account")).GetProperty("email").GetString()!;
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        var keys = new Keys(page);

        await visitor.GoAsync("/sign-in");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await keys.GoToAsync(page.GetByRole(AriaRole.Textbox).First);
        await keys.TypeAsync(email);
        await keys.GoToAsync(page.GetByRole(AriaRole.Textbox).Nth(1));
        await keys.TypeAsync(ApiClient.Password);
        await keys.PressAsync("Enter");

        await page.GetByRole(AriaRole.Link, new() { Name = "BTCUSDT" }).First.WaitForAsync();
        await keys.GoToAsync(page.GetByRole(AriaRole.Link, new() { Name = "BTCUSDT" }).First);
        await keys.PressAsync("Enter");
        var chart = page.GetByRole(AriaRole.Application).First;
        await chart.WaitForAsync();
        await visitor.ChartAsync();
        await keys.GoToAsync(chart);
        await keys.PressAsync("ArrowLeft");
        await Assertions
            .Expect(page.Locator("[aria-live]").Filter(new() { HasText = look.Say("Cierre", "Close") }).First)
            .ToBeAttachedAsync();
        await keys.PressAsync("ArrowUp");
        await page.WaitForURLAsync(url => url.Contains("sel=", StringComparison.Ordinal), Visitor.Arrived);
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await visitor.ShotAsync("path-finding");
        await keys.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).First.WaitForAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        if (look.IsPhone)
        {
            await keys.GoToAsync(
                page.GetByRole(AriaRole.Button, new() { Name = look.Say("Subir el panel", "Raise the panel") })
            );
            await keys.PressAsync("Enter");
        }
        await keys.GoToAsync(page.GetByRole(AriaRole.Tab, new() { Selected = true }));
        await keys.PressAsync("ArrowRight");
        await keys.GoToAsync(
            page.GetByRole(AriaRole.Button, new() { Name = look.Say("Empezar una sesión", "Start a session") })
        );
        await keys.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await keys.GoToAsync(dialog.GetByRole(AriaRole.Checkbox));
        await keys.PressAsync(" ");
        await keys.GoToAsync(
            dialog.GetByRole(AriaRole.Button, new() { Name = look.Say("Empezar", "Start"), Exact = true })
        );
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/s/**", Visitor.Arrived);
        await Assertions
            .Expect(page.Locator("article[aria-busy=false]"))
            .ToHaveCountAsync(1, new() { Timeout = 60_000 });

        await keys.GoToAsync(
            page.GetByRole(AriaRole.Textbox, new() { Name = look.Say("Preguntar al analista", "Ask the analyst") })
        );
        await keys.TypeAsync(look.Say("¿En qué fase está?", "Which phase is it in?"));
        await keys.PressAsync("Enter");
        await Assertions
            .Expect(page.Locator("article[aria-busy=false]"))
            .ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await keys.GoToAsync(page.Locator("article").Last.Locator("button[data-family]").First, isBack: true);
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("sel=", StringComparison.Ordinal), Visitor.Arrived);

        await keys.PressAsync("Escape");
        await keys.PressAsync("Control+k");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Textbox, new() { Name = look.Say("Mercado, página", "Market, page") }))
            .ToBeFocusedAsync();
        await keys.TypeAsync(look.Say("créditos", "credits"));
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/credits", Visitor.Arrived);
        await keys.GoToAsync(
            page.GetByRole(AriaRole.Button, new() { Name = look.Say("Menú de la cuenta", "Account menu") })
        );
        await keys.PressAsync("Enter");
        var leave = page.GetByRole(AriaRole.Menuitem, new() { Name = look.Say("Salir", "Sign out") });
        await leave.WaitForAsync();
        await keys.GoToAsync(leave, by: "ArrowDown");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync(visitor.Origin + "/", Visitor.Arrived);
        await Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { Name = look.Say("Crear cuenta", "Create account") }).First)
            .ToBeVisibleAsync();
        visitor.ShouldHaveNoProblems();
    }

    private Task<RunningServer> StartAsync(TimeProvider time) =>
        WebServer.StartAsync(time, $"Analyst:ApiKey={model.ApiKey}", $"Analyst:BaseUrl={model.BaseUrl}");

    /// <summary>Hands on a keyboard, and none on a mouse.</summary>
    private sealed class Keys(IPage page)
    {
        private const int Most = 150;

        public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

        public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

        /// <summary>Goes on until the focus is there, and sees where it is on the way.</summary>
        public async Task GoToAsync(ILocator target, bool isBack = false, string by = "")
        {
            await target.WaitForAsync();
            for (var i = 0; i < Most; i++)
            {
                if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                {
                    (
                        await target.EvaluateAsync<bool>(
                            "e => { const s = getComputedStyle(e); return /^(INPUT|TEXTAREA)$/.test(e.tagName) || s.outlineStyle !== 'none' || s.boxShadow !== 'none' || e.matches('[data-hovered]') || s.backgroundColor !== 'rgba(0, 0, 0, 0)'; }"
                        )
                    ).ShouldBeTrue($"the focus is seen on {target}");
                    return;
                }
                await page.Keyboard.PressAsync(
                    by.Length > 0 ? by
                    : isBack ? "Shift+Tab"
                    : "Tab"
                );
            }
            throw new ShouldAssertException($"{Most} keys do not lead to {target}");
        }
    }
}
