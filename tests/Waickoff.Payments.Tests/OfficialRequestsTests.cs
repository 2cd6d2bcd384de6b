using System.Reflection;

namespace Waickoff.Payments.Tests;

/// <summary>Every request that our client can make is the one that Stripe's own client makes for the same arguments.</summary>
public class OfficialRequestsTests
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Our call, the official one, and its arguments; <c>KEY</c> stands for the idempotency key.</summary>
    private static readonly (string Official, string Arguments, Func<StripeClient, Task> Ours)[] Calls =
    [
        (
            "checkout.sessions.create",
            """
            [{
              "mode": "payment",
              "line_items": [{"quantity": 1, "price_data": {
                "currency": "usd", "unit_amount": 500,
                "product_data": {"name": "Starter", "description": "5 sesiones & más [100 %]", "tax_code": "txcd_10103001"},
                "tax_behavior": "exclusive"}}],
              "success_url": "https://example.com/credits?session={CHECKOUT_SESSION_ID}",
              "cancel_url": "https://example.com/credits",
              "client_reference_id": "u-1",
              "customer_email": "ana+1@example.com",
              "allow_promotion_codes": true,
              "automatic_tax": {"enabled": true},
              "tax_id_collection": {"enabled": true},
              "invoice_creation": {"enabled": true, "invoice_data": {"metadata": {"order": "7"}}},
              "consent_collection": {"terms_of_service": "required"},
              "custom_text": {
                "terms_of_service_acceptance": {"message": "I agree (really!) that 'it' starts now*"},
                "submit": {"message": "Ünïcode 🚀\nand a line"}},
              "billing_address_collection": "auto",
              "locale": "es",
              "submit_type": "pay",
              "expires_at": 1800000000,
              "adaptive_pricing": {"enabled": false},
              "payment_method_types": ["card", "sepa_debit"],
              "metadata": {"package": "starter", "sessions": "5", "empty": ""},
              "payment_intent_data": {
                "metadata": {"package": "starter"}, "receipt_email": "ana@example.com",
                "statement_descriptor_suffix": "STARTER"}
            }, {"idempotencyKey": "KEY"}]
            """,
            c =>
                c.CreateCheckoutSessionAsync(
                    new CheckoutSessionCreate
                    {
                        LineItems =
                        [
                            new LineItemCreate
                            {
                                PriceData = new PriceDataCreate
                                {
                                    Currency = "usd",
                                    UnitAmount = 500,
                                    ProductName = "Starter",
                                    ProductDescription = "5 sesiones & más [100 %]",
                                    TaxCode = "txcd_10103001",
                                    TaxBehavior = "exclusive",
                                },
                            },
                        ],
                        SuccessUrl = "https://example.com/credits?session={CHECKOUT_SESSION_ID}",
                        CancelUrl = "https://example.com/credits",
                        ClientReferenceId = "u-1",
                        CustomerEmail = "ana+1@example.com",
                        AllowPromotionCodes = true,
                        AutomaticTax = true,
                        TaxIdCollection = true,
                        InvoiceCreation = true,
                        InvoiceMetadata = new Dictionary<string, string> { ["order"] = "7" },
                        RequiresTerms = true,
                        TermsText = "I agree (really!) that 'it' starts now*",
                        SubmitText = "Ünïcode 🚀\nand a line",
                        BillingAddressCollection = "auto",
                        Locale = "es",
                        SubmitType = "pay",
                        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
                        AdaptivePricing = false,
                        PaymentMethodTypes = ["card", "sepa_debit"],
                        Metadata = new Dictionary<string, string>
                        {
                            ["package"] = "starter",
                            ["sessions"] = "5",
                            ["empty"] = "",
                        },
                        PaymentMetadata = new Dictionary<string, string> { ["package"] = "starter" },
                        ReceiptEmail = "ana@example.com",
                        StatementDescriptorSuffix = "STARTER",
                    },
                    "KEY"
                )
        ),
        (
            "checkout.sessions.create",
            """
            [{
              "mode": "payment",
              "line_items": [{"quantity": 2, "price": "price_1"}, {"quantity": 1, "price": "price_2"}],
              "success_url": "https://example.com/",
              "customer": "cus_1",
              "discounts": [{"promotion_code": "promo_1"}]
            }, {"idempotencyKey": "KEY"}]
            """,
            c =>
                c.CreateCheckoutSessionAsync(
                    new CheckoutSessionCreate
                    {
                        LineItems =
                        [
                            new LineItemCreate { Quantity = 2, Price = "price_1" },
                            new LineItemCreate { Price = "price_2" },
                        ],
                        SuccessUrl = "https://example.com/",
                        Customer = "cus_1",
                        PromotionCode = "promo_1",
                    },
                    "KEY"
                )
        ),
        ("checkout.sessions.retrieve", """["cs_1"]""", c => c.GetCheckoutSessionAsync("cs_1")),
        (
            "checkout.sessions.retrieve",
            """["cs_1", {"expand": ["line_items", "payment_intent.latest_charge"]}]""",
            c => c.GetCheckoutSessionAsync("cs_1", ["line_items", "payment_intent.latest_charge"])
        ),
        (
            "checkout.sessions.expire",
            """["cs_1", {}, {"idempotencyKey": "KEY"}]""",
            c => c.ExpireCheckoutSessionAsync("cs_1", "KEY")
        ),
        (
            "paymentIntents.retrieve",
            """["pi_1", {"expand": ["latest_charge.balance_transaction"]}]""",
            c => c.GetPaymentIntentAsync("pi_1", ["latest_charge.balance_transaction"])
        ),
        (
            "charges.retrieve",
            """["ch_1", {"expand": ["balance_transaction"]}]""",
            c => c.GetChargeAsync("ch_1", ["balance_transaction"])
        ),
        (
            "refunds.create",
            """
            [{"payment_intent": "pi_1", "amount": 123, "reason": "requested_by_customer", "metadata": {"lot": "9"}},
             {"idempotencyKey": "KEY"}]
            """,
            c =>
                c.CreateRefundAsync(
                    new RefundCreate
                    {
                        PaymentIntent = "pi_1",
                        Amount = 123,
                        Reason = "requested_by_customer",
                        Metadata = new Dictionary<string, string> { ["lot"] = "9" },
                    },
                    "KEY"
                )
        ),
        (
            "refunds.create",
            """[{"payment_intent": "pi_1"}, {"idempotencyKey": "KEY"}]""",
            c => c.CreateRefundAsync(new RefundCreate { PaymentIntent = "pi_1", Metadata = None }, "KEY")
        ),
        ("refunds.retrieve", """["re_1"]""", c => c.GetRefundAsync("re_1")),
        ("refunds.list", """[{"payment_intent": "pi_1", "limit": 100}]""", c => c.ListRefundsAsync("pi_1")),
        (
            "refunds.list",
            """[{"payment_intent": "pi_1", "limit": 2, "starting_after": "re_1"}]""",
            c => c.ListRefundsAsync("pi_1", new PageOf(2, "re_1"))
        ),
        ("disputes.retrieve", """["dp_1"]""", c => c.GetDisputeAsync("dp_1")),
        ("disputes.list", """[{"payment_intent": "pi_1", "limit": 100}]""", c => c.ListDisputesAsync("pi_1")),
        ("invoices.retrieve", """["in_1"]""", c => c.GetInvoiceAsync("in_1")),
        (
            "invoices.list",
            """[{"customer": "cus_1", "limit": 10, "ending_before": "in_1"}]""",
            c => c.ListInvoicesAsync("cus_1", new PageOf(10, EndingBefore: "in_1"))
        ),
        ("events.retrieve", """["evt_1"]""", c => c.GetEventAsync("evt_1")),
        (
            "events.list",
            """
            [{"types": ["checkout.session.completed", "charge.refunded"], "created": {"gte": 1800000000}, "limit": 100}]
            """,
            c =>
                c.ListEventsAsync(
                    ["checkout.session.completed", "charge.refunded"],
                    DateTimeOffset.FromUnixTimeSeconds(1_800_000_000)
                )
        ),
        (
            "customers.create",
            """
            [{"email": "ana@example.com", "preferred_locales": ["es", "en"], "metadata": {"user": "u-1"}},
             {"idempotencyKey": "KEY"}]
            """,
            c =>
                c.CreateCustomerAsync(
                    new CustomerCreate
                    {
                        Email = "ana@example.com",
                        PreferredLocales = ["es", "en"],
                        Metadata = new Dictionary<string, string> { ["user"] = "u-1" },
                    },
                    "KEY"
                )
        ),
        ("customers.retrieve", """["cus_1"]""", c => c.GetCustomerAsync("cus_1")),
        ("balanceTransactions.retrieve", """["txn_1"]""", c => c.GetBalanceTransactionAsync("txn_1")),
    ];

    [Fact]
    public async Task Our_requests_are_those_of_the_official_client_byte_for_byte()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        foreach (var call in Calls)
            await call.Ours(client);
        var ours = recorder.Requests;
        var run = await OfficialClient.RunAsync(
            recorder.Address,
            Calls.Select(c => OfficialClient.Call(c.Official, c.Arguments))
        );
        for (var i = 0; i < Calls.Length; i++)
            run.Value(i);
        var theirs = recorder.Requests.Skip(ours.Count).ToList();

        ours.Count.ShouldBe(Calls.Length);
        theirs.Count.ShouldBe(Calls.Length);
        for (var i = 0; i < Calls.Length; i++)
        {
            var (our, their, name) = (ours[i], theirs[i], Calls[i].Official);
            our.Method.ShouldBe(their.Method, name);
            our.Target.ShouldBe(their.Target, name);
            our.Body.ShouldBe(their.Body, name);
            foreach (var header in (string[])["Authorization", "Stripe-Version", "Accept"])
                our.Header(header).ShouldBe(their.Header(header), $"{name}: {header}");
            our.Header("Idempotency-Key").ShouldBe(their.Header("Idempotency-Key"), name);
            our.Header("Idempotency-Key").ShouldBe(our.Method == "POST" ? "KEY" : "", name);
            if (our.Method == "POST")
                our.Header("Content-Type").ShouldBe(their.Header("Content-Type"), name);
        }
    }

    /// <summary>A call that is added to the client and not compared fails here.</summary>
    [Fact]
    public async Task No_call_of_the_client_goes_without_comparison()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        foreach (var call in Calls)
            await call.Ours(client);
        var compared = recorder.Requests.Select(r => $"{r.Method} {Shape(r.Target)}").Distinct().Count();

        var methods = typeof(StripeClient)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Count(m => m.ReturnType.IsGenericType && m.ReturnType.GetGenericTypeDefinition() == typeof(Task<>));

        compared.ShouldBe(methods);
    }

    private static string Shape(string target) =>
        string.Join(
            '/',
            target.Split('?')[0].Split('/').Select(p => p.EndsWith("_1", StringComparison.Ordinal) ? "*" : p)
        );
}
