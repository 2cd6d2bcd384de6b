using Microsoft.Playwright;

namespace Waickoff.Browser.Tests;

/// <summary>The Chromium of the machine, shared by the tests; each takes a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Switches =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
    ];

    private IPlaywright? driver;
    private IBrowser? chromium;

    /// <summary>A browser of a person: cookies of its own. Pages may fetch whatever the policy of the page says.</summary>
    public Task<IBrowserContext> NewContextAsync() => NewContextAsync(new() { BypassCSP = true });

    /// <summary>A browser of a person, as they have it.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        chromium!.NewContextAsync(options);

    public async Task InitializeAsync()
    {
        File.Exists(Program).ShouldBeTrue($"{Program} is missing: sudo apt-get install -y chromium");
        // Long enough for a busy machine: what is waited for ends the wait.
        Assertions.SetDefaultExpectTimeout(30_000);
        driver = await Playwright.CreateAsync();
        chromium = await driver.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                Headless = true,
                Args = Switches,
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        driver?.Dispose();
    }
}
