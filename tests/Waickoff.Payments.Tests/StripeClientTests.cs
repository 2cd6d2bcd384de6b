namespace Waickoff.Payments.Tests;

public class StripeClientTests
{
    private const string Amounts = """
        "id":"cs_1","amount_subtotal":500,"amount_total":500,"currency":"usd","total_details":{"amount_discount":0,"amount_tax":0}
        """;

    private static readonly RefundCreate Refund = new() { PaymentIntent = "pi_1", Amount = 5 };

    [Theory]
    [InlineData(409, null, true)]
    [InlineData(429, null, true)]
    [InlineData(500, null, true)]
    [InlineData(503, null, true)]
    [InlineData(400, null, false)]
    [InlineData(402, null, false)]
    [InlineData(404, null, false)]
    [InlineData(400, "true", true)]
    [InlineData(500, "false", false)]
    public async Task What_may_help_is_tried_again_with_the_same_key(int status, string? shouldRetry, bool isRepeated)
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        (string, string)[] headers = shouldRetry is null ? [] : [("Stripe-Should-Retry", shouldRetry)];
        recorder.Say(status, """{"error":{"type":"api_error","message":"no"}}""", headers);
        recorder.Say(200, """{"id":"re_1","amount":5,"charge":"ch_1"}""");

        if (isRepeated)
            (await client.CreateRefundAsync(Refund, "key 1")).Charge.ShouldBe(new Expandable<Charge>("ch_1", null));
        else
            await Should.ThrowAsync<StripeException>(() => client.CreateRefundAsync(Refund, "key 1"));

        recorder.Requests.Count.ShouldBe(isRepeated ? 2 : 1);
        recorder.Requests.Select(r => r.Header("Idempotency-Key")).Distinct().ShouldBe(["key 1"]);
        recorder.Requests.Select(r => r.Body).Distinct().ShouldBe(["payment_intent=pi_1&amount=5"]);
    }

    [Fact]
    public async Task Repeats_end_and_the_last_error_is_told()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address, maxRetries: 2);
        for (var i = 0; i < 10; i++)
            recorder.Say(500, """{"error":{"type":"api_error","message":"again"}}""", ("Request-Id", $"req_{i}"));

        var thrown = await Should.ThrowAsync<StripeServerException>(() => client.CreateRefundAsync(Refund, "k"));

        recorder.Requests.Count.ShouldBe(3);
        thrown.RequestId.ShouldBe("req_2");
        thrown.Error.Message.ShouldBe("again");
    }

    [Fact]
    public async Task Silence_and_broken_connections_are_tried_again_and_leave_the_outcome_open()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address, TimeSpan.FromMilliseconds(200), maxRetries: 2);
        recorder.Answers.Enqueue(context =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { })
        );
        recorder.Answers.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        recorder.Say(200, """{"id":"re_1"}""");
        (await client.CreateRefundAsync(Refund, "k")).Id.ShouldBe("re_1");

        for (var i = 0; i < 3; i++)
            recorder.Answers.Enqueue(context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });
        var thrown = await Should.ThrowAsync<StripeConnectionException>(() => client.CreateRefundAsync(Refund, "k"));
        thrown.Status.ShouldBeNull();
        thrown.InnerException.ShouldNotBeNull();
        recorder.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Who_leaves_is_let_go_at_once()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        recorder.Answers.Enqueue(context =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { })
        );
        using var leave = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            client.GetRefundAsync("re_1", cancellation: leave.Token)
        );

        recorder.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(402, "card_error", typeof(StripeCardException))]
    [InlineData(400, "invalid_request_error", typeof(StripeRequestException))]
    [InlineData(404, "invalid_request_error", typeof(StripeRequestException))]
    [InlineData(400, "idempotency_error", typeof(StripeIdempotencyException))]
    [InlineData(409, "idempotency_error", typeof(StripeIdempotencyException))]
    [InlineData(401, "invalid_request_error", typeof(StripeAccessException))]
    [InlineData(403, "invalid_request_error", typeof(StripeAccessException))]
    [InlineData(429, "invalid_request_error", typeof(StripeRateLimitException))]
    [InlineData(500, "api_error", typeof(StripeServerException))]
    [InlineData(302, "", typeof(StripeRequestException))]
    public async Task Errors_are_told_by_what_can_be_done_about_them(int status, string type, Type expected)
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address, maxRetries: 0);
        recorder.Say(
            status,
            $$$"""{"error":{"type":"{{{type}}}","code":"c","decline_code":"d","param":"p","message":"m","doc_url":"u","charge":"ch_1"}}""",
            ("Request-Id", "req_1"),
            ("Location", "/elsewhere")
        );

        var thrown = await Should.ThrowAsync<StripeException>(() => client.CreateRefundAsync(Refund, "k"));

        thrown.ShouldBeOfType(expected);
        thrown.Error.ShouldBe(new StripeError(type, "m", "c", "d", "p", "u"));
        ((int)thrown.Status!).ShouldBe(status);
        thrown.RequestId.ShouldBe("req_1");
        recorder.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, """{"id":"re_1","amount":"much"}""")]
    public async Task An_answer_that_can_not_be_read_leaves_the_outcome_open(int status, string body)
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        recorder.Say(status, body, ("Request-Id", "req_1"));

        var thrown = await Should.ThrowAsync<StripeConnectionException>(() => client.CreateRefundAsync(Refund, "k"));

        thrown.RequestId.ShouldBe("req_1");
        recorder.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_error_without_json_is_an_error_all_the_same()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address, maxRetries: 0);
        recorder.Say(502, "<html>bad gateway</html>");

        await Should.ThrowAsync<StripeServerException>(() => client.CreateRefundAsync(Refund, "k"));
    }

    [Fact]
    public async Task What_comes_back_is_read_whole_expanded_or_not()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        recorder.Say(
            200,
            """
            {"id":"cs_1","object":"checkout.session","status":"complete","payment_status":"paid","amount_subtotal":500,"amount_total":605,
             "currency":"usd","total_details":{"amount_discount":0,"amount_tax":105,"amount_shipping":null},"livemode":false,
             "payment_intent":{"id":"pi_1","amount":605,"latest_charge":{"id":"ch_1","amount":605,"amount_refunded":105,
               "balance_transaction":{"id":"txn_1","fee":48,"net":557,"amount":605,"currency":"usd"}}},
             "customer":null,"metadata":{"package":"starter"},"line_items":{"object":"list","data":[{"id":"li_1","quantity":1,
               "amount_total":605,"price":{"id":"price_1","unit_amount":500}}],"has_more":false},"brand_new_member":[{}]}
            """
        );

        var session = await client.GetCheckoutSessionAsync("cs_1", ["line_items"]);

        session.IsPaid.ShouldBeTrue();
        session.TotalDetails.AmountTax.ShouldBe(105);
        session.PaymentIntent!.Id.ShouldBe("pi_1");
        session.Charge!.AmountHeld.ShouldBe(500);
        session.Booked!.Fee.ShouldBe(48);
        session.Customer.ShouldBeNull();
        session.OnlyLine!.Price!.UnitAmount.ShouldBe(500);
        session.Metadata["package"].ShouldBe("starter");
    }

    [Theory]
    [InlineData("open", "unpaid", "null", false, false)]
    [InlineData("open", "unpaid", """{"id":"pi_1","status":"requires_payment_method"}""", false, false)]
    [InlineData("complete", "unpaid", """{"id":"pi_1","status":"processing"}""", false, false)]
    [InlineData("complete", "unpaid", """{"id":"pi_1","status":"requires_payment_method"}""", false, true)]
    [InlineData("complete", "unpaid", """{"id":"pi_1","status":"canceled","latest_charge":null}""", false, true)]
    [InlineData("complete", "no_payment_required", "null", true, false)]
    [InlineData("complete", "paid", "\"pi_1\"", true, false)]
    [InlineData("complete", "paid", """{"id":"pi_1","status":"succeeded","latest_charge":"ch_1"}""", true, false)]
    public async Task What_became_of_a_page_is_read_off_it(
        string status,
        string paymentStatus,
        string payment,
        bool isPaid,
        bool hasFailed
    )
    {
        var session = await PageAsync(
            $$"""{{{Amounts}},"status":"{{status}}","payment_status":"{{paymentStatus}}","payment_intent":{{payment}}}"""
        );

        (session.IsPaid, session.HasFailed).ShouldBe((isPaid, hasFailed));
        session.Charge.ShouldBeNull();
        session.Booked.ShouldBeNull();
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("""{"data":[]}""", false)]
    [InlineData("""{"data":[{"id":"li_1"}],"has_more":true}""", false)]
    [InlineData("""{"data":[{"id":"li_1"},{"id":"li_2"}]}""", false)]
    [InlineData("""{"data":[{"id":"li_1"}],"has_more":false}""", true)]
    public async Task A_line_is_the_only_one_where_there_is_no_other(string lines, bool isOnly)
    {
        var session = await PageAsync($$"""{{{Amounts}},"line_items":{{lines}}}""");
        (session.OnlyLine?.Id).ShouldBe(isOnly ? "li_1" : null);
    }

    [Theory]
    [InlineData("amount_subtotal")]
    [InlineData("amount_total")]
    [InlineData("currency")]
    [InlineData("total_details")]
    public Task A_page_that_does_not_say_what_it_costs_can_not_be_read(string left) =>
        Should.ThrowAsync<StripeConnectionException>(() =>
            PageAsync($"{{{Amounts.Replace(left, "something_else", StringComparison.Ordinal)}}}")
        );

    [Fact]
    public async Task What_would_send_something_else_than_meant_is_refused_before_it_is_sent()
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);

        foreach (var id in (string[])["", "../v1/customers", "cs_1?x=1", "cs 1", "cs_1/expire", "é"])
            await Should.ThrowAsync<ArgumentException>(() => client.GetRefundAsync(id));
        foreach (var key in (string[])["", " ", "a\nb", "é", new string('k', 256)])
            await Should.ThrowAsync<ArgumentException>(() => client.CreateRefundAsync(Refund, key));
        foreach (var amount in (long[])[0, -1, long.MinValue])
            await Should.ThrowAsync<ArgumentException>(() =>
                client.CreateRefundAsync(Refund with { Amount = amount }, "k")
            );
        foreach (var name in (string[])["", "a[b]", "a]", new string('n', 41)])
            await Should.ThrowAsync<ArgumentException>(() =>
                client.CreateRefundAsync(Refund with { Metadata = new Dictionary<string, string> { [name] = "" } }, "k")
            );
        foreach (var limit in (int[])[0, 101, -1])
            await Should.ThrowAsync<ArgumentException>(() => client.ListRefundsAsync("pi_1", new PageOf(limit)));
        await Should.ThrowAsync<ArgumentException>(() =>
            client.CreateCheckoutSessionAsync(new CheckoutSessionCreate { LineItems = [], SuccessUrl = "x" }, "k")
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            client.CreateCheckoutSessionAsync(
                new CheckoutSessionCreate { LineItems = [new LineItemCreate()], SuccessUrl = "x" },
                "k"
            )
        );
        recorder.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "https://api.stripe.com")]
    [InlineData("sk_test_1\n", "https://api.stripe.com")]
    [InlineData("sk_test_1", "http://api.stripe.com")]
    public void A_key_goes_over_https_or_stays_on_this_machine(string key, string url) =>
        Should.Throw<ArgumentException>(() =>
            new StripeClient(new StripeOptions { ApiKey = key, BaseUrl = new Uri(url) })
        );

    [Theory]
    [InlineData("2026-10-28.endive", true)]
    [InlineData("2027-01-28.endive", true)]
    [InlineData("2026-07-29.dahlia", false)]
    [InlineData("2024-06-20", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Events_of_another_name_are_not_ours(string? version, bool isOurs) =>
        StripeVersion.IsOurs(version).ShouldBe(isOurs);

    private static async Task<CheckoutSession> PageAsync(string answer)
    {
        await using var recorder = await RequestRecorder.StartAsync();
        using var client = Clients.At(recorder.Address);
        recorder.Say(200, answer);
        return await client.GetCheckoutSessionAsync("cs_1");
    }
}
