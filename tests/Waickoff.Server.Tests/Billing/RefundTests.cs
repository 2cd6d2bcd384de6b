using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;

namespace Waickoff.Server.Tests.Billing;

/// <summary>Money that goes back, by the buyer, by people in Stripe's own pages, and by the bank.</summary>
public class RefundTests
{
    private const int Free = 1;

    public static TheoryData<string> Databases => PurchaseTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_not_used_is_given_back_by_the_rule_and_at_once(string database)
    {
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database(database), taxPercent: 21);
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        // The free one, and two of the five.
        await OpenAsync(ana, 3);

        var given = await ana.PostAsync($"/api/purchases/{id}/refund");

        var refund = given.GetProperty("refunds")[0];
        refund.GetProperty("sessions").GetInt64().ShouldBe(3);
        // floor(500 x 3/5) and floor(105 x 3/5).
        refund.GetProperty("amount").GetInt64().ShouldBe(300 + 63);
        refund.GetProperty("state").GetString().ShouldBe("paid");
        (await Shop.CreditsAsync(ana)).ShouldBe((0, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(-200);
        (await shop.MoneyAsync("tax")).ShouldBe(-42);
        shop.Stripe.All("refund").Single()["amount"]!.GetValue<long>().ShouldBe(363);
        // The events tell nothing new, and nothing is left to give back.
        await shop.QuietAsync();
        using var again = await ana.SendAsync(HttpMethod.Post, $"/api/purchases/{id}/refund");
        await PurchaseTests.RefusedAsync(again, HttpStatusCode.Conflict, "nothing_to_refund");
        shop.Stripe.All("refund").Count.ShouldBe(1);
        await shop.AuditAsync();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Pressed_many_times_it_is_paid_once(string database)
    {
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database(database));
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana, "trader");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => ana.SendAsync(HttpMethod.Post, $"/api/purchases/{id}/refund"))
        );
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK || a.StatusCode == HttpStatusCode.Conflict);
        await shop.QuietAsync();
        shop.Stripe.All("refund").Single()["amount"]!.GetValue<long>().ShouldBe(1000);
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task After_the_days_of_the_rule_nothing_is_given_back_and_nothing_expires()
    {
        var time = new ShiftedTime();
        await using var shop = await Shop.OpenAsync(time: time);
        var email = "late@example.com";
        using var ana = await shop.Server.SignUpAtAsync(email);
        var id = await shop.SellAsync(ana);
        time.Shift += TimeSpan.FromDays(61);
        await ana.PostAsync("/api/sign-in", new { email, password = ApiClient.Password });
        using var refused = await ana.SendAsync(HttpMethod.Post, $"/api/purchases/{id}/refund");
        await PurchaseTests.RefusedAsync(refused, HttpStatusCode.Conflict, "refund_too_late");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 5, 0));
    }

    [Fact]
    public async Task A_refund_that_the_bank_does_not_take_brings_the_sessions_back()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        await ana.PostAsync($"/api/purchases/{id}/refund");
        await shop.QuietAsync();
        shop.Stripe.FailRefund(shop.Stripe.All("refund").Single()["id"]!.GetValue<string>());
        await shop.QuietAsync();

        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 5, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(-500);
        var read = await ana.GetAsync($"/api/purchases/{id}");
        read.GetProperty("refunds")[0].GetProperty("state").GetString().ShouldBe("failed");
        read.GetProperty("refundable").GetProperty("amount").GetInt64().ShouldBe(500);
        await shop.AuditAsync();

        // And those can be given back again.
        await ana.PostAsync($"/api/purchases/{id}/refund");
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        await shop.AuditAsync();
    }

    /// <summary>The bank pays late, and the money goes back before anybody here has heard that it came.</summary>
    [Fact]
    public async Task A_refund_that_is_told_before_its_payment_is_waited_for_and_taken()
    {
        await using var shop = await Shop.OpenAsync(isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        var begun = await Shop.BuyAsync(ana);
        var id = begun.GetProperty("id").GetString()!;
        shop.Stripe.Pay(Shop.PageOf(begun), StripeTestCard.BankWell).ShouldBeTrue();
        await ana.PostAsync($"/api/purchases/{id}/check");
        // Known as being paid; then all happens at once.
        shop.Stripe.Settle(Shop.PageOf(begun), isWell: true);
        shop.Stripe.Refund(await shop.ChargeOfAsync(id));

        await shop.Stripe.ReplayAsync(new StripeReplay { Types = ["charge.refunded", "refund.created"] });
        await shop.QuietAsync();

        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        var read = await ana.GetAsync($"/api/purchases/{id}");
        read.GetProperty("state").GetString().ShouldBe("paid");
        read.GetProperty("refunds").GetArrayLength().ShouldBe(1);
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        await shop.AuditAsync();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Refunds_of_people_in_Stripes_pages_take_their_share_once_and_what_was_used_is_owed(
        string database
    )
    {
        await using var shop = await Shop.OpenAsync(await PurchaseTests.Database(database));
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        await OpenAsync(ana, 4);
        var charge = await shop.ChargeOfAsync(id);
        for (var i = 0; i < 5; i++)
            shop.Stripe.Refund(charge, 100);
        await shop.QuietAsync();
        await shop.Stripe.ReplayAsync(
            new StripeReplay
            {
                FewestTimes = 1,
                MostTimes = 4,
                IsShuffled = true,
                Senders = 4,
            }
        );
        await shop.QuietAsync();

        // Three of the five were used.
        (await Shop.CreditsAsync(ana)).ShouldBe((0, 3));
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        using var owing = await ana.SendAsync(
            HttpMethod.Post,
            "/api/sessions",
            new { symbol = "BTCUSDT" },
            "opening-last"
        );
        await PurchaseTests.RefusedAsync(owing, HttpStatusCode.PaymentRequired, "owing");
        // The next pack settles it.
        await shop.SellAsync(ana);
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((2, 0));
        await shop.AuditAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_stops_new_sessions_until_the_bank_decides(bool isWon)
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        await OpenAsync(ana, 2);
        var dispute = shop.Stripe.Dispute(await shop.ChargeOfAsync(id));
        await shop.QuietAsync();

        using var frozen = await ana.SendAsync(
            HttpMethod.Post,
            "/api/sessions",
            new { symbol = "BTCUSDT" },
            "opening-now"
        );
        await PurchaseTests.RefusedAsync(frozen, HttpStatusCode.Forbidden, "dispute_open");
        using var refund = await ana.SendAsync(HttpMethod.Post, $"/api/purchases/{id}/refund");
        await PurchaseTests.RefusedAsync(refund, HttpStatusCode.Conflict, "disputed");
        var running = await ana.GetAsync("/api/sessions");
        running
            .GetProperty("sessions")
            .EnumerateArray()
            .ShouldAllBe(s => s.GetProperty("status").GetString() == "active");

        shop.Stripe.CloseDispute(dispute, isWon);
        await shop.QuietAsync();
        await shop.Stripe.ReplayAsync(
            new StripeReplay
            {
                FewestTimes = 1,
                MostTimes = 3,
                IsShuffled = true,
                Senders = 4,
            }
        );
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe(isWon ? (4, 0) : (0, 1));
        (await shop.MoneyAsync("revenue")).ShouldBe(isWon ? -500 : 0);
        (await shop.MoneyAsync("disputed")).ShouldBe(0);
        using var after = await ana.SendAsync(
            HttpMethod.Post,
            "/api/sessions",
            new { symbol = "BTCUSDT" },
            "opening-now"
        );
        after.StatusCode.ShouldBe(isWon ? HttpStatusCode.Created : HttpStatusCode.PaymentRequired);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task A_bank_that_only_asks_stops_nothing()
    {
        await using var shop = await Shop.OpenAsync(isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        var dispute = shop.Stripe.Dispute(await shop.ChargeOfAsync(id));
        shop.Stripe.Alter(
            "dispute",
            dispute,
            d =>
            {
                d["status"] = "warning_needs_response";
                d["balance_transactions"] = new JsonArray();
            }
        );

        await shop.Stripe.ReplayAsync(new StripeReplay { Types = ["charge.dispute.created"] });
        await shop.QuietAsync();

        (await ana.GetAsync($"/api/purchases/{id}")).GetProperty("dispute").GetString().ShouldBe("none");
        await OpenAsync(ana, 1);
        (await shop.MoneyAsync("disputed")).ShouldBe(0);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task Refunds_beyond_what_Stripe_lists_at_once_are_all_taken_and_one_that_was_never_paid_is_not()
    {
        const int listed = 100;
        await using var shop = await Shop.OpenAsync(isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        var charge = await shop.ChargeOfAsync(id);
        for (var i = 0; i <= listed; i++)
            shop.Stripe.Refund(charge, 1);
        shop.Stripe.FailRefund(shop.Stripe.Refund(charge, 200));

        await shop.Stripe.ReplayAsync(new StripeReplay { Types = ["refund.failed"] });
        await shop.QuietAsync();

        var read = await ana.GetAsync($"/api/purchases/{id}");
        read.GetProperty("refunds").GetArrayLength().ShouldBe(listed + 1);
        (await shop.MoneyAsync("revenue")).ShouldBe(-500 + listed + 1);
        // A fifth of the money and a little.
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 4, 0));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task After_Stripe_may_have_forgotten_a_refund_it_is_looked_for_before_it_is_asked_for_again()
    {
        var time = new ShiftedTime();
        await using var shop = await Shop.OpenAsync(isTold: false, time: time);
        using var ana = await shop.Server.SignUpAsync();
        foreach (var fault in (StripeFault[])[StripeFault.DropAfter, StripeFault.DropBefore])
        {
            var id = await shop.SellAsync(ana);
            shop.Stripe.Faults.Next(fault, 4, "/refunds");
            await ana.PostAsync($"/api/purchases/{id}/refund");
        }
        shop.Stripe.All("refund").Count.ShouldBe(1);

        time.Shift += TimeSpan.FromHours(25);
        await PurchaseTests.PayDueRefundsAsync(shop);

        shop.Stripe.All("refund").Count.ShouldBe(2);
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        await shop.AuditAsync();
        // What is paid is not asked for again, by whomever.
        shop.Stripe.Faults.Next(StripeFault.ErrorBefore);
        var refunds = await shop.Server.WithDbAsync(db => db.Set<PurchaseRefund>().ToListAsync());
        refunds.ShouldAllBe(r => r.State == RefundState.Paid);
        await shop.Server.WithServiceAsync<Refunding>(r => r.PayAsync(refunds[0].Id, default));
        shop.Stripe.Faults.Count.ShouldBe(8);
    }

    /// <summary>T20: whatever the order in which events come, the state is the last truth.</summary>
    [Fact]
    public async Task The_events_of_a_dispute_come_to_the_same_end_in_all_24_orders()
    {
        await using var shop = await Shop.OpenAsync(isTold: false);
        foreach (var isWon in new[] { true, false })
        {
            var orders = Orders([0, 1, 2, 3]).ToList();
            orders.Count.ShouldBe(24);
            foreach (var order in orders)
            {
                using var ana = await shop.Server.SignUpAsync();
                var id = await shop.SellAsync(ana);
                var known = shop.Stripe.All("event").Count;
                var charge = await shop.ChargeOfAsync(id);
                var dispute = shop.Stripe.Dispute(charge);
                shop.Stripe.CloseDispute(dispute, isWon);
                var told = shop.Stripe.All("event").Skip(known).Select(e => e["id"]!.GetValue<string>()).ToList();
                // created, withdrawn, closed, and where it was won reinstated.
                told.Count.ShouldBe(isWon ? 4 : 3);
                var inOrder = order.Where(i => i < told.Count).Select(i => told[i]).ToList();
                await shop.Stripe.ReplayAsync(new StripeReplay { EventIds = inOrder });
                await shop.QuietAsync();
                (await Shop.CreditsAsync(ana)).ShouldBe(isWon ? (Free + 5, 0) : (Free, 0));
            }
        }
        (await shop.MoneyAsync("disputed")).ShouldBe(0);
        (await shop.MoneyAsync("revenue")).ShouldBe(-500 * 24);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task Who_withdraws_need_not_sign_in_and_gets_the_time_in_writing()
    {
        await using var shop = await Shop.OpenAsync();
        var email = "withdraws@example.com";
        using var ana = await shop.Server.SignUpAtAsync(email, "es");
        var id = await shop.SellAsync(ana);
        using var nobody = new ApiClient(shop.Server.Address);
        foreach (
            var (mail, order) in new[] { ("else@example.com", id), (email, "pur_" + new string('0', 32)), (email, "x") }
        )
        {
            using var refused = await nobody.SendAsync(
                HttpMethod.Post,
                "/api/withdrawals",
                new
                {
                    name = "Ana",
                    email = mail,
                    order,
                }
            );
            await PurchaseTests.RefusedAsync(refused, HttpStatusCode.NotFound, "unknown_order");
        }

        var taken = await nobody.PostAsync(
            "/api/withdrawals",
            new
            {
                name = "Ana",
                email = $" {email.ToUpperInvariant()} ",
                order = id,
            }
        );

        taken.GetProperty("amount").GetInt64().ShouldBe(500);
        taken
            .GetProperty("received")
            .GetDateTimeOffset()
            .ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        var mails = await shop.Server.WithDbAsync(db =>
            db.Set<Server.Delivery.MailRow>().Where(m => m.Text.Contains(id)).Select(m => m.Text).ToListAsync()
        );
        mails.Count.ShouldBe(2);
        mails.ShouldContain(m => m.Contains("Recibimos tu petición", StringComparison.Ordinal));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task What_was_given_is_used_before_what_was_bought()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var id = await shop.SellAsync(ana);
        await OpenAsync(ana, 1);
        var read = await ana.GetAsync($"/api/purchases/{id}");
        read.GetProperty("refundable").GetProperty("sessions").GetInt64().ShouldBe(5);
        (await ana.GetAsync("/api/packs")).GetProperty("opened30Days").GetInt32().ShouldBe(1);
        var lines = (await ana.GetAsync("/api/credits/statement")).GetProperty("lines").EnumerateArray();
        lines
            .Select(l => l.GetProperty("unit").GetString())
            .Distinct()
            .ShouldBe(["tokens", "credits"], ignoreOrder: true);
        using var nobody = new ApiClient(shop.Server.Address);
        (await nobody.GetAsync("/api/packs")).TryGetProperty("opened30Days", out _).ShouldBeFalse();
    }

    private static async Task OpenAsync(ApiClient person, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var opened = await person.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, $"opening-{i:D4}");
            await person.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        }
    }

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length == 0
            ?
            [
                [],
            ]
            : items.SelectMany(first =>
                Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest])
            );
}
