using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Waickoff.Sandbox.Model;
using Waickoff.Server.Tests;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>The built server in a process of its own, which can be killed; none outlives its test.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    /// <summary>The address that becomes an operator.</summary>
    public const string Operator = "operator@example.com";
    private const int MostCreditsAtOnce = 100;
    private readonly Process process;

    private ServeProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public int Id => process.Id;

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="folder">Its data.</param>
    /// <param name="model">The model it asks.</param>
    /// <param name="database">A PostgreSQL connection string; SQLite where there is none.</param>
    /// <param name="port">The port; a free one where there is none.</param>
    /// <param name="settings">More settings, as variables of the environment.</param>
    public static async Task<ServeProcess> StartAsync(
        DirectoryInfo folder,
        SandboxModel model,
        string database = "",
        int? port = null,
        params (string Name, string Value)[] settings
    )
    {
        var chosen = port ?? FreePort();
        var environment = new Dictionary<string, string>
        {
            ["Analyst__ApiKey"] = model.ApiKey,
            ["Analyst__BaseUrl"] = model.BaseUrl,
            ["Accounts__Operator"] = Operator,
            ["Server__Database"] = database,
            ["Server__SignInsPerHour"] = "100000",
            ["Server__RequestsPerMinute"] = "1000000",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        var process = CliProcess.Start(
            "dotnet",
            [CliProcess.Program, "serve", "--port", $"{chosen}", "--data", folder.FullName, "--lang", "en"],
            environment: environment
        );
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("WAIckoff is ready", StringComparison.Ordinal))
                continue;
            // What it logs is read away, so that it never waits for a reader.
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return new ServeProcess(process, chosen);
        }
        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var asked = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await asked.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Opens the account of the operator, signs in, and has credits.</summary>
    public static async Task SignUpAsync(ApiClient client, DirectoryInfo folder, int credits)
    {
        await client.RegisterAsync(Operator, "en");
        string? link = null;
        for (var tries = 0; link is null; tries++)
        {
            (tries < 400).ShouldBeTrue("the mail that confirms the address");
            await Task.Delay(50);
            var mails = new DirectoryInfo(Path.Combine(folder.FullName, "mails"));
            link = mails.Exists
                ? mails
                    .GetFiles("*.eml")
                    .SelectMany(f => File.ReadAllLines(f.FullName))
                    .FirstOrDefault(l => l.StartsWith("http", StringComparison.Ordinal))
                : null;
        }
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(link).Query);
        var person = query["person"];
        await client.PostAsync("/api/account/confirm", new { person, code = query["code"] });
        await client.PostAsync("/api/sign-in", new { email = Operator, password = ApiClient.Password });
        // The first is free.
        for (var left = credits - 1; left > 0; left -= MostCreditsAtOnce)
            await client.PostAsync(
                "/api/credits/grants",
                new
                {
                    person,
                    credits = Math.Min(left, MostCreditsAtOnce),
                    reason = "test",
                    key = $"testsofserve{left}",
                }
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
