using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Billing;

/// <summary>
/// T09 over money: whichever command to the database fails in whichever way, what was bought is credited once, what was given back is paid
/// once, and no money stays between two steps.
/// </summary>
public sealed class PaymentFaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private PostgresFaults faults = null!;
    private Shop shop = null!;
    private ApiClient ana = null!;

    public async Task InitializeAsync()
    {
        faults = PostgresFaults.Start(await PostgresServer.NewDatabaseAsync());
        faults.Disarm();
        shop = await Shop.OpenAsync(faults.ConnectionString, settings: "Logging:LogLevel:Default=None");
        ana = await shop.Server.SignUpAsync();
    }

    public async Task DisposeAsync()
    {
        ana.Dispose();
        await shop.DisposeAsync();
        await faults.DisposeAsync();
    }

    [Fact]
    public Task What_is_bought_is_credited_once() =>
        SweepAsync(
            async (n, kind, key) =>
            {
                var (before, pages) = (await CreditsAsync(), shop.Stripe.All("checkout.session").Count);
                var revenue = await shop.MoneyAsync("revenue");
                faults.Arm(n, kind);
                var bought = await AgainAsync(
                    "/api/purchases",
                    new { pack = "starter", startsNow = true },
                    key,
                    HttpStatusCode.Created
                );
                shop.Stripe.Pay(Shop.PageOf(bought)).ShouldBeTrue();
                await AgainAsync($"/api/purchases/{Shop.PageOf(bought)}/check", null, null, HttpStatusCode.OK);
                await WorkAsync();
                var hasStruck = faults.Disarm();
                await RipenAsync();

                shop.Stripe.All("checkout.session").Count.ShouldBe(pages + 1);
                (await CreditsAsync()).ShouldBe(before + 5);
                (await shop.MoneyAsync("revenue")).ShouldBe(revenue - 500);
                (await ReadAsync(bought)).GetProperty("state").GetString().ShouldBe("paid");
                return hasStruck;
            }
        );

    [Fact]
    public Task What_is_given_back_is_paid_once() =>
        SweepAsync(
            async (n, kind, _) =>
            {
                var before = await CreditsAsync();
                var (id, refunds) = (await SellAsync(), shop.Stripe.All("refund").Count);
                faults.Arm(n, kind);
                await AgainAsync($"/api/purchases/{id}/refund", null, null, HttpStatusCode.OK, "nothing_to_refund");
                await WorkAsync();
                var hasStruck = faults.Disarm();
                await RipenAsync();

                await ShouldBeBackAsync(id, before, refunds);
                return hasStruck;
            }
        );

    [Fact]
    public Task Who_withdraws_is_paid_once() =>
        SweepAsync(
            async (n, kind, _) =>
            {
                var email = (await ana.GetAsync("/api/account")).GetProperty("email").GetString()!;
                using var nobody = new ApiClient(shop.Server.Address);
                var before = await CreditsAsync();
                var (id, refunds) = (await SellAsync(), shop.Stripe.All("refund").Count);
                faults.Arm(n, kind);
                var body = new
                {
                    name = "Ana",
                    email,
                    order = id,
                };
                await AgainAsync("/api/withdrawals", body, null, HttpStatusCode.OK, "nothing_to_refund", nobody);
                await WorkAsync();
                var hasStruck = faults.Disarm();
                await RipenAsync();

                await ShouldBeBackAsync(id, before, refunds);
                return hasStruck;
            }
        );

    [Fact]
    public Task A_refund_that_the_bank_sends_back_gives_the_sessions_back_once() =>
        SweepAsync(
            async (n, kind, _) =>
            {
                var before = await CreditsAsync();
                var id = await SellAsync();
                await ana.PostAsync($"/api/purchases/{id}/refund");
                await shop.QuietAsync();
                (await CreditsAsync()).ShouldBe(before);
                var told = shop.Stripe.All("event").Count;
                faults.Arm(n, kind);
                shop.Stripe.FailRefund(shop.Stripe.All("refund")[^1]["id"]!.GetValue<string>());
                await WorkAsync();
                var hasStruck = faults.Disarm();
                await TellAgainAsync(told);

                (await CreditsAsync()).ShouldBe(before + 5);
                var read = await ReadAsync(id);
                read.GetProperty("refunds")[0].GetProperty("state").GetString().ShouldBe("failed");
                return hasStruck;
            }
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_dispute_comes_to_its_end_once(bool isWon) =>
        SweepAsync(
            async (n, kind, _) =>
            {
                var before = await CreditsAsync();
                var id = await SellAsync();
                var (charge, told) = (await shop.ChargeOfAsync(id), shop.Stripe.All("event").Count);
                faults.Arm(n, kind);
                var dispute = shop.Stripe.Dispute(charge);
                await WorkAsync();
                shop.Stripe.CloseDispute(dispute, isWon);
                await WorkAsync();
                var hasStruck = faults.Disarm();
                await TellAgainAsync(told);

                (await CreditsAsync()).ShouldBe(isWon ? before + 5 : before);
                (await shop.MoneyAsync("disputed")).ShouldBe(0);
                (await ReadAsync(id)).GetProperty("dispute").GetString().ShouldBe(isWon ? "won" : "lost");
                return hasStruck;
            }
        );

    [Fact]
    public Task Money_given_back_in_Stripes_own_pages_takes_its_part_of_the_sessions_once() =>
        SweepAsync(
            async (n, kind, _) =>
            {
                var before = await CreditsAsync();
                var id = await SellAsync();
                var (charge, told) = (await shop.ChargeOfAsync(id), shop.Stripe.All("event").Count);
                faults.Arm(n, kind);
                shop.Stripe.Refund(charge, 200);
                await WorkAsync();
                shop.Stripe.Refund(charge, 100);
                await WorkAsync();
                var hasStruck = faults.Disarm();
                await TellAgainAsync(told);

                (await CreditsAsync()).ShouldBe(before + 2);
                (await ReadAsync(id)).GetProperty("refunds").GetArrayLength().ShouldBe(2);
                return hasStruck;
            }
        );

    private async Task SweepAsync(Func<int, CommandFault, string, Task<bool>> flow)
    {
        await FaultSweep.RunAsync(output, shop.Server, flow);
        await shop.AuditAsync();
    }

    private Task<JsonElement> AgainAsync(
        string path,
        object? body,
        string? key,
        HttpStatusCode expected,
        string? done = null,
        ApiClient? client = null
    ) => FaultSweep.AgainAsync(client ?? ana, path, body, key, expected, done);

    private async Task<string> SellAsync()
    {
        var id = await shop.SellAsync(ana);
        await shop.QuietAsync();
        return id;
    }

    /// <summary>Works the inbox off as far as the database lets it.</summary>
    private async Task WorkAsync()
    {
        await shop.Stripe.QuietAsync();
        await FaultSweep.JobAsync(async () =>
        {
            while (await shop.Server.Get<HandleStripeEvents>().WorkAsync(default)) { }
        });
    }

    /// <summary>Time passes: what was put off comes due, and the jobs come again.</summary>
    private async Task RipenAsync()
    {
        await shop.Server.WithDbAsync(db =>
            db.Set<StripeEventRow>()
                .Where(e => e.HandledMs == 0)
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.DueMs, 0))
        );
        await shop.Server.WithDbAsync(db =>
            db.Set<PurchaseRefund>()
                .Where(r => r.State == RefundState.Asked)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.DueMs, 0))
        );
        await shop.QuietAsync();
        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));
        await shop.Server.WithServiceAsync<PayRefunds>(r => r.RunAsync(default));
        await shop.QuietAsync();
    }

    /// <summary>Stripe tells for days what was not taken; here at once.</summary>
    private async Task TellAgainAsync(int known)
    {
        await RipenAsync();
        var ids = shop.Stripe.All("event").Skip(known).Select(e => e["id"]!.GetValue<string>()).ToList();
        await shop.Stripe.ReplayAsync(new StripeReplay { EventIds = ids });
        await shop.QuietAsync();
    }

    private async Task ShouldBeBackAsync(string id, long credits, int refunds)
    {
        (await CreditsAsync()).ShouldBe(credits);
        shop.Stripe.All("refund").Count.ShouldBe(refunds + 1);
        var refund = (await ReadAsync(id)).GetProperty("refunds");
        refund.GetArrayLength().ShouldBe(1);
        refund[0].GetProperty("state").GetString().ShouldBe("paid");
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
    }

    private Task<JsonElement> ReadAsync(JsonElement purchase) => ReadAsync(purchase.GetProperty("id").GetString()!);

    private Task<JsonElement> ReadAsync(string id) => ana.GetAsync($"/api/purchases/{id}");

    private async Task<long> CreditsAsync() => (await Shop.CreditsAsync(ana)).Credits;
}
