using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Waickoff.Payments;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;

namespace Waickoff.Server.Tests.Billing;

/// <summary>What Stripe has and was not offered so, is of nobody here, or is not there yet.</summary>
public sealed class OddPaymentTests : IAsyncLifetime
{
    /// <summary>The free session of a new account.</summary>
    private const int Free = 1;

    private const string NoOrder = "pur_01890a5dac96774bbcceb302099a8057";
    private const string Email = "ana@example.com";

    /// <summary>One try and its repeats.</summary>
    private const int Tries = 4;

    private readonly ShiftedTime time = new();
    private Shop shop = null!;
    private ApiClient ana = null!;

    public async Task InitializeAsync()
    {
        shop = await Shop.OpenAsync(isTold: false, time: time, settings: "Logging:LogLevel:Default=None");
        ana = await shop.Server.SignUpAtAsync(Email);
    }

    public async Task DisposeAsync()
    {
        ana.Dispose();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task What_was_paid_otherwise_than_offered_is_refused_and_a_refund_of_it_takes_nothing()
    {
        foreach (
            var (what, change) in new (string, Action<JsonObject>)[]
            {
                ("another purchase", page => page["client_reference_id"] = NoOrder),
                ("real money", page => page["livemode"] = true),
                ("another currency", page => page["currency"] = "eur"),
                ("another price", page => page["amount_subtotal"] = 499),
                ("another total", page => page["amount_total"] = 1),
                ("a discount that adds", page => Total(page, discount: -100, tax: 0, total: 600)),
                ("a tax that takes off", page => Total(page, discount: 0, tax: -100, total: 400)),
                ("two of it", page => page["sandbox_lines"]![0]!["quantity"] = 2),
                ("more beside it", page => Lines(page).Add(Lines(page)[0]!.DeepClone())),
            }
        )
        {
            var begun = await Shop.BuyAsync(ana);
            shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
            shop.Stripe.Alter("checkout.session", Shop.PageOf(begun), change);
            var id = begun.GetProperty("id").GetString();
            var told = await ana.PostAsync($"/api/purchases/{id}/check");
            told.GetProperty("state").GetString().ShouldBe("refused", what);
            using var kept = await ana.SendAsync(HttpMethod.Post, $"/api/purchases/{id}/refund");
            await PurchaseTests.RefusedAsync(kept, HttpStatusCode.Conflict, "not_paid");
        }
        foreach (var charge in shop.Stripe.All("charge"))
            shop.Stripe.Refund((string)charge["id"]!);
        (await OutcomesAsync("refund.created")).Distinct().ShouldBe(["refused"]);
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await shop.MoneyAsync("processor")).ShouldBe(0);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task A_payment_that_is_for_none_of_our_purchases_changes_nothing()
    {
        foreach (var reference in (string?[])[null, NoOrder])
            shop.Stripe.Refund(await ForeignAsync(reference));

        (await OutcomesAsync("checkout.session.completed")).ShouldBe(["not_ours", "not_ours"]);
        (await OutcomesAsync("refund.created")).ShouldBe(["not_ours", "not_ours"]);
        (await shop.MoneyAsync("processor")).ShouldBe(0);
    }

    [Fact]
    public async Task A_payment_beside_that_of_a_purchase_is_not_taken_for_it()
    {
        var begun = await Shop.BuyAsync(ana);
        var id = begun.GetProperty("id").GetString()!;
        shop.Stripe.Refund(await ForeignAsync(id));
        (await OutcomesAsync("refund.created")).ShouldBe(["not_yet"]);
        shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
        await ana.PostAsync($"/api/purchases/{id}/check");

        shop.Stripe.Refund(await ForeignAsync(id));

        (await OutcomesAsync("refund.created")).ShouldBe(["not_yet", "not_yet"]);
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 5, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(-500);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task What_Stripe_keeps_of_a_payment_is_written_down_when_it_has_booked_it()
    {
        var begun = await Shop.BuyAsync(ana);
        shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
        var charge = shop.Stripe.All("charge").Single();
        shop.Stripe.Alter("charge", (string)charge["id"]!, c => c["balance_transaction"] = null);
        var told = await ana.PostAsync($"/api/purchases/{Shop.PageOf(begun)}/check");
        told.GetProperty("state").GetString().ShouldBe("paid");
        (await shop.MoneyAsync("card_fees")).ShouldBe(0);

        shop.Stripe.Alter(
            "charge",
            (string)charge["id"]!,
            c => c["balance_transaction"] = (string)charge["balance_transaction"]!
        );
        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));

        (await shop.MoneyAsync("card_fees")).ShouldBe(45);
        (await shop.MoneyAsync("processor")).ShouldBe(500 - 45);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task A_wish_that_got_no_pay_page_waits_for_a_day_and_is_over_then()
    {
        shop.Stripe.Faults.Next(StripeFault.ErrorBefore, Tries, "/checkout/sessions");
        await RefusedAsync(HttpStatusCode.ServiceUnavailable, "payments_unavailable");
        var id = await shop.Server.WithDbAsync(db => db.Set<Purchase>().Select(p => p.Id).SingleAsync());
        var told = await ana.PostAsync($"/api/purchases/{id}/check");
        told.GetProperty("state").GetString().ShouldBe("open");

        time.Shift += TimeSpan.FromHours(24);
        await ana.PostAsync("/api/sign-in", new { email = Email, password = ApiClient.Password });
        await RefusedAsync(HttpStatusCode.Conflict, "purchase_over");
        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));

        await RefusedAsync(HttpStatusCode.Conflict, "purchase_over");
        (await ana.GetAsync($"/api/purchases/{id}")).GetProperty("state").GetString().ShouldBe("expired");
        shop.Stripe.All("checkout.session").ShouldBeEmpty();
    }

    private static JsonArray Lines(JsonObject page) => page["sandbox_lines"]!.AsArray();

    private static void Total(JsonObject page, long discount, long tax, long total)
    {
        page["amount_total"] = total;
        page["total_details"] = new JsonObject { ["amount_discount"] = discount, ["amount_tax"] = tax };
    }

    private async Task RefusedAsync(HttpStatusCode status, string code)
    {
        var wish = new { pack = "starter", startsNow = true };
        using var refused = await ana.SendAsync(HttpMethod.Post, "/api/purchases", wish, "a-key-of-mine");
        await PurchaseTests.RefusedAsync(refused, status, code);
    }

    /// <summary>Somebody with the key of the shop has made a page of his own, and it was paid.</summary>
    /// <param name="reference">The purchase that it says it is for.</param>
    /// <returns>The charge.</returns>
    private async Task<string> ForeignAsync(string? reference)
    {
        using var somebody = new StripeClient(
            new StripeOptions { ApiKey = shop.Stripe.ApiKey, BaseUrl = shop.Stripe.BaseUrl }
        );
        var notes = new Dictionary<string, string>();
        if (reference is not null)
            notes["purchase"] = reference;
        var price = new PriceDataCreate
        {
            Currency = "usd",
            UnitAmount = 500,
            ProductName = "x",
        };
        var page = await somebody.CreateCheckoutSessionAsync(
            new CheckoutSessionCreate
            {
                LineItems = [new LineItemCreate { PriceData = price }],
                SuccessUrl = "http://127.0.0.1:9/",
                ClientReferenceId = reference,
                PaymentMetadata = notes,
            },
            Guid.NewGuid().ToString("N")
        );
        shop.Stripe.Pay(page.Id).ShouldBeTrue();
        return (string)shop.Stripe.All("charge")[^1]["id"]!;
    }

    /// <summary>Stripe tells all of a type, once more where it did before; what came of each.</summary>
    private async Task<List<string?>> OutcomesAsync(string type)
    {
        await shop.Stripe.ReplayAsync(new StripeReplay { Types = [type] });
        for (var tries = 0; ; tries++)
        {
            await shop.Server.Get<HandleStripeEvents>().WorkAsync(default);
            var outcomes = await shop.Server.WithDbAsync(db =>
                db.Set<StripeEventRow>().Where(e => e.Type == type).Select(e => e.Outcome).ToListAsync()
            );
            if (!outcomes.Contains(null))
                return outcomes;
            (tries < 200).ShouldBeTrue(type);
            await Task.Delay(50);
        }
    }
}
