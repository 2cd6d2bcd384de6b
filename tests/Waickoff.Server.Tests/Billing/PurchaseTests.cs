using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waickoff.Payments;
using Waickoff.Payments.Webhooks;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Billing;

namespace Waickoff.Server.Tests.Billing;

/// <summary>From a pack to its sessions, over HTTP on the real server with a Stripe on this machine.</summary>
public class PurchaseTests
{
    /// <summary>The free session of a new account.</summary>
    private const int Free = 1;

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_pack_is_paid_and_its_sessions_are_there_once(string database)
    {
        await using var shop = await Shop.OpenAsync(await Database(database), taxPercent: 21);
        using var ana = await shop.Server.SignUpAsync();

        var begun = await Shop.BuyAsync(ana, "trader");
        begun.GetProperty("state").GetString().ShouldBe("open");
        shop.Stripe.Pay(Shop.PageOf(begun)).ShouldBeTrue();
        await shop.QuietAsync();

        var id = begun.GetProperty("id").GetString();
        var paid = await ana.GetAsync($"/api/purchases/{id}");
        paid.GetProperty("state").GetString().ShouldBe("paid");
        paid.GetProperty("total").GetInt64().ShouldBe(1210);
        paid.GetProperty("tax").GetInt64().ShouldBe(210);
        paid.GetProperty("receiptUrl").GetString().ShouldNotBeNullOrEmpty();
        paid.GetProperty("invoiceUrl").GetString().ShouldNotBeNullOrEmpty();
        var offer = paid.GetProperty("refundable");
        (offer.GetProperty("sessions").GetInt64(), offer.GetProperty("amount").GetInt64()).ShouldBe((12, 1210));
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 12, 0));
        (await shop.MoneyAsync("card_fees")).ShouldBe(65);
        (await shop.MoneyAsync("processor")).ShouldBe(1210 - 65);
        (await shop.MoneyAsync("revenue")).ShouldBe(-1000);
        (await shop.MoneyAsync("tax")).ShouldBe(-210);
        // Whoever asks again, and whatever comes again in whatever order, changes nothing.
        await ana.PostAsync($"/api/purchases/{Shop.PageOf(begun)}/check");
        var again = await shop.Stripe.ReplayAsync(
            new StripeReplay
            {
                FewestTimes = 2,
                MostTimes = 5,
                IsShuffled = true,
                Senders = 4,
            }
        );
        again.ShouldAllBe(d => d.IsTaken);
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 12, 0));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task The_packs_are_those_of_the_catalogue_and_nobody_else_says_what_they_cost()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();

        var told = await ana.GetAsync("/api/packs");

        told.GetProperty("isOpen").GetBoolean().ShouldBeTrue();
        told.GetProperty("isTest").GetBoolean().ShouldBeTrue();
        told.GetProperty("packs")
            .EnumerateArray()
            .Select(p =>
                (
                    p.GetProperty("name").GetString(),
                    p.GetProperty("sessions").GetInt32(),
                    p.GetProperty("price").GetInt64(),
                    p.GetProperty("currency").GetString()
                )
            )
            .ShouldBe([
                ("starter", 5, 500, "usd"),
                ("trader", 12, 1_000, "usd"),
                ("professional", 30, 2_000, "usd"),
                ("expert", 75, 4_000, "usd"),
                ("institutional", 200, 8_000, "usd"),
            ]);
        foreach (
            var (body, code) in new (object, string)[]
            {
                (new { pack = "gold", startsNow = true }, "invalid_field"),
                (new { pack = "Starter", startsNow = true }, "invalid_field"),
                (new { pack = "", startsNow = true }, "invalid_field"),
                (new { pack = "starter", startsNow = false }, "invalid_field"),
                (new { pack = "starter" }, "invalid_json"),
                (new { pack = -1, startsNow = true }, "invalid_json"),
                (new { pack = 9e99, startsNow = true }, "invalid_json"),
            }
        )
        {
            using var refused = await ana.SendAsync(HttpMethod.Post, "/api/purchases", body, "a-key-of-mine");
            await RefusedAsync(refused, HttpStatusCode.BadRequest, code);
        }
        // Only a pack is asked for: what the buyer says of prices or counts is refused.
        foreach (
            var forged in new object[]
            {
                new
                {
                    pack = "starter",
                    startsNow = true,
                    price = 1,
                },
                new
                {
                    pack = "starter",
                    startsNow = true,
                    sessions = 1_000,
                },
                new
                {
                    pack = "starter",
                    startsNow = true,
                    sessions = -5,
                },
                new
                {
                    pack = "starter",
                    startsNow = true,
                    currency = "jpy",
                },
                new
                {
                    pack = "starter",
                    startsNow = true,
                    metadata = new { sessions = 1_000 },
                },
            }
        )
        {
            using var refused = await ana.SendAsync(HttpMethod.Post, "/api/purchases", forged, "a-key-of-mine");
            await RefusedAsync(refused, HttpStatusCode.BadRequest, "invalid_json");
        }
        shop.Stripe.All("checkout.session").ShouldBeEmpty();
        var begun = await Shop.BuyAsync(ana);
        var page = shop.Stripe.All("checkout.session").Single();
        page["amount_total"]!.GetValue<long>().ShouldBe(500);
        page["client_reference_id"]!.GetValue<string>().ShouldBe(begun.GetProperty("id").GetString());
        page["metadata"]!["sessions"]!.GetValue<string>().ShouldBe("5");
        page["success_url"]!.GetValue<string>().ShouldEndWith("/success?session_id={CHECKOUT_SESSION_ID}");
        page["cancel_url"]!.GetValue<string>().ShouldEndWith("/cancel");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task One_wish_has_one_pay_page_however_often_it_is_sent(string database)
    {
        await using var shop = await Shop.OpenAsync(await Database(database));
        using var ana = await shop.Server.SignUpAsync();
        for (var round = 0; round < 10; round++)
        {
            var key = $"a-wish-{round:D4}";
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 2 + round).Select(_ => Shop.BuyAsync(ana, "starter", key))
            );
            answers.Select(a => a.GetRawText()).Distinct().Count().ShouldBe(1);
        }
        shop.Stripe.All("checkout.session").Count.ShouldBe(10);
        using var other = await ana.SendAsync(
            HttpMethod.Post,
            "/api/purchases",
            new { pack = "expert", startsNow = true },
            "a-wish-0001"
        );
        await RefusedAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Theory]
    [InlineData(StripeFault.ErrorBefore)]
    [InlineData(StripeFault.ErrorAfter)]
    [InlineData(StripeFault.DropBefore)]
    [InlineData(StripeFault.DropAfter)]
    [InlineData(StripeFault.Garbage)]
    [InlineData(StripeFault.TooMany)]
    public async Task What_Stripe_did_without_saying_so_is_not_done_twice(StripeFault fault)
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        shop.Stripe.Faults.Next(fault, 20, "/checkout/sessions");
        using var refused = await ana.SendAsync(
            HttpMethod.Post,
            "/api/purchases",
            new { pack = "starter", startsNow = true },
            "a-key-of-mine"
        );
        await RefusedAsync(refused, HttpStatusCode.ServiceUnavailable, "payments_unavailable");
        shop.Stripe.Faults.Clear();

        var purchase = await Shop.BuyAsync(ana, "starter", "a-key-of-mine");
        shop.Stripe.All("checkout.session").Count.ShouldBe(1);
        shop.Stripe.Pay(Shop.PageOf(purchase)).ShouldBeTrue();
        await shop.QuietAsync();
        var id = purchase.GetProperty("id").GetString();

        shop.Stripe.Faults.Next(fault, 20, "/refunds");
        var asked = await ana.PostAsync($"/api/purchases/{id}/refund");
        asked.GetProperty("refunds")[0].GetProperty("state").GetString().ShouldBe("asked");
        shop.Stripe.Faults.Clear();
        await PayDueRefundsAsync(shop);

        shop.Stripe.All("refund").Count.ShouldBe(1);
        await shop.QuietAsync();
        var read = await ana.GetAsync($"/api/purchases/{id}");
        read.GetProperty("refunds")[0].GetProperty("state").GetString().ShouldBe("paid");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await shop.MoneyAsync("revenue")).ShouldBe(0);
        await shop.AuditAsync();
    }

    [Fact]
    public async Task Money_that_comes_later_grants_when_it_comes_and_not_before()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var (well, badly, late) = (
            await Shop.BuyAsync(ana),
            await Shop.BuyAsync(ana, "trader"),
            await Shop.BuyAsync(ana, "expert")
        );
        shop.Stripe.Pay(Shop.PageOf(well), StripeTestCard.BankWell).ShouldBeTrue();
        shop.Stripe.Pay(Shop.PageOf(badly), StripeTestCard.BankFails).ShouldBeTrue();
        await shop.QuietAsync();
        (await StateAsync(ana, well)).ShouldBe("processing");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));

        shop.Stripe.Settle(Shop.PageOf(well), isWell: true);
        shop.Stripe.Settle(Shop.PageOf(badly), isWell: false);
        await shop.QuietAsync();

        (await StateAsync(ana, well)).ShouldBe("paid");
        (await StateAsync(ana, badly)).ShouldBe("failed");
        (await StateAsync(ana, late)).ShouldBe("open");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 5, 0));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task A_pay_page_that_is_not_paid_expires_and_grants_nothing()
    {
        var time = new ShiftedTime();
        await using var shop = await Shop.OpenAsync(time: time);
        using var ana = await shop.Server.SignUpAsync();
        var purchase = await Shop.BuyAsync(ana);
        using var declined = await ana.SendAsync(HttpMethod.Get, "/api/credits");
        shop.Stripe.Pay(Shop.PageOf(purchase), StripeTestCard.Declined).ShouldBeFalse();
        (await StateAsync(ana, purchase)).ShouldBe("open");

        time.Shift += TimeSpan.FromHours(25);
        shop.Stripe.RunDue();
        await shop.QuietAsync();
        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));

        var state = await shop.Server.WithDbAsync(db => db.Set<Purchase>().Select(p => p.State).SingleAsync());
        state.ShouldBe(PurchaseState.Expired);
        await shop.AuditAsync();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Where_no_event_comes_what_was_paid_is_found_all_the_same(string database)
    {
        await using var shop = await Shop.OpenAsync(await Database(database), isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        for (var i = 0; i < 5; i++)
            shop.Stripe.Pay(Shop.PageOf(await Shop.BuyAsync(ana))).ShouldBeTrue();
        (await shop.Server.WithDbAsync(db => db.Set<StripeEventRow>().CountAsync())).ShouldBe(0);

        await shop.Server.WithServiceAsync<ReconcilePurchases>(r => r.RunAsync(default));

        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 25, 0));
        // What comes later adds nothing.
        await shop.Stripe.ReplayAsync(new StripeReplay { IsShuffled = true });
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free + 25, 0));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task What_was_not_offered_so_is_not_granted()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        var begun = await Shop.BuyAsync(ana);
        var id = begun.GetProperty("id").GetString()!;
        // Somebody with the key of the shop makes a cheaper page for the same purchase.
        using var thief = new StripeClient(
            new StripeOptions { ApiKey = shop.Stripe.ApiKey, BaseUrl = shop.Stripe.BaseUrl }
        );
        var cheap = await thief.CreateCheckoutSessionAsync(
            new CheckoutSessionCreate
            {
                LineItems =
                [
                    new LineItemCreate
                    {
                        PriceData = new PriceDataCreate
                        {
                            Currency = "usd",
                            UnitAmount = 50,
                            ProductName = "x",
                        },
                    },
                ],
                SuccessUrl = "http://127.0.0.1:9/",
                CancelUrl = "http://127.0.0.1:9/",
                ClientReferenceId = id,
                Metadata = new Dictionary<string, string> { ["purchase"] = id, ["sessions"] = "1000" },
                PaymentMetadata = new Dictionary<string, string> { ["purchase"] = id },
            },
            "forged"
        );
        shop.Stripe.Pay(cheap.Id).ShouldBeTrue();
        await shop.QuietAsync();
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        (await StateAsync(ana, begun)).ShouldBe("open");

        // And even where it took the place of the true one.
        await shop.Server.WithDbAsync(db =>
            db.Set<Purchase>().ExecuteUpdateAsync(p => p.SetProperty(x => x.CheckoutSession, cheap.Id))
        );
        await ana.PostAsync($"/api/purchases/{id}/check");
        (await StateAsync(ana, begun)).ShouldBe("refused");
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));
        await shop.AuditAsync();
    }

    [Fact]
    public async Task Only_events_that_are_signed_for_us_are_taken()
    {
        await using var shop = await Shop.OpenAsync(isTold: false);
        using var ana = await shop.Server.SignUpAsync();
        shop.Stripe.Pay(Shop.PageOf(await Shop.BuyAsync(ana))).ShouldBeTrue();
        using var http = new HttpClient { BaseAddress = shop.Server.Address };
        var now = TimeProvider.System.GetUtcNow();
        var body = Encoding.UTF8.GetBytes(
            """{"id":"evt_1","type":"checkout.session.completed","api_version":"2026-10-28.endive","livemode":false,"data":{"object":{"id":"cs_test_1"}}}"""
        );
        var good = StripeSignature.Sign(body, Shop.Secret, now);
        (string? Header, byte[] Body)[] bad =
        [
            (null, body),
            ("", body),
            ("t=1,v1=00", body),
            (StripeSignature.Sign(body, "whsec_other", now), body),
            (StripeSignature.Sign(body, Shop.Secret, now.AddSeconds(-310)), body),
            (StripeSignature.Sign(body, Shop.Secret, now.AddSeconds(310)), body),
            (good.Replace("v1=", "v0=", StringComparison.Ordinal), body),
            (good, [.. body, (byte)'\n']),
            (good, [0xEF, 0xBB, 0xBF, .. body]),
            (good, [.. body[..^1], (byte)' ']),
            (good, Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))),
        ];
        foreach (var (header, sent) in bad)
            (await SendAsync(header, sent)).ShouldBe(HttpStatusCode.BadRequest, header);
        (await CountAsync()).ShouldBe(0);

        (await SendAsync(good, body)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(good, body)).ShouldBe(HttpStatusCode.OK);
        var other = Encoding.UTF8.GetBytes("""{"id":"evt_2","type":"x","livemode":true,"data":{"object":{}}}""");
        (await SendAsync(StripeSignature.Sign(other, Shop.Secret, now), other)).ShouldBe(HttpStatusCode.OK);
        var broken = "no JSON"u8.ToArray();
        (await SendAsync(StripeSignature.Sign(broken, Shop.Secret, now), broken)).ShouldBe(HttpStatusCode.BadRequest);
        (await CountAsync()).ShouldBe(2);
        (await Shop.CreditsAsync(ana)).ShouldBe((Free, 0));

        async Task<HttpStatusCode> SendAsync(string? header, byte[] sent)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stripe/events");
            request.Content = new ByteArrayContent(sent);
            if (header is not null)
                request.Headers.TryAddWithoutValidation("Stripe-Signature", header);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }

        Task<int> CountAsync() => shop.Server.WithDbAsync(db => db.Set<StripeEventRow>().CountAsync());
    }

    [Fact]
    public async Task A_promotion_takes_off_the_price_and_a_gift_needs_no_payment()
    {
        await using var shop = await Shop.OpenAsync();
        using var ana = await shop.Server.SignUpAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var (code, sessions, total) in new[] { ("HALF", 5, 250), ("GIFT", 10, 0) })
        {
            var begun = await Shop.BuyAsync(ana);
            using var paid = await browser.PostAsync(
                begun.GetProperty("url").GetString(),
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["email"] = "ana@example.com",
                        ["card"] = StripeTestCard.Paid.Number,
                        ["promotion"] = code,
                        ["terms"] = "on",
                    }
                )
            );
            paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await paid.Content.ReadAsStringAsync());
            await shop.QuietAsync();
            var read = await ana.GetAsync($"/api/purchases/{begun.GetProperty("id").GetString()}");
            read.GetProperty("state").GetString().ShouldBe("paid");
            read.GetProperty("total").GetInt64().ShouldBe(total);
            (await Shop.CreditsAsync(ana)).ShouldBe((Free + sessions, 0));
        }
        await shop.Server.WithServiceAsync<UnitEconomics>(async economics =>
        {
            var packs = await economics.OfAsync(0, long.MaxValue, default);
            var starter = packs.Single(p => p.Name == "starter");
            (starter.Sold, starter.Gross, starter.Discounts).ShouldBe((2, 250, 750));
        });
        await shop.AuditAsync();
    }

    [Fact]
    public async Task Without_a_provider_nothing_can_be_bought()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        (await ana.GetAsync("/api/packs")).GetProperty("isOpen").GetBoolean().ShouldBeFalse();
        using var refused = await ana.SendAsync(
            HttpMethod.Post,
            "/api/purchases",
            new { pack = "starter", startsNow = true },
            "a-key-of-mine"
        );
        await RefusedAsync(refused, HttpStatusCode.Conflict, "payments_closed");
    }

    internal static async Task PayDueRefundsAsync(Shop shop)
    {
        await shop.Server.WithDbAsync(db =>
            db.Set<PurchaseRefund>().ExecuteUpdateAsync(r => r.SetProperty(x => x.DueMs, 0))
        );
        await shop.Server.WithServiceAsync<PayRefunds>(r => r.RunAsync(default));
    }

    internal static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        JsonDocument.Parse(text).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }

    private static async Task<string?> StateAsync(ApiClient person, JsonElement purchase) =>
        (await person.GetAsync($"/api/purchases/{purchase.GetProperty("id").GetString()}"))
            .GetProperty("state")
            .GetString();

    internal static async Task<string> Database(string name) =>
        name == "PostgreSQL" ? await PostgresServer.NewDatabaseAsync() : "";
}
