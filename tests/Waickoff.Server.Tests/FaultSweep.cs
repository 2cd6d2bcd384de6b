using System.Globalization;
using System.Net;
using System.Text.Json;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests;

/// <summary>
/// T09: the Nth command to the database is refused, lost on its way, or done without its answer arriving, for every N until no command is
/// left. In the short form some N, drawn by the seed.
/// </summary>
internal static class FaultSweep
{
    private static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    /// <summary>Runs a flow with each fault; nothing of the ledger may be wrong after all of them.</summary>
    /// <param name="output">Told the seed and how many faults there were.</param>
    /// <param name="server">Whose ledger is looked at.</param>
    /// <param name="flow">Arms the fault, does its work, and says whether it struck.</param>
    public static async Task RunAsync(
        ITestOutputHelper output,
        RunningServer server,
        Func<int, CommandFault, string, Task<bool>> flow
    )
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        var random = new Random(seed);
        var struck = 0;
        foreach (var kind in Enum.GetValues<CommandFault>())
        {
            for (var n = IsWhole ? 1 : random.Next(1, 20); ; n += IsWhole ? 1 : random.Next(15, 40))
            {
                if (!await flow(n, kind, $"sweep-{kind}-{n}"))
                    break;
                struck++;
            }
        }
        output.WriteLine($"{struck} faults");
        struck.ShouldBeGreaterThan(0);
        await using var connection = await server.Get<Database>().OpenAsync(default);
        var now = server.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        (await LedgerAuditor.RunAsync(connection, now)).Violations.ShouldBeEmpty();
    }

    /// <summary>Sends a request as a program does that was told to try again.</summary>
    /// <param name="client">Who sends it.</param>
    /// <param name="path">Where to.</param>
    /// <param name="body">What.</param>
    /// <param name="key">Its idempotency key, where it has one.</param>
    /// <param name="expected">The answer of one that is done.</param>
    /// <param name="done">The code of the refusal of what is done already, where there is no key.</param>
    public static async Task<JsonElement> AgainAsync(
        ApiClient client,
        string path,
        object? body,
        string? key,
        HttpStatusCode expected,
        string? done = null
    )
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await SendAsync(client, path, body, key);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == expected)
                return JsonDocument.Parse(text).RootElement;
            // A try before was done though its answer was lost.
            if (tries > 0 && done is not null && text.Contains($"\"code\":\"{done}\"", StringComparison.Ordinal))
                return default;
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
            (tries < 10).ShouldBeTrue(text);
        }
    }

    /// <summary>Sends a request once; what could not even be begun is unavailable.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        ApiClient client,
        string path,
        object? body,
        string? key = null
    )
    {
        try
        {
            return await client.SendAsync(HttpMethod.Post, path, body, key);
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            // Already the token could not be had.
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }
    }

    /// <summary>Does what a job does, as often as it comes again.</summary>
    public static async Task JobAsync(Func<Task> job)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await job();
                return;
            }
            catch (Exception e) when (Failures.IsOfDatabase(e) && tries < 10)
            {
                // The job comes again too.
            }
        }
    }
}
