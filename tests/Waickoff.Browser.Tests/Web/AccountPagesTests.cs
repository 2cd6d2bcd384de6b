using Microsoft.Playwright;
using Waickoff.Server.Tests.Accounts;

namespace Waickoff.Browser.Tests.Web;

/// <summary>An account from the first page to its end, by hand: what a person sees on the way is looked at as in <see cref="PagesTests"/>.</summary>
public sealed class AccountPagesTests(Browser browser) : IClassFixture<Browser>
{
    private const string NewPassword = "another horse battery";

    public static TheoryData<Look> Looks => [.. Look.ForWalk(isOnPhone: false)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task An_account_is_opened_used_and_deleted(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        var email = $"ana.{Guid.NewGuid():N}@example.com";

        await visitor.GoAsync("/sign-up");
        await visitor.CheckAsync("sign-up");
        await PressAsync("Crear cuenta", "Create account");
        await Assertions.Expect(page.GetByText(look.Say("Indica una dirección", "Give an e-mail"))).ToBeVisibleAsync();
        await visitor.CheckAsync("sign-up-wrong");
        await FillAsync("Correo electrónico", "E-mail", email);
        await FillAsync("Contraseña", "Password", ApiClient.Password);
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await PressAsync("Crear cuenta", "Create account");
        await HeadingAsync("Mira tu correo", "Look at your mail");
        await visitor.CheckAsync("sign-up-sent");

        var (person, code) = await server.MailCodeAsync(email);
        var link = $"/confirm?person={person}&code={Uri.EscapeDataString(code)}";
        await visitor.GoAsync(link);
        await HeadingAsync("Dirección confirmada", "Address confirmed");
        await visitor.CheckAsync("confirmed");
        await visitor.GoAsync("/confirm?person=usr_0&code=x");
        await HeadingAsync("El enlace ya no es válido", "The link is not valid any more");
        await visitor.CheckAsync("confirm-bad");

        // What needs a sign-in leads there and back.
        await visitor.GoAsync("/account");
        await HeadingAsync("Entrar", "Sign in");
        await visitor.CheckAsync("sign-in");
        await SignInAsync("wrong password 1");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visitor.CheckAsync("sign-in-wrong");
        await SignInAsync(ApiClient.Password);
        await HeadingAsync("Cuenta", "Account");
        await visitor.CheckAsync("account");

        await PressAsync("Cambiar la contraseña", "Change the password");
        await FillAsync("Contraseña actual", "Current password", ApiClient.Password);
        await FillAsync("Contraseña nueva", "New password", "short");
        await PressAsync("Cambiar", "Change");
        await visitor.CheckAsync("account-password");
        await FillAsync("Contraseña nueva", "New password", NewPassword);
        await PressAsync("Cambiar", "Change");
        await Assertions.Expect(page.GetByText(look.Say("Contraseña cambiada", "Password changed"))).ToBeVisibleAsync();

        await PressAsync("Activar", "Turn on");
        await FillAsync("Contraseña", "Password", NewPassword);
        await PressAsync("Continuar", "Go on");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR" })).ToBeVisibleAsync();
        await visitor.CheckAsync("account-authenticator");
        var key = (await page.Locator("[class*=key]").TextContentAsync())!.Trim();
        await FillAsync("Código que muestra", "Code that the app", Totp.Of(key, TimeProvider.System.GetUtcNow()));
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = look.Say("Activar", "Turn on") })
            .ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await visitor.CheckAsync("account-recovery");
        var recovery = (await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem).First.TextContentAsync())!;
        await PressAsync("Los he guardado", "I have kept them");
        await Assertions
            .Expect(page.GetByText(look.Say("Quedan 10 códigos", "10 recovery codes are left")))
            .ToBeVisibleAsync();

        await PressAsync("Salir de todos los dispositivos", "Sign out of all devices");
        await page.WaitForURLAsync(visitor.Origin + "/", Visitor.Arrived);
        await visitor.GoAsync("/sign-in");
        await SignInAsync(NewPassword);
        await HeadingAsync("Código de la aplicación", "Code of the app");
        await visitor.CheckAsync("sign-in-code");
        await FillAsync("Código", "Code", recovery);
        await PressAsync("Entrar", "Sign in");
        await HeadingAsync("Mercados", "Markets");

        await visitor.GoAsync("/account");
        await PressAsync("Eliminar la cuenta", "Delete the account");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).CheckAsync();
        await visitor.CheckAsync("account-delete");
        await FillAsync("Contraseña", "Password", NewPassword);
        await PressAsync("Eliminar para siempre", "Delete for ever");
        await Assertions
            .Expect(page.GetByText(look.Say("La cuenta se ha eliminado", "The account is deleted")))
            .ToBeVisibleAsync();
        await visitor.CheckAsync("account-gone");
        visitor.ShouldHaveNoProblems();

        Task PressAsync(string spanish, string english) =>
            page.GetByRole(AriaRole.Button, new() { Name = look.Say(spanish, english), Exact = true }).ClickAsync();

        Task FillAsync(string spanish, string english, string text) =>
            page.GetByRole(AriaRole.Textbox, new() { Name = look.Say(spanish, english) }).First.FillAsync(text);

        Task HeadingAsync(string spanish, string english) =>
            Assertions
                .Expect(page.GetByRole(AriaRole.Heading, new() { Name = look.Say(spanish, english), Level = 1 }))
                .ToBeVisibleAsync();

        async Task SignInAsync(string password)
        {
            await FillAsync("Correo electrónico", "E-mail", email);
            await FillAsync("Contraseña", "Password", password);
            await PressAsync("Entrar", "Sign in");
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_password_that_was_forgotten_is_chosen_anew(Look look)
    {
        await using var server = await WebServer.StartAsync();
        var email = $"eva.{Guid.NewGuid():N}@example.com";
        using var client = await server.SignUpAtAsync(email, look.Language);
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;

        await visitor.GoAsync("/forgot");
        await visitor.CheckAsync("forgot");
        await page.GetByRole(AriaRole.Textbox).FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Enviar el enlace", "Send the link") })
            .ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = email })).ToBeVisibleAsync();
        await visitor.CheckAsync("forgot-sent");
        var (person, code) = await server.MailCodeAsync(email, "/reset");
        var link = $"/reset?person={person}&code={Uri.EscapeDataString(code)}";
        await visitor.GoAsync(link);
        await visitor.CheckAsync("reset");
        await ChooseAsync();
        await Assertions
            .Expect(
                page.GetByRole(AriaRole.Heading, new() { Name = look.Say("Contraseña guardada", "Password saved") })
            )
            .ToBeVisibleAsync();
        await visitor.CheckAsync("reset-done");
        // It is good once.
        await visitor.GoAsync(link);
        await ChooseAsync();
        await Assertions
            .Expect(
                page.GetByRole(
                    AriaRole.Heading,
                    new() { Name = look.Say("El enlace ya no es válido", "The link is not valid any more") }
                )
            )
            .ToBeVisibleAsync();
        await visitor.CheckAsync("reset-bad");
        visitor.ShouldHaveNoProblems();

        async Task ChooseAsync()
        {
            await page.GetByRole(AriaRole.Textbox).FillAsync(NewPassword);
            await page.GetByRole(
                    AriaRole.Button,
                    new() { Name = look.Say("Guardar la contraseña", "Save the password") }
                )
                .ClickAsync();
        }
    }
}
