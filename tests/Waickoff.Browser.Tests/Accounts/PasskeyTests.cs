using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;
using Waickoff.Server.Accounts;

namespace Waickoff.Browser.Tests.Accounts;

/// <summary>T86: passkeys of a real browser, with an authenticator that does what the test says.</summary>
public sealed class PasskeyTests(Browser browser) : IClassFixture<Browser>
{
    private const string Own = "http://localhost:";
    private const string Elsewhere = "http://evil.localhost:";
    private static readonly (int, string?) Done = (204, null);
    private static readonly (int, string?) NotSignedIn = (401, "wrong_sign_in");
    private static readonly (int, string?) NotAdded = (400, "passkey_refused");

    [Fact]
    public async Task A_passkey_is_added_and_listed_by_its_name()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await DeviceAsync(server, await EmailAsync(server));

        (await laptop.AddAsync("Laptop")).Status.ShouldBe(200);

        (await laptop.NamesAsync()).ShouldBe(["Laptop"]);
    }

    [Fact]
    public async Task A_passkey_signs_in_without_a_password()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);

        (await laptop.IsSignedInAsync()).ShouldBeFalse();
        (await laptop.SignInAsync()).ShouldBe(Done);
        (await laptop.NamesAsync()).ShouldBe(["Laptop"]);
    }

    [Fact]
    public async Task Two_devices_have_a_passkey_each_and_removing_one_leaves_the_other()
    {
        await using var server = await RunningServer.StartAsync();
        var email = await EmailAsync(server);
        await using var laptop = await DeviceAsync(server, email);
        await using var phone = await DeviceAsync(server, email);
        await laptop.AddAsync("Laptop");
        await phone.AddAsync("Phone");
        (await phone.NamesAsync()).ShouldBe(["Laptop", "Phone"]);
        var lost = (await laptop.ListAsync()).Single(p => (string?)p!["name"] == "Laptop")!;

        (await phone.ChangeAsync("DELETE", $"/api/account/passkeys/{lost["id"]}")).ShouldBe(Done);

        await laptop.SignOutAsync();
        await phone.SignOutAsync();
        (await laptop.SignInAsync()).ShouldBe(NotSignedIn);
        (await phone.SignInAsync()).ShouldBe(Done);
        (await phone.NamesAsync()).ShouldBe(["Phone"]);
    }

    [Fact]
    public async Task A_passkey_that_was_made_on_a_page_elsewhere_is_not_added()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await DeviceAsync(server, await EmailAsync(server));
        var made = await laptop.MakeAsync();
        var said = Text(made, "clientDataJSON");
        // What a new passkey says is not signed, so a page in between can write another origin.
        Set(made, "clientDataJSON", Encoding.UTF8.GetBytes(said.Replace(Own, Elsewhere, StringComparison.Ordinal)));

        (await laptop.AddAsync(made, "Laptop")).ShouldBe(NotAdded);
        // Nor when what relays it names that origin as its own.
        made = await laptop.MakeAsync();
        said = Text(made, "clientDataJSON").Replace(Own, Elsewhere, StringComparison.Ordinal);
        Set(made, "clientDataJSON", Encoding.UTF8.GetBytes(said));
        var origin = (string)JsonNode.Parse(said)!["origin"]!;
        origin.ShouldStartWith(Elsewhere);
        (await laptop.RelayAsync(made, origin)).ShouldBe(NotAdded);

        (await laptop.NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passkey_for_another_site_is_not_added()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await DeviceAsync(server, await EmailAsync(server));
        var made = await laptop.MakeAsync();
        var answer = Bytes(made, "attestationObject");
        var site = answer.AsSpan().IndexOf(SHA256.HashData("localhost"u8));
        site.ShouldBeGreaterThan(0);
        SHA256.HashData("evil.example"u8).CopyTo(answer, site);
        Set(made, "attestationObject", answer);

        (await laptop.AddAsync(made, "Laptop")).ShouldBe(NotAdded);

        (await laptop.NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_to_a_challenge_is_good_once()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);
        var proof = await laptop.ProveAsync();
        (await laptop.SignInAsync(proof)).ShouldBe(Done);
        await laptop.SignOutAsync();

        (await laptop.SignInAsync(proof)).ShouldBe(NotSignedIn);
        // Nor does it answer another challenge.
        await laptop.ChangeAsync("POST", "/api/sign-in/passkey/options");
        (await laptop.SignInAsync(proof)).ShouldBe(NotSignedIn);
        (await laptop.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_stolen_with_its_cookies_is_good_once_for_a_passkey_that_does_not_count()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);
        var proof = await laptop.ProveAsync();
        var cookies = await laptop.CookiesAsync();
        (await laptop.SignInAsync(proof)).ShouldBe(Done);
        await laptop.SignOutAsync();
        // As the server knows a passkey that always says zero.
        await server.WithServiceAsync<UserManager<Person>>(async people =>
        {
            var person = people.Users.Single();
            var passkey = (await people.GetPasskeysAsync(person)).Single();
            passkey.SignCount = 0;
            (await people.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded.ShouldBeTrue();
        });

        await laptop.RestoreAsync(cookies);
        (await laptop.SignInAsync(proof)).ShouldBe(NotSignedIn);
        (await laptop.IsSignedInAsync()).ShouldBeFalse();
        (await laptop.SignInAsync()).ShouldBe(Done);
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);
        var old = await laptop.KeptAsync();
        for (var i = 0; i < 3; i++)
        {
            (await laptop.SignInAsync()).ShouldBe(Done);
            await laptop.SignOutAsync();
        }

        await laptop.KeepAsync(old);

        (await laptop.SignInAsync()).ShouldBe(NotSignedIn);
        (await laptop.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_clone_and_its_original_do_not_both_sign_in()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);
        await using var clone = await Device.OpenAsync(browser, OriginOf(server));
        await clone.KeepAsync(await laptop.KeptAsync());

        (await laptop.SignInAsync()).ShouldBe(Done);

        (await clone.SignInAsync()).ShouldBe(NotSignedIn);
        (await clone.IsSignedInAsync()).ShouldBeFalse();
        (await laptop.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_removed_passkey_does_not_sign_in()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);
        await laptop.SignInAsync();
        var id = (await laptop.ListAsync())[0]!["id"];

        (await laptop.ChangeAsync("DELETE", $"/api/account/passkeys/{id}")).ShouldBe(Done);

        (await laptop.NamesAsync()).ShouldBeEmpty();
        await laptop.SignOutAsync();
        (await laptop.SignInAsync()).ShouldBe(NotSignedIn);
    }

    [Fact]
    public async Task A_passkey_of_somebody_else_can_be_neither_removed_nor_taken()
    {
        await using var server = await RunningServer.StartAsync();
        await using var ana = await DeviceAsync(server, await EmailAsync(server));
        await using var ben = await DeviceAsync(server, await EmailAsync(server));
        var made = await ana.MakeAsync();
        (await ana.AddAsync(made, "Laptop")).Status.ShouldBe(200);
        var id = (await ana.ListAsync())[0]!["id"];

        (await ben.ChangeAsync("DELETE", $"/api/account/passkeys/{id}")).ShouldBe((404, "not_found"));
        await ben.ChangeAsync("POST", "/api/account/passkeys/options");
        (await ben.AddAsync(made, "Mine")).ShouldBe(NotAdded);

        (await ben.NamesAsync()).ShouldBeEmpty();
        (await ana.NamesAsync()).ShouldBe(["Laptop"]);
    }

    [Fact]
    public async Task Who_does_not_show_that_it_is_them_is_not_signed_in()
    {
        await using var server = await RunningServer.StartAsync();
        await using var laptop = await WithPasskeyAsync(server);
        await laptop.VerifyAsync(false);

        var refused = await Should.ThrowAsync<PlaywrightException>(() => laptop.ProveAsync());
        refused.Message.ShouldContain("NotAllowedError");
        // A page that does not ask for it gets an answer that the server does not take.
        var proof = await laptop.ProveAsync(options => options["userVerification"] = "discouraged");
        (await laptop.SignInAsync(proof)).ShouldBe(NotSignedIn);
        (await laptop.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_challenge_is_good_for_five_minutes()
    {
        var time = new ShiftedTime();
        await using var server = await RunningServer.StartAsync(time: time);
        await using var laptop = await WithPasskeyAsync(server);
        var proof = await laptop.ProveAsync();

        time.Shift = TimeSpan.FromMinutes(6);

        (await laptop.SignInAsync(proof)).ShouldBe(NotSignedIn);
        (await laptop.IsSignedInAsync()).ShouldBeFalse();
        (await laptop.SignInAsync()).ShouldBe(Done);
    }

    /// <summary>Passkeys belong to a name, so the page is at one.</summary>
    private static string OriginOf(RunningServer server) => $"http://localhost:{server.Address.Port}";

    private static async Task<string> EmailAsync(RunningServer server)
    {
        using var client = await server.SignUpAsync();
        return (await client.GetAsync("/api/account")).GetProperty("email").GetString()!;
    }

    private async Task<Device> DeviceAsync(RunningServer server, string email)
    {
        var device = await Device.OpenAsync(browser, OriginOf(server));
        (await device.ChangeAsync("POST", "/api/sign-in", new { email, password = ApiClient.Password })).ShouldBe(Done);
        return device;
    }

    private async Task<Device> WithPasskeyAsync(RunningServer server)
    {
        var device = await DeviceAsync(server, await EmailAsync(server));
        (await device.AddAsync("Laptop")).Status.ShouldBe(200);
        (await device.SignOutAsync()).ShouldBe(Done);
        return device;
    }

    private static byte[] Bytes(JsonNode credential, string part) =>
        Base64Url.DecodeFromChars((string)credential["response"]![part]!);

    private static string Text(JsonNode credential, string part) => Encoding.UTF8.GetString(Bytes(credential, part));

    private static void Set(JsonNode credential, string part, byte[] value) =>
        credential["response"]![part] = Base64Url.EncodeToString(value);
}
