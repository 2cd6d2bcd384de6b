using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Analysis.Candles;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Payments;
using Waickoff.Server;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;

namespace Waickoff.Bench.Month;

/// <summary>The product on SQLite with a Stripe and a model that stand in over HTTP, a market that moves, and one clock for all.</summary>
internal sealed class MonthWorld : IAsyncDisposable
{
    /// <summary>Takes a tenth off.</summary>
    public const string Code = "TENTH";
    private const int TaxPercent = 21;

    /// <summary>Candles before the month begins.</summary>
    private const int History = 1_600;
    private readonly DirectoryInfo folder;

    private MonthWorld(MonthClock clock, SandboxStripe stripe, SandboxModel model, WebApplication app, DirectoryInfo at)
    {
        (Clock, Stripe, Model, App, folder) = (clock, stripe, model, app, at);
    }

    public MonthClock Clock { get; }

    public SandboxStripe Stripe { get; }

    public SandboxModel Model { get; }

    public WebApplication App { get; }

    /// <summary>The settings that a command on the same data has.</summary>
    public IConfiguration Settings =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Server:Data"] = folder.FullName })
            .Build();

    public static async Task<MonthWorld> OpenAsync(int seed, MonthClock clock)
    {
        const string Secret = "whsec_month";
        var endpoints = new List<StripeEndpoint>();
        var stripe = await SandboxStripe.StartAsync(
            new SandboxStripeOptions
            {
                Endpoints = endpoints,
                Time = clock,
                Seed = seed,
                TaxPercent = TaxPercent,
                PromotionCodes = new Dictionary<string, int> { [Code] = 10 },
                // Pauses are real time, and an event whose signature the clock has overtaken is sent again.
                RetryPauses = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 100)],
            }
        );
        var model = await SandboxModel.StartAsync(new SandboxModelOptions { Time = clock, Seed = seed });
        var folder = Directory.CreateTempSubdirectory("waickoff month ");
        var end = clock.GetUtcNow().AddDays(MonthPlan.Days + 2).ToUnixTimeMilliseconds();
        var candles = History + ((MonthPlan.Days + 2) * 96);
        var app = WaickoffServer.Build(
            [
                $"--Server:Data={folder.FullName}",
                "--Server:RequestsPerMinute=1000000",
                "--Server:SignInsPerHour=1000000",
                "--Market:Venues:binance:RestUrl=http://127.0.0.1:9",
                "--Market:Venues:binance:StreamUrl=ws://127.0.0.1:9",
                "--Market:Venues:bybit:RestUrl=http://127.0.0.1:9",
                "--Market:Venues:bybit:StreamUrl=ws://127.0.0.1:9",
                "--Logging:LogLevel:Default=Error",
                $"--Analyst:ApiKey={model.ApiKey}",
                $"--Analyst:BaseUrl={model.BaseUrl}",
                $"--Billing:StripeKey={stripe.ApiKey}",
                $"--Billing:StripeUrl={stripe.BaseUrl}",
                $"--Billing:WebhookSecret={Secret}",
                "--Billing:AutomaticTax=true",
            ],
            () => new SimulatedFeed(seed, Timeframe.M15.Floor(end), candles),
            clock,
            port: 0
        );
        await app.StartAsync();
        endpoints.Add(new StripeEndpoint(new Uri(new Uri(app.Urls.First()), "/api/stripe/events"), Secret));
        return new MonthWorld(clock, stripe, model, app, folder);
    }

    /// <summary>Ends the sessions whose time is over, and works off all that Stripe tells.</summary>
    public async Task SettleAsync()
    {
        Stripe.RunDue();
        await Stripe.QuietAsync();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        while (await db.Set<StripeEventRow>().AnyAsync(e => e.HandledMs == 0))
        {
            // What could not be handled is due again later.
            Clock.Set(Clock.GetUtcNow().AddMinutes(1));
            await App.Services.GetRequiredService<HandleStripeEvents>().WorkAsync(default);
        }
        await scope.ServiceProvider.GetRequiredService<ReconcilePurchases>().RunAsync(default);
        await scope.ServiceProvider.GetRequiredService<PayRefunds>().RunAsync(default);
        await scope.ServiceProvider.GetRequiredService<SessionEnd>().ExpireAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Model.DisposeAsync();
        await Stripe.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
