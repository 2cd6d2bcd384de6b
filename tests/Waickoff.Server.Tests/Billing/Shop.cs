using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger.Audit;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Billing;

/// <summary>The real server with a Stripe on this machine.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Secret = "whsec_of_the_tests";

    /// <summary>A price that stands at Stripe: 9 euros.</summary>
    public const string EuroPrice = "price_of_the_tests";

    private Shop(SandboxStripe stripe, RunningServer server) => (Stripe, Server) = (stripe, server);

    public SandboxStripe Stripe { get; }

    public RunningServer Server { get; }

    /// <param name="database">A PostgreSQL connection string; SQLite where there is none.</param>
    /// <param name="isTold">Whether Stripe sends its events at once.</param>
    /// <param name="taxPercent">Tax of each purchase.</param>
    /// <param name="time">The clock of both.</param>
    /// <param name="settings">More settings, <c>Name=value</c>.</param>
    public static async Task<Shop> OpenAsync(
        string database = "",
        bool isTold = true,
        int taxPercent = 0,
        TimeProvider? time = null,
        params string[] settings
    )
    {
        var endpoints = new List<StripeEndpoint>();
        var stripe = await SandboxStripe.StartAsync(
            new SandboxStripeOptions
            {
                Endpoints = endpoints,
                DeliversAtOnce = isTold,
                TaxPercent = taxPercent,
                Time = time,
                Prices = new Dictionary<string, StripePrice> { [EuroPrice] = new("eur", 900, "Seven sessions") },
                PromotionCodes = new Dictionary<string, int> { ["HALF"] = 50, ["GIFT"] = 100 },
                RetryPauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)],
            }
        );
        var server = await RunningServer.StartAsync(
            database,
            time: time,
            settings:
            [
                $"Billing:StripeKey={stripe.ApiKey}",
                $"Billing:StripeUrl={stripe.BaseUrl}",
                $"Billing:WebhookSecret={Secret}",
                $"Billing:AutomaticTax={taxPercent > 0}",
                .. settings,
            ]
        );
        endpoints.Add(new StripeEndpoint(new Uri(server.Address, "/api/stripe/events"), Secret));
        return new Shop(stripe, server);
    }

    /// <summary>Somebody begins to buy a pack.</summary>
    public static Task<JsonElement> BuyAsync(ApiClient buyer, string pack = "starter", string? key = null) =>
        buyer.PostAsync("/api/purchases", new { pack, startsNow = true }, key ?? Guid.NewGuid().ToString("N"));

    /// <summary>The pay page of a purchase.</summary>
    public static string PageOf(JsonElement purchase) => purchase.GetProperty("url").GetString()!.Split('/')[^1];

    /// <summary>Somebody buys a pack and pays it.</summary>
    public async Task<string> SellAsync(ApiClient buyer, string pack = "starter", StripeTestCard? card = null)
    {
        var purchase = await BuyAsync(buyer, pack);
        Stripe.Pay(PageOf(purchase), card).ShouldBeTrue();
        var id = purchase.GetProperty("id").GetString()!;
        await buyer.PostAsync($"/api/purchases/{id}/check");
        return id;
    }

    /// <summary>The charge of a purchase.</summary>
    public async Task<string> ChargeOfAsync(string purchase)
    {
        var payment = await Server.WithDbAsync(db =>
            db.Set<Purchase>().Where(p => p.Id == purchase).Select(p => p.Payment).SingleAsync()
        );
        return Stripe.All("charge").Single(c => (string?)c["payment_intent"] == payment)["id"]!.GetValue<string>();
    }

    /// <summary>Waits until Stripe has told everything and all of it is worked off.</summary>
    public async Task QuietAsync()
    {
        await Stripe.QuietAsync();
        var events = Server.Get<HandleStripeEvents>();
        for (var tries = 0; ; tries++)
        {
            await events.WorkAsync(default);
            var left = await Server.WithDbAsync(db =>
                db.Set<StripeEventRow>().Where(e => e.HandledMs == 0).Select(e => $"{e.Type} {e.Outcome}").ToListAsync()
            );
            if (left.Count == 0)
                return;
            (tries < 200).ShouldBeTrue(string.Join('\n', left));
            await Task.Delay(50);
        }
    }

    /// <summary>What a person has and owes.</summary>
    public static async Task<(long Credits, long Owed)> CreditsAsync(ApiClient person)
    {
        var credits = await person.GetAsync("/api/credits");
        return (credits.GetProperty("credits").GetInt64(), credits.GetProperty("owed").GetInt64());
    }

    /// <summary>What an account of the journal has, in a unit.</summary>
    public async Task<long> MoneyAsync(string account, string unit = "usd")
    {
        await using var connection = await Server.Get<Database>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT coalesce(sum(CASE WHEN credit_account = '{account}' THEN amount ELSE -amount END), 0) FROM ledger_journal"
            + $" WHERE unit = '{unit}' AND (credit_account = '{account}' OR debit_account = '{account}')";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Nothing of the ledger is wrong, and no money is between two steps.</summary>
    public async Task AuditAsync()
    {
        await using var connection = await Server.Get<Database>().OpenAsync(default);
        var report = await LedgerAuditor.RunAsync(
            connection,
            Server.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds()
        );
        report.Violations.ShouldBeEmpty();
        (await MoneyAsync("sales_clearing")).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
