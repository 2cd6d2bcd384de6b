using Microsoft.Playwright;
using Waickoff.Server.Tests.Billing;

namespace Waickoff.Browser.Tests.Web;

/// <summary>The pages of operators by hand, each looked at as in <see cref="PagesTests"/>.</summary>
public sealed class OperatorPagesTests(Browser browser) : IClassFixture<Browser>
{
    private const string Chief = "chief@example.com";

    public static TheoryData<Look> Looks => [.. Look.ForWalk(isOnPhone: false)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_buyer_is_found_given_sessions_and_money_back_and_it_is_written_down(Look look)
    {
        await using var shop = await Shop.OpenAsync(
            settings: [$"Server:Web={WebServer.Pages}", $"Accounts:Operator={Chief}"]
        );
        using var chief = await shop.Server.SignUpAtAsync(Chief, look.Language);
        using var ana = await shop.Server.SignUpAtAsync("ana@example.com", look.Language);
        var order = await shop.SellAsync(ana, "trader");
        await shop.QuietAsync();
        await using var visitor = await Visitor.ComeAsync(browser, shop.Server.Address, look);
        await visitor.SignInAsync(Chief);
        var page = visitor.Page;

        await visitor.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Menú de la cuenta", "Account menu") })
            .ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = look.Say("Operación", "Operation"), Exact = true })
            .ClickAsync();
        await page.WaitForURLAsync("**/operators", Visitor.Arrived);
        await Assertions.Expect(page.GetByText(look.Say("en Stripe", "at Stripe"))).ToBeVisibleAsync();
        await visitor.CheckAsync("operators-service");

        await TabAsync("Rentabilidad", "Economics");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "trader" })).ToBeVisibleAsync();
        await visitor.CheckAsync("operators-economics");

        await TabAsync("Personas", "People");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("ANA@");
        await page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Chief })).ToHaveCountAsync(0);
        await visitor.CheckAsync("operators-people");
        await page.GetByRole(AriaRole.Link, new() { Name = "ana@example.com" }).ClickAsync();
        await Assertions.Expect(page.GetByText(order)).ToBeVisibleAsync();
        await visitor.CheckAsync("operators-person");

        await PressAsync("Dar sesiones", "Give sessions");
        await PressInDialogAsync("Dar", "Give");
        await Assertions
            .Expect(page.GetByText(look.Say("Falta el motivo.", "The reason is missing.")))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("operators-give");
        await ReasonAsync("an apology");
        await PressInDialogAsync("Dar", "Give");
        await Assertions
            .Expect(page.GetByText(look.Say("Se ha dado 1 sesión.", "1 session was given.")))
            .ToBeVisibleAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((14, 0));

        await PressAsync("Devolver 10,00 US$", "Give back $10.00");
        await visitor.CheckAsync("operators-refund");
        await ReasonAsync("bought twice");
        await PressInDialogAsync("Devolver", "Give back");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((2, 0));

        await TabAsync("Compras", "Purchases");
        await Assertions.Expect(page.GetByText(order)).ToBeVisibleAsync();
        await visitor.CheckAsync("operators-purchases");
        await TabAsync("Reembolsos", "Refunds");
        await Assertions.Expect(page.GetByText(look.Say("quien opera", "an operator"))).ToBeVisibleAsync();
        await visitor.CheckAsync("operators-refunds");
        await TabAsync("Avisos de Stripe", "Events of Stripe");
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Tratar otra vez", "Handle") })
            .First.ClickAsync();
        await visitor.CheckAsync("operators-events");
        await TabAsync("Registro", "Log");
        foreach (var told in new[] { "bought twice", "1: an apology" })
            await Assertions.Expect(page.GetByText(told)).ToBeVisibleAsync();
        await Assertions
            .Expect(page.GetByText(look.Say("trató otra vez un aviso", "had an event handled again")))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("operators-log");
        await shop.QuietAsync();
        await shop.AuditAsync();
        visitor.ShouldHaveNoProblems();

        Task TabAsync(string spanish, string english) =>
            page.GetByRole(
                    AriaRole.Navigation,
                    new() { Name = look.Say("Partes de la operación", "Parts of the operation") }
                )
                .GetByRole(AriaRole.Link, new() { Name = look.Say(spanish, english), Exact = true })
                .ClickAsync();

        Task PressAsync(string spanish, string english) =>
            page.GetByRole(AriaRole.Button, new() { Name = look.Say(spanish, english), Exact = true }).ClickAsync();

        Task PressInDialogAsync(string spanish, string english) =>
            page.GetByRole(AriaRole.Dialog)
                .GetByRole(AriaRole.Button, new() { Name = look.Say(spanish, english), Exact = true })
                .ClickAsync();

        Task ReasonAsync(string reason) =>
            page.GetByRole(AriaRole.Textbox, new() { Name = look.Say("Motivo", "Reason") }).FillAsync(reason);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Whoever_does_not_operate_is_told_so(Look look)
    {
        await using var server = await WebServer.StartAsync();
        using var ana = await server.SignUpAtAsync("ana@example.com", look.Language);
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        await visitor.SignInAsync("ana@example.com");
        await visitor.GoAsync("/operators/people");
        await Assertions
            .Expect(
                visitor.Page.GetByText(look.Say("Esta página es de quien opera", "This page is for those who operate"))
            )
            .ToBeVisibleAsync();
        await visitor.CheckAsync("operators-nobody");
        visitor.ShouldHaveNoProblems();
    }
}
