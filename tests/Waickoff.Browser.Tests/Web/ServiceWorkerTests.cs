using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Waickoff.Browser.Tests.Web;

/// <summary>T102: what the service worker and the browser hold of the pages and of a person, with and without a connection.</summary>
public sealed partial class ServiceWorkerTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Where each thing lies that the browser holds: addresses and bodies of its caches, all of its databases, its storages.</summary>
    private const string AllHeld = """
        async () => {
          const held = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys())
              held.push({ where: 'cache', name, url: request.url, text: await (await cache.match(request)).text() });
          }
          for (const { name } of await indexedDB.databases()) {
            const database = await new Promise((done, failed) => {
              const opening = indexedDB.open(name);
              opening.onsuccess = () => done(opening.result);
              opening.onerror = () => failed(opening.error);
            });
            for (const store of database.objectStoreNames) {
              const all = await new Promise((done, failed) => {
                const reading = database.transaction(store).objectStore(store).getAll();
                reading.onsuccess = () => done(reading.result);
                reading.onerror = () => failed(reading.error);
              });
              held.push({ where: 'database', name: `${name}/${store}`, url: '', text: JSON.stringify(all) });
            }
            database.close();
          }
          for (const [name, storage] of [['local', localStorage], ['session', sessionStorage]])
            held.push({ where: 'storage', name, url: '', text: JSON.stringify({ ...storage }) });
          return held;
        }
        """;

    /// <summary>What may lie in a cache: the document, its icons, and what is called by a name of its content.</summary>
    private const string Shell =
        "^(/index\\.html|/manifest\\.webmanifest|/icon[-a-z0-9]*\\.(svg|png)|/assets/[^/]+\\.(js|css|woff2|svg))$";

    /// <summary>How everything begins that the server has sealed: tokens and cookies.</summary>
    private const string Token = "CfDJ8";

    public static TheoryData<Look> Looks => [.. Look.ForWalk(isOnPhone: false)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task What_was_read_is_readable_without_a_connection_and_goes_with_the_person(Look look)
    {
        await using var server = await WebServer.StartAsync();
        using var ana = await server.SignUpAsync(language: look.Language);
        var me = await ana.GetAsync("/api/account");
        var email = me.GetProperty("email").GetString()!;
        var session = (await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1"))
            .GetProperty("id")
            .GetString()!;
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        var page = visitor.Page;
        await visitor.SignInAsync(email);
        await visitor.GoAsync("/");
        await WorkerAsync(page);

        // The first page came before the worker; the same again comes through it.
        foreach (var path in new[] { "/", "/m/BTCUSDT", "/history", "/credits", "/account", $"/s/{session}" })
        {
            await visitor.GoAsync(path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (!path.StartsWith("/m/", StringComparison.Ordinal))
                continue;
            await visitor.ChartAsync();
            // What came last is written down a second later.
            for (
                var tries = 0;
                !(await HeldAsync(page)).Any(h => h.Text.Contains("[\"chart\"", StringComparison.Ordinal));
                tries++
            )
            {
                (tries < 100).ShouldBeTrue("the chart is kept");
                await page.WaitForTimeoutAsync(100);
            }
        }
        await Assertions
            .Expect(page.Locator("article[aria-busy=false]"))
            .ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("article [data-ai-generated] p")).Not.ToHaveCountAsync(0);
        var answer = (await page.Locator("article [data-ai-generated] p").First.InnerTextAsync())[..30];
        await page.WaitForTimeoutAsync(1_500);
        string[] own = [email, session, me.GetProperty("id").GetString()!];
        var held = await HeldAsync(page);
        held.ShouldAllBe(h => !h.Text.Contains(Token, StringComparison.Ordinal));
        held.ShouldContain(h => h.Where == "cache");
        foreach (var kept in held.Where(h => h.Where != "database"))
        {
            own.ShouldAllBe(o => !kept.Text.Contains(o, StringComparison.Ordinal), kept.Name + kept.Url);
            if (kept.Where == "cache")
                new Uri(kept.Url).AbsolutePath.ShouldMatch(Shell);
        }
        held.ShouldContain(h => h.Where == "database" && h.Text.Contains(session, StringComparison.Ordinal));

        // Without a connection: the page stands, with what was read before, and says so.
        visitor.IsOfflineExpected = true;
        await visitor.Context.SetOfflineAsync(true);
        await visitor.GoAsync($"/s/{session}");
        await Assertions
            .Expect(
                page.GetByText(
                    look.Say("Sin conexión: lo que se ve es de antes.", "No connection: what is shown is from before.")
                )
            )
            .ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(answer).First).ToBeVisibleAsync();
        await visitor.ChartAsync();
        await visitor.CheckAsync("offline-session", isIdle: false);
        await visitor.GoAsync("/m/BTCUSDT");
        await visitor.ChartAsync();
        await visitor.CheckAsync("offline-market", isIdle: false);
        await visitor.GoAsync("/m/XRPUSDT");
        await Assertions
            .Expect(page.GetByText(look.Say("Sin conexión", "No connection"), new() { Exact = true }).First)
            .ToBeVisibleAsync();
        await visitor.CheckAsync("offline-unread", isIdle: false);

        // Signed out: nothing of the person is left, with a connection or without.
        await visitor.Context.SetOfflineAsync(false);
        await visitor.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = look.Say("Menú de la cuenta", "Account menu") })
            .ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = look.Say("Salir", "Sign out"), Exact = true })
            .ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { Name = look.Say("Entrar", "Sign in") }).First)
            .ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(1_500);
        (await HeldAsync(page)).ShouldAllBe(h => !own.Any(o => h.Text.Contains(o, StringComparison.Ordinal)));
        await visitor.Context.SetOfflineAsync(true);
        await visitor.GoAsync($"/s/{session}");
        await page.Locator("#content > *").First.WaitForAsync();
        await Assertions.Expect(page.GetByText(answer)).ToHaveCountAsync(0);
        visitor.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task No_old_version_is_shown_after_two_releases()
    {
        var pages = Directory.CreateTempSubdirectory("waickoff pages ");
        Release(pages, 1);
        var server = await RunningServer.StartAsync(settings: $"Server:Web={pages.FullName}");
        var port = server.Address.Port;
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, new Look("en", "light", 1440));
        var page = visitor.Page;
        await visitor.GoAsync("/");
        await WorkerAsync(page);
        (await VersionAsync(page)).ShouldBe("1");

        // Two releases that nobody agreed to, each with a moment without a server: whoever comes gets the newest document, whatever the worker holds.
        visitor.IsOfflineExpected = true;
        for (var release = 2; release <= 3; release++)
        {
            await server.DisposeAsync();
            Release(pages, release);
            server = await RunningServer.StartAsync(port: port, settings: $"Server:Web={pages.FullName}");
            await visitor.GoAsync("/");
            (await VersionAsync(page)).ShouldBe($"{release}");
            (await page.EvaluateAsync<bool>("() => navigator.serviceWorker.controller !== null")).ShouldBeTrue();
        }
        // The new worker waits to be asked for, and then holds its own release alone.
        await page.GetByRole(AriaRole.Button, new() { Name = "Update", Exact = true })
            .ClickAsync(new() { Timeout = 30_000 });
        await Assertions
            .Expect(page.GetByRole(AriaRole.Button, new() { Name = "Update", Exact = true }))
            .ToHaveCountAsync(0);
        await visitor.GoAsync("/");
        var documents = (await HeldAsync(page))
            .Where(h => h.Url.Contains("index.html", StringComparison.Ordinal))
            .ToList();
        documents.Count.ShouldBe(1);
        documents[0].Text.ShouldContain(Marker(3));

        // Without a connection it is the last release that is shown.
        await visitor.Context.SetOfflineAsync(true);
        await visitor.GoAsync("/");
        (await VersionAsync(page)).ShouldBe("3");
        visitor.ShouldHaveNoProblems();
        await server.DisposeAsync();
        pages.Delete(recursive: true);
    }

    /// <summary>The pages as they are, as a release of a number: another document, and a worker that names it.</summary>
    private static void Release(DirectoryInfo folder, int number)
    {
        foreach (var file in Directory.EnumerateFiles(WebServer.Pages, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder.FullName, Path.GetRelativePath(WebServer.Pages, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
        Change("index.html", text => text.Replace("<head>", "<head>" + Marker(number), StringComparison.Ordinal));
        Change(
            "sw.js",
            text => DocumentRevision().Replace(text, m => $"{m.Groups[1].Value}{number}{m.Groups[2].Value}")
        );

        void Change(string name, Func<string, string> change)
        {
            var path = Path.Combine(folder.FullName, name);
            var old = File.ReadAllText(path);
            var changed = change(old);
            changed.ShouldNotBe(old);
            File.WriteAllText(path, changed);
            File.Delete(path + ".br");
            File.Delete(path + ".gz");
        }
    }

    private static string Marker(int number) => $"<meta name=\"release\" content=\"{number}\">";

    private static Task<string?> VersionAsync(IPage page) =>
        page.Locator("meta[name=release]").GetAttributeAsync("content");

    /// <summary>Waits until the worker of the pages works.</summary>
    private static async Task WorkerAsync(IPage page) =>
        (
            await page.EvaluateAsync<string>("async () => (await navigator.serviceWorker.ready).active.scriptURL")
        ).ShouldEndWith("/sw.js");

    private static async Task<List<Held>> HeldAsync(IPage page) =>
        [
            .. (await page.EvaluateAsync<JsonElement>(AllHeld))
                .EnumerateArray()
                .Select(h => new Held(Say(h, "where"), Say(h, "name"), Say(h, "url"), Say(h, "text"))),
        ];

    private static string Say(JsonElement held, string name) => held.GetProperty(name).GetString()!;

    [GeneratedRegex("(url:\"index\\.html\",revision:\")[0-9a-f]+(\")")]
    private static partial Regex DocumentRevision();

    /// <summary>Something that the browser holds.</summary>
    private sealed record Held(string Where, string Name, string Url, string Text);
}
