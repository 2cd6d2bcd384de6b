using Microsoft.Playwright;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Tests.Billing;

namespace Waickoff.Browser.Tests.Web;

/// <summary>Buying by hand: paid, declined, left in the middle, given back; each page is looked at as in <see cref="PagesTests"/>.</summary>
public sealed class PayTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<Look> Looks => [.. Look.ForWalk(isOnPhone: true)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_pack_is_bought_after_a_declined_card_seen_and_given_back(Look look)
    {
        await using var shop = await OpenAsync();
        await using var visitor = await ComeAsync(shop, look);
        var page = visitor.Page;

        await visitor.GoAsync("/packs");
        await visitor.CheckAsync("packs");
        await PayAsync();
        await Assertions
            .Expect(page.GetByText(look.Say("Para pagar hace falta aceptar esto.", "To pay, this has to be accepted.")))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("packs-consent");
        shop.Stripe.All("checkout.session").ShouldBeEmpty();
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await PayAsync();

        await page.WaitForURLAsync("**/c/pay/**", Visitor.Arrived);
        await CardAsync(page, StripeTestCard.Declined);
        await page.GetByText(StripeTestCard.Declined.DeclineCode!).First.WaitForAsync();
        await CardAsync(page, StripeTestCard.Paid);

        await page.WaitForURLAsync("**/success?session_id=**", Visitor.Arrived);
        await Assertions
            .Expect(page.GetByText(look.Say("Hay 12 sesiones más.", "12 sessions were added.")))
            .ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions
            .Expect(page.GetByText(look.Say("Quedan 13 por usar.", "13 are left to use.")))
            .ToBeVisibleAsync();
        var receipt = page.GetByRole(AriaRole.Link, new() { Name = look.Say("Recibo", "Receipt") });
        (await receipt.GetAttributeAsync("href"))!.ShouldStartWith(shop.Stripe.BaseUrl + "receipts/");
        await visitor.CheckAsync("success");
        // Looking again adds nothing.
        await page.ReloadAsync();
        await Assertions
            .Expect(page.GetByText(look.Say("Quedan 13 por usar.", "13 are left to use.")))
            .ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = look.Say("Ver las compras", "See the purchases") })
            .ClickAsync();
        var back = page.GetByRole(
            AriaRole.Button,
            new() { Name = look.Say("Devolver 12 sesiones sin usar", "Give back 12 unused sessions") }
        );
        await back.WaitForAsync();
        await visitor.CheckAsync("purchases");
        await back.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.WaitForAsync();
        await visitor.CheckAsync("purchases-refund");
        await dialog
            .GetByRole(AriaRole.Button, new() { Name = look.Say("Devolver", "Give back"), Exact = true })
            .ClickAsync();
        await Assertions
            .Expect(page.GetByText(look.Say("10,00 US$ devueltos.", "$10.00 given back.")))
            .ToBeVisibleAsync();
        await Assertions.Expect(back).ToHaveCountAsync(0);
        await visitor.CheckAsync("purchases-refunded");
        shop.Stripe.All("refund").Count.ShouldBe(1);
        await shop.QuietAsync();
        await shop.AuditAsync();
        visitor.ShouldHaveNoProblems();

        Task PayAsync() =>
            page.GetByRole(AriaRole.Button, new() { Name = look.Say("Pagar 10,00", "Pay $10.00") }).ClickAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_tab_that_is_closed_in_the_middle_loses_nothing(Look look)
    {
        await using var shop = await OpenAsync();
        await using var visitor = await ComeAsync(shop, look);
        var page = visitor.Page;
        await visitor.GoAsync("/packs");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Pagar 5,00", "Pay $5.00") }).ClickAsync();
        await page.WaitForURLAsync("**/c/pay/**", Visitor.Arrived);

        // Left without paying, and gone back to.
        await visitor.GoAsync("/cancel");
        var goOn = page.GetByRole(AriaRole.Link, new() { Name = look.Say("Seguir con", "Go on with") });
        await goOn.WaitForAsync();
        await visitor.CheckAsync("cancel");
        await goOn.ClickAsync();
        await page.WaitForURLAsync("**/c/pay/**", Visitor.Arrived);
        // The same page, not a second one.
        shop.Stripe.All("checkout.session").Count.ShouldBe(1);

        // Paid, and the tab is gone before it leads anywhere.
        shop.Stripe.Pay(new Uri(page.Url).Segments[^1]).ShouldBeTrue();
        await page.GotoAsync("about:blank");
        await shop.QuietAsync();
        await visitor.GoAsync("/credits");
        await Assertions
            .Expect(page.GetByText(look.Say("6 de 6", "6 of 6")))
            .ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(page.GetByText(look.Say("· pagada", "· paid"))).ToBeVisibleAsync();
        await shop.AuditAsync();
        visitor.ShouldHaveNoProblems();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Who_withdraws_need_not_sign_in(Look look)
    {
        await using var shop = await OpenAsync();
        var email = $"eva.{Guid.NewGuid():N}@example.com";
        using var eva = await shop.Server.SignUpAtAsync(email, look.Language);
        var order = await shop.SellAsync(eva);
        await using var visitor = await Visitor.ComeAsync(browser, shop.Server.Address, look);
        var page = visitor.Page;

        await visitor.GoAsync("/");
        await page.GetByRole(
                AriaRole.Link,
                new() { Name = look.Say("Desistir del contrato aquí", "Withdraw from contract here") }
            )
            .ClickAsync();
        await visitor.CheckAsync("withdraw");
        await FillAsync("Nombre", "Name", "Eva");
        await FillAsync("Correo de la compra", "Mail address", email);
        await FillAsync("Número del pedido", "Number of the order", "pur_" + new string('0', 32));
        await ConfirmAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await visitor.CheckAsync("withdraw-unknown");
        await FillAsync("Número del pedido", "Number of the order", order);
        await ConfirmAsync();

        await Assertions
            .Expect(
                page.GetByRole(
                    AriaRole.Heading,
                    new() { Name = look.Say("Desistimiento recibido", "Withdrawal received") }
                )
            )
            .ToBeFocusedAsync();
        await visitor.CheckAsync("withdrawn");
        (await Shop.CreditsAsync(eva)).ShouldBe((1, 0));
        await shop.AuditAsync();
        visitor.ShouldHaveNoProblems();

        Task FillAsync(string spanish, string english, string text) =>
            page.GetByRole(AriaRole.Textbox, new() { Name = look.Say(spanish, english) }).FillAsync(text);

        Task ConfirmAsync() =>
            page.GetByRole(AriaRole.Button, new() { Name = look.Say("Confirmar desistimiento", "Confirm withdrawal") })
                .ClickAsync();
    }

    private static Task<Shop> OpenAsync() => Shop.OpenAsync(settings: $"Server:Web={WebServer.Pages}");

    /// <summary>Somebody with an account, who may be led to the pay pages.</summary>
    private async Task<Visitor> ComeAsync(Shop shop, Look look)
    {
        var email = $"ana.{Guid.NewGuid():N}@example.com";
        using var client = await shop.Server.SignUpAtAsync(email, look.Language);
        var visitor = await Visitor.ComeAsync(browser, shop.Server.Address, look);
        visitor.Shop = shop.Stripe.BaseUrl;
        await visitor.SignInAsync(email);
        return visitor;
    }

    private static async Task CardAsync(IPage page, StripeTestCard card)
    {
        await page.Locator("input[name=card]").FillAsync(card.Number);
        await page.Locator("input[name=terms]").CheckAsync();
        await page.Locator("button:not(.plain)").Last.ClickAsync();
    }
}
