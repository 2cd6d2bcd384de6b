using Microsoft.EntityFrameworkCore;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;

namespace Waickoff.Server.Tests.Billing;

/// <summary>Money that goes back from two sides at once: the buyer keeps the sessions whose money we kept, and no others.</summary>
public sealed class ReversalTests
{
    private const int Free = 1;

    /// <summary>One try and its repeats.</summary>
    private const int Tries = 4;

    [Fact]
    public async Task A_refund_that_waits_until_the_bank_has_taken_the_payment_brings_no_sessions_back()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var id = await AskedAsync(shop, ana);
        shop.Stripe.CloseDispute(shop.Stripe.Dispute(await shop.ChargeOfAsync(id)), isWon: false);
        await shop.QuietAsync();

        await PayAsync(shop);

        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        shop.Stripe.All("refund").ShouldBeEmpty();
        await shop.AuditAsync();
    }

    [Fact]
    public async Task A_refund_that_was_not_paid_is_known_before_the_bank_has_taken_the_payment()
    {
        await using var shop = await Shop.OpenAsync(isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        var charge = await shop.ChargeOfAsync(id);
        var refund = shop.Stripe.Refund(charge, 200);
        await TellAsync(shop, "refund.created");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 3, 0));
        shop.Stripe.FailRefund(refund);
        shop.Stripe.CloseDispute(shop.Stripe.Dispute(charge), isWon: false);

        await TellAsync(shop, "charge.dispute.closed");
        await TellAsync(shop, "refund.failed");

        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task A_refund_that_one_in_Stripes_own_pages_was_faster_than_brings_back_only_what_is_paid_for()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var id = await AskedAsync(shop, ana);
        shop.Stripe.Refund(await shop.ChargeOfAsync(id), 200);
        await shop.QuietAsync();

        await PayAsync(shop);

        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 3, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(-300);
        // What is left can be given back, and with it all is gone.
        await ana.PostAsync($"/api/purchases/{id}/refund");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        await shop.AuditAsync();
    }

    /// <summary>A purchase whose refund Stripe does not answer.</summary>
    private static async Task<string> AskedAsync(Shop shop, ApiClient buyer)
    {
        var id = await shop.SellAsync(buyer);
        await shop.QuietAsync();
        shop.Stripe.Faults.Next(StripeFault.ErrorBefore, Tries, "/refunds");
        var given = await buyer.PostAsync($"/api/purchases/{id}/refund");
        given.GetProperty("refunds")[0].GetProperty("state").GetString().ShouldBe("asked");
        return id;
    }

    private static async Task PayAsync(Shop shop)
    {
        await shop.Server.WithDbAsync(db =>
            db.Set<PurchaseRefund>().ExecuteUpdateAsync(r => r.SetProperty(x => x.DueMs, 0))
        );
        await shop.Server.WithServiceAsync<PayRefunds>(r => r.RunAsync(default));
        await shop.QuietAsync();
    }

    private static async Task TellAsync(Shop shop, string type)
    {
        await shop.Stripe.ReplayAsync(new StripeReplay { Types = [type] });
        await shop.QuietAsync();
    }
}
