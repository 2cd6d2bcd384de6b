using Waickoff.Payments;
using Waickoff.Payments.Webhooks;
using Waickoff.Sandbox.Payments;
using Waickoff.Sandbox.Tests.Model;

namespace Waickoff.Sandbox.Tests.Payments;

public class SandboxStripeTests
{
    [Fact]
    public async Task A_purchase_goes_from_page_to_charge_and_is_told_of_once_signed()
    {
        await using var shop = await Shop.OpenAsync();
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k1");
        (made.Status, made.PaymentStatus, made.IsPaid).ShouldBe(("open", "unpaid", false));
        made.Url.ShouldBe($"{shop.Stripe.BaseUrl}c/pay/{made.Id}");

        shop.Stripe.Pay(made.Id).ShouldBeTrue();
        await shop.Stripe.QuietAsync();

        var paid = await shop.Client.GetCheckoutSessionAsync(
            made.Id,
            ["line_items", "payment_intent.latest_charge.balance_transaction"]
        );
        (paid.Status, paid.IsPaid, paid.Url, paid.AmountTotal).ShouldBe(("complete", true, null, 500L));
        paid.Metadata["package"].ShouldBe("starter");
        paid.LineItems!.Data.Single().Price!.UnitAmount.ShouldBe(500);
        var charge = paid.PaymentIntent!.Value!.LatestCharge!.Value!;
        charge.Metadata["package"].ShouldBe("starter");
        // 2.9 % of 5.00 and 0.30.
        charge.BalanceTransaction!.Value!.Fee.ShouldBe(45);
        shop.Types.ShouldBe(
            ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"],
            ignoreOrder: true
        );
        shop.Verdicts.ShouldAllBe(v => v == SignatureVerdict.True);
        var told = shop.Events.Single(e => e.Type == "checkout.session.completed");
        StripeVersion.IsOurs(told.ApiVersion).ShouldBeTrue();
        told.ObjectAs<CheckoutSession>().IsPaid.ShouldBeTrue();
        told.ObjectId.ShouldBe(made.Id);
        shop.Stripe.Pay(made.Id).ShouldBeFalse();
        shop.Stripe.All("charge").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_cards_leave_the_page_open()
    {
        await using var shop = await Shop.OpenAsync();
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k");
        foreach (var card in StripeTestCard.All.Where(c => c.DeclineCode is not null))
            shop.Stripe.Pay(made.Id, card).ShouldBeFalse();
        (await shop.Client.GetCheckoutSessionAsync(made.Id)).Status.ShouldBe("open");
        shop.Stripe.All("charge").ShouldBeEmpty();

        shop.Stripe.Pay(made.Id).ShouldBeTrue();

        await shop.Stripe.QuietAsync();
        shop.Types.Count(t => t == "payment_intent.payment_failed").ShouldBe(5);
        shop.Types.Count(t => t == "checkout.session.completed").ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Money_by_bank_comes_later_or_not(bool isWell)
    {
        var time = ManualTime.Of(2027, 1, 15);
        await using var shop = await Shop.OpenAsync(
            new SandboxStripeOptions { Time = time, BankTime = TimeSpan.FromDays(2) }
        );
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k");
        shop.Stripe.Pay(made.Id, isWell ? StripeTestCard.BankWell : StripeTestCard.BankFails).ShouldBeTrue();
        var waiting = await shop.Client.GetCheckoutSessionAsync(made.Id, ["payment_intent"]);
        (waiting.Status, waiting.IsPaid, waiting.PaymentIntent!.Value!.Status).ShouldBe(
            ("complete", false, "processing")
        );

        time.Advance(TimeSpan.FromDays(2));
        shop.Stripe.RunDue();

        (await shop.Client.GetCheckoutSessionAsync(made.Id)).IsPaid.ShouldBe(isWell);
        await shop.Stripe.QuietAsync();
        shop.Types.Count(t => t == $"checkout.session.async_payment_{(isWell ? "succeeded" : "failed")}").ShouldBe(1);
    }

    [Fact]
    public async Task Pages_expire_by_order_and_by_time()
    {
        var time = ManualTime.Of(2027, 1, 15);
        await using var shop = await Shop.OpenAsync(new SandboxStripeOptions { Time = time });
        var first = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k1");
        var second = await shop.Client.CreateCheckoutSessionAsync(
            Shop.Pack() with
            {
                ExpiresAt = time.GetUtcNow().AddMinutes(30),
            },
            "k2"
        );
        (await shop.Client.ExpireCheckoutSessionAsync(first.Id, "k3")).Status.ShouldBe("expired");
        await Should.ThrowAsync<StripeRequestException>(() => shop.Client.ExpireCheckoutSessionAsync(first.Id, "k4"));

        time.Advance(TimeSpan.FromMinutes(31));

        (await shop.Client.GetCheckoutSessionAsync(second.Id)).Status.ShouldBe("expired");
        shop.Stripe.Pay(second.Id).ShouldBeFalse();
        await Should.ThrowAsync<StripeRequestException>(() =>
            shop.Client.CreateCheckoutSessionAsync(
                Shop.Pack() with
                {
                    ExpiresAt = time.GetUtcNow().AddMinutes(29),
                },
                "k5"
            )
        );
    }

    [Fact]
    public async Task A_key_does_its_work_once_and_for_one_request_only()
    {
        var time = ManualTime.Of(2027, 1, 15);
        await using var shop = await Shop.OpenAsync(new SandboxStripeOptions { Time = time });
        var made = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "same"))
        );
        made.Select(m => m.Id).Distinct().Count().ShouldBe(1);
        await Should.ThrowAsync<StripeIdempotencyException>(() =>
            shop.Client.CreateCheckoutSessionAsync(Shop.Pack(501), "same")
        );
        // What is refused is not kept: the same key may be used for the request mended.
        await Should.ThrowAsync<StripeRequestException>(() =>
            shop.Client.CreateCheckoutSessionAsync(Shop.Pack(1), "mended")
        );
        await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(100), "mended");

        time.Advance(TimeSpan.FromHours(25));
        (await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(501), "same")).Id.ShouldNotBe(made[0].Id);
        shop.Stripe.All("checkout.session").Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(StripeFault.ErrorBefore)]
    [InlineData(StripeFault.ErrorAfter)]
    [InlineData(StripeFault.SilenceBefore)]
    [InlineData(StripeFault.SilenceAfter)]
    [InlineData(StripeFault.DropBefore)]
    [InlineData(StripeFault.DropAfter)]
    [InlineData(StripeFault.TooMany)]
    [InlineData(StripeFault.Conflict)]
    public async Task Whatever_goes_wrong_the_same_key_makes_one_page_and_one_refund(StripeFault fault)
    {
        var isSilent = fault is StripeFault.SilenceBefore or StripeFault.SilenceAfter;
        await using var shop = await Shop.OpenAsync(timeout: isSilent ? TimeSpan.FromMilliseconds(300) : null);
        shop.Stripe.Faults.Next(fault, 2, "/checkout/sessions");
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k1");
        shop.Stripe.Pay(made.Id);
        var paid = await shop.Client.GetCheckoutSessionAsync(made.Id);
        shop.Stripe.Faults.Next(fault, 2, "/refunds");

        await shop.Client.CreateRefundAsync(
            new RefundCreate { PaymentIntent = paid.PaymentIntent!.Id, Amount = 100 },
            "k2"
        );

        shop.Stripe.Faults.Count.ShouldBe(4);
        shop.Stripe.All("checkout.session").Count.ShouldBe(1);
        shop.Stripe.All("refund").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_is_rubbish_is_done_all_the_same_and_the_key_tells_what()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Faults.Next(StripeFault.Garbage);
        await Should.ThrowAsync<StripeConnectionException>(() =>
            shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k")
        );

        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k");

        shop.Stripe.All("checkout.session").Single()["id"]!.GetValue<string>().ShouldBe(made.Id);
    }

    [Fact]
    public async Task Refunds_are_partial_repeated_or_whole_and_never_more_than_was_paid()
    {
        await using var shop = await Shop.OpenAsync();
        var (session, charge) = await shop.BuyAsync();
        var payment = session.PaymentIntent!.Id;
        var ids = new List<string>();
        foreach (var amount in (long[])[100, 150])
            ids.Add(
                (
                    await shop.Client.CreateRefundAsync(
                        new RefundCreate { PaymentIntent = payment, Amount = amount },
                        $"r{amount}"
                    )
                ).Id
            );
        await Should.ThrowAsync<StripeRequestException>(() =>
            shop.Client.CreateRefundAsync(new RefundCreate { PaymentIntent = payment, Amount = 251 }, "too much")
        );
        (await shop.Client.GetChargeAsync(charge.Id)).AmountHeld.ShouldBe(250);

        (await shop.Client.CreateRefundAsync(new RefundCreate { PaymentIntent = payment }, "rest")).Amount.ShouldBe(
            250
        );
        var thrown = await Should.ThrowAsync<StripeRequestException>(() =>
            shop.Client.CreateRefundAsync(new RefundCreate { PaymentIntent = payment }, "again")
        );
        thrown.Error.Code.ShouldBe("charge_already_refunded");
        var list = await shop.Client.ListRefundsAsync(payment, new PageOf(2));
        (list.HasMore, list.Data.Count).ShouldBe((true, 2));
        var rest = await shop.Client.ListRefundsAsync(payment, new PageOf(2, list.Data[^1].Id));
        rest.Data.Select(r => r.Id).ShouldBe([ids[0]]);
        rest.HasMore.ShouldBeFalse();

        shop.Stripe.FailRefund(ids[0]);

        var after = await shop.Client.GetChargeAsync(charge.Id);
        (after.Refunded, after.AmountHeld).ShouldBe((false, 100));
        (await shop.Client.GetRefundAsync(ids[0])).Status.ShouldBe("failed");
        await shop.Stripe.QuietAsync();
        shop.Types.Count(t => t == "charge.refunded").ShouldBe(3);
        shop.Types.Count(t => t == "refund.failed").ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_takes_the_money_and_gives_it_back_when_won(bool isWon)
    {
        await using var shop = await Shop.OpenAsync();
        var (session, charge) = await shop.BuyAsync(StripeTestCard.Disputed);
        var dispute = (await shop.Client.ListDisputesAsync(session.PaymentIntent!.Id)).Data.Single();
        dispute.Amount.ShouldBe(500);
        await Should.ThrowAsync<StripeRequestException>(() =>
            shop.Client.CreateRefundAsync(new RefundCreate { PaymentIntent = session.PaymentIntent.Id }, "k")
        );

        shop.Stripe.CloseDispute(dispute.Id, isWon);

        var closed = await shop.Client.GetDisputeAsync(dispute.Id);
        closed.Status.ShouldBe(isWon ? "won" : "lost");
        // The bank's fee of 15.00 is gone either way.
        closed.BalanceTransactions.Sum(b => b.Net).ShouldBe(isWon ? -1500 : -2000);
        (await shop.Client.GetChargeAsync(charge.Id)).Disputed.ShouldBeTrue();
        await shop.Stripe.QuietAsync();
        string[] told = ["charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed"];
        shop.Types.Where(t => t.StartsWith("charge.dispute", StringComparison.Ordinal))
            .ShouldBe(isWon ? [.. told, "charge.dispute.funds_reinstated"] : told, ignoreOrder: true);
    }

    [Fact]
    public async Task Discount_and_tax_are_in_the_total()
    {
        await using var shop = await Shop.OpenAsync(
            new SandboxStripeOptions
            {
                TaxPercent = 21,
                PromotionCodes = new Dictionary<string, int> { ["TEN"] = 10 },
            }
        );

        var made = await shop.Client.CreateCheckoutSessionAsync(
            Shop.Pack(2000) with
            {
                PromotionCode = "promo_TEN",
                AutomaticTax = true,
                InvoiceCreation = true,
            },
            "k"
        );

        (made.AmountSubtotal, made.AmountTotal).ShouldBe((2000, 2178));
        made.TotalDetails.ShouldBe(new CheckoutTotals(200, 378));
        shop.Stripe.Pay(made.Id);
        var paid = await shop.Client.GetCheckoutSessionAsync(made.Id, ["invoice"]);
        paid.Invoice!.Value!.Total.ShouldBe(2178);
        (await shop.Client.GetInvoiceAsync(paid.Invoice.Id)).Status.ShouldBe("paid");
    }

    [Fact]
    public async Task Events_that_are_not_taken_come_again_with_growing_pauses_and_end()
    {
        await using var shop = await Shop.OpenAsync(
            new SandboxStripeOptions { RetryPauses = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)] }
        );
        foreach (var status in (int[])[500, 302, 503])
            shop.Statuses.Enqueue(status);
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k");

        await shop.Client.ExpireCheckoutSessionAsync(made.Id, "k2");
        await shop.Stripe.QuietAsync();

        shop.Stripe.Deliveries.Select(d => (d.Attempt, d.Status)).ShouldBe([(1, 500), (2, 302), (3, 503)]);
        shop.Events.ShouldBeEmpty();
        var sent = await shop.Stripe.ReplayAsync();
        sent.Single().Attempt.ShouldBe(4);
        shop.Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deliveries_are_repeated_and_shuffled_by_a_seed()
    {
        await using var shop = await Shop.OpenAsync(new SandboxStripeOptions { DeliversAtOnce = false });
        for (var i = 0; i < 5; i++)
            await shop.BuyAsync();
        shop.Events.ShouldBeEmpty();
        var replay = new StripeReplay
        {
            Types = ["checkout.session.completed"],
            FewestTimes = 1,
            MostTimes = 20,
            IsShuffled = true,
            Seed = 7,
        };

        var first = await shop.Stripe.ReplayAsync(replay);
        var second = await shop.Stripe.ReplayAsync(replay);
        var other = await shop.Stripe.ReplayAsync(replay with { Seed = 8, Senders = 4 });

        first.Select(d => d.EventId).ShouldBe(second.Select(d => d.EventId));
        first.Select(d => d.EventId).ShouldNotBe(other.Select(d => d.EventId));
        first.Select(d => d.EventId).Distinct().Count().ShouldBe(5);
        first.Count.ShouldBeInRange(6, 100);
        shop.Events.Count.ShouldBe(first.Count + second.Count + other.Count);
        shop.Types.Distinct().ShouldBe(["checkout.session.completed"]);
        var forged = await shop.Stripe.ReplayAsync(new StripeReplay { ForgedSecret = "whsec_guess" });
        forged.ShouldAllBe(d => d.Status == 400);
    }

    [Fact]
    public async Task Events_are_listed_by_kind_and_time()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyAsync();
        await shop.BuyAsync();

        var list = await shop.Client.ListEventsAsync(["checkout.session.completed", "charge.refunded"]);
        list.Data.Count.ShouldBe(2);
        (await shop.Client.GetEventAsync(list.Data[0].Id)).Type.ShouldBe("checkout.session.completed");
        (await shop.Client.ListEventsAsync([], shop.Now.AddMinutes(1))).Data.ShouldBeEmpty();
        (await shop.Client.ListEventsAsync([])).Data.Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_is_no_request_is_refused_as_it_is_there()
    {
        await using var shop = await Shop.OpenAsync();
        using var stranger = new StripeClient(
            new StripeOptions { ApiKey = "sk_test_other", BaseUrl = shop.Stripe.BaseUrl }
        );
        await Should.ThrowAsync<StripeAccessException>(() => stranger.GetRefundAsync("re_1"));
        (
            await Should.ThrowAsync<StripeRequestException>(() => shop.Client.GetRefundAsync("re_1"))
        ).IsMissing.ShouldBeTrue();
        foreach (
            var bad in (CheckoutSessionCreate[])
                [
                    Shop.Pack(49),
                    Shop.Pack(100_000_000),
                    Shop.Pack() with
                    {
                        SuccessUrl = "done",
                    },
                    Shop.Pack() with
                    {
                        SuccessUrl = "javascript:alert(1)",
                    },
                    Shop.Pack() with
                    {
                        Customer = "cus_none",
                    },
                    Shop.Pack() with
                    {
                        AllowPromotionCodes = true,
                        PromotionCode = "promo_X",
                    },
                    Shop.Pack() with
                    {
                        PromotionCode = "promo_X",
                    },
                    Shop.Pack() with
                    {
                        LineItems = [new LineItemCreate { Price = "price_none" }],
                    },
                ]
        )
            await Should.ThrowAsync<StripeRequestException>(() => shop.Client.CreateCheckoutSessionAsync(bad, "k"));
        shop.Stripe.All("checkout.session").ShouldBeEmpty();

        using var http = new HttpClient { BaseAddress = shop.Stripe.BaseUrl };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {shop.Stripe.ApiKey}");
        using var unknown = await http.PostAsync("/v1/refunds", new FormUrlEncodedContent([new("amuont", "1")]));
        ((int)unknown.StatusCode).ShouldBe(400);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("parameter_unknown");
        using var nowhere = await http.GetAsync("/v1/payouts");
        ((int)nowhere.StatusCode).ShouldBe(404);
        using var expanded = await http.GetAsync("/v1/events?expand[]=nothing");
        ((int)expanded.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Its_state_outlives_it_where_a_file_is_named()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("waickoff").FullName, "stripe.json");
        CheckoutSession paid;
        await using (var shop = await Shop.OpenAsync(new SandboxStripeOptions { StateFile = file }))
            (paid, _) = await shop.BuyAsync();

        await using var again = await Shop.OpenAsync(new SandboxStripeOptions { StateFile = file });
        var read = await again.Client.GetCheckoutSessionAsync(paid.Id, ["payment_intent.latest_charge"]);

        read.AmountTotal.ShouldBe(500);
        var charge = read.PaymentIntent!.Value!.LatestCharge!.Value!;
        await again.Client.CreateRefundAsync(new RefundCreate { PaymentIntent = read.PaymentIntent.Id }, "k");
        (await again.Client.GetChargeAsync(charge.Id)).Refunded.ShouldBeTrue();
        (await again.BuyAsync()).Session.Id.ShouldNotBe(paid.Id);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
