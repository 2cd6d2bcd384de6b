using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Analysis.Candles;
using Waickoff.Payments.Webhooks;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Payments;
using Waickoff.Server;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;
using Waickoff.Testing;

namespace Waickoff.Bench;

/// <summary>
/// A hundred events of Stripe a second for a minute, all of purchases that are paid then: <c>-- webhooks [RUNS]</c>. Stripe is a process of its
/// own, sends by the clock whether or not it was answered, and counts from the moment an event was due.
/// </summary>
internal static class WebhookFigures
{
    private const int PerSecond = 100;
    private const int Seconds = 60;

    /// <summary>Events of a card that pays: the payment, its charge, its invoice, the page.</summary>
    private const int EventsOfPurchase = 4;
    private const int Purchases = PerSecond * Seconds / EventsOfPurchase;

    /// <summary>Before those that count, so that the runtime has compiled what is called often.</summary>
    private const int WarmUp = 25;
    private const string Secret = "whsec_bench";

    public static async Task PrintAsync(int runs)
    {
        foreach (var name in (string[])["SQLite", "PostgreSQL"])
        {
            var p99 = new List<double>();
            var drained = new List<double>();
            for (var run = 0; run < runs; run++)
            {
                var database = name == "SQLite" ? "" : await PostgresServer.NewDatabaseAsync();
                var told = await RunAsync(name, database);
                p99.Add(told.P99);
                drained.Add(told.Drained);
            }
            p99.Sort();
            drained.Sort();
            Print(
                $"{name}, {runs} runs: p99 {p99[runs / 2]:0} ms ({p99[0]:0} to {p99[^1]:0}), no queue left after {drained[runs / 2]:0.0} s ({drained[0]:0.0} to {drained[^1]:0.0})"
            );
        }
    }

    private static async Task<(double P99, double Drained)> RunAsync(string name, string database)
    {
        using var stripe = ServeFigures.Start("webhooks-stripe");
        var url = (await stripe.StandardOutput.ReadLineAsync())!;
        var folder = Directory.CreateTempSubdirectory("waickoff bench ");
        await using var app = await StartAsync(folder, database, url);
        var (cookie, _) = await ServeFigures.SignInAsync(app);
        using var http = ServeClient.Client(app.Urls.First(), cookie);
        var token = await http.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", token.GetProperty("token").GetString());
        for (var i = 0; i < Purchases + WarmUp; i++)
            await BuyAsync(http, i);

        await stripe.StandardInput.WriteLineAsync(app.Urls.First());
        var latencies = new List<double>();
        string? line;
        while ((line = await stripe.StandardOutput.ReadLineAsync()) is not (null or "sent"))
            latencies.Add(double.Parse(line, CultureInfo.InvariantCulture));
        var watch = Stopwatch.StartNew();
        while (await LeftAsync(app) > 0)
            await Task.Delay(20);
        var drained = watch.Elapsed.TotalSeconds;
        var (paid, credits) = await CreditedAsync(app, http);
        stripe.StandardInput.Close();
        await stripe.WaitForExitAsync();
        await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);

        latencies.Sort();
        var p99 = latencies[latencies.Count * 99 / 100];
        Print(
            $"{name}: {latencies.Count} events, {PerSecond} a second: p50 {latencies[latencies.Count / 2]:0.0} ms, p95 {latencies[latencies.Count * 95 / 100]:0.0} ms, p99 {p99:0.0} ms, longest {latencies[^1]:0.0} ms; no queue left after {drained:0.00} s; {paid} purchases paid, {credits} sessions credited"
        );
        if (paid != Purchases + WarmUp || credits != 5 * (Purchases + WarmUp))
            throw new InvalidOperationException("Not every purchase was credited once.");
        return (p99, drained);
    }

    private static async Task<WebApplication> StartAsync(DirectoryInfo folder, string database, string stripe)
    {
        var end = Timeframe.M15.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var app = WaickoffServer.Build(
            [
                $"--Server:Data={folder.FullName}",
                $"--Server:Database={database}",
                .. database.Length > 0
                    ? [$"--Server:MasterKey={Convert.ToBase64String(new byte[32])}"]
                    : Array.Empty<string>(),
                "--Server:RequestsPerMinute=1000000",
                "--Server:SignInsPerHour=1000000",
                "--Market:Venues:binance:RestUrl=http://127.0.0.1:9",
                "--Market:Venues:binance:StreamUrl=ws://127.0.0.1:9",
                "--Market:Venues:bybit:RestUrl=http://127.0.0.1:9",
                "--Market:Venues:bybit:StreamUrl=ws://127.0.0.1:9",
                "--Logging:LogLevel:Default=None",
                $"--Billing:StripeKey={new SandboxStripeOptions().ApiKey}",
                $"--Billing:StripeUrl={stripe}",
                $"--Billing:WebhookSecret={Secret}",
            ],
            () => new SimulatedFeed(1, end, 4_000),
            port: 0
        );
        await app.StartAsync();
        return app;
    }

    private static async Task BuyAsync(HttpClient http, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/purchases")
        {
            Content = JsonContent.Create(new { pack = "starter", startsNow = true }),
        };
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"buying-{number:D6}"));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int> LeftAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        return await db.Set<StripeEventRow>().CountAsync(e => e.HandledMs == 0);
    }

    private static async Task<(int Paid, long Credits)> CreditedAsync(WebApplication app, HttpClient http)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        var paid = await db.Set<Purchase>().CountAsync(p => p.State == PurchaseState.Paid);
        var credits = await http.GetFromJsonAsync<JsonElement>("/api/credits");
        return (paid, credits.GetProperty("credits").GetInt64());
    }

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    /// <summary>
    /// Stripe (<c>webhooks-stripe</c>): says where it is; told the server, it has all pages paid, sends what follows by the clock, and says how
    /// long each took in milliseconds.
    /// </summary>
    public static async Task PlayStripeAsync()
    {
        await using var stripe = await SandboxStripe.StartAsync(new SandboxStripeOptions { DeliversAtOnce = false });
        Console.WriteLine(stripe.BaseUrl);
        if (await Console.In.ReadLineAsync() is not { } server)
            return;
        foreach (var page in stripe.All("checkout.session"))
            stripe.Pay(page["id"]!.GetValue<string>());
        var events = stripe.All("event").Select(e => Encoding.UTF8.GetBytes(e.ToJsonString())).ToArray();
        using var http = new HttpClient { BaseAddress = new Uri(server) };
        await SendAsync(http, events[..(WarmUp * EventsOfPurchase)]);
        foreach (var taken in await SendAsync(http, events[(WarmUp * EventsOfPurchase)..]))
            Console.WriteLine(taken.ToString("0.000", CultureInfo.InvariantCulture));
        Console.WriteLine("sent");
        await Console.In.ReadLineAsync();
    }

    private static async Task<IEnumerable<double>> SendAsync(HttpClient http, byte[][] events)
    {
        var taken = new ConcurrentBag<double>();
        var sending = new List<Task>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < events.Length; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            if (due > watch.Elapsed)
                await Task.Delay(due - watch.Elapsed);
            sending.Add(SendAsync(http, events[i], due, watch, taken));
        }
        await Task.WhenAll(sending);
        return taken;
    }

    private static async Task SendAsync(
        HttpClient http,
        byte[] body,
        TimeSpan due,
        Stopwatch watch,
        ConcurrentBag<double> taken
    )
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        content.Headers.Add("Stripe-Signature", StripeSignature.Sign(body, Secret, TimeProvider.System.GetUtcNow()));
        using var answer = await http.PostAsync("/api/stripe/events", content);
        answer.EnsureSuccessStatusCode();
        taken.Add((watch.Elapsed - due).TotalMilliseconds);
    }
}
