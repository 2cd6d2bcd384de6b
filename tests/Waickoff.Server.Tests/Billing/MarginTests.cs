using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waickoff.Sandbox.Model;
using Waickoff.Server.Billing;

namespace Waickoff.Server.Tests.Billing;

/// <summary>A session that was really used up, at the prices that are configured: what is left of it, and who is told.</summary>
public sealed class MarginTests : IAsyncLifetime
{
    private const string Pack = "institutional";
    private SandboxModel model = null!;

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Fact]
    public async Task At_our_prices_the_cheapest_session_keeps_the_margin_of_the_plan_and_nobody_is_alarmed()
    {
        await using var shop = await OpenAsync();
        var pack = await UseUpAsync(shop);

        pack.PerSession!.MarginPercent.ShouldBeGreaterThanOrEqualTo(55m);
        pack.MarginAtCeilingPercent!.Value.ShouldBeGreaterThanOrEqualTo(55m);
        (await AlarmsAsync(shop, floor: 55)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_floor_above_what_is_measured_raises_the_alarm()
    {
        await using var shop = await OpenAsync();
        var measured = (await UseUpAsync(shop)).PerSession!.MarginPercent;

        (await AlarmsAsync(shop, (int)measured)).ShouldBeEmpty();
        var alarm = (await AlarmsAsync(shop, (int)measured + 1)).ShouldHaveSingleItem();
        alarm.ShouldBe(
            FormattableString.Invariant(
                $"Pack {Pack} leaves {measured} % of a used session, asked are {(int)measured + 1} % (1 sessions)"
            )
        );
    }

    [Fact]
    public async Task A_dearer_model_under_a_higher_ceiling_raises_the_alarm()
    {
        // All is answered by the model that thinks, at its own price.
        await using var shop = await OpenAsync(
            "Analyst:Models:0:Id=claude-sonnet-5-5",
            "Analyst:Models:0:Prices:0:ValidFrom=2026-01-01",
            "Analyst:Models:0:Prices:0:Input=2000000",
            "Analyst:Models:0:Prices:0:Output=10000000",
            "Analyst:Models:0:Prices:0:CacheWrite5m=2500000",
            "Analyst:Models:0:Prices:0:CacheWrite1h=4000000",
            "Analyst:Models:0:Prices:0:CacheRead=100000",
            "Chat:CeilingMicroUsd=2000000"
        );
        var pack = await UseUpAsync(shop);

        pack.PerSession!.MarginPercent.ShouldBeLessThan(55m);
        pack.IsBelowFloor.ShouldBeTrue();
        (await AlarmsAsync(shop, floor: 55)).ShouldHaveSingleItem().ShouldStartWith($"Pack {Pack} leaves ");
    }

    private Task<Shop> OpenAsync(params string[] settings) =>
        Shop.OpenAsync(settings: [$"Analyst:ApiKey={model.ApiKey}", $"Analyst:BaseUrl={model.BaseUrl}", .. settings]);

    /// <summary>Buys a pack and asks until nothing is left of one of its sessions.</summary>
    private static async Task<PackEconomics> UseUpAsync(Shop shop)
    {
        using var ana = await shop.Server.SignUpAsync();
        await shop.SellAsync(ana, Pack);
        await shop.QuietAsync();
        // The first session of an account is a gift; the second is one of the pack.
        await OpenAsync(ana, "opening-1");
        var session = await OpenAsync(ana, "opening-2");
        for (var i = 0; await AskAsync(ana, session, i); i++)
            i.ShouldBeLessThan(200);
        await ana.PostAsync($"/api/sessions/{session}/close");
        PackEconomics? pack = null;
        await shop.Server.WithServiceAsync<UnitEconomics>(async economics =>
            pack = (await economics.OfAsync(0, long.MaxValue, default)).Single(p => p.Name == Pack)
        );
        pack!.Used.ShouldBe(1);
        return pack;
    }

    private static async Task<string> OpenAsync(ApiClient person, string key)
    {
        var opened = await person.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, key);
        await person.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        return opened.GetProperty("id").GetString()!;
    }

    /// <summary>False when the session has nothing left.</summary>
    private static async Task<bool> AskAsync(ApiClient person, string session, int number)
    {
        using var asked = await person.SendAsync(
            HttpMethod.Post,
            $"/api/sessions/{session}/turns",
            new { question = number % 6 == 5 ? "Why do the timeframes disagree?" : "Where is the next target?" },
            $"asking-{number:D3}"
        );
        if (asked.StatusCode == HttpStatusCode.Forbidden)
            return false;
        var turn = JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement.GetProperty("id");
        return (await person.EventsAsync(turn.GetString()!))[^1].Type == "done";
    }

    private static async Task<IReadOnlyList<string>> AlarmsAsync(Shop shop, int floor)
    {
        var alarms = new Alarms();
        await using var scope = shop.Server.App.Services.CreateAsyncScope();
        var options = new BillingOptions { LeastMarginPercent = floor };
        var economics = ActivatorUtilities.CreateInstance<UnitEconomics>(scope.ServiceProvider, options);
        await ActivatorUtilities
            .CreateInstance<WatchMargins>(scope.ServiceProvider, economics, options, alarms)
            .RunAsync(default);
        return alarms.Told;
    }

    /// <summary>What an operator is told.</summary>
    private sealed class Alarms : ILogger<WatchMargins>
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Told.Add(formatter(state, exception));
    }
}
