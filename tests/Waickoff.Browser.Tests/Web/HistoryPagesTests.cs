using Microsoft.Playwright;

namespace Waickoff.Browser.Tests.Web;

/// <summary>What happened after: the evidence of a market, a backtest and the track record, each looked at as in <see cref="PagesTests"/>.</summary>
public sealed class HistoryPagesTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>How long a history may take to be counted on a busy machine.</summary>
    private const int CountingMs = 120_000;

    public static TheoryData<Look> Looks => [.. Look.ForWalk(isOnPhone: true)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_evidence_of_a_market_leads_to_its_candles(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        await visitor.GoAsync("/m/BTCUSDT?tf=1h");
        await visitor.ChartAsync();

        if (look.IsPhone)
            await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Subir el panel", "Raise the panel") })
                .ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = look.Say("Evidencia", "Evidence") }).ClickAsync();
        await Assertions
            .Expect(
                page.GetByRole(AriaRole.Heading, new() { Name = look.Say("Configuraciones en 1h", "Setups on 1h") })
            )
            .ToBeVisibleAsync(new() { Timeout = CountingMs });
        await visitor.CheckAsync("market-evidence", isIdle: false);
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Ver todo de", "Show all of") })
            .First.ClickAsync();
        await visitor.CheckAsync("market-evidence-all", isIdle: false);

        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Ver en el gráfico", "Show on the chart") })
            .First.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("at=", StringComparison.Ordinal), Visitor.Arrived);
        visitor.ShouldHaveNoProblems();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_rule_is_tried_and_its_result_read(Look look)
    {
        await using var server = await WebServer.StartAsync();
        var email = $"eva.{Guid.NewGuid():N}@example.com";
        using var eva = await server.SignUpAtAsync(email, look.Language);
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        await visitor.SignInAsync(email);
        var page = visitor.Page;
        await visitor.GoAsync("/backtests");
        await page.GetByLabel(look.Say("Estrategia", "Strategy")).SelectOptionAsync("golden-cross");
        await visitor.CheckAsync("backtests", isIdle: false);
        await PressAsync("Cambiar la regla", "Change the rule");
        await page.GetByLabel(look.Say("Regla", "Rule"), new() { Exact = true }).FillAsync("{ \"name\": 1 }");
        await PressAsync("Empezar", "Start");
        await Assertions.Expect(page.GetByText("$.entries")).ToBeVisibleAsync();
        await visitor.CheckAsync("backtests-wrong", isIdle: false);
        await PressAsync("Volver a la de la biblioteca", "Back to that of the library");
        await PressAsync("Empezar", "Start");

        await Assertions
            .Expect(page.GetByRole(AriaRole.Region, new() { Name = look.Say("Cifras", "Figures") }))
            .ToBeVisibleAsync(new() { Timeout = CountingMs });
        await Assertions
            .Expect(page.GetByText(look.Say("no son los futuros", "are not future ones")))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("backtest-done", isIdle: false);
        await page.GetByRole(AriaRole.Img, new() { Name = look.Say("Precio del", "Price from") })
            .ScrollIntoViewIfNeededAsync();
        await visitor.ShotAsync("backtest-price");
        await visitor.GoAsync("/backtests");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { Name = "golden-cross: BTCUSDT, 1h" }))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("backtests-mine", isIdle: false);
        visitor.ShouldHaveNoProblems();

        Task PressAsync(string spanish, string english) =>
            page.GetByRole(AriaRole.Button, new() { Name = look.Say(spanish, english), Exact = true }).ClickAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_track_record_is_for_everybody(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        await visitor.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = look.Say("Historial público", "Track record") })
            .ClickAsync();
        await Assertions.Expect(page.GetByText(look.Say("Apunte 0:", "Entry 0:"))).ToBeVisibleAsync();
        await Assertions
            .Expect(page.GetByText(look.Say("Ningún escenario coincide.", "No scenario matches.")))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("track-record");
        visitor.ShouldHaveNoProblems();
    }
}
