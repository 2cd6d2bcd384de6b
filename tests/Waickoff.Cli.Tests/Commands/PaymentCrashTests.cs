using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Waickoff.Ledger.Audit;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Tests;
using Xunit.Abstractions;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>
/// T67 over money: the server is killed at random moments while packs are bought, paid, looked at and given back. What Stripe has been paid is
/// credited once, what was given back is paid once, and the ledger adds up.
/// </summary>
public sealed class PaymentCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Secret = "whsec_of_the_crash";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff paid ");
    private readonly int port = ServeProcess.FreePort();
    private readonly List<string> purchases = [];
    private SandboxModel model = null!;
    private SandboxStripe stripe = null!;

    private static int Kills => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 60 : 2;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        stripe = await SandboxStripe.StartAsync(
            new SandboxStripeOptions
            {
                Endpoints = [new StripeEndpoint(new Uri($"http://127.0.0.1:{port}/api/stripe/events"), Secret)],
                RetryPauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)],
            }
        );
    }

    public async Task DisposeAsync()
    {
        await stripe.DisposeAsync();
        await model.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whatever_the_moment_what_was_paid_is_credited_once_and_what_was_given_back_is_paid_once()
    {
        var seed = Environment.GetEnvironmentVariable("WAICKOFF_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF);
        output.WriteLine($"WAICKOFF_SEED={seed}");
        var random = new Random(seed);
        using var client = new ApiClient(new Uri($"http://127.0.0.1:{port}"));
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await StartAsync();
            if (kill == 0)
                await ServeProcess.SignUpAsync(client, folder, 1);
            using var stop = new CancellationTokenSource();
            var known = purchases.Count;
            var working = WorkAsync(client, random.Next(), kill, stop.Token);
            // Half of the kills fall on a server that is at work.
            while (kill % 2 == 0 && purchases.Count < known + 2 && !working.IsCompleted)
                await Task.Delay(20);
            await Task.Delay(random.Next(20, 1_500));
            await server.KillAsync();
            await stop.CancelAsync();
            await working;
        }
        await RipenAsync();
        await using var last = await StartAsync();
        // Stripe tells for days what was not taken.
        await stripe.QuietAsync();
        await stripe.ReplayAsync(new StripeReplay { IsShuffled = true, Senders = 4 });
        await SettleAsync(client);
        await CheckAsync(client);
    }

    private Task<ServeProcess> StartAsync() =>
        ServeProcess.StartAsync(
            folder,
            model,
            port: port,
            settings:
            [
                ("Billing__StripeKey", stripe.ApiKey),
                ("Billing__StripeUrl", stripe.BaseUrl.ToString()),
                ("Billing__WebhookSecret", Secret),
            ]
        );

    /// <summary>Buys, pays, looks and gives back until the server is gone.</summary>
    private async Task WorkAsync(ApiClient client, int seed, int round, CancellationToken stop)
    {
        var random = new Random(seed);
        var paid = new List<string>();
        try
        {
            for (var step = 0; !stop.IsCancellationRequested; step++)
            {
                using var begun = await client.SendAsync(
                    HttpMethod.Post,
                    "/api/purchases",
                    new { pack = "starter", startsNow = true },
                    $"buying-{round}-{step}"
                );
                if (begun.StatusCode != HttpStatusCode.Created)
                {
                    await Task.Delay(20, CancellationToken.None);
                    continue;
                }
                var purchase = await begun.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
                var id = purchase.GetProperty("id").GetString()!;
                purchases.Add(id);
                if (random.Next(4) == 0)
                    continue;
                stripe.Pay(purchase.GetProperty("url").GetString()!.Split('/')[^1]).ShouldBeTrue();
                paid.Add(id);
                if (random.Next(2) == 0)
                    (await client.SendAsync(HttpMethod.Post, $"/api/purchases/{id}/check")).Dispose();
                var back = paid[random.Next(paid.Count)];
                if (random.Next(3) == 0)
                    (await client.SendAsync(HttpMethod.Post, $"/api/purchases/{back}/refund")).Dispose();
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // It was killed.
        }
    }

    /// <summary>Time passes: what waits comes due when the server starts again.</summary>
    private async Task RipenAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "UPDATE purchase_refund SET DueMs = 0 WHERE State = 'Asked';"
            + "UPDATE stripe_event SET DueMs = 0 WHERE HandledMs = 0";
        await command.ExecuteNonQueryAsync();
    }

    private async Task SettleAsync(ApiClient client)
    {
        for (var tries = 0; ; tries++)
        {
            var told = await ReadAsync(client);
            var paid = Paid();
            if (
                told.All(p =>
                    (p.GetProperty("state").GetString() == "paid") == paid.Contains(p.GetProperty("id").GetString()!)
                    && p.GetProperty("refunds").EnumerateArray().All(r => r.GetProperty("state").GetString() == "paid")
                )
            )
                return;
            (tries < 400).ShouldBeTrue("all is settled");
            await Task.Delay(100);
        }
    }

    private async Task CheckAsync(ApiClient client)
    {
        var told = await ReadAsync(client);
        var ids = told.Select(p => p.GetProperty("id").GetString()!).ToHashSet();
        purchases.Where(p => !ids.Contains(p)).ShouldBeEmpty("what was acknowledged is there");
        var paid = Paid();
        var refunds = told.SelectMany(p => p.GetProperty("refunds").EnumerateArray()).ToList();
        var back = refunds.Sum(r => r.GetProperty("sessions").GetInt64());
        var credits = await client.GetAsync("/api/credits");
        credits.GetProperty("credits").GetInt64().ShouldBe(1 + (5L * paid.Count) - back);
        credits.GetProperty("owed").GetInt64().ShouldBe(0);
        stripe.All("refund").Count.ShouldBe(refunds.Count);
        stripe
            .All("refund")
            .Sum(r => r["amount"]!.GetValue<long>())
            .ShouldBe(refunds.Sum(r => r.GetProperty("amount").GetInt64()));
        await using var connection = await OpenAsync();
        var report = await LedgerAuditor.RunAsync(connection, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        report.Violations.ShouldBeEmpty();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT coalesce(sum(CASE WHEN credit_account = 'revenue' THEN amount ELSE -amount END), 0) FROM ledger_journal"
            + " WHERE 'revenue' IN (credit_account, debit_account)";
        var revenue = Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        revenue.ShouldBe((-500L * paid.Count) + refunds.Sum(r => r.GetProperty("amount").GetInt64()));
        paid.Count.ShouldBeGreaterThan(Kills / 2);
        output.WriteLine(
            $"{Kills} kills, {purchases.Count} purchases acknowledged, {paid.Count} paid, {refunds.Count} given back"
        );
    }

    /// <summary>The purchases whose money Stripe has.</summary>
    private HashSet<string> Paid() =>
        [
            .. stripe
                .All("checkout.session")
                .Where(s => (string?)s["payment_status"] == "paid")
                .Select(s => s["client_reference_id"]!.GetValue<string>()),
        ];

    private static async Task<List<JsonElement>> ReadAsync(ApiClient client)
    {
        var all = new List<JsonElement>();
        for (var before = ""; ; )
        {
            var page = await client.GetAsync($"/api/purchases?take=100{before}");
            all.AddRange(page.GetProperty("purchases").EnumerateArray());
            if (!page.TryGetProperty("next", out var next))
                return all;
            before = $"&before={next.GetString()}";
        }
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "waickoff.db")}");
        await connection.OpenAsync();
        return connection;
    }
}
